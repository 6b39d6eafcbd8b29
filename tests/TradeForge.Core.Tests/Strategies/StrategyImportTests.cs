using TradeForge.Core.Strategies;
using TradeForge.Core.Strategies.Import;

namespace TradeForge.Core.Tests.Strategies;

public class StrategyImportTests
{
    private static (CompiledStrategy Strategy, IReadOnlyList<Problem> Notes) Import(string text)
    {
        var (graph, notes) = StrategyImport.Read(text, "imported");
        Assert.Empty(notes.Where(n => n.Severity == Severity.Error).Select(n => n.Message.En));
        // Round trip: what is written reads back as the same strategy.
        var (again, problems) = StrategyJson.Parse(StrategyJson.Write(graph!));
        Assert.Empty(problems);
        var strategy = StrategyCompiler.Compile(again!).Strategy!;
        Assert.Equal(StrategyCompiler.Compile(graph!).Strategy!.DefinitionHash, strategy.DefinitionHash);
        Assert.Equal("imported", strategy.Graph.Name);
        return (strategy, notes);
    }

    private static string Says(string text) => StrategyReader.Describe(Import(text).Strategy).En;

    internal const string Tree = """
        {"entry_buy_conditions":{"type":"AND","conditions":[
          {"type":"CROSSOVER_UP","line1":{"type":"INDICATOR_VALUE","key":"ema_timeperiod_12_value"},"line2":{"type":"INDICATOR_VALUE","key":"ema_timeperiod_26_value"}},
          {"type":"GREATER_THAN","left":{"type":"INDICATOR_VALUE","key":"rsi_timeperiod_14_value"},"right":{"type":"VALUE","value":50}}]},
         "exit_conditions":{"type":"SUPER_TREND_FLIP","indicator_key":"supertrend_length_10_multiplier_3.0_direction","target_direction":"OPPOSITE_TO_POSITION"},
         "stop_loss":{"type":"PERCENTAGE","percentage":3},"take_profit":{"type":"RISK_REWARD","risk_reward_ratio":2}}
        """;

    [Fact]
    public void RuleTree_Example_BecomesTheSameRules()
    {
        Assert.Equal("Buy when (EMA(12) crosses above EMA(26) and RSI(14) is above 50). Close the long position when the direction of SuperTrend (10, 3) is below 0. Risk: stop-loss 3 %; take-profit 2 × the stop distance; trailing stop 3 %. Size: all available cash.", Says(Tree));
        Assert.Equal(["stop_loss", ""], Import(Tree).Notes.Select(n => n.Path));
    }

    [Fact]
    public void RuleTree_EveryCondition_IsTranslated() => Assert.Equal(
        "Buy when (close equals 2 or low is below close 1 bar ago). Sell short when the histogram of MACD(12, 26, 9) is above %K of Stochastic Oscillator (5, 2, 3). "
        + "Close the short position when (the upper band of Bollinger Bands (20, 2.5) crosses below the lower band of Bollinger Bands (20, 1.5) or MACD(12, 26, 9) crosses above the signal of MACD(12, 26, 9)). "
        + "Close the long position when the upper band of Bollinger Bands (20, 2.5) crosses below the lower band of Bollinger Bands (20, 1.5). Risk: take-profit 4 %. Size: all available cash.",
        Says("""
            {"entry_buy_conditions":{"type":"OR","conditions":[{"type":"EQUALS","left":{"type":"INDICATOR_VALUE","key":"close"},"right":{"type":"VALUE","value":2.0}},
               {"type":"LESS_THAN","left":{"type":"INDICATOR_VALUE","key":"low"},"right":{"type":"PREV_INDICATOR_VALUE","key":"close"}}]},
             "entry_sell_conditions":{"type":"GREATER_THAN","left":{"type":"INDICATOR_VALUE","key":"macd_fastperiod_12_signalperiod_9_slowperiod_26_hist"},"right":{"type":"INDICATOR_VALUE","key":"stoch_fastk_period_5_slowd_period_2_slowk_period_3_k"}},
             "exit_conditions":{"type":"CROSSOVER_DOWN","line1":{"type":"INDICATOR_VALUE","key":"bbands_nbdevdn_1.5_nbdevup_2.5_timeperiod_20_upper"},"line2":{"type":"INDICATOR_VALUE","key":"bbands_nbdevdn_1.5_nbdevup_2.5_timeperiod_20_lower"}},
             "exit_short_conditions":{"type":"MACD_CROSSOVER_FLIP","macd_line_key":"macd_fastperiod_12_signalperiod_9_slowperiod_26_macd","signal_key":"macd_fastperiod_12_signalperiod_9_slowperiod_26_signal"},
             "take_profit":{"type":"PERCENTAGE","percentage":4}}
            """));

