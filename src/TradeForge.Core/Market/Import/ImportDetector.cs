using System.Text;

namespace TradeForge.Core.Market.Import;

/// <summary>Finds out how a candle file is written, from its first bytes and what the user said about it.</summary>
public static class ImportDetector
{
    /// <summary>So many bytes of a file are enough.</summary>
    public const int SampleBytes = 1 << 18;
    private const int SampleLines = 600, PreviewRows = 10;
    private static readonly char[] Delimiters = [',', ';', '\t', '|', ' '];

    /// <param name="head">The first bytes of the file, unpacked.</param>
    /// <param name="isWhole">They are the whole file, so its last line counts too.</param>
    /// <param name="settings">What the user says; it is never overruled.</param>
    /// <param name="venueZone">Zone of the instrument's venue: stamps that are not ISO and name no zone are taken to be in it.</param>
    public static ImportPreview Detect(ReadOnlySpan<byte> head, bool isWhole, ImportSettings settings, TimeZoneInfo? venueZone)
    {
        var problems = ImportProblems.Of(settings);
        if (problems.Count > 0) return new ImportPreview(null, [], 0, [], problems);
        var json = head.TrimStart("\uFEFF \t\r\n"u8).StartsWith("["u8);
        if (!isWhole) head = head[..(head.LastIndexOf((byte)(json ? ']' : '\n')) + 1)];

        var lines = Lines(head, json);
        ImportPreview? best = null;
        var most = 0;
        foreach (var delimiter in json ? [','] : settings.Delimiter is { } said ? [said] : Delimiters)
        {
            if (ImportShape.Find(lines, delimiter, settings) is not { } shape) continue;
            var (format, stamps) = ToFormat(shape, json, delimiter, settings, venueZone);
            var preview = Try(head, format, stamps, settings);
            var readable = preview.SampleRows - preview.Faults.Where(f => f.Fault == CandleFault.Unreadable).Sum(f => f.Count);
            if (readable > most) (best, most) = (preview, readable);
        }
        return best ?? new ImportPreview(null, [], 0, [], [ImportProblems.NoFormat]);
    }

    private static (ImportFormat Format, StampSample.Reading Stamps) ToFormat(ImportShape shape, bool json, char delimiter, ImportSettings settings, TimeZoneInfo? venueZone)
    {
        var stamps = shape.Stamps[0];
        var times = stamps.Local.Distinct().Order().ToArray();
        var timeframe = settings.Timeframe ?? CandleCleaner.CommonestStep(times) ?? Timeframe.OneDay;
        var zone = settings.Zone is { } id ? TimeZoneInfo.FindSystemTimeZoneById(id) : stamps.Layout is StampLayout.Iso or StampLayout.Epoch ? TimeZoneInfo.Utc : venueZone ?? TimeZoneInfo.Utc;
        var datesOnly = stamps.Layout != StampLayout.Epoch && timeframe.Milliseconds >= Timeframe.OneDay.Milliseconds && times.All(t => t % Timeframe.OneDay.Milliseconds == 0);
        var format = new ImportFormat
        {
            Json = json,
            Delimiter = delimiter,
            SkippedLines = shape.SkippedLines,
            Header = shape.Header,
            Columns = shape.Columns,
            Layout = stamps.Layout,
            Zone = zone,
            DatesOnly = datesOnly,
            DecimalComma = shape.DecimalComma,
            NewestFirst = stamps.Local.Zip(stamps.Local.Skip(1), (a, b) => Math.Sign(b - a)).Sum() < 0,
            Timeframe = timeframe,
            StampIsEnd = settings.StampIsEnd,
            Ambiguities = [],
        };
        return (format with { Ambiguities = ImportAmbiguities.Of(format, shape, settings) }, stamps);
    }

    private static ImportPreview Try(ReadOnlySpan<byte> head, ImportFormat format, StampSample.Reading stamps, ImportSettings settings)
    {
        var rows = new ImportRows(format);
        rows.Finish(head[rows.Feed(head)..]);
        var faults = rows.Bad.GroupBy(b => b.Fault).OrderBy(g => g.Key)
            .Select(g => new FaultyLines(g.Key, g.Count(), [.. g.Take(FaultyLines.Keep).Select(b => b.Line.ToString(System.Globalization.CultureInfo.InvariantCulture))])).ToList();
        var problems = ImportProblems.Of(stamps, rows, settings.Timeframe);
        return new ImportPreview(format, [.. Enumerable.Range(0, Math.Min(PreviewRows, rows.Good.Count)).Select(i => rows.Good[i])], rows.Good.Count + rows.Bad.Count, faults, problems);
    }

    private static List<string> Lines(ReadOnlySpan<byte> head, bool json)
    {
        var lines = new List<string>();
        var end = (byte)(json ? ']' : '\n');
        while (head.Length > 0 && lines.Count < SampleLines)
        {
            var length = head.IndexOf(end);
            if (length < 0 && json) break;
            if (length < 0) length = head.Length;
            lines.Add(Encoding.UTF8.GetString(ImportRows.Strip(head[..length], json)));
            head = head[Math.Min(head.Length, length + 1)..];
        }
        return lines;
    }
}
