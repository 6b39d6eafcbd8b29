using System.Globalization;
using System.Text.Json;
using TradeForge.Core.Indicators;
using TradeForge.Core.Market;

namespace TradeForge.Tests.Indicators;

/// <summary>One of our indicators and what the reference calls it.</summary>
/// <param name="Id">Our id.</param>
/// <param name="Reference">The reference's name.</param>
/// <param name="Parameters">Our parameter names with the reference's.</param>
/// <param name="Outputs">Outputs that the indicator must have.</param>
internal sealed record ReferenceName(string Id, string Reference, IReadOnlyDictionary<string, string> Parameters, IReadOnlyList<string> Outputs);

/// <summary>A file of the reference.</summary>
/// <param name="Path">Below reference/indicators.</param>
/// <param name="Indicator">The reference's name.</param>
/// <param name="Parameters">Values by the reference's parameter names: numbers, words or null.</param>
/// <param name="Quotes">Name of the bars.</param>
/// <param name="OtherQuotes">Name of the bars of the first series of a pair, or null.</param>
/// <param name="FirstIndex">First bar with a value, by column.</param>
internal sealed record ReferenceFile(
    string Path, string Indicator, IReadOnlyDictionary<string, JsonElement> Parameters, string Quotes, string? OtherQuotes, IReadOnlyDictionary<string, int> FirstIndex);

/// <summary>Reads reference/indicators: what files there are, and which of our indicators they check.</summary>
internal static class ReferenceIndex
{
    /// <summary>Followers that names.json does not list: our id, the reference's name, our parameters with the reference's.</summary>
    private static readonly ReferenceName[] Own =
    [
        Follows("anchored-vwap", "vwap", ("start", "start")),
        Follows("beta", "beta", ("period", "n")),
        Follows("bollinger-width", "bbands", ("period", "n"), ("deviations", "k")),
        Follows("candle-pattern", "candles"),
        Follows("correlation", "correlation", ("period", "n")),
        Follows("dpo", "dpo", ("period", "n")),
        Follows("fcb", "fcb", ("period", "n")),
        Follows("fractal", "fractal", ("period", "n")),
        Follows("gator", "gator"),
        Follows("hilbert", "hilbert"),
        Follows("hilbert-sine", "hilbert"),
        Follows("pivots", "pivots", ("left", "l"), ("right", "r"), ("longest", "mx")),
        Follows("roc-bands", "roc_wb", ("period", "n"), ("smooth", "e"), ("deviationPeriod", "d")),
        Follows("sma-analysis", "sma_analysis", ("period", "n")),
        Follows("stddev-channels", "stddev_channels", ("period", "n"), ("deviations", "k")),
        Follows("variance", "stddev", ("period", "n")),
        Follows("zigzag", "zigzag", ("price", "src"), ("percent", "pct")),
    ];

    /// <summary>What names.json lists.</summary>
    public static IReadOnlyList<ReferenceName> Published { get; } = [.. Read("names.json").Select(e => new ReferenceName(
        e.GetProperty("id").GetString()!, e.GetProperty("reference").GetString()!,
        e.GetProperty("parameters").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!), [.. e.GetProperty("outputs").EnumerateObject().Select(p => p.Name)]))];

    public static IReadOnlyList<ReferenceFile> Files { get; } = [.. Read("index.json").Select(e => new ReferenceFile(
        e.GetProperty("file").GetString()!, e.GetProperty("indicator").GetString()!, e.GetProperty("parameters").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.Clone()),
        Quotes(e.GetProperty("quotes")), e.TryGetProperty("asset_quotes", out var other) ? Quotes(other) : null,
        e.GetProperty("columns").EnumerateArray().ToDictionary(c => c.GetProperty("column").GetString()!, c => c.GetProperty("first_index").GetInt32())))];

    private static readonly Dictionary<string, CandleSeries> Series = [];

    public static ReferenceFile File(string path) => Files.First(f => f.Path == path);

    /// <summary>Our indicators that a file checks.</summary>
    public static IEnumerable<ReferenceName> Followers(ReferenceFile file) => Published.Concat(Own).Where(n => n.Reference == file.Indicator);

    /// <summary>Our columns for a file, over all of its bars or the first <paramref name="rows"/>.</summary>
    public static double[][] Compute(ReferenceFile file, ReferenceName name, int? rows)
    {
        var definition = IndicatorCatalog.Find(name.Id)!;
        var series = Head(Bars(file.Quotes), rows);
        double[] values = Values(definition, file, name);
        return file.OtherQuotes is { } other
            ? Core.Indicators.IndicatorRun.Columns(definition, values, series, [Head(Bars(other), rows).Close.ToArray(), series.Close.ToArray()])
            : Core.Indicators.IndicatorRun.Columns(definition, values, series);
    }

    /// <summary>Parameter values of a file in the order of the definition; what the reference leaves open is the default.</summary>
    public static double[] Values(IndicatorDefinition definition, ReferenceFile file, ReferenceName name) => [.. definition.Parameters.Select(p =>
        name.Parameters.TryGetValue(p.Name, out var theirs) ? Value(p, file.Parameters[theirs]) : p.Default)];

    private static double Value(IndicatorParameter parameter, JsonElement theirs) => theirs.ValueKind switch
    {
        JsonValueKind.Null => parameter.Default,
        JsonValueKind.Number => theirs.GetDouble(),
        _ when parameter.Choices is { } words => words.ToList().FindIndex(word => string.Equals(word, theirs.GetString(), StringComparison.OrdinalIgnoreCase)),
        _ => DateTimeOffset.Parse(theirs.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeSeconds(),
    };

    private static ReferenceName Follows(string id, string reference, params (string Ours, string Theirs)[] parameters) =>
        new(id, reference, parameters.ToDictionary(p => p.Ours, p => p.Theirs), []);

    private static CandleSeries Bars(string quotes)
    {
        lock (Series)
        {
            if (!Series.TryGetValue(quotes, out var series)) Series[quotes] = series = IndicatorRun.ReadQuotes(SharedData.Path("reference", "indicators", "quotes", quotes + ".csv"));
            return series;
        }
    }

    private static CandleSeries Head(CandleSeries series, int? rows) => rows is { } count ? series.Slice(0, Math.Min(count, series.Count)) : series;

    private static string Quotes(JsonElement path) => System.IO.Path.GetFileNameWithoutExtension(path.GetString()!);

    private static JsonElement[] Read(string file) =>
        SharedData.Exists ? [.. JsonDocument.Parse(System.IO.File.ReadAllText(SharedData.Path("reference", "indicators", file))).RootElement.EnumerateArray()] : [];
}
