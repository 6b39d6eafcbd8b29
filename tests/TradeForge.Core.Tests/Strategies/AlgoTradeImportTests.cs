using TradeForge.Core.Strategies;
using TradeForge.Core.Strategies.Import;

namespace TradeForge.Core.Tests.Strategies;

public class AlgoTradeImportTests
{
    private static string Graph(string nodes, params string[] wires)
    {
        var edges = wires.Select((w, i) => w.Split(' ') is var e ? $$"""{"id":"e{{i + 1}}","source":"{{e[0].Split('.')[0]}}","sourceHandle":"{{e[0].Split('.')[1]}}","target":"{{e[1].Split('.')[0]}}","targetHandle":"{{e[1].Split('.')[1]}}"}""" : "");
        var list = nodes.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(n => n.Split(' ', 3) is var p ? $$"""{"id":"{{p[0]}}","type":"{{p[1]}}","position":{"x":260,"y":0},"data":{{(p.Length > 2 ? p[2] : "{}")}} }""" : "");
        return $$"""{"nodes":[{{string.Join(',', list)}}],"edges":[{{string.Join(',', edges)}}]}""";
    }

    private static CompiledStrategy Compile(string text, out IReadOnlyList<Problem> notes)
    {
        var (graph, problems) = StrategyImport.Read(text, "imported");
        notes = problems;
        Assert.Empty(problems.Where(n => n.Severity == Severity.Error).Select(n => n.Message.En));
        var again = StrategyJson.Parse(StrategyJson.Write(graph!)).Graph!;
        Assert.Equal(StrategyCompiler.Compile(graph!).Strategy!.DefinitionHash, StrategyCompiler.Compile(again).Strategy!.DefinitionHash);
        return StrategyCompiler.Compile(again).Strategy!;
    }

    private static string Golden => Graph("""
        p priceNode {"priceType":"close","label":"Price"}
        fast smaNode {"period":50}
        slow smaNode {"period":200}
        up crossoverNode {"crossType":"above"}
        down crossoverNode {"crossType":"below"}
        buy buyNode {"quantity":0.5}
        sell sellNode {"sellPercent":100}
        stop stopLossNode {"stopType":"fixed_percent","stopValue":7}
        goal takeProfitNode {"profitType":"fixed_percent","profitValue":20}
        """, "p.price-out fast.price-in", "p.price-out slow.price-in", "fast.sma-out up.fast-in", "slow.sma-out up.slow-in", "fast.sma-out down.fast-in", "slow.sma-out down.slow-in",
        "up.cross-out buy.trigger-in", "down.cross-out sell.trigger-in", "buy.signal-out stop.trigger-in", "p.price-out stop.price-in", "buy.signal-out goal.trigger-in");

    [Fact]
    public void Graph_GoldenCross_BecomesTheSameRules()
    {
        var strategy = Compile(Golden, out var notes);
        Assert.Equal("Buy 50 % of cash when SMA(50) of close crosses above SMA(200) of close. Close the long position when SMA(50) of close crosses below SMA(200) of close. Risk: take-profit 20 %; stop-loss 7 %.", StrategyReader.Describe(strategy).En);
        Assert.Equal(["buy", ""], notes.Select(n => n.Path));
    }

