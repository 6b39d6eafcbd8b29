using TradeForge.Core.Indicators;
using TradeForge.Core.Market;
using static TradeForge.Tests.Indicators.IndicatorCases;

namespace TradeForge.Tests.Indicators;

/// <summary>Momentum indicators: cases worked out by hand, neutral values of flat markets, and kinships between indicators.</summary>
public sealed class MomentumCasesTests
{
    private const double NaN = double.NaN;

    [Fact, HandComputed("apo")]
    public void Apo_FewBars_EachAverageHasItsOwnSeed() =>
        Equal([NaN, 1, 1], Of("apo", [1, 2], 1, 3, 5)[0]); // slow: (1 + 3) / 2 = 2, then 2 + 2/3 · 3 = 4

    [Fact]
    public void Ppo_SlowAverageOfZero_IsUnknown() => Equal([NaN, NaN, 50], Of("ppo", [1, 2], -1, 1, 3)[0]); // slow 0, then 0 + 2/3 · 3 = 2

    [Fact, HandComputed("vroc")]
    public void Vroc_FewBars_PercentOfTheOldVolume() =>
        Equal([NaN, 50, -100, NaN], Over("vroc", [1], Trade(1, 100), Trade(1, 150), Trade(1, 0), Trade(1, 10))[0]);

    [Fact]
    public void Vroc_AnyBars_IsRocOfTheVolume()
    {
        var series = IndicatorRun.Walk(3, 300);
        Assert.Equal(IndicatorRun.Batch(Roc.Definition, [14], series, series.Volume.ToArray())[0], IndicatorRun.Batch(Vroc.Definition, [14], series)[0]);
    }

    [Fact, HandComputed("accelerator")]
    public void Accelerator_FewBars_DistanceFromItsAverage() =>
        Equal([NaN, NaN, -0.75, 1.25], Of("accelerator", [1, 2, 2], 1, 3, 2, 6)[0]); // AO 1, −0.5, 2; less 0.25 and 0.75

    [Fact, HandComputed("rmi")]
    public void Rmi_FewBars_WilderOfTwoBarChanges() =>
        Equal([NaN, NaN, NaN, 100, 100, 87.5 / 1.875], Of("rmi", [2, 2], 10, 12, 11, 14, 13, 12)[0]); // changes 1, 2, 2, −2: rises 1.5, 1.75, 0.875; falls 0, 0, 1

    [Fact]
    public void Rmi_MomentumOfOne_IsTheRsi()
    {
        var series = IndicatorRun.Walk(5, 300);
        Assert.Equal(IndicatorRun.Batch(Rsi.Definition, [14], series)[0], IndicatorRun.Batch(Rmi.Definition, [14, 1], series)[0]);
    }

    [Fact, HandComputed("ift-rsi")]
    public void IftRsi_FewBars_EhlersFormula()
    {
        static double Ift(double x) => (Math.Exp(2 * x) - 1) / (Math.Exp(2 * x) + 1);
        Equal([NaN, NaN, Ift(5), Ift(-5.0 / 3)], Of("ift-rsi", [1, 2], 1, 2, 3, 2)[0]); // RSI 100, 100, 0: 5, 5, −5; (5 − 2 · 5) / 3
    }

    [Fact, HandComputed("qqe")]
    public void Qqe_FewBars_LevelTrailsAndChangesSides()
    {
        // the line is the RSI of one bar, 100 or 0; the level keeps half of the last change away
        var columns = Of("qqe", [1, 1, 0.5], 10, 11, 10, 11, 12, 11, 10);
        Equal([NaN, 100, 0, 100, 100, 0, 0], columns[0]);
        Equal([NaN, NaN, -50, 50, 100, 50, 0], columns[1]); // 0 − 50; raised to 100 − 50; to 100 − 0; crossed: 0 + 50; lowered to 0 + 0
    }

    [Fact, HandComputed("qqe")]
    public void Qqe_PeriodOfTwo_ReachIsSmoothedTwice()
    {
        // mean rise and fall (1, 0), (0.5, 0.5), (0.75, 0.25), then both halved twice: RSI 100, 50, 75, 75, 75
        var columns = Of("qqe", [2, 1, 0.1], 1, 2, 3, 2, 3, 3, 3);
        Equal([NaN, NaN, 100, 50, 75, 75, 75], columns[0]);
        Equal([NaN, NaN, NaN, NaN, NaN, 75 - (0.1 * 28.125), 75 - (0.1 * 18.75)], columns[1]); // moves 50, 25, 0, 0: 37.5, 18.75, 9.375; again 28.125, 18.75
    }

