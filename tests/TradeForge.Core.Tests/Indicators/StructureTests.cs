using TradeForge.Core.Indicators;
using TradeForge.Core.Market;

namespace TradeForge.Tests.Indicators;

/// <summary>market-structure, volume-profile, squeeze and trend-strength by hand.</summary>
public sealed class StructureTests
{
    private const double N = double.NaN;

    [Fact, HandComputed("market-structure")]
    public void MarketStructure_OneCandleEachSide_BreaksOnceAndTurns()
    {
        var structure = new MarketStructure(1);
        (double High, double Low, double Close)[] bars = [(10, 8, 9), (12, 9, 11), (11, 8.5, 10), (11.5, 9.5, 11), (13, 10, 12.5), (12.8, 9, 9.2), (10, 8, 8.2), (9, 7, 7.5)];
        MarketStructureValue[] expected =
        [
            new(N, N, N, N, N), new(N, N, N, N, N),
            new(0, 12, N, 0, 0),     // the high of bar 1 is confirmed
            new(0, 12, 8.5, 0, 0),   // and the low of bar 2
            new(1, 12, 8.5, 1, 0),   // 12.5 closes above 12: the first trend
            new(1, 13, 8.5, 0, 0),   // the high of bar 4
            new(-1, 13, 8.5, 0, -1), // 8.2 closes below 8.5 against the trend
            new(-1, 13, 8.5, 0, 0),  // 8.5 is broken already
        ];
        Assert.Equal(expected, bars.Select(b => structure.Next(new Candle(0, b.Close, b.High, b.Low, b.Close, 1))));
    }

    /// <summary>4 units over 0–4 and 6 over 1–2: rows 1, 7, 1, 1. 70 % of 10 is the second row alone; for 75 % the upper of two equal neighbours joins.</summary>
    [Theory, HandComputed("volume-profile")]
    [InlineData(70, 2), InlineData(75, 3)]
    public void VolumeProfile_TwoCandles_PointOfControlAndArea(double area, double top)
    {
        var profile = new VolumeProfile(2, 4, area);
        Assert.Equal([new(N, N, N), new(1.5, top, 1)], new[] { Bar(4, 0, 4), Bar(2, 1, 6) }.Select(c => profile.Next(c)));
    }

    [Fact]
    public void VolumeProfile_CandlesWithoutSpan_LieInTheirRows()
    {
        var profile = new VolumeProfile(3, 2, 50);
        Candle[] candles = [Bar(0, 0, 1), Bar(2, 2, 2), Bar(1, 1, 5), Bar(2, 2, 0), Bar(2, 2, 0), Bar(2, 2, 0), Bar(2, 2, 7)];
        VolumeProfileValue[] expected =
        [
            new(N, N, N), new(N, N, N),
            new(0.5, 1, 0),     // 1 lies on the edge: the lower row holds 1 + 5
            new(1.25, 1.5, 1),  // 1–2: 5 at the bottom, 2 at the top
            new(1.25, 1.5, 1),
            new(N, N, N),       // nothing was traded
            new(2, 2, 2),       // no span
        ];
        Assert.Equal(expected, candles.Select(c => profile.Next(c)));
    }

    /// <summary>True ranges 2, 2, 2, 8. Bands: 11 ± 2 on 11 ± 2, 12 ± 0 in 12 ± 2, 16 ± 8 around 16 ± 5. Momentum: 12 − (10.5 + 11) / 2, 12 − (11.5 + 12) / 2, 20 − (15.5 + 16) / 2; the end of a line through two points is the last.</summary>
    [Fact, HandComputed("squeeze")]
    public void Squeeze_FourCandles_NeitherOnOff()
    {
        var squeeze = new Squeeze(2, 2, 2, 1);
        Candle[] candles = [Bar(11, 9, 1, 10), Bar(12, 10, 1, 12), Bar(13, 11, 1, 12), Bar(20, 12, 1, 20)];
        var values = candles.Select(c => squeeze.Next(c)).ToArray();
        Assert.Equal([new(N, N, N, N), new(N, 0, 0, 1), new(0, 1, 0, 0), new(0, 0, 1, 0)], values.Select(v => double.IsNaN(v.Squeeze) ? v : v with { Squeeze = 0 }));
        Assert.Equal(0.25, values[2].Squeeze, 1e-12);
        Assert.Equal(4.25, values[3].Squeeze, 1e-12);
    }

