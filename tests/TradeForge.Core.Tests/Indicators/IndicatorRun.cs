using System.Globalization;
using TradeForge.Core.Indicators;
using TradeForge.Core.Market;

namespace TradeForge.Tests.Indicators;

/// <summary>Reads quotes, makes bars, and runs an indicator over them in batch or bar by bar.</summary>
internal static class IndicatorRun
{
    /// <summary>Columns of the indicator over the whole series, folded at once; the source is the close unless given.</summary>
    public static double[][] Batch(IndicatorDefinition definition, IReadOnlyList<double> values, CandleSeries series, double[]? source = null)
    {
        var outputs = Empty(definition, series.Count);
        definition.Create(values).Fold(series, Source(definition, series, source), outputs, 0);
        return outputs;
    }

    /// <summary>The same, one bar at a time.</summary>
    public static double[][] Live(IndicatorDefinition definition, IReadOnlyList<double> values, CandleSeries series, double[]? source = null)
    {
        var outputs = Empty(definition, series.Count);
        var state = definition.Create(values);
        var row = new double[definition.Outputs.Count];
        for (var i = 0; i < series.Count; i++)
        {
            state.Next(series[i], source is null ? series.Close[i] : source[i], row);
            for (var k = 0; k < row.Length; k++) outputs[k][i] = row[k];
        }

        return outputs;
    }

    public static double[][] Empty(IndicatorDefinition definition, int count) => [.. definition.Outputs.Select(_ => new double[count])];

    public static ReadOnlySpan<double> Source(IndicatorDefinition definition, CandleSeries series, double[]? source) =>
        !definition.TakesSource ? [] : source is null ? series.Close : source;

    /// <summary>A series of one value per bar: open, high, low and close are the value, volume is 1.</summary>
    public static CandleSeries Bars(params double[] closes) =>
        CandleSeries.From("TEST", Timeframe.OneMinute, [.. closes.Select((x, i) => new Candle(i * 60_000L, x, x, x, x, 1))]);

    /// <summary>A random walk with whole-number volume, some of it 0, and now and then a flat stretch.</summary>
    public static CandleSeries Walk(int seed, int count)
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
            candles[i] = new Candle(1_600_000_000_000 + (i * 60_000L), open, high, low, close, random.Next(1, 1000));
            price = Math.Clamp(close, 1, 10_000);
        }

        return CandleSeries.From("WALK", Timeframe.OneMinute, candles);
    }

    /// <summary>A CSV file as columns by name; empty cells are NaN; a first column of dates becomes milliseconds (UTC).</summary>
    public static Dictionary<string, double[]> ReadCsv(string path)
    {
        var lines = File.ReadAllLines(path);
        var names = lines[0].Split(',');
        var rows = lines.Skip(1).Where(line => line.Length > 0).Select(line => line.Split(',')).ToArray();
        return names.Select((name, k) => (name, Column: rows.Select(row => Number(row[k])).ToArray())).ToDictionary(x => x.name, x => x.Column);
    }

    public static CandleSeries ReadQuotes(string path)
    {
        var columns = ReadCsv(path);
        return new CandleSeries("QUOTES", Timeframe.OneDay, [.. columns["date"].Select(x => (long)x)], columns["open"], columns["high"], columns["low"], columns["close"], columns["volume"]);
    }

    /// <summary>Known where the oracle is known (from <paramref name="from"/> on), and equal to 1e-9 relative.</summary>
    public static void AssertEqual(double[] oracle, double[] actual, string what, int from = 0)
    {
        for (var i = from; i < oracle.Length; i++)
        {
            Assert.True(double.IsNaN(oracle[i]) == double.IsNaN(actual[i]), $"{what}, bar {i}: oracle {oracle[i]}, ours {actual[i]}");
            if (double.IsNaN(oracle[i])) continue;
            var allowed = (1e-9 * Math.Abs(oracle[i])) + 1e-12; // 1e-12: the files hold 13 digits, and differences of prices lie near 0
            Assert.True(Math.Abs(oracle[i] - actual[i]) <= allowed, $"{what}, bar {i}: oracle {oracle[i]:R}, ours {actual[i]:R}");
        }
    }

    private static double Number(string cell)
    {
        if (cell.Length == 0) return double.NaN;
        if (double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return number;
        return DateTimeOffset.Parse(cell, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeMilliseconds();
    }
}