    [Theory] // every indicator of the other system, by the key of its column
    [InlineData("sma_timeperiod_20_value", "SMA(20)")]
    [InlineData("adx_timeperiod_14_value", "ADX(14)")]
    [InlineData("mfi_timeperiod_14_value", "MFI(14)")]
    [InlineData("atr_timeperiod_14_value", "ATR(14)")]
    [InlineData("supertrend_length_10_multiplier_3.0_trend", "SuperTrend (10, 3)")]
    [InlineData("stoch_fastk_period_14_slowd_period_3_slowk_period_1_d", "%D of Stochastic Oscillator (14, 3, 1)")]
    [InlineData("tsi_fast_13_signal_13_slow_25_value", "TSI(25, 13, 13)")]
    [InlineData("tsi_fastperiod_13_signalperiod_7_slowperiod_25_signal", "the signal of TSI(25, 13, 7)")]
    [InlineData("squeeze_bb_length_20_bb_std_2.0_kc_length_20_kc_scalar_1.5_on", "the squeezed of Squeeze Momentum (20, 2, 20, 1.5)")]
    [InlineData("vortex_length_14_p", "VI+ of Vortex Indicator (14)")]
    [InlineData("ichimoku_kijun_26_senkou_52_tenkan_9_span_a", "Cloud A of Ichimoku Cloud (9, 26, 52)")]
    [InlineData("ichimoku_tenkan_9_kijun_26_senkou_52_kijun", "the kijun of Ichimoku Cloud (9, 26, 52)")]
    [InlineData("TrendStrength_period_20_smoothing_3_strength", "the strength of Trend Strength (20, 3, 0.45, 0.2, 0.15, 0.2)")]
    public void RuleTree_EveryIndicator_IsTranslated(string key, string words) =>
        Assert.StartsWith($"Buy when {words} is above 1. ", Says(Above(key)), StringComparison.Ordinal);

    [Fact] // the line of one side is known while it stands on that side
    public void RuleTree_SupertrendOfOneSide_IsKnownOnThatSideOnly()
    {
        double[] closes = [.. Enumerable.Range(0, 60).Select(i => 100 + (20 * Math.Sin(i / 6.0)))];
        foreach (var (output, sign) in new[] { ("long", 1), ("short", -1) })
        {
            var strategy = Import(Above($"supertrend_length_5_multiplier_2_{output}")).Strategy;
            var values = strategy.Evaluate(Bars.Closes(closes));
            string Id(string type) => strategy.Graph.Nodes.Single(n => n.Type == type).Id;
            double[] Column(string type, string handle) => values.Values(strategy.SlotOf(Id(type), handle)).ToArray();
            var (line, direction, side) = (Column("supertrend", "value"), Column("supertrend", "direction"), Column("formula", "value"));
            Assert.Contains(sign, direction);
            Assert.Contains(-sign, direction);
            for (var i = 0; i < closes.Length; i++) Assert.Equal(direction[i] == sign ? line[i] : double.NaN, side[i]);
        }
    }

    [Theory]
    [InlineData("ema_timeperiod_12_period_3_value")]
    [InlineData("ema_timeperiod_12_timeperiod_3_value")]
    [InlineData("ema_value")]
    [InlineData("ichimoku_kijun_26_senkou_52_tenkan_9_chikou")] // it looks ahead
    public void RuleTree_KeyOfNoColumn_IsNamed(string key) =>
        Assert.Contains(StrategyImport.Read(Above(key), "x").Problems, p => p is { Code: "import-missing", Path: "entry_buy_conditions.left" } && p.Message.En.Contains(key, StringComparison.Ordinal));

