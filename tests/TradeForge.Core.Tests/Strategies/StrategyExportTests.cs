using TradeForge.Core.Strategies;
using TradeForge.Core.Strategies.Export;

namespace TradeForge.Core.Tests.Strategies;

public class StrategyExportTests
{
    private static CompiledStrategy Template(string id) => StrategyCompiler.Compile(StrategyTemplates.All.Single(t => t.Id == id).Graph).Strategy!;

    private static string Body(string source, string comment = "//") =>
        string.Join('\n', source.Split('\n').Where(l => !l.StartsWith(comment, StringComparison.Ordinal) || l == "//@version=5"));

    [Fact]
    public void ToCSharp_SmaCross_ReadsAsDrawn() => Assert.Equal("""
        public sealed class ExportedStrategy : Strategy
        {
            public override void OnClose(Bar bar)
            {
                double fast = Sma(source: bar.Close, period: 10);
                double slow = Sma(source: bar.Close, period: 30);
                bool? up = Crosses(a: fast, b: slow, direction: "above");
                if (up == true) EnterLong(orderType: "market", timeInForce: "gtc", validBars: 0, onOpposite: "reverse", pyramiding: 1);
                bool? down = Crosses(a: fast, b: slow, direction: "below");
                if (down == true) ExitLong(orderType: "market", timeInForce: "gtc", validBars: 0, part: 100);
            }
        }

        """.ReplaceLineEndings("\n"), Body(StrategyExport.ToCSharp(Template("sma-cross")).Source));

    [Fact]
    public void ToPine_SmaCross_ReadsAsDrawn() => Assert.Equal("""
        //@version=5
        strategy("Moving-average cross", overlay = true, pyramiding = 0, default_qty_type = strategy.percent_of_equity, default_qty_value = 100)
        float fast = ta.sma(close, 10)
        float slow = ta.sma(close, 30)
        bool up = ta.crossover(fast, slow)
        bool down = ta.crossunder(fast, slow)
        bool buy = up and not down
        if buy
            strategy.entry("Long", strategy.long)
        if down
            strategy.close("Long")

        """.ReplaceLineEndings("\n"), Body(StrategyExport.ToPine(Template("sma-cross")).Source));

    [Fact]
    public void ToPine_RiskRules_BecomeABracket()
    {
        var pine = StrategyExport.ToPine(Template("bollinger-reversion")).Source;
        Assert.Contains("[bands_middle, bands_upper, bands_lower] = ta.bb(close, 20, 2)", pine);
        Assert.Contains("ta.valuewhen((buy) and strategy.position_size == 0, stop_long_now, 0)", pine);
        Assert.Contains("strategy.exit(\"Protect Long\", \"Long\", stop = strategy.position_avg_price - 2 * stop_long)", pine);
        Assert.Contains("entry_bar_index(0) >= 20 - 1", pine);
    }

    [Fact]
    public void ToPine_PricedOrders_KeepTheirLevelsAndParts()
    {
        var strategy = new GraphBuilder().Node("p", "price").Node("low", "lowest", "bars=5").Node("top", "highest", "bars=5").Node("up", "rising", "bars=2").Node("down", "falling", "bars=2")
            .Node("buy", "enter-long", "orderType=stop-limit", "validBars=3").Node("sell", "exit-long", "orderType=limit", "part=50").Node("out", "exit-long", "part=25")
            .Wire("p.value -> low.source", "p.value -> top.source", "p.value -> up.source", "p.value -> down.source", "up.result -> buy.when", "top.value -> buy.limit", "low.value -> buy.stop")
            .Wire("down.result -> sell.when", "top.value -> sell.limit", "down.result -> out.when").Compile();
        var (pine, notes) = StrategyExport.ToPine(strategy) is var export ? (export.Source, export.Notes) : default;
        Assert.Contains("strategy.entry(\"Long\", strategy.long, limit = top, stop = n_low)", pine);
        Assert.Contains("strategy.exit(\"sell\", \"Long\", qty_percent = 50, limit = top)", pine);
        Assert.Contains("strategy.close(\"Long\", qty_percent = 25)", pine);
        Assert.Single(notes, n => n.En.Contains("until it is filled", StringComparison.Ordinal));
    }