    [Fact, HandComputed("kdj")]
    public void Kdj_FewBars_SmoothedFromFifty()
    {
        var columns = Over("kdj", [2, 2, 2], Bar(10, 8, 9), Bar(12, 9, 12), Bar(12, 10, 10));
        Equal([NaN, 75, 325.0 / 6], columns[0]);     // raw 100, then 100 / 3: 50 + 50 / 2; 75 + (100 / 3 − 75) / 2
        Equal([NaN, 62.5, 350.0 / 6], columns[1]);   // 50 + 25 / 2; 62.5 + (325 / 6 − 62.5) / 2
        Equal([NaN, 100, 275.0 / 6], columns[2]);    // 3 · 75 − 2 · 62.5; (975 − 700) / 6
    }

    [Fact, HandComputed("inertia")]
    public void Inertia_FewBars_EndOfTheRegressionLine()
    {
        // deviations 1, 0.5, 0, 1: up, down, equal, up. Means (0.5, 0.25), (0.25, 0.125), (0.625, 0.0625): RVI 66.7, 66.7, 90.9
        double[] closes = [10, 12, 11, 11, 13];
        Equal([NaN, NaN, NaN, 200.0 / 3, 1000.0 / 11], Of("inertia", [2, 2, 2], closes)[0]);                                // a line through two points ends in the last
        Equal([NaN, NaN, NaN, NaN, ((200.0 / 3) + (5000.0 / 11)) / 6], Of("inertia", [3, 2, 2], closes)[0]);                 // through three: (−a + 2b + 5c) / 6
    }

    [Fact, HandComputed("fisher")]
    public void Fisher_FewBars_BothRecursionsStartFromZero()
    {
        var columns = Of("fisher", [2], 1, 2, 1);
        var first = 0.5 * Math.Log(1.33 / 0.67);                              // v = 0.33
        var second = (0.5 * Math.Log(0.8911 / 1.1089)) + (0.5 * first);       // v = −0.33 + 0.67 · 0.33 = −0.1089
        Equal([NaN, first, second], columns[0]);
        Equal([NaN, 0, first], columns[1]);
    }

    [Fact]
    public void Fisher_SteadyRise_EndsAtTheClamp()
    {
        var columns = Of("fisher", [10], [.. Enumerable.Range(1, 100).Select(i => (double)i)]);
        Assert.Equal(Math.Log(1.999 / 0.001), columns[0][^1], 1e-9); // x = ½ ln(1.999 / 0.001) + ½ x
    }

    [Fact, HandComputed("dpo")]
    public void Dpo_FewBars_PriceOfTheMiddleAgainstTheAverage() =>
        Equal([NaN, NaN, 1 - (7.0 / 3), 2 - (13.0 / 3)], Of("dpo", [3], 1, 2, 4, 7)[0]); // 3 / 2 + 1 = 2 bars back

    [Fact, HandComputed("aroon")]
    public void Aroon_EqualExtremes_TheLatestCounts()
    {
        var columns = Over("aroon", [2], Bar(5, 1, 3), Bar(5, 2, 3), Bar(4, 1, 3), Bar(4, 2, 3), Bar(3, 2, 3));
        Equal([NaN, NaN, 50, 0, 50], columns[0]);    // highs 5 5 4 · 5 4 4 · 4 4 3: 1, 2 and 1 bars ago
        Equal([NaN, NaN, 100, 50, 0], columns[1]);   // lows 1 2 1 · 2 1 2 · 1 2 2: 0, 1 and 2 bars ago
        Equal([NaN, NaN, -50, -50, 50], columns[2]);
    }

