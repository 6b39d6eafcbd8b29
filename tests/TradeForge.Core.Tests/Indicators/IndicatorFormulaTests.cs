using TradeForge.Core.Indicators;
using TradeForge.Core.Market;

namespace TradeForge.Tests.Indicators;

/// <summary>Hand-computed values, unknown values, flat markets and accuracy on long series.</summary>
public sealed class IndicatorFormulaTests
{
    private const double NaN = double.NaN;

    private static readonly Core.Market.CandleSeries Long = IndicatorRun.Walk(23, 400_000);

    [Fact]
    public void Sma_HoleInSeries_UnknownWhileInWindow() =>
        Assert.Equal([NaN, 1.5, NaN, NaN, 4.5, 5.5], Run("sma", [2], 1, 2, NaN, 4, 5, 6));

    [Fact]
    public void Wma_HoleInSeries_UnknownWhileInWindow() =>
        Assert.Equal([NaN, 5.0 / 3, NaN, NaN, 14.0 / 3], Run("wma", [2], 1, 2, NaN, 4, 5), Close); // (1·1 + 2·2) / 3, (1·4 + 2·5) / 3

    [Fact]
    public void Ema_HoleInSeries_IsSkipped() =>
        Assert.Equal([NaN, 2, NaN, 4, 6], Run("ema", [2], 1, 3, NaN, 5, 7), Close); // seed (1 + 3) / 2 = 2; + 2/3 · (5 − 2) = 4; + 2/3 · (7 − 4) = 6

    [Fact]
    public void Rsi_FewBars_WilderByHand() =>
        Assert.Equal([NaN, NaN, 100 / 1.5, 80, 50 / 1.625], Run("rsi", [2], 10, 12, 11, 12, 10), Close); // mean rise and fall: (1, 0.5), (1, 0.25), (0.5, 1.125)

    /// <summary>Those whose remarks say that an unknown bar is otherwise skipped: the known bars alone give the same.</summary>
    [Theory]
    [InlineData("ema"), InlineData("rsi"), InlineData("macd"), InlineData("atr"), InlineData("adx"), InlineData("obv"), InlineData("supertrend")]
    [InlineData("ppo"), InlineData("apo"), InlineData("pvo"), InlineData("cmo"), InlineData("cci"), InlineData("williams-r"), InlineData("stoch-rsi"), InlineData("ultimate-oscillator"), InlineData("trix")]
    [InlineData("awesome"), InlineData("accelerator"), InlineData("tsi"), InlineData("fisher"), InlineData("connors-rsi"), InlineData("smi"), InlineData("pmo"), InlineData("stc"), InlineData("elder-ray")]
    [InlineData("bop"), InlineData("aroon"), InlineData("vortex"), InlineData("choppiness"), InlineData("hurst"), InlineData("true-range"), InlineData("natr"), InlineData("ulcer-index"), InlineData("adl")]
    [InlineData("chaikin-oscillator"), InlineData("cmf"), InlineData("force-index"), InlineData("klinger"), InlineData("rmi"), InlineData("ift-rsi"), InlineData("qqe"), InlineData("kdj"), InlineData("inertia")]
    [InlineData("emv"), InlineData("nvi"), InlineData("pvi"), InlineData("pvt"), InlineData("thermometer")]
    public void Fold_UnknownBars_AreSkipped(string id)
    {
        var definition = IndicatorCatalog.Find(id)!;
        var (random, walk) = (new Random(29), IndicatorRun.Walk(31, 600));
        Candle[] candles = [.. Enumerable.Range(0, 600).Select(i => walk[i]).Select(c => random.Next(0, 7) == 0 ? new Candle(c.Time, NaN, NaN, NaN, NaN, NaN) : c)];
        int[] known = [.. Enumerable.Range(0, 600).Where(i => !double.IsNaN(candles[i].Close))];
        var all = IndicatorRun.Batch(definition, definition.Defaults, CandleSeries.From("HOLES", Timeframe.OneMinute, candles));
        var alone = IndicatorRun.Batch(definition, definition.Defaults, CandleSeries.From("ALONE", Timeframe.OneMinute, [.. known.Select(i => candles[i])]));
        for (var k = 0; k < all.Length; k++)
        {
            Assert.All(Enumerable.Range(0, 600).Except(known), i => Assert.Equal(NaN, all[k][i]));
            Assert.Equal(alone[k], known.Select(i => all[k][i]));
            Assert.Contains(alone[k], double.IsFinite);
        }
    }

