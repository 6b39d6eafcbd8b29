using System.Globalization;
using System.Text.RegularExpressions;

namespace TradeForge.Core.Market.Import;

/// <summary>Where the rows begin and what their columns are, under one delimiter.</summary>
internal sealed partial record ImportShape(
    int SkippedLines, IReadOnlyList<string> Header, ImportColumns Columns, bool DecimalComma, IReadOnlyList<StampSample.Reading> Stamps)
{
    private const int HeadLines = 30;
    /// <summary>Positions of open, high, low, close behind the stamp: plain, MOEX and Bitfinex, Coinbase.</summary>
    private static readonly int[][] Orders = [[0, 1, 2, 3], [0, 2, 3, 1], [2, 1, 0, 3]];

    /// <summary>The stamps name their distance from UTC.</summary>
    public required bool Zoned { get; init; }

    /// <summary>The shape of the lines, or null when they make no sense with this delimiter.</summary>
    public static ImportShape? Find(IReadOnlyList<string> lines, char delimiter, ImportSettings settings)
    {
        var rows = lines.Select(l => l.Length == 0 || l[0] == '#' ? [] : CsvLine.Split(l, delimiter).ConvertAll(f => f.Trim())).ToList();
        if (settings.HasHeader != false && Titled(rows, settings) is { } titled) return Complete(rows, titled.Line + 1, rows[titled.Line], titled.Columns, settings);
        return settings.HasHeader == true ? null : Untitled(rows, settings);
    }

    private static (int Line, ImportColumns Columns)? Titled(List<List<string>> rows, ImportSettings settings)
    {
        for (var i = 0; i < Math.Min(HeadLines, rows.Count); i++)
        {
            if (rows[i].Count < 5) continue;
            var mapped = ImportHeader.Map(rows[i]);
            if (mapped is null && settings.HasHeader != true) continue;
            if (Override(mapped, rows[i], settings) is { } columns) return (i, columns);
        }
        return null;
    }

    private static ImportShape? Untitled(List<List<string>> rows, ImportSettings settings)
    {
        for (var i = 0; i < Math.Min(HeadLines, rows.Count); i++)
        {
            if (rows[i].Count < 5) continue;
            var sample = rows.Skip(i).Where(r => r.Count >= 5).Take(200).ToList();
            if (Override(Guess(sample, settings), [], settings) is not { } columns) continue;
            if (StampSample.Rank(Stamped(sample.Take(1), columns), settings.Layout).Count > 0) return Complete(rows, i, [], columns, settings);
        }
        return null;
    }

    private static ImportShape? Complete(List<List<string>> rows, int skipped, IReadOnlyList<string> header, ImportColumns columns, ImportSettings settings)
    {
        var data = rows.Skip(skipped).Where(r => r.Count > columns.Close && r.Count > columns.Time).ToList();
        // A column called time beside one called date is a clock only when the dates leave the clock open.
        var stamps = StampSample.Rank(Stamped(data, columns), settings.Layout);
        if (columns.Clock >= 0 && !settings.Columns.ContainsKey("clock") && StampSample.Rank(Stamped(data, columns with { Clock = -1 }), settings.Layout) is { Count: > 0 } alone
            && (stamps.Count == 0 || stamps[0].Failures > alone[0].Failures || alone[0].Local.Any(t => t % Timeframe.OneDay.Milliseconds != 0)))
            (columns, stamps) = (columns with { Clock = -1 }, alone);
        return stamps.Count == 0 ? null : new ImportShape(skipped, header, columns, settings.DecimalComma ?? HasDecimalComma(data, columns), stamps) { Zoned = IsZoned(data, columns) };
    }

    private static IReadOnlyList<(string Stamp, string Clock)> Stamped(IEnumerable<List<string>> rows, ImportColumns columns) =>
        [.. rows.Where(r => columns.Time < r.Count && columns.Clock < r.Count).Select(r => (r[columns.Time], columns.Clock >= 0 ? r[columns.Clock] : ""))];

    /// <summary>Columns of rows without a header: the first that reads as a stamp, perhaps a clock, then the order of prices that most rows obey.</summary>
    private static ImportColumns? Guess(List<List<string>> sample, ImportSettings settings)
    {
        var width = sample.Min(r => r.Count);
        for (var time = 0; time <= Math.Min(4, width - 5); time++)
        {
            var dates = StampSample.Rank([.. sample.Select(r => (r[time], ""))], settings.Layout);
            if (dates.Count == 0 || dates[0].Failures * 10 > sample.Count) continue;
            var dateOnly = dates[0].Local.All(t => t % Timeframe.OneDay.Milliseconds == 0);
            int[] clocks = dateOnly && width - time >= 6 && sample.All(r => IsClock(r[time + 1])) ? [-1, time + 1] : [-1];
            return clocks.SelectMany(c => Orders.Select(o => Place(sample, width, time, c, o))).MaxBy(p => p.Good).Columns;
        }
        return null;
    }

    private static (ImportColumns Columns, int Good) Place(List<List<string>> sample, int width, int time, int clock, int[] order)
    {
        var first = Math.Max(time, clock) + 1;
        var columns = new ImportColumns(time, clock, first + order[0], first + order[1], first + order[2], first + order[3], first + 4 < width ? first + 4 : -1);
        var comma = HasDecimalComma(sample, columns);
        var good = sample.Count(r =>
        {
            var (o, h, l, c) = (Number(r[columns.Open], comma), Number(r[columns.High], comma), Number(r[columns.Low], comma), Number(r[columns.Close], comma));
            return h >= Math.Max(o, c) && l <= Math.Min(o, c);
        });
        return (columns, good);
    }

    private static ImportColumns? Override(ImportColumns? columns, IReadOnlyList<string> header, ImportSettings settings)
    {
        var places = columns?.ToArray() ?? [-1, -1, -1, -1, -1, -1, -1];
        foreach (var (role, column) in settings.Columns)
            places[ImportColumns.Roles.ToList().IndexOf(role)] = int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number - 1 : header.ToList().FindIndex(h => string.Equals(h, column, StringComparison.OrdinalIgnoreCase));
        return places[0] < 0 || places[2..6].Any(p => p < 0) ? null : ImportColumns.From(places);
    }

    private static bool IsZoned(List<List<string>> data, ImportColumns columns)
    {
        var iso = new IsoTime();
        return data.Count > 0 && iso.TryParse(System.Text.Encoding.UTF8.GetBytes(data[0][columns.Time]), out _) && iso.Offset is not null;
    }

    private static bool IsClock(string text) =>
        text.Length >= 4 && StampClock.TryRead(System.Text.Encoding.UTF8.GetBytes(text), out _, out _);

    private static double Number(string text, bool comma) =>
        double.TryParse(comma ? text.Replace(".", "", StringComparison.Ordinal).Replace(',', '.') : text, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var value) ? value : double.NaN;

    /// <summary>A comma is the decimal sign when it stands behind a point, or is not followed by exactly three digits.</summary>
    private static bool HasDecimalComma(List<List<string>> rows, ImportColumns columns)
    {
        int[] prices = [columns.Open, columns.High, columns.Low, columns.Close];
        var withComma = rows.SelectMany(r => prices.Where(p => p < r.Count).Select(p => r[p])).Where(f => f.Contains(',', StringComparison.Ordinal)).ToList();
        return withComma.Count > 0 && withComma.Any(f => !Thousands().IsMatch(f));
    }

    [GeneratedRegex(@"^-?\d{1,3}(,\d{3})+(\.\d*)?$")]
    private static partial Regex Thousands();
}
