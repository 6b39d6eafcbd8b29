using System.Diagnostics;
using TradeForge.Core.Indicators;
using TradeForge.Core.Market;

namespace TradeForge.Benchmarks;

/// <summary>W4: ten indicators over the bars of the comparison, each checked against the reference's value on the last bar.</summary>
internal static class IndicatorWorkload
{
    /// <summary>The name in the reference, ours, parameter values, output and expected last value.</summary>
    private static readonly (string Name, string Id, double[] Values, (int Output, double Last)[] Expected)[] Ten =
    [
        ("SMA20", "sma", [20], [(0, 110.77091595)]),
        ("EMA20", "ema", [20], [(0, 110.869584863)]),
        ("RSI14", "rsi", [14], [(0, 48.4224200126)]),
        ("MACD12-26-9", "macd", [12, 26, 9], [(0, -0.0096601393), (1, -0.0399510900)]),
        ("BB20-2", "bollinger", [20, 2], [(0, 111.089692404)]),
        ("ATR14", "atr", [14], [(0, 0.136657637204)]),
        ("ADX14+DI", "adx", [14], [(0, 14.170867214)]),
        ("STOCH14-3-3", "stochastic", [14, 3, 3], [(0, 71.4271600492), (1, 75.7796426431)]),
        ("SUPERTREND10-3", "supertrend", [10, 3], [(0, 111.035210508)]),
        ("OBV", "obv", [], [(0, 1526449)]),
    ];

    /// <summary>Milliseconds by the reference's names, and all ten in one go; the columns are there already, as in the reference.</summary>
    public static IEnumerable<(string Name, double[] Times)> Run(CandleSeries series, int repeats)
    {
        var columns = Enumerable.Range(0, 4).Select(_ => new double[series.Count]).ToArray();
        foreach (var one in Ten)
        {
            Time(() => Fold(one.Id, one.Values, series, columns), 3);
            Check(one.Id, one.Expected, columns);
            yield return (one.Name, Time(() => Fold(one.Id, one.Values, series, columns), repeats));
        }

        yield return ("W4", Time(() => Array.ForEach(Ten, one => Fold(one.Id, one.Values, series, columns)), repeats));
    }

    private static void Fold(string id, double[] values, CandleSeries series, double[][] columns)
    {
        var definition = IndicatorCatalog.Find(id)!;
        definition.Create(values).Fold(series, definition.TakesSource ? series.Close : default, default, columns[..definition.LiveOutputs], 0);
    }

    private static void Check(string id, (int Output, double Last)[] expected, double[][] columns)
    {
        foreach (var (output, last) in expected)
            if (!(Math.Abs(columns[output][^1] - last) <= 1e-8 * Math.Max(1, Math.Abs(last)))) throw new InvalidOperationException($"{id}: {columns[output][^1]} on the last bar; the reference says {last}.");
    }

    private static double[] Time(Action work, int repeats)
    {
        var times = new double[repeats];
        for (var i = 0; i < repeats; i++)
        {
            var started = Stopwatch.GetTimestamp();
            work();
            times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        return times;
    }
}
