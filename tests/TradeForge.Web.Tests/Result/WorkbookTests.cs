using System.Globalization;
using System.IO.Compression;
using System.Xml.Linq;
using TradeForge.Core.Simulation;
using TradeForge.Infrastructure.Postgres.Stores;
using TradeForge.Web.Features.Result.Export;

namespace TradeForge.Web.Tests.Result;

public sealed class WorkbookTests
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    [Fact]
    public void Add_EveryKindOfCell_IsWrittenAsWhatItIs()
    {
        CultureInfo.CurrentCulture = new CultureInfo("ru-RU");
        var time = new DateTimeOffset(2024, 3, 1, 12, 0, 0, TimeSpan.FromHours(3));
        var book = Write(b => b.Add("cells", ["a"], [["=1+1 <&>\u0001", 1234.5, 0.1m, 7, true, new DateOnly(1900, 3, 1), time, null, double.NaN]]));
        var cells = Sheet(book, 1)[1].Elements(Main + "c").ToList();

        Assert.Equal(("inlineStr", "=1+1 <&>"), ((string?)cells[0].Attribute("t"), cells[0].Value)); // a text, never a formula; a control character cannot be written
        Assert.Empty(cells[0].Descendants(Main + "f"));
        Assert.Equal(["1234.5", "0.1", "7", "1"], cells.Skip(1).Take(4).Select(c => c.Value));
        Assert.Equal(("2", "61"), ((string?)cells[5].Attribute("s"), cells[5].Value)); // spreadsheets count 1900-01-01 as 1 and believe in 1900-02-29
        Assert.Equal(("3", "45352.375"), ((string?)cells[6].Attribute("s"), cells[6].Value)); // 09:00 UTC
        Assert.All(cells.Skip(7), c => Assert.True(c.IsEmpty));
    }

    [Fact]
    public void Write_OfAResult_HoldsEveryTradeFigureAndNote()
    {
        var result = ResultSamples.Run();
        var book = Write(b => { }, stream => ResultWorkbook.Write(result, new Dictionary<int, TradeNote> { [1] = new(1, "Too late", ["late", "news"]) }, stream));
        var names = XDocument.Load(Entry(book, "xl/workbook.xml")).Descendants(Main + "sheet").Select(s => (string)s.Attribute("name")!).ToList();
        Assert.Equal(["metrics", "trades", "equity", "days", "months", "openPositions", "orders", "blocked"], names);

        var trades = Sheet(book, 2);
        Assert.Equal(result.Trades.Count + 1, trades.Count);
        var heading = trades[0].Elements(Main + "c").Select(c => c.Value).ToList();
        var pnl = trades.Skip(1).Select(row => decimal.Parse(row.Elements(Main + "c").ElementAt(heading.IndexOf("pnl")).Value, NumberStyles.Float, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(result.Trades.Select(t => t.Pnl), pnl);
        Assert.Equal("Too latelate, news", string.Concat(trades[2].Elements(Main + "c").TakeLast(2).Select(c => c.Value)));

        var sharpe = Sheet(book, 1).Single(row => row.Elements(Main + "c").First().Value == "sharpe").Elements(Main + "c").ElementAt(2).Value;
        Assert.Equal(result.Metrics["sharpe"], double.Parse(sharpe, CultureInfo.InvariantCulture));
        Assert.Equal(result.Equity.Count + 1, Sheet(book, 3).Count);
        Assert.Equal([result.OpenPositions.Count + 1, result.Orders.Count + 1, result.Blocked.Count + 1], new[] { 6, 7, 8 }.Select(sheet => Sheet(book, sheet).Count));
        Assert.Contains(Sheet(book, 7), row => row.Value.Contains("filled", StringComparison.Ordinal));
    }

    [Fact]
    public void Dispose_EveryPart_IsNamedInTheTypesAndTheLinks()
    {
        var book = Write(b => { b.Add("one", ["a"], []); b.Add("two", ["b"], [[1]]); });
        var types = XDocument.Load(Entry(book, "[Content_Types].xml")).Root!.Elements().Select(e => (string?)e.Attribute("PartName")).OfType<string>().Order();
        var parts = book.Entries.Select(e => "/" + e.FullName).Where(p => p.StartsWith("/xl/", StringComparison.Ordinal) && p.EndsWith(".xml", StringComparison.Ordinal)).Order();
        Assert.Equal(parts, types);
        var targets = XDocument.Load(Entry(book, "xl/_rels/workbook.xml.rels")).Root!.Elements().Select(e => "xl/" + (string)e.Attribute("Target")!).ToList();
        Assert.Equal(3, targets.Count);
        Assert.All(targets, t => Assert.NotNull(book.GetEntry(t)));
    }

    private static ZipArchive Write(Action<Workbook> fill, Action<Stream>? whole = null)
    {
        var bytes = new MemoryStream();
        if (whole is not null) whole(bytes);
        else
        {
            using var book = new Workbook(bytes);
            fill(book);
        }

        bytes.Position = 0;
        return new ZipArchive(bytes);
    }

    private static Stream Entry(ZipArchive book, string path) => book.GetEntry(path)!.Open();

    private static List<XElement> Sheet(ZipArchive book, int number) => [.. XDocument.Load(Entry(book, $"xl/worksheets/sheet{number}.xml")).Descendants(Main + "row")];
}
