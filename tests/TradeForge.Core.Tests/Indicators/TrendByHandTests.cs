using TradeForge.Core.Indicators;
using TradeForge.Core.Market;

namespace TradeForge.Tests.Indicators;

/// <summary>Averages and stops worked out by hand, where no free library has them.</summary>
public sealed class TrendByHandTests
{
    private const double NaN = double.NaN;

    [Fact, HandComputed("trima")]
    public void Trima_OddAndEvenPeriods_WeighTheMiddle()
    {
        Equal([NaN, NaN, 2, 4.75], Series("trima", [3], 1, 2, 3, 11));        // means of two: 1.5, 2.5, 7; of those: 2, 4.75
        Equal([NaN, NaN, NaN, 2.5], Series("trima", [4], 1, 2, 3, 4));
    }

    [Fact, HandComputed("frama")]
    public void Frama_TwoHalves_DimensionSetsTheSpeed()
    {
        // Period 4, halves of two. Bar 3: newer half 10 … 14, older 10 … 12, so it starts at its middle 13.
        // Bar 4: newer half 12 … 14, older 10 … 12 (bars 1, 2): N1 + N2 = 1 + 1, N3 = 4 / 4 = 1: D = 1, α = 1.
        // Bar 5: newer half 12 … 14, older 10 … 14 (bars 2, 3): N1 + N2 = 1 + 2, N3 = 4 / 4: D = log2 3, α = e^(−4.6 · 0.58496) = 0.06784.
        Candle[] candles = [Bar(12, 10, 11), Bar(12, 10, 11), Bar(12, 10, 11), Bar(14, 12, 13), Bar(14, 12, 13), Bar(14, 13, 13)];
        var frama = new Frama(4);
        double[] ours = [.. candles.Select(c => frama.Next(c))];
        Equal([NaN, NaN, NaN, 13, 13, 13 + (0.5 * Math.Exp(-4.6 * (Math.Log2(3) - 1)))], ours);
    }

    [Fact, HandComputed("vidya")]
    public void Vidya_FewBars_MomentumSetsTheSpeed()
    {
        // α = 2 / 4 = 0.5. Over two changes: bar 2: rises 2 + 1, falls 0: starts at 13. Bar 3: +1, −1: index 0, stays.
        // Bar 4: −1, +3: |3 − 1| / 4 = 0.5: 13 + 0.25 · (15 − 13) = 13.5. Bar 6, after an unknown one: +3, +2: index 1: 13.5 + 0.5 · (17 − 13.5) = 15.25.
        Equal([NaN, NaN, 13, 13, 13.5, NaN, 15.25], Series("vidya", [3, 2], 10, 12, 13, 12, 15, NaN, 17));
        Equal([NaN, NaN, 5, 5], Series("vidya", [3, 2], 5, 5, 5, 5)); // nothing moved
    }

    [Fact, HandComputed("psar")]
    public void Psar_RiseAndTurn_FollowsWilder()
    {
        // Bar 1 moves up: long, stop at the first low 10, extreme 13. Next stop 10 + 0.1 · 3 = 10.3, but not above the low of bar 1 (the first candle does not bind): 10.3.
        // Bar 2 makes 15: factor 0.2, next 10.3 + 0.2 · 4.7 = 11.24, lows 11 and 12 bind: 11. Bar 3 falls to 10.5 through 11: short, stop at the extreme 15;
        // next 15 + 0.1 · (10.5 − 15) = 14.55, highs 15 and 13 bind: 15. Bar 4: 9 is a new extreme, factor 0.2: next 15 + 0.2 · (9 − 15) = 13.8, above both highs.
        Candle[] candles = [Bar(12, 10, 11), Bar(13, 11, 12), Bar(15, 12, 14), Bar(13, 10.5, 11), Bar(11, 9, 10), Bar(10, 9.5, 9.7)];
        var psar = new Psar(0.1, 0.2);
        Equal([NaN, 10, 10.3, 15, 15, 13.8], [.. candles.Select(c => psar.Next(c))]);
    }