    private static string Above(string key) =>
        $$"""{"entry_buy_conditions":{"type":"GREATER_THAN","left":{"type":"INDICATOR_VALUE","key":"{{key}}" },"right":{"type":"VALUE","value":1} } }""";

    [Fact] // 1.0 and 1 are one key (golden rule G69); nine conditions are a join of two joins
    public void RuleTree_EqualParts_AreOneNode()
    {
        string Above(string level) => $$"""{"type":"GREATER_THAN","left":{"type":"INDICATOR_VALUE","key":"close"},"right":{"type":"VALUE","value":{{level}}} }""";
        var (strategy, _) = Import($$"""{"entry_buy_conditions":{"type":"AND","conditions":[{{string.Join(',', new[] { "1", "1.0", "2", "3", "4", "5", "6", "7", "8" }.Select(Above))}}]},"exit_conditions":{{Above("9")}} }""");
        Assert.Equal(9, strategy.Graph.Nodes.Count(n => n.Type == "constant"));
        Assert.Equal(2, strategy.Graph.Nodes.Count(n => n.Type == "and"));
        Assert.Equal("FFT", strategy.Evaluate(Bars.Closes(1, 8, 8.5)).Truths(strategy.Graph.Edges.Single(e => e.Target == "buy").Source).Letters());
    }

    [Fact] // both sides: the level of the side whose signal the bar shows
    public void RuleTree_IndicatorStop_TakesTheColumnOfItsSide()
    {
        var (strategy, notes) = Import("""
            {"entry_buy_conditions":{"type":"GREATER_THAN","left":{"type":"INDICATOR_VALUE","key":"close"},"right":{"type":"VALUE","value":5}},
             "entry_sell_conditions":{"type":"LESS_THAN","left":{"type":"INDICATOR_VALUE","key":"close"},"right":{"type":"VALUE","value":5}},
             "stop_loss":{"type":"INDICATOR_BASED","buy_value_key":"low","sell_value_key":"high"}}
            """);
        Assert.Equal([9, 4], strategy.Evaluate(Bars.Closes(9, 3)).Values(strategy.Risks.Single().ValueSlot).ToArray()); // the low of the first bar, the high of the second
        Assert.Contains(notes, n => n.Path == "stop_loss" && n.Code == "import-differs");
    }

    [Theory]
    [InlineData("""{"entry_buy_conditions":{"type":"NOT"} }""", "entry_buy_conditions", "NOT")]
    [InlineData("""{"entry_buy_conditions":{"type":"AND","conditions":[{"type":"LESS_THAN","left":{"type":"INDICATOR_VALUE","key":"zema_timeperiod_3_value"},"right":{"type":"VALUE","value":1} }]} }""", "entry_buy_conditions.conditions[0].left", "zema")]
    [InlineData("""{"entry_buy_conditions":{"type":"AND","conditions":[]} }""", "entry_buy_conditions", "empty")]
    [InlineData("""{"entry_buy_conditions":{"type":"SUPER_TREND_FLIP"} }""", "entry_buy_conditions", "SUPER_TREND_FLIP")]
    [InlineData("""{"entry_buy_conditions":{"type":"LESS_THAN","left":{"type":"TEXT"},"right":{"type":"VALUE","value":1} },"stop_loss":{"type":"FIXED_PRICE"} }""", "stop_loss", "FIXED_PRICE")]
    public void RuleTree_WithoutCounterpart_NamesThePlace(string text, string path, string word) =>
        Assert.Contains(StrategyImport.Read(text, "x").Problems, p => p.Severity == Severity.Error && p.Path == path && p.Message.En.Contains(word) && p.Message.Ru != p.Message.En);

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"schemaVersion":1,"name":"x","nodes":[],"edges":[]}""")]
    public void Read_NoForeignStrategy_IsRefused(string text)
    {
        var (graph, problems) = StrategyImport.Read(text, "x");
        Assert.Null(graph);
        Assert.Contains(Assert.Single(problems).Code, new[] { "invalid-json", "unknown-format" });
    }
}