    /// <summary>What has no direction is in the middle, what has no size is 0.</summary>
    [Theory]
    [InlineData("stoch-rsi", 50), InlineData("williams-r", -50), InlineData("ultimate-oscillator", 50), InlineData("cmo", 0), InlineData("cci", 0), InlineData("ppo", 0), InlineData("trix", 0)]
    [InlineData("tsi", 0), InlineData("fisher", 0), InlineData("smi", 0), InlineData("pmo", 0), InlineData("stc", 50), InlineData("bop", 0), InlineData("kst", 0), InlineData("vortex", 0)]
    [InlineData("choppiness", 100), InlineData("natr", 0), InlineData("standard-deviation", 0), InlineData("ulcer-index", 0), InlineData("cmf", 0), InlineData("adl", 0), InlineData("klinger", 0)]
    [InlineData("force-index", 0), InlineData("emv", 0), InlineData("rmi", 50), InlineData("ift-rsi", 0), InlineData("qqe", 50), InlineData("kdj", 50), InlineData("inertia", 50), InlineData("hurst", NaN)]
    public void Fold_FlatMarket_IsNeutral(string id, double expected)
    {
        var definition = IndicatorCatalog.Find(id)!;
        var columns = IndicatorRun.Batch(definition, definition.Defaults, IndicatorRun.Bars([.. Enumerable.Repeat(123.456, 250)]));
        Assert.All(columns, column => Assert.Equal(expected, column[249], 1e-9));
    }

    /// <summary>Backtrader publishes three points of each of its indicators over the days of 2006.</summary>
    [SharedTheory]
    [InlineData("rmi", new double[] { 20, 5 }, new[] { 254, 24, 139 }, new[] { 67.786097, 59.856230, 38.287526 })]
    [InlineData("accelerator", new double[] { 5, 34, 5 }, new[] { 254, 37, 145 }, new[] { -2.097441, 14.156647, 30.408335 })]
    [InlineData("awesome", new double[] { 5, 34 }, new[] { 254, 33, 143 }, new[] { 50.804206, 72.983735, 33.655941 })]
    [InlineData("aroon", new double[] { 14 }, new[] { 254, 14, 134 }, new[] { 42.857143, 35.714286, 85.714286 })]
    [InlineData("momentum", new double[] { 12 }, new[] { 254, 12, 133 }, new[] { 67.05, -34.16, 67.63 })]
    [InlineData("williams-r", new double[] { 14 }, new[] { 254, 13, 133 }, new[] { -16.458733, -68.298609, -28.602854 })]
    [InlineData("ultimate-oscillator", new double[] { 7, 14, 28 }, new[] { 254, 28, 141 }, new[] { 51.991177, 62.334055, 46.707445 })]
    [InlineData("vortex", new double[] { 14 }, new[] { 254, 14, 134 }, new[] { 1.245434, 0.921076, 1.062278 })]
    [InlineData("tsi", new double[] { 25, 13, 7 }, new[] { 254, 37, 145 }, new[] { 16.012364, 22.866307, 4.990750 })]
    public void Columns_BacktraderBars_EqualItsPoints(string id, double[] values, int[] bars, double[] expected)
    {
        var table = IndicatorRun.ReadCsv(SharedData.Path("reference", "indicators", "third-party", "backtrader", "2006-day-001.csv"));
        var series = new CandleSeries("DAYS", Timeframe.OneDay, [.. table["Date"].Select(x => (long)x)], table["Open"], table["High"], table["Low"], table["Close"], table["Volume"]);
        var column = Core.Indicators.IndicatorRun.Columns(IndicatorCatalog.Find(id)!, values, series)[0];
        Assert.Equal(bars[1], Array.FindIndex(column, double.IsFinite));
        Assert.All(bars.Zip(expected), x => Assert.Equal(x.Second, column[x.First], 6e-7)); // they have 6 decimals
    }

    /// <summary>Spreadsheets of the authors of Stock.Indicators with other periods than the files that are walked.</summary>
    [SharedTheory]
    [InlineData("stc", new double[] { 9, 12, 26 }, "stc.csv", "STC"), InlineData("trix", new double[] { 20 }, "trix.csv", "trix")]
    public void Columns_Worksheets_EqualTheirNumbers(string id, double[] values, string file, string name)
    {
        var expected = IndicatorRun.ReadCsv(SharedData.Path("reference", "indicators", "worksheets", file))[name];
        var column = IndicatorRun.Batch(IndicatorCatalog.Find(id)!, values, IndicatorRun.ReadQuotes(SharedData.Path("reference", "indicators", "quotes", "sp502.csv")))[0];
        IndicatorRun.AssertEqual(expected, column, file);
    }
}
