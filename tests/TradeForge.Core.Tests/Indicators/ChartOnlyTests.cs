using TradeForge.Core.Indicators;
using TradeForge.Core.Market;

namespace TradeForge.Tests.Indicators;

/// <summary>Outputs that look ahead, by hand.</summary>
public sealed class ChartOnlyTests
{
    private const double N = double.NaN;

    [Fact, HandComputed("fractal")]
    public void Fractal_OneCandleEachSide_MarksStrictExtremes()
    {
        var columns = Run("fractal", [1], Bars((5, 4), (7, 5), (6, 3), (6, 3), (8, 1), (7, 2)));
        Assert.Equal([N, 7, N, N, 8, N], columns[0]); // the last candle has no neighbour after it
        Assert.Equal([N, N, N, N, 1, N], columns[1]); // 3 and 3 are equal: neither stands out
    }

    [Fact, HandComputed("pivots")]
    public void Pivots_LineTooLong_IsLeftOut()
    {
        var columns = Run("pivots", [1, 1, 3], Bars((1, 0.5), (3, 1.5), (2, 1), (4, 2), (1, 0.5), (1, 0.5), (1, 0.5), (5, 2.5), (1, 0.5)));
        Assert.Equal([N, 3, N, 4, N, N, N, 5, N], columns[0]);
        Assert.Equal([N, N, 1, N, N, N, N, N, N], columns[1]);
        Assert.Equal([N, 3, 3.5, 4, N, N, N, N, N], columns[2]); // from bar 3 to bar 7 are four candles, more than three
        Assert.Equal([N, N, N, N, N, N, N, N, N], columns[3]);
    }

    [Fact, HandComputed("zigzag")]
    public void ZigZag_TenPercent_JoinsTheTurns()
    {
        double[] closes = [100, 105, 111, 108, 99, 95, 104.6, 110]; // 111 → 99 is −10.8 %, 95 → 104.6 is +10.1 %
        var columns = Run("zigzag", [0, 10], IndicatorRun.Bars(closes));
        Assert.Equal([N, N, 111, 111 - (16 / 3.0), 111 - (32 / 3.0), 95, 102.5, 110], columns[0], Close);
        Assert.Equal([N, N, 111, 110.8, 110.6, 110.4, 110.2, 110], columns[1], Close);
        Assert.All(columns[2], x => Assert.Equal(N, x)); // only one low turn after the first candle
    }

    [Fact]
    public void ZigZag_CandleWiderThanTheThreshold_IsBothTurnsOnceAndGoesOn()
    {
        var columns = Run("zigzag", [1, 10], Bars((100, 99), (130, 80), (105, 95), (104, 96), (105, 95)));
        Assert.Equal(80, columns[0][1]); // a high turn, then a low one on the same candle, from which the next line starts
        Assert.All(columns[0][1..], x => Assert.True(double.IsFinite(x)));
    }

    [Theory]
    [InlineData("fractal"), InlineData("pivots"), InlineData("zigzag")]
    public void Hindsight_OddSeries_IsEmptyOrHolds(string id)
    {
        var definition = IndicatorCatalog.Find(id)!;
        foreach (var count in (int[])[0, 1, 2, 3])
            Assert.All(Run(id, definition.Defaults, IndicatorRun.Walk(1, count)), column => Assert.Equal(count, column.Length));
        var hole = Bars((100, 90), (120, 110), (N, N), (90, 80), (150, 140));
        Assert.All(Run(id, definition.Defaults, hole), column => Assert.Equal(5, column.Length));
        Assert.All(Run(id, definition.Defaults, IndicatorRun.Bars([.. Enumerable.Repeat(0.0, 30)])), column => Assert.All(column, x => Assert.Equal(N, x)));
    }

    private static double[][] Run(string id, IReadOnlyList<double> values, CandleSeries series) => Core.Indicators.IndicatorRun.Columns(IndicatorCatalog.Find(id)!, values, series);

    private static CandleSeries Bars(params (double High, double Low)[] bars) =>
        CandleSeries.From("TEST", Timeframe.OneDay, [.. bars.Select((b, i) => new Candle(i * 86_400_000L, b.Low, b.High, b.Low, b.High, 1))]);

    private static bool Close(double a, double b) => (double.IsNaN(a) && double.IsNaN(b)) || Math.Abs(a - b) < 1e-12;
}