    [Fact]
    public void Squeeze_Walk_MomentumIsTheEndOfTheLeastSquaresLine()
    {
        const int n = 5;
        var series = IndicatorRun.Walk(9, 60);
        var ours = IndicatorRun.Batch(Squeeze.Definition, [7, 2, n, 1.5], series)[0];
        double Lean(int i)
        {
            var (high, low) = (series.High[(i - n + 1)..(i + 1)].ToArray().Max(), series.Low[(i - n + 1)..(i + 1)].ToArray().Min());
            return series.Close[i] - ((((high + low) / 2) + series.Close[(i - n + 1)..(i + 1)].ToArray().Average()) / 2);
        }

        for (var i = (2 * n) - 2; i < 60; i++)
        {
            var y = Enumerable.Range(i - n + 1, n).Select(Lean).ToArray();
            var slope = y.Select((v, x) => (x - 2) * v).Sum() / 10; // x − 2 = −2 … 2, squares 10
            Assert.Equal(y.Average() + (2 * slope), ours[i], 1e-9);
        }
    }

    /// <summary>Closes 10 11 12 11 14, volumes 1 2 3 4 5. Price 4 / 6; volume (10 − 4) / 14; volatility 4 · 2 / (2 · 6); momentum (14 − 12) · 4 / (4 · 2). R² of 11 12 11 14: 16 / (5 · 6).</summary>
    [Fact, HandComputed("trend-strength")]
    public void TrendStrength_FiveCandles_PartsByHand()
    {
        var trend = new TrendStrength(4, 1, 1, 1, 1, 1);
        double[] closes = [10, 11, 12, 11, 14];
        var last = closes.Select((c, i) => trend.Next(Bar(c, c, i + 1))).Last();
        Assert.Equal(25 * ((2 / 3.0) + (3 / 7.0) + (2 / 3.0) + 1), last.Strength, 1e-12);
        Assert.Equal((1, 75, 1), (last.Direction, last.Consistency, last.Phase));
        Assert.Equal(1600 / 30.0, last.Quality, 1e-12);
    }

    /// <summary>A steady rise has strength 100. The step back of 0.5: price 2.5 / 3.5, volume 2 / 4, volatility 2.5 / 3.5, momentum 0.5 · 4 / (2.5 · 2): 58.2, under three quarters of 100.</summary>
    [Fact]
    public void TrendStrength_RiseThatAges_GoesThroughThePhases()
    {
        var trend = new TrendStrength(4, 1, 1, 1, 1, 1);
        var values = Enumerable.Range(0, 14).Select(i => trend.Next(Bar(100 + i, 100 + i, 1))).ToArray();
        Assert.Equal([N, N, N, N, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3], values.Select(v => v.Phase));
        Assert.All(values[4..], v => Assert.Equal((1, 100, 100), (v.Direction, v.Strength, v.Consistency)));
        var back = trend.Next(Bar(112.5, 112.5, 1));
        Assert.Equal(25 * ((5 / 7.0) + 0.5 + (5 / 7.0) + 0.4), back.Strength, 1e-12);
        Assert.Equal((1, 4), (back.Direction, back.Phase));
    }

    [Fact]
    public void TrendStrength_Weights_CountByTheirShare()
    {
        var (one, ten) = (new TrendStrength(4, 2, 1, 0, 0, 0), new TrendStrength(4, 2, 10, 0, 0, 0));
        double[] closes = [10, 11, 12, 11, 14, 13];
        var last = (One: TrendStrengthValue.Unknown, Ten: TrendStrengthValue.Unknown);
        foreach (var close in closes) last = (one.Next(Bar(close, close, 1)), ten.Next(Bar(close, close, 1)));
        Assert.Equal(last.One, last.Ten);
        Assert.Equal(50 * ((4 / 6.0) + (2 / 6.0)), last.One.Strength, 1e-12); // the mean of two bars
    }

    [Fact]
    public void TrendStrength_NothingMoves_IsNoTrend()
    {
        var trend = new TrendStrength(4, 3, 0.45, 0.2, 0.15, 0.2);
        TrendStrengthValue last = default;
        for (var i = 0; i < 20; i++) last = trend.Next(Bar(5, 5, 0));
        Assert.Equal(new TrendStrengthValue(0, 0, 0, 0, 0), last);
    }

    private static Candle Bar(double high, double low, double volume, double close = N) => new(0, high, high, low, double.IsNaN(close) ? high : close, volume);
}
