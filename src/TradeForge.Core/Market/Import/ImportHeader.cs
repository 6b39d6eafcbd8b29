namespace TradeForge.Core.Market.Import;

/// <summary>Knows the names that providers give to columns.</summary>
internal static class ImportHeader
{
    private static readonly string[] Stamps =
        ["unix", "unixtimestamp", "timestamp", "opentime", "datetime", "dateandtime", "date", "tradedate", "gmttime", "localtime", "begin", "start", "ts", "time", "t", "датавремя", "дата"];
    private static readonly string[] Dates = ["date", "tradedate", "дата"];
    private static readonly string[] Clocks = ["time", "clock", "время"];
    private static readonly string[][] Prices =
    [
        ["open", "o", "openprice", "first", "открытие", "откр"],
        ["high", "h", "max", "highprice", "максимум", "макс"],
        ["low", "l", "min", "lowprice", "минимум", "мин"],
        ["close", "c", "last", "closeprice", "lastprice", "closelast", "price", "закрытие", "закр", "цена"],
    ];
    private static readonly string[] Volumes = ["volume", "vol", "v", "объем", "объём"];

    /// <summary>The columns of a header, or null when the fields are none: a stamp and four prices are needed.</summary>
    public static ImportColumns? Map(IReadOnlyList<string> header)
    {
        var names = header.Select(Plain).ToList();
        var time = First(names, Stamps);
        var prices = Prices.Select(p => First(names, p)).ToArray();
        if (time < 0 || prices.Any(p => p < 0)) return null;
        var clock = Dates.Contains(names[time]) ? First(names, Clocks) : -1;
        return new ImportColumns(time, clock, prices[0], prices[1], prices[2], prices[3], Volume(names));
    }

    /// <summary>Columns that could all be the volume.</summary>
    public static IReadOnlyList<int> VolumeChoices(IReadOnlyList<string> header) =>
        [.. Enumerable.Range(0, header.Count).Where(i => Plain(header[i]) is var n && (n.StartsWith("vol", StringComparison.Ordinal) || n.StartsWith("объ", StringComparison.Ordinal) || n == "v"))];

    /// <summary>Lower case without blanks, underscores, points and brackets: <c>&lt;OPEN&gt;</c>, <c>Open Price</c>.</summary>
    private static string Plain(string name) => string.Concat(name.Where(c => char.IsLetterOrDigit(c)).Select(char.ToLowerInvariant));

    private static int Volume(List<string> names) =>
        First(names, Volumes) is var exact and >= 0 ? exact : names.FindIndex(n => n.StartsWith("vol", StringComparison.Ordinal) || n.StartsWith("объ", StringComparison.Ordinal));

    private static int First(List<string> names, string[] words) =>
        words.Select(w => names.IndexOf(w)).FirstOrDefault(i => i >= 0, -1);
}