    [Fact]
    public void ToPine_Formula_IsWrittenInItsWords()
    {
        var strategy = new GraphBuilder().Node("p", "price", "field=hl2").Node("f", "formula").Node("x", "xor").Node("c", "compare", "op=eq").Node("buy", "enter-long")
            .Set("f", "expression", "if(known(in1) and not in1 < 2, -in1 ^ 2 % 3, ln(volume))").Wire("p.value -> f.in1", "f.value -> c.a", "p.value -> c.b", "c.result -> x.in1", "c.result -> x.in3", "x.result -> buy.when").Compile();
        var pine = StrategyExport.ToPine(strategy).Source;
        Assert.Contains("float f = (((na(p) ? 0 : 1) != 0 and ((p < 2 ? 1 : 0) == 0 ? 1 : 0) != 0 ? 1 : 0) != 0 ? ((-math.pow(p, 2)) % 3) : math.log(volume))", pine);
        Assert.Contains("bool x = (c != c)", pine);
        Assert.Contains("bool c = math.abs(f - p) <= 1e-9 * math.max(1, math.max(math.abs(f), math.abs(p)))", pine);
    }

    [Fact]
    public void ToPine_WithoutCounterpart_IsEmptyAndNoted()
    {
        var strategy = new GraphBuilder().Node("day", "macd", "timeframe=1d").Node("r", "regime").Node("c", "compare").Node("a", "and").Node("buy", "enter-long")
            .Wire("day.macd -> c.a", "day.signal -> c.b", "c.result -> a.in1", "r.trend -> a.in2", "a.result -> buy.when").Compile();
        var (source, notes) = StrategyExport.ToPine(strategy);
        Assert.Contains("float day_macd = na\n", source);
        Assert.Contains("bool r_trend = false\n", source);
        Assert.Contains(notes, n => n.En.Contains("Block day (another symbol or timeframe)"));
        Assert.Contains(notes, n => n.En.Contains("Block r (regime)"));
        Assert.All(notes, n => Assert.Contains($"// - {n.En}", source));
        Assert.All(notes, n => Assert.NotEqual(n.En, n.Ru));
    }

    [Theory]
    [InlineData("obv", "value", "", "float i = ta.obv")]
    [InlineData("vwap", "value", "", "float i = ta.vwap(hlc3)")]
    [InlineData("dema", "value", "period=9", "float i_1 = ta.ema(close, 9)\nfloat i = 2 * i_1 - ta.ema(i_1, 9)")]
    [InlineData("tema", "value", "period=9", "float i_1 = ta.ema(close, 9)\nfloat i_2 = ta.ema(i_1, 9)\nfloat i = 3 * (i_1 - i_2) + ta.ema(i_2, 9)")]
    [InlineData("roc", "value", "period=5", "float i = ta.roc(close, 5)")]
    [InlineData("cmo", "value", "period=5", "float i = ta.cmo(close, 5)")]
    [InlineData("momentum", "value", "period=5", "float i = ta.mom(close, 5)")]
    [InlineData("vwma", "value", "period=5", "float i = ta.vwma(close, 5)")]
    [InlineData("psar", "value", "step=0.03", "float i = ta.sar(0.03, 0.03, 0.2)")]
    [InlineData("aroon", "up", "period=25", "float i_up = 100 * (ta.highestbars(high, 25 + 1) + 25) / 25")]
    [InlineData("keltner", "upper", "period=20", "float i_upper = i_middle + 2 * ta.atr(10)")]
    [InlineData("sma", "value", "timeframe=4h", "float i = request.security(syminfo.tickerid, \"240\", ta.sma(close, 20))")]
    [InlineData("atr", "value", "symbol=SPY", "float i = request.security(\"SPY\", timeframe.period, ta.atr(14))")]
    public void ToPine_Indicator_IsSaidInItsWords(string type, string output, string data, string text)
    {
        var strategy = new GraphBuilder().Node("i", type, data.Length == 0 ? [] : [data]).Node("k", "constant", "value=1").Node("c", "compare").Node("buy", "enter-long").Wire($"i.{output} -> c.a", "k.value -> c.b", "c.result -> buy.when").Compile();
        var (source, notes) = StrategyExport.ToPine(strategy);
        Assert.Contains(text + "\n", source, StringComparison.Ordinal);
        Assert.DoesNotContain(notes, n => n.En.Contains("no counterpart", StringComparison.Ordinal));
    }