    /// <summary>All 27 types.</summary>
    public static string Everything => Graph("""
        time timeNode {"timeType":"day_of_week"}
        p priceNode {"priceType":"open"}
        v volumeNode
        k constantNode {"value":"30"}
        sp spreadNode
        sma smaNode
        ema emaNode {"period":10}
        rsi rsiNode
        macd macdNode {"fastPeriod":5,"slowPeriod":20,"signalPeriod":4}
        bb bollingerBandsNode {"period":10,"deviation":1.5}
        atr atrNode
        will williamsRNode
        cci cciNode
        adx adxNode
        st stochasticNode
        c1 compareNode {"operator":"greater_equal"}
        c2 compareNode {"operator":"less_than"}
        c3 compareNode {"operator":"equal"}
        c4 compareNode
        c5 compareNode
        a andNode
        a2 andNode
        a3 andNode
        o orNode
        o2 orNode
        n notNode
        x crossoverNode
        th thresholdNode {"threshold":70}
        div divergenceNode
        pat patternNode
        buy buyNode {"quantity":100,"orderType":"limit"}
        sell sellNode
        hold holdNode {"holdType":"duration"}
        stop stopLossNode {"stopType":"trailing_percent","stopValue":4}
        goal takeProfitNode
        size positionSizeNode
        text labelNode {"text":"hello"}
        """, "p.price-out sma.price-in", "p.price-out ema.price-in", "p.price-out rsi.price-in", "p.price-out macd.price-in", "p.price-out bb.price-in", "p.price-out atr.high-in", "p.price-out sp.ask-in", "v.volume-out sp.bid-in",
        "sma.sma-out c1.value1-in", "ema.ema-out c1.value2-in", "macd.histogram-out c2.value1-in", "bb.lower-out c2.value2-in", "time.time-out c3.value1-in", "k.value-out c3.value2-in", "atr.atr-out c4.value1-in", "cci.cci-out c4.value2-in",
        "adx.di-plus-out c5.value1-in", "st.d-out c5.value2-in", "c1.result-out a.input1-in", "c2.result-out a.input2-in", "a.result-out a2.input1-in", "c3.result-out a2.input2-in", "c4.result-out o.input1-in", "c5.result-out o.input2-in",
        "o.result-out n.input-in", "rsi.rsi-out th.value-in", "th.above-out o2.input1-in", "n.result-out o2.input2-in", "sp.spread-out x.fast-in", "will.williams-out x.slow-in", "x.cross-out a3.input1-in", "div.result-out a3.input2-in",
        "p.price-out div.price-in", "rsi.rsi-out div.indicator-in", "a2.result-out buy.trigger-in", "o2.result-out sell.trigger-in");

    [Fact]
    public void Graph_EveryType_IsTranslatedOrNamed()
    {
        var (graph, problems) = StrategyImport.Read(Everything, "x");
        Assert.DoesNotContain(problems, p => p.Severity == Severity.Error);
        Assert.NotNull(StrategyCompiler.Compile(graph!).Strategy);
        Assert.Equal(["", "buy", "buy", "div", "hold", "pat", "size", "time"], problems.Where(p => p.Code == "import-differs").Select(p => p.Path).Order());
    }

    [Theory]
    [InlineData("""{"sizingType":"percent_portfolio","value":20}""", SizeMode.PercentEquity, 20)]
    [InlineData("""{"sizingType":"fixed","size":5}""", SizeMode.Quantity, 5)]
    [InlineData("""{"sizingType":"risk_based","riskPercent":2}""", SizeMode.RiskPercent, 2)]
    public void Graph_SizeHoldPatternAndPart_BecomeOurNodes(string size, SizeMode mode, double value)
    {
        var text = Graph($$"""
            pat patternNode {"patternType":"hammer","lookback":10}
            buy buyNode
            p priceNode
            e emaNode
            x crossoverNode {"crossType":"below"}
            sell sellNode {"sellPercent":40}
            size positionSizeNode {{size}}
            hold holdNode {"holdType":"duration","duration":12}
            stop stopLossNode
            """, "pat.result-out buy.trigger-in", "p.price-out x.fast-in", "e.ema-out x.slow-in", "x.cross-out sell.trigger-in", "buy.signal-out hold.trigger-in");
        var strategy = Compile(text, out var notes);
        var says = StrategyReader.Describe(strategy).En;
        Assert.Equal((mode, value), (strategy.DefaultSize!.Mode, strategy.DefaultSize.Value));
        Assert.Contains("40 %", says);
        Assert.Equal(12, strategy.Risks.Single(r => r.Rule == RiskKind.TimeStop).Value);
        Assert.Equal("hammer", strategy.Graph.Nodes.Single(n => n.Id == "pat").Data["name"].GetString());
        Assert.Contains(notes, n => n.Path == "pat" && n.Message.En.Contains("lookback"));
    }

    [Fact] // there Thursday is 0: 2024-01-01 is a Monday
    public void Graph_DayOfWeek_KeepsItsNumbers()
    {
        var text = Graph("""
            t timeNode {"timeType":"day_of_week"}
            k constantNode {"value":5}
            c compareNode {"operator":"less_than"}
            buy buyNode
            """, "t.time-out c.value1-in", "k.value-out c.value2-in", "c.result-out buy.trigger-in");
        Assert.Equal([4, 5, 6, 0, 1, 2, 3, 4], Compile(text, out _).Evaluate(Bars.Closes(new double[8])).Numbers("t"));
    }