    [Theory]
    [InlineData("rsi", 50), InlineData("stochastic", 50), InlineData("mfi", 50), InlineData("atr", 0), InlineData("adx", 0), InlineData("obv", 1)]
    public void Fold_FlatMarket_IsNeutral(string id, double expected)
    {
        var definition = IndicatorCatalog.Find(id)!;
        var columns = IndicatorRun.Batch(definition, definition.Defaults, IndicatorRun.Bars([.. Enumerable.Repeat(123.456, 100)]));
        Assert.All(columns, column => Assert.Equal(expected, column[99]));
    }

    [Theory]
    [InlineData("sma", 7), InlineData("sma", 13), InlineData("sma", 30), InlineData("wma", 11), InlineData("bollinger", 23)]
    public void Fold_EqualValuesAfterMovement_MeanIsExactlyThatValue(string id, double period)
    {
        double[] values = [.. IndicatorRun.Walk(1, 200).Close, .. Enumerable.Repeat(0.1, 3_000)];
        var definition = IndicatorCatalog.Find(id)!;
        var columns = IndicatorRun.Batch(definition, [period, .. definition.Defaults.Skip(1)], IndicatorRun.Bars(values));
        Assert.All(columns.Take(3), column => Assert.Equal(0.1, column[^1]));
        if (id == "bollinger") Assert.Equal(0.5, columns[3][^1]);
    }

    [Theory]
    [InlineData("sma", 20), InlineData("sma", 999), InlineData("wma", 100)]
    public void Fold_ManyBarsWithHugePast_EqualsExactMean(string id, int period)
    {
        var closes = Long.Close.ToArray();
        for (var i = 0; i < 1_000; i++) closes[i] *= 1e12; // a plain running sum keeps 1e-4 of this for ever
        var ours = Run(id, [period], closes);
        for (var end = 100_000; end < closes.Length; end += 99_991)
        {
            var (sum, weights) = (0m, 0m);
            for (var k = 0; k < period; k++)
            {
                var weight = id == "wma" ? period - k : 1;
                (sum, weights) = (sum + (weight * (decimal)closes[end - k]), weights + weight);
            }

            Assert.Equal(1, ours[end] / (double)(sum / weights), 1e-13);
        }
    }

    [Fact]
    public void Bollinger_SmallSpreadOnHighPrice_KeepsItsDigits()
    {
        // 1e6 ± 0.5: the population deviation is 0.5 exactly; the mean of the squares is 1e12 + 0.25
        double[] values = [.. Enumerable.Range(0, 100_000).Select(i => i % 2 == 0 ? 1_000_000.5 : 999_999.5)];
        var columns = IndicatorRun.Batch(Bollinger.Definition, [20, 2], IndicatorRun.Bars(values));
        Assert.Equal(1_000_001, columns[0][^1], 1e-12);
        Assert.Equal(999_999, columns[2][^1], 1e-12);
    }

    [Fact]
    public void Bollinger_JumpBetweenBlocks_DeviationIsThatOfTheWindow()
    {
        // ten bars at 1, then ten at 1e9 ± 0.001: on the last bar the window holds nothing of the old level
        double[] values = [.. Enumerable.Repeat(1.0, 10), .. Enumerable.Range(0, 10).Select(i => i % 2 == 0 ? 1e9 + 0.5 : 1e9 - 0.5)];
        var columns = IndicatorRun.Batch(Bollinger.Definition, [10, 1], IndicatorRun.Bars(values));
        Assert.Equal(1e9 + 0.5, columns[0][^1]);
    }

