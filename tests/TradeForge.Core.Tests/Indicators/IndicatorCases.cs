using TradeForge.Core.Indicators;
using TradeForge.Core.Market;

namespace TradeForge.Tests.Indicators;

/// <summary>Short series for cases worked out by hand, and how their results are compared.</summary>
internal static class IndicatorCases
{
    /// <summary>Columns of an indicator over bars whose prices are all the value.</summary>
    public static double[][] Of(string id, double[] values, params double[] closes) => IndicatorRun.Batch(IndicatorCatalog.Find(id)!, values, IndicatorRun.Bars(closes));

    /// <summary>Columns of an indicator over bars, one a minute.</summary>
    public static double[][] Over(string id, double[] values, params Candle[] candles) =>
        IndicatorRun.Batch(IndicatorCatalog.Find(id)!, values, CandleSeries.From("TEST", Timeframe.OneMinute, [.. candles.Select((c, i) => c with { Time = i * 60_000L })]));

    /// <summary>A bar that opens at its close.</summary>
    public static Candle Bar(double high, double low, double close, double volume = 1) => new(0, close, high, low, close, volume);

    /// <summary>The middle of the range: a bar of one price.</summary>
    public static Candle Trade(double price, double volume) => new(0, price, price, price, price, volume);

    public static void Equal(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(double.IsNaN(expected[i]) ? double.IsNaN(actual[i]) : Math.Abs(expected[i] - actual[i]) < 1e-9, $"bar {i}: expected {expected[i]}, got {actual[i]}");
    }
}
