using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace TradeForge.Web.Features.Result.Export;

/// <summary>Writes an XLSX workbook: tables with a heading, numbers as numbers, times as dates, texts as texts that are never formulas.</summary>
/// <remarks>ECMA-376 part 1, as little of it as a spreadsheet needs. Times are UTC; a spreadsheet knows no zone. NaN, infinity and null are empty cells.</remarks>
public sealed class Workbook(Stream stream) : IDisposable
{
    /// <summary>A sheet holds 1,048,576 rows; a longer table goes on in the next sheet.</summary>
    private const int MostRows = 1_000_000;
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", Links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Parts = "http://schemas.openxmlformats.org/package/2006/relationships", Types = "http://schemas.openxmlformats.org/package/2006/content-types";
    private const string Kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    public const string ContentType = Kind + "sheet";

    private readonly ZipArchive _zip = new(stream, ZipArchiveMode.Create, leaveOpen: true);
    private readonly List<string> _sheets = [];

    /// <param name="name">At most 28 characters, none of <c>[]:*?/\</c>.</param>
    /// <param name="heading">One text for each column.</param>
    /// <param name="rows">Cells: null, string, bool, a number, DateOnly or DateTimeOffset.</param>
    public void Add(string name, IReadOnlyList<string> heading, IEnumerable<object?[]> rows)
    {
        using var all = rows.GetEnumerator();
        var more = all.MoveNext();
        for (var part = 1; part == 1 || more; part++)
        {
            _sheets.Add(part == 1 ? name : $"{name} {part}");
            using var xml = Open($"xl/worksheets/sheet{_sheets.Count}.xml");
            xml.WriteStartElement("worksheet", Main);
            WriteView(xml, heading);
            xml.WriteStartElement("sheetData", Main);
            WriteRow(xml, [.. heading], style: 1);
            for (var row = 0; more && row < MostRows; row++, more = all.MoveNext()) WriteRow(xml, all.Current, style: 0);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
    }

    /// <summary>Writes what ties the sheets together.</summary>
    public void Dispose()
    {
        WriteBook();
        WriteStyles();
        WriteLinks("_rels/.rels", [("officeDocument", "xl/workbook.xml")]);
        WriteLinks("xl/_rels/workbook.xml.rels", [.. _sheets.Select((_, i) => ("worksheet", $"worksheets/sheet{i + 1}.xml")), ("styles", "styles.xml")]);
        WriteTypes();
        _zip.Dispose();
    }

    private static void WriteView(XmlWriter xml, IReadOnlyList<string> heading)
    {
        xml.WriteStartElement("sheetViews", Main);
        Element(xml, "sheetView", () => Element(xml, "pane", null, ("ySplit", "1"), ("topLeftCell", "A2"), ("activePane", "bottomLeft"), ("state", "frozen")), ("workbookViewId", "0"));
        xml.WriteEndElement();
        xml.WriteStartElement("cols", Main);
        for (var i = 1; i <= heading.Count; i++)
            Element(xml, "col", null, ("min", Digits(i)), ("max", Digits(i)), ("width", Digits(Math.Clamp(heading[i - 1].Length + 4, 12, 60))), ("customWidth", "1"));
        xml.WriteEndElement();
    }

    private static void WriteRow(XmlWriter xml, object?[] cells, int style)
    {
        xml.WriteStartElement("row", Main);
        foreach (var cell in cells) WriteCell(xml, cell, style);
        xml.WriteEndElement();
    }

    private static void WriteCell(XmlWriter xml, object? cell, int style)
    {
        xml.WriteStartElement("c", Main);
        switch (cell)
        {
            case null or double.NaN or double.PositiveInfinity or double.NegativeInfinity:
                break;
            case string text:
                xml.WriteAttributeString("t", "inlineStr");
                if (style > 0) xml.WriteAttributeString("s", Digits(style));
                Element(xml, "is", () => xml.WriteElementString("t", Main, string.Concat(text.Where(XmlConvert.IsXmlChar))));
                break;
            case bool yes:
                xml.WriteAttributeString("t", "b");
                xml.WriteElementString("v", Main, yes ? "1" : "0");
                break;
            case DateOnly day:
                xml.WriteAttributeString("s", "2");
                xml.WriteElementString("v", Main, Digits(day.ToDateTime(TimeOnly.MinValue).ToOADate()));
                break;
            case DateTimeOffset time:
                xml.WriteAttributeString("s", "3");
                xml.WriteElementString("v", Main, Digits(time.UtcDateTime.ToOADate()));
                break;
            case IFormattable number:
                xml.WriteElementString("v", Main, Digits(number));
                break;
            default:
                throw new ArgumentException($"A cell cannot hold a {cell.GetType().Name}.", nameof(cell));
        }

        xml.WriteEndElement();
    }

    private void WriteBook()
    {
        using var xml = Open("xl/workbook.xml");
        xml.WriteStartElement("workbook", Main);
        xml.WriteStartElement("sheets", Main);
        for (var i = 1; i <= _sheets.Count; i++)
        {
            xml.WriteStartElement("sheet", Main);
            xml.WriteAttributeString("name", _sheets[i - 1]);
            xml.WriteAttributeString("sheetId", Digits(i));
            xml.WriteAttributeString("r", "id", Links, $"r{i}");
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    /// <summary>Four looks of a cell: plain, heading, day, time.</summary>
    private void WriteStyles()
    {
        using var xml = Open("xl/styles.xml");
        xml.WriteStartElement("styleSheet", Main);
        Element(xml, "numFmts", () =>
        {
            Element(xml, "numFmt", null, ("numFmtId", "164"), ("formatCode", "yyyy\\-mm\\-dd"));
            Element(xml, "numFmt", null, ("numFmtId", "165"), ("formatCode", "yyyy\\-mm\\-dd\\ hh:mm:ss"));
        }, ("count", "2"));
        Element(xml, "fonts", () => { Element(xml, "font"); Element(xml, "font", () => Element(xml, "b")); }, ("count", "2"));
        Element(xml, "fills", () => { Element(xml, "fill", () => Element(xml, "patternFill", null, ("patternType", "none"))); Element(xml, "fill", () => Element(xml, "patternFill", null, ("patternType", "gray125"))); }, ("count", "2"));
        Element(xml, "borders", () => Element(xml, "border"), ("count", "1"));
        Element(xml, "cellStyleXfs", () => Element(xml, "xf"), ("count", "1"));
        Element(xml, "cellXfs", () =>
        {
            Element(xml, "xf");
            Element(xml, "xf", null, ("fontId", "1"), ("applyFont", "1"));
            Element(xml, "xf", null, ("numFmtId", "164"), ("applyNumberFormat", "1"));
            Element(xml, "xf", null, ("numFmtId", "165"), ("applyNumberFormat", "1"));
        }, ("count", "4"));
        xml.WriteEndElement();
    }

    private void WriteLinks(string path, IReadOnlyList<(string Type, string Target)> links)
    {
        using var xml = Open(path);
        xml.WriteStartElement("Relationships", Parts);
        for (var i = 1; i <= links.Count; i++) Part(xml, "Relationship", Parts, ("Id", $"r{i}"), ("Type", $"{Links}/{links[i - 1].Type}"), ("Target", links[i - 1].Target));
        xml.WriteEndElement();
    }

    private void WriteTypes()
    {
        using var xml = Open("[Content_Types].xml");
        xml.WriteStartElement("Types", Types);
        Part(xml, "Default", Types, ("Extension", "rels"), ("ContentType", "application/vnd.openxmlformats-package.relationships+xml"));
        Part(xml, "Override", Types, ("PartName", "/xl/workbook.xml"), ("ContentType", Kind + "sheet.main+xml"));
        Part(xml, "Override", Types, ("PartName", "/xl/styles.xml"), ("ContentType", Kind + "styles+xml"));
        for (var i = 1; i <= _sheets.Count; i++) Part(xml, "Override", Types, ("PartName", $"/xl/worksheets/sheet{i}.xml"), ("ContentType", Kind + "worksheet+xml"));
        xml.WriteEndElement();
    }

    private XmlWriter Open(string path) =>
        XmlWriter.Create(_zip.CreateEntry(path, CompressionLevel.Fastest).Open(), new XmlWriterSettings { Encoding = new UTF8Encoding(false), CloseOutput = true });

    private static void Element(XmlWriter xml, string name, Action? content = null, params (string Name, string Value)[] attributes) => Write(xml, name, Main, content, attributes);

    private static void Part(XmlWriter xml, string name, string space, params (string Name, string Value)[] attributes) => Write(xml, name, space, null, attributes);

    private static void Write(XmlWriter xml, string name, string space, Action? content, (string Name, string Value)[] attributes)
    {
        xml.WriteStartElement(name, space);
        foreach (var (key, value) in attributes) xml.WriteAttributeString(key, value);
        content?.Invoke();
        xml.WriteEndElement();
    }

    private static string Digits(IFormattable number) => number.ToString(number is double ? "R" : null, CultureInfo.InvariantCulture);
}