    [Fact]
    public void Atr_TwoBars_SeedThenSmoothing()
    {
        // highs, lows, closes; true ranges: none, 2, 3, 1
        Candle[] candles = [Bar(10, 8, 9), Bar(11, 9, 10), Bar(13, 10, 12), Bar(12, 11, 11)];
        var atr = new Atr(2);
        Assert.Equal([NaN, NaN, 2.5, 1.75], candles.Select(c => atr.Next(c))); // (2 + 3) / 2, then 2.5 + (1 − 2.5) / 2
    }

    [Fact]
    public void Donchian_ThisBar_IsIncluded()
    {
        Candle[] candles = [Bar(10, 8, 9), Bar(11, 9, 10), Bar(13, 7, 12)];
        var donchian = new Donchian(2);
        Assert.Equal([new(NaN, NaN, NaN), new(11, 9.5, 8), new(13, 10, 7)], candles.Select(c => donchian.Next(c)));
    }

    [Fact]
    public void Obv_FirstBar_IsItsVolume() =>
        Assert.Equal([1, 2, 2, 1], Run("obv", [], 5, 6, 6, 4)); // volume 1 on each bar: start, up, equal, down

    [Fact]
    public void Obv_FractionalVolumes_ErrorsDoNotAddUp()
    {
        var obv = new Obv();
        var last = 0.0;
        for (var i = 0; i < 1_000_001; i++) last = obv.Next(new Candle(i, 1, 1, 1, i, 0.1));
        Assert.Equal(100_000.1, last, 1e-9); // a plain sum is 1e-6 off
    }

    [Fact]
    public void Vwap_NewDay_StartsAfresh()
    {
        const long day = 86_400_000;
        var vwap = new Vwap();
        Candle[] candles = [Bar(10, 10, 10) with { Volume = 1 }, Bar(20, 20, 20) with { Volume = 3 }, Bar(7, 7, 7) with { Time = day, Volume = 0 }, Bar(9, 9, 9) with { Time = day + 1, Volume = 5 }];
        Assert.Equal([10, 17.5, NaN, 9], candles.Select(c => vwap.Next(c)), Close); // (10 + 60) / 4; nothing traded yet; 9
    }

    [Fact]
    public void Supertrend_Start_IsDownOnTheUpperBand()
    {
        var supertrend = new Supertrend(1, 1);
        Assert.Equal(new SupertrendValue(11, -1), supertrend.Next(Bar(10, 8, 9)));       // 9 + 2
        Assert.Equal(new SupertrendValue(8, 1), supertrend.Next(Bar(14, 12, 13))); // range 14 − 9 = 5: lower band 13 − 5 = 8; upper stays 11, and the close is above it
    }

    /// <summary>⌈ln 1e-4 / ln(1 − α)⌉: 921.03 → 922 for α = 2 / 201, 124.3 → 125 for α = 1 / 14; a window needs its other bars.</summary>
    [Theory]
    [InlineData("ema", new[] { 200.0 }, 922), InlineData("rsi", new[] { 14.0 }, 125), InlineData("sma", new[] { 20.0 }, 19)]
    public void WarmUp_GoldenRuleG10_Bars(string id, double[] values, int bars) => Assert.Equal(bars, IndicatorCatalog.Find(id)!.WarmUp(values));

    private static double[] Run(string id, double[] values, params double[] closes) => IndicatorRun.Batch(IndicatorCatalog.Find(id)!, values, IndicatorRun.Bars(closes))[0];

    private static Candle Bar(double high, double low, double close) => new(0, close, high, low, close, 1);

    private static bool Close(double a, double b) => (double.IsNaN(a) && double.IsNaN(b)) || Math.Abs(a - b) < 1e-12;
}
