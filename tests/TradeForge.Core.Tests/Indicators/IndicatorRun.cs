using System.Globalization;
using TradeForge.Core.Indicators;
using TradeForge.Core.Market;

namespace TradeForge.Tests.Indicators;

/// <summary>Reads quotes, makes bars, and runs an indicator over them in batch or bar by bar.</summary>
internal static class IndicatorRun
{
    /// <summary>Live columns of the indicator over the whole series, folded at once; the source is the close unless given.</summary>
    public static double[][] Batch(IndicatorDefinition definition, IReadOnlyList<double> values, CandleSeries series, double[]? source = null)
    {
        var outputs = Empty(definition, series.Count);
        definition.Create(values).Fold(series, A(definition, series, source), B(definition, series), outputs, 0);
        return outputs;
    }

    /// <summary>The same, one bar at a time.</summary>
    public static double[][] Live(IndicatorDefinition definition, IReadOnlyList<double> values, CandleSeries series, double[]? source = null)
    {
        var outputs = Empty(definition, series.Count);
        var state = definition.Create(values);
        var row = new double[definition.LiveOutputs];
        for (var i = 0; i < series.Count; i++)
        {
            state.Next(series[i], source is null ? series.Close[i] : source[i], series.Volume[i], row);
            for (var k = 0; k < row.Length; k++) outputs[k][i] = row[k];
        }

        return outputs;
    }

    public static double[][] Empty(IndicatorDefinition definition, int count) => [.. Enumerable.Range(0, definition.LiveOutputs).Select(_ => new double[count])];

    /// <summary>The first input: the close unless given.</summary>
    public static ReadOnlySpan<double> A(IndicatorDefinition definition, CandleSeries series, double[]? source = null) =>
        definition.Inputs.Count == 0 ? [] : source is null ? series.Close : source;

    /// <summary>The second input of those that take two: the volume.</summary>
    public static ReadOnlySpan<double> B(IndicatorDefinition definition, CandleSeries series) => definition.TakesPair ? series.Volume : [];

    /// <summary>A series of one value per bar: open, high, low and close are the value, volume is 1.</summary>
    public static CandleSeries Bars(params double[] closes) =>
        CandleSeries.From("TEST", Timeframe.OneMinute, [.. closes.Select((x, i) => new Candle(i * 60_000L, x, x, x, x, 1))]);

    /// <summary>A random walk with whole-number volume, some of it 0, and now and then a flat stretch.</summary>
    public static CandleSeries Walk(int seed, int count, long step = 60_000)
    {
        var random = new Random(seed);
        var price = 100.0;
        var candles = new Candle[count];
        for (var i = 0; i < count; i++)
        {
            var flat = random.Next(0, 40) == 0;
            var open = price;
            var close = flat ? open : Math.Round(open * (1 + ((random.NextDouble() - 0.5) * 0.02)), 2);
            var high = flat ? open : Math.Round(Math.Max(open, close) * (1 + (random.NextDouble() * 0.005)), 4);
            var low = flat ? open : Math.Round(Math.Min(open, close) * (1 - (random.NextDouble() * 0.005)), 4);
            candles[i] = new Candle(1_600_000_000_000 + (i * step), open, high, low, close, random.Next(1, 1000));
            price = Math.Clamp(close, 1, 10_000);
        }

        return CandleSeries.From("WALK", Timeframe.OneMinute, candles);
    }

    /// <summary>A CSV file as columns by name; empty cells and words are NaN; a first column of dates becomes milliseconds (UTC).</summary>
    public static Dictionary<string, double[]> ReadCsv(string path) => ParseCsv(File.ReadAllLines(path));

    public static Dictionary<string, double[]> ParseCsv(ReadOnlySpan<string> lines)
    {
        var names = lines[0].Split(',');
        var columns = new double[names.Length][];
        for (var k = 0; k < names.Length; k++) columns[k] = new double[lines.Length - 1];
        for (var row = 1; row < lines.Length; row++)
        {
            var cells = lines[row].Split(',');
            for (var k = 0; k < cells.Length; k++) columns[k][row - 1] = Number(cells[k]);
        }

        return names.Zip(columns).ToDictionary(x => x.First, x => x.Second);
    }

    public static CandleSeries ReadQuotes(string path)
    {
        var columns = ReadCsv(path);
        return new CandleSeries("QUOTES", Timeframe.OneDay, [.. columns["date"].Select(x => (long)x)], columns["open"], columns["high"], columns["low"], columns["close"], columns["volume"]);
    }

    /// <summary>Known where the oracle is known, and equal to 1e-9 of its value, or of <paramref name="scale"/> where that is more.</summary>
    public static void AssertEqual(double[] oracle, double[] actual, string what, double scale = 0)
    {
        for (var i = 0; i < oracle.Length; i++)
            if (!Same(oracle[i], actual[i], scale)) Assert.Fail($"{what}, bar {i}: oracle {oracle[i]:R}, ours {actual[i]:R}");
    }

    public static bool AreEqual(double[] a, double[] b) => a.Zip(b).All(x => Same(x.First, x.Second));

    // 1e-12: the files hold 13 digits, and differences of prices lie near 0.
    private static bool Same(double oracle, double actual, double scale = 0) =>
        double.IsNaN(oracle) ? double.IsNaN(actual) : Math.Abs(oracle - actual) <= (1e-9 * Math.Max(scale, Math.Abs(oracle))) + 1e-12;

    private static double Number(string cell)
    {
        if (cell.Length == 0) return double.NaN;
        if (double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return number;
        return DateTimeOffset.TryParse(cell, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date.ToUnixTimeMilliseconds() : double.NaN;
    }
}
