using TradeForge.Core.Strategies;

namespace TradeForge.Core.Tests.Strategies;

public class DivergenceAndRegimeTests
{
    private const double N = double.NaN;

    private static string Divergence(double[] a, double[] b, params string[] data) =>
        new GraphBuilder().Node("p", "price", "field=open").Node("q", "price").Node("d", "divergence", data).Node("buy", "enter-long")
            .Wire("p.value -> d.a", "q.value -> d.b", "d.result -> buy.when").Compile().Evaluate(Bars.Pairs(a, b)).Truths("d").Letters();

    // Lows of a at bars 1 and 3, each confirmed one bar later.
    private static readonly double[] FallingLows = [5, 3, 5, 2, 5], RisingLows = [5, 2, 5, 3, 5];
    private static readonly double[] OtherRises = [0, 10, 0, 20, 0], OtherFalls = [0, 20, 0, 10, 0];

    [Fact]
    public void Divergence_LowerLowAndHigherOscillator_IsRegularBullishOneBarAfterTheLow() =>
        Assert.Equal("UFFFT", Divergence(FallingLows, OtherRises, "bars=1"));

    [Fact]
    public void Divergence_HigherLowAndLowerOscillator_IsHiddenBullish()
    {
        Assert.Equal("UFFFT", Divergence(RisingLows, OtherFalls, "bars=1", "kind=hidden"));
        Assert.Equal("UFFFF", Divergence(RisingLows, OtherFalls, "bars=1"));
        Assert.Equal("UFFFF", Divergence(FallingLows, OtherRises, "bars=1", "kind=hidden"));
    }

    [Theory] // bearish is the mirror image
    [InlineData("regular")]
    [InlineData("hidden")]
    public void Divergence_MirroredSeries_IsBearish(string kind)
    {
        static double[] Mirror(double[] x) => [.. x.Select(v => -v)];
        var (a, b) = kind == "regular" ? (FallingLows, OtherRises) : (RisingLows, OtherFalls);
        Assert.Equal("UFFFT", Divergence(Mirror(a), Mirror(b), "bars=1", $"kind={kind}", "side=bearish"));
        Assert.Equal("UUFFF", Divergence(a, b, "bars=1", $"kind={kind}", "side=bearish")); // bar 0 may be a high
    }

    [Fact]
    public void Divergence_EqualPrices_AreNone() => Assert.Equal("UFFFF", Divergence([5, 3, 5, 3, 5], OtherRises, "bars=1"));

    [Fact] // the plateau at bars 3 and 4 is one low, at its first bar
    public void Divergence_Plateau_CountsOnce() => Assert.Equal("UFFFTF", Divergence([5, 3, 5, 2, 2, 5], [0, 10, 0, 20, 30, 0], "bars=1"));

    [Theory]
    [InlineData("within=2", "UFFFT")]
    [InlineData("within=1", "UFFFF")]
    public void Divergence_TooFarApart_IsNone(string within, string expected) => Assert.Equal(expected, Divergence(FallingLows, OtherRises, "bars=1", within));

    [Fact] // two bars on each side: the low of bar 2 needs bars 0 to 4, the lower one of bar 6 bars 4 to 8
    public void Divergence_TwoBars_WaitsForBoth() => Assert.Equal("UUFFFFFFT", Divergence([6, 5, 3, 4, 5, 4, 2, 3, 4], [0, 0, 1, 0, 0, 0, 2, 0, 0], "bars=2"));

    [Fact]
    public void Divergence_UnknownOscillator_IsNotKnown() => Assert.Equal("UFFFU", Divergence(FallingLows, [0, N, 0, 20, 0], "bars=1"));

    [Fact] // bar 2 is missing: whether bars 1 and 3 are lows stays open, bar 2 itself too; the low of bar 5 has no earlier one
    public void Divergence_UnknownPrice_IsPassedOver() => Assert.Equal("UFUUUFF", Divergence([5, 3, N, 2, 5, 1, 5], [0, 10, 0, 20, 0, 30, 0], "bars=1"));

    private static StrategyEvaluation Regime(double[] closes, params string[] data) =>
        new GraphBuilder().Node("r", "regime", ["bars=2", "baseline=4", .. data.Length > 0 ? data : ["trendAbove=0.6", "volatileAbove=1.5"]])
            .Node("any", "or").Node("buy", "enter-long").Wire("r.trend -> any.in1", "r.sideways -> any.in2", "r.volatile -> any.in3", "any.result -> buy.when")
            .Compile().Evaluate(Bars.Pairs(closes, closes));

    [Fact]
    public void Regime_HandCase_FollowsTheFormula()
    {
        // moves      –  1  1  1  1    0     0  6     6   (flat bars: the true range is the move)
        // way        –  –  1  1  1    1     0  1     0   |close − close 2 ago| / sum of 2 moves
        // noise      –  –  –  –  1  0.67    0  1.71  2   mean of 2 ranges / mean of 4 ranges: 1/1, 0.5/0.75, 0/0.5, 3/1.75, 6/3
        var run = Regime([10, 11, 12, 13, 14, 14, 14, 20, 14]);
        Assert.Equal("UUTTTTFTF", run.Truths("r", "trend").Letters());
        Assert.Equal("UUFFFFFFT", run.Truths("r", "volatile").Letters());
        Assert.Equal("UUFFFFTFF", run.Truths("r", "sideways").Letters());
        Assert.Equal("UUTTTTTTT", run.Truths("any").Letters());
    }

    [Fact] // no trend, and the noise is not known before bar 4
    public void Regime_WithoutBaseline_KnowsOnlyTheTrend()
    {
        var run = Regime([10, 12, 10, 12, 10]);
        Assert.Equal("UUFFF", run.Truths("r", "trend").Letters());
        Assert.Equal("UUUUT", run.Truths("r", "sideways").Letters());
    }

    [Fact]
    public void Regime_NothingMoves_IsSideways() => Assert.Equal("UUUUT", Regime([7, 7, 7, 7, 7]).Truths("r", "sideways").Letters());

    [Theory] // the way of the last bar is |13 − 10| / 5 = 0.6, its noise ((4 + 1) / 2) / ((2 + 3 + 4 + 1) / 4) = 1
    [InlineData("trendAbove=0.6", "trend")]
    [InlineData("trendAbove=0.61", "sideways")]
    [InlineData("trendAbove=0.61 volatileAbove=1", "volatile")]
    public void Regime_Thresholds_AreInclusive(string data, string expected)
    {
        var run = Regime([11, 13, 10, 14, 13], data.Split(' '));
        Assert.All(new[] { "trend", "sideways", "volatile" }, r => Assert.Equal(r == expected, run.Truths("r", r)[^1] == Truth.True));
    }
}