    [Fact] // two live handles, and the two that only the drawing knows, reported wire by wire
    public void Graph_DriftedHandles_AreReportedOneByOne()
    {
        var text = Graph("""
            r rsiNode
            th thresholdNode {"threshold":50,"overbought":70,"oversold":30,"hysteresis":5}
            a andNode
            buy buyNode
            sell sellNode
            lost smaNode
            """, "r.rsi-out th.value-in", "th.oversold-out a.input1-in", "th.below-out a.input2-in", "a.result-out buy.trigger-in", "th.overbought-out sell.trigger-in", "lost.signal-out sell.urgency-in");
        var strategy = Compile(text, out var notes);
        Assert.Equal([("e2", true), ("e5", true), ("e6", false), ("e6", false)], notes.Where(n => n.Code == "drifted-handle").Select(n => (n.Path, n.Message.En.Contains("live here"))));
        Assert.Contains("urgency-in", notes.Last(n => n.Code == "drifted-handle").Message.En);
        Assert.DoesNotContain(strategy.Graph.Nodes, n => n.Id == "th"); // above-out is not wired
        Assert.Equal(2, strategy.Graph.Nodes.Count(n => n.Type == "threshold"));
    }

    [Fact] // oversold: true from below 30 until above 35
    public void Graph_OversoldHandle_HasItsHysteresis()
    {
        var text = Graph("""
            p priceNode
            th thresholdNode {"oversold":30,"hysteresis":5}
            buy buyNode
            """, "p.price-out th.value-in", "th.oversold-out buy.trigger-in");
        var run = Compile(text, out _).Evaluate(Bars.Closes(31, 29, 33, 36, 33));
        Assert.Equal("FTTFF", run.Truths("th-oversold").Letters());
    }

    [Theory]
    [InlineData("fixed_amount", "stop-loss 5 away in price")]
    [InlineData("trailing_percent", "trailing stop 5 %")]
    [InlineData("atr_multiple", "stop-loss 5 × ATR(14)")]
    public void Graph_Stops_BecomeRiskRules(string kind, string words)
    {
        var text = Golden.Replace("fixed_percent\",\"stopValue\":7", kind + "\",\"stopValue\":5", StringComparison.Ordinal);
        Assert.Contains(words, StrategyReader.Describe(Compile(text, out _)).En);
    }

    [Fact]
    public void Graph_SaleOfAStop_IsLeftOut()
    {
        var text = Graph("""
            p priceNode
            k constantNode {"value":5}
            c compareNode
            buy buyNode
            stop stopLossNode
            sell sellNode
            """, "p.price-out c.value1-in", "k.value-out c.value2-in", "c.result-out buy.trigger-in", "buy.signal-out stop.trigger-in", "stop.stop-triggered sell.trigger-in");
        Assert.Empty(Compile(text, out var notes).Exits);
        Assert.Contains(notes, n => n.Path == "sell" && n.Code == "import-differs");
    }

    [Theory]
    [InlineData("""{"nodes":[{"id":"a","type":"magicNode"}],"edges":[]}""", "a", "magicNode")]
    [InlineData("""{"nodes":[{"id":"a","type":"timeNode","data":{"timeType":"unix"} }],"edges":[]}""", "a", "Unix")]
    [InlineData("""{"nodes":[{"id":"a","type":"smaNode"},{"id":"a","type":"emaNode"}],"edges":[]}""", "a", "id")]
    [InlineData("""{"nodes":[{"id":"a","type":"smaNode"}],"edges":[{"id":"w","source":"a","target":"b"}]}""", "w", "missing")]
    [InlineData("""{"json_tree":{"nodes":[{"id":"a","type":"stopLossNode","data":{"stopType":"support"} }],"edges":[]} }""", "a", "support")]
    public void Graph_WithoutCounterpart_NamesThePlace(string text, string path, string word) =>
        Assert.Contains(StrategyImport.Read(text, "x").Problems, p => p.Severity == Severity.Error && p.Path == path && p.Message.En.Contains(word) && p.Message.Ru != p.Message.En);
}