    [Fact] // ids and names are the user's: they must not become program text
    public void Export_StrangeIds_BecomeNames()
    {
        var graph = new GraphBuilder().Node("if", "price").Node("1 x", "sma", "period=5").Node("1_x", "ema", "period=5").Node("c", "compare").Node("buy", "enter-long")
            .Wire("c.result -> buy.when").Graph("a\"); alert(1)\nend");
        graph = graph with { Edges = [.. graph.Edges, new("w1", "1 x", "value", "c", "a"), new("w2", "1_x", "value", "c", "b"), new("w3", "if", "value", "1 x", "source")] };
        var strategy = StrategyCompiler.Compile(graph).Strategy!;
        var pine = StrategyExport.ToPine(strategy).Source;
        Assert.Contains("float n_if = close\nfloat n_1_x = ta.sma(n_if, 5)\nfloat n_1_x_ = ta.ema(close, 5)\n", pine);
        Assert.Contains("strategy(\"a ); alert(1) end\"", pine);
        Assert.Contains("double n_if = bar.Close;", StrategyExport.ToCSharp(strategy).Source);
    }

    [Fact] // a target that measures by the stop reads its captured value again, but declares it once
    public void ToPine_RewardOfAnAtrStop_DeclaresTheValueOnce()
    {
        var strategy = new GraphBuilder().Node("p", "price").Node("s", "sma").Node("c", "compare").Node("buy", "enter-long").Node("stop", "stop-loss", "kind=atr", "value=2").Node("goal", "take-profit", "kind=risk-reward", "value=3")
            .Wire("p.value -> c.a", "s.value -> c.b", "c.result -> buy.when").Compile();
        var pine = StrategyExport.ToPine(strategy).Source;
        Assert.Equal(2, pine.Split("float stop_long = ").Length);
        Assert.Contains("limit = strategy.position_avg_price + 3 * (strategy.position_avg_price - (strategy.position_avg_price - 2 * stop_long))", pine);
    }

    [Fact]
    public void Export_AnyStrategy_DeclaresBeforeItUses()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var strategy = StrategyCompiler.Compile(RandomGraphs.Valid(seed)).Strategy!;
            foreach (var source in new[] { StrategyExport.ToPine(strategy).Source, StrategyExport.ToCSharp(strategy).Source })
            {
                Assert.Equal(source.Count(c => c == '('), source.Count(c => c == ')'));
                Assert.All(strategy.Graph.Nodes, n => Assert.True(FirstIsDeclaration(Body(source), n.Id), $"{seed} {n.Id}\n{source}"));
            }
        }
    }

    // Nodes are called n0, n1, …: the first line that holds the name declares it, if any does.
    private static bool FirstIsDeclaration(string body, string name)
    {
        var line = body.Split('\n').FirstOrDefault(l => System.Text.RegularExpressions.Regex.IsMatch(l, $@"\b{name}(_\w+)?\b"));
        if (line is null) return true;
        var first = System.Text.RegularExpressions.Regex.Match(line, @"\bn\d+(_\w+)?\b").Value;
        return first == name || first.StartsWith(name + "_", StringComparison.Ordinal);
    }

    [Fact]
    public void Export_RulesOfTheAccount_AreCallsInCSharpAndNotesInPine()
    {
        var strategy = new GraphBuilder().Node("p", "price").Node("z", "constant", "value=0").Node("up", "compare", "op=gt").Node("buy", "enter-long").Node("row", "consecutive-losses", "count=3", "action=stop-new").Node("w", "weight", "mode=inverse-volatility", "bars=60")
            .Wire("p.value -> up.a", "z.value -> up.b", "up.result -> buy.when").Compile();
        Assert.Contains("ConsecutiveLosses(count: 3, action: \"stop-new\");", StrategyExport.ToCSharp(strategy).Source, StringComparison.Ordinal);
        Assert.Contains("Weight(mode: \"inverse-volatility\", bars: 60);", StrategyExport.ToCSharp(strategy).Source, StringComparison.Ordinal);
        Assert.Equal(["Block row (consecutive-losses) acts on the whole account and is left out.", "Block w (weight) acts on the whole account and is left out."], StrategyExport.ToPine(strategy).Notes.Select(n => n.En).Where(n => n.StartsWith("Block", StringComparison.Ordinal)));
    }
}