    [Fact, HandComputed("atr-stop")]
    public void AtrStop_Direction_TurnsWithTheStop()
    {
        // ATR(1) is the true range, multiple 1. Bar 1: close rose, up: 12 − 2 = 10. Bar 2: range 2: 13 − 2 = 11. Bar 3: range 13 − 9 = 4, 9 is below 11: down, at 9 + 4 = 13,
        // which is below the older 14 and 15. Bar 4: 10 + 2 = 12 tightens.
        Candle[] candles = [Bar(11, 9, 10), Bar(12, 10, 12), Bar(14, 12, 13), Bar(12, 9, 9), Bar(11, 9, 10)];
        var stop = new AtrStop(1, 1);
        AtrStopValue[] ours = [.. candles.Select(c => stop.Next(c))];
        Equal([NaN, 10, 11, 13, 12], [.. ours.Select(v => v.Value)]);
        Equal([NaN, 1, 1, -1, -1], [.. ours.Select(v => v.Direction)]);
    }

    [Fact, HandComputed("linear-regression")]
    public void LinearRegression_ThreeBars_LineByHand()
    {
        // 1, 2, 6: mean 3, slope (6 − 1) / 2 = 2.5, end 5.5, next 8; variance (4 + 1 + 9) / 3 = 14 / 3; R² = 2.5² · (2 / 3) / (14 / 3) = 25 / 28
        var regression = new LinearRegression(3);
        var value = ((double[])[1, 2, 6]).Select(regression.Next).ToArray()[2];
        Equal([5.5, 2.5, 25.0 / 28, 8, Math.Sqrt(14.0 / 3)], [value.Value, value.Slope, value.RSquared, value.Forecast, value.Deviation]);
    }

    [Fact, HandComputed("stddev-channels")]
    public void StddevChannels_FivePoints_TwoPiecesFromTheEnd()
    {
        // pieces 5, 3 and 2, 6 of period 2: the line goes through both points; deviations 1 and 2, times 0.5; the first value is in no whole piece
        var columns = Core.Indicators.IndicatorRun.Columns(StddevChannels.Definition, [2, 0.5], IndicatorRun.Bars(9, 5, 3, 2, 6));
        Equal([NaN, 5, 3, 2, 6], columns[0]);
        Equal([NaN, 5.5, 3.5, 3, 7], columns[1]);
        Equal([NaN, 4.5, 2.5, 1, 5], columns[2]);
    }

    [Fact]
    public void Ichimoku_Chikou_IsTheCloseOfLater() =>
        Equal([3, 4, NaN, NaN], Core.Indicators.IndicatorRun.Columns(Ichimoku.Definition, [1, 2, 3], IndicatorRun.Bars(1, 2, 3, 4))[6]);

    /// <summary>A cycle of 20 bars reads as 20, its phase moves by 360 / 20 degrees a bar, and there is no trend in it.</summary>
    [Fact, HandComputed("hilbert"), HandComputed("hilbert-sine")]
    public void Hilbert_PureCycle_IsMeasured()
    {
        var bars = IndicatorRun.Bars([.. Enumerable.Range(0, 600).Select(i => 1_000 + Math.Sin(2 * Math.PI * i / 20))]);
        var (cycle, sine) = (IndicatorRun.Batch(Hilbert.Definition, [], bars), IndicatorRun.Batch(HilbertSine.Definition, [], bars));
        for (var i = 500; i < 600; i++)
        {
            Assert.Equal(20, cycle[0][i], 0.2);
            var turn = sine[0][i] - sine[0][i - 1];
            Assert.Equal(18, turn < 0 ? turn + 360 : turn, 1.0);
            Assert.Equal(Math.Sin(2 * Math.PI * i / 20), sine[1][i], 0.1);
            Assert.Equal(0, sine[3][i]);
        }
    }

    private static double[] Series(string id, double[] values, params double[] closes) => IndicatorRun.Batch(IndicatorCatalog.Find(id)!, values, IndicatorRun.Bars(closes))[0];

    private static Candle Bar(double high, double low, double close) => new(0, close, high, low, close, 1);

    private static void Equal(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++) Assert.True((double.IsNaN(expected[i]) && double.IsNaN(actual[i])) || Math.Abs(expected[i] - actual[i]) < 1e-12, $"{i}: {expected[i]} and {actual[i]}");
    }
}
