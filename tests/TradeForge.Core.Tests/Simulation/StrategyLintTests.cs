using FsCheck;
using FsCheck.Fluent;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Simulation.Lint;
using TradeForge.Core.Strategies;
using TradeForge.Core.Tests.Strategies;

namespace TradeForge.Core.Tests.Simulation;

public class StrategyLintTests
{
    /// <summary>Close above and below a level; 20 bars that swing between 1 and 9.</summary>
    private static GraphBuilder Good => new GraphBuilder().Node("p", "price").Node("level", "constant", "value=5").Node("over", "compare").Node("under", "compare", "op=lt")
        .Wire("p.value -> over.a", "level.value -> over.b", "p.value -> under.a", "level.value -> under.b");

    private static GraphBuilder Whole => Good.Node("buy", "enter-long").Node("sell", "exit-long").Wire("over.result -> buy.when", "under.result -> sell.when");

    private static readonly CandleSeries Swing = Bars.Closes([.. Enumerable.Range(0, 20).Select(i => 5 + (4 * Math.Sin(i)))]);

    private static BacktestData Data(CandleSeries candles) => BacktestData.Prepare(candles, new BacktestSettings(), []).Data!;

    private static (string Code, string Path)[] Lint(GraphBuilder graph, CandleSeries? candles) =>
        [.. StrategyLint.Check(StrategyCompiler.Compile(graph.Graph()), candles is null ? null : Data(candles)).Select(p => (p.Code, p.Path))];

    [Fact]
    public void Check_SoundStrategy_FindsNothing()
    {
        Assert.Empty(Lint(Whole, null));
        Assert.Empty(Lint(Whole, Swing));
    }

    [Fact]
    public void Check_NeverTrue_NamesTheFirstCause()
    {
        var graph = Whole.Node("far", "constant", "value=100").Node("high", "compare").Node("both", "and").Node("short", "enter-short")
            .Wire("p.value -> high.a", "far.value -> high.b", "high.result -> both.in1", "under.result -> both.in2", "both.result -> short.when");
        Assert.Equal([("never-true", "high"), ("no-effect", "far")], Lint(graph, Swing)); // "both" follows from "high"
        Assert.Contains("'close is above 100' is true on none of the 20 bars", StrategyLint.Check(StrategyCompiler.Compile(graph.Graph()), Data(Swing))[0].Message.En);
    }

    [Fact]
    public void Check_AlwaysTrue_CountsTheKnownBars()
    {
        var graph = Good.Node("mean", "sma", "period=3").Node("up", "compare", "op=gt").Node("zero", "constant", "value=0").Node("buy", "enter-long").Node("sell", "exit-long")
            .Wire("mean.value -> up.a", "zero.value -> up.b", "up.result -> buy.when", "under.result -> sell.when", "over.result -> both.in1", "up.result -> both.in2").Node("both", "or").Node("short", "enter-short").Wire("both.result -> short.when");
        var found = StrategyLint.Check(StrategyCompiler.Compile(graph.Graph()), Data(Swing));
        Assert.Contains("known (18)", Assert.Single(found, p => p.Code == "always-true").Message.En);
    }

    [Fact]
    public void Check_LongLookBack_IsNeverKnownAndTooLong()
    {
        var graph = Good.Node("mean", "sma", "period=30").Node("up", "compare").Node("buy", "enter-long").Node("sell", "exit-long")
            .Wire("p.value -> up.a", "mean.value -> up.b", "up.result -> buy.when", "under.result -> sell.when", "over.result -> any.in1").Node("any", "or").Node("cover", "exit-short").Wire("any.result -> cover.when");
        Assert.Equal([("warm-up-too-long", "mean"), ("never-known", "up"), ("no-effect", "mean")], Lint(graph, Swing));
    }

    [Fact]
    public void Check_EntryAndExitOnOneCondition_IsSeenWithoutCandles() =>
        Assert.Equal([("entry-always-blocked", "buy")], Lint(Good.Node("buy", "enter-long").Node("sell", "exit-long").Node("cover", "exit-short").Wire("over.result -> buy.when", "over.result -> sell.when", "under.result -> cover.when"), null));

    [Fact] // close > 6 lies inside close > 5: whenever the entry is true, so is the exit
    public void Check_EntryInsideExit_IsSeenOnCandles()
    {
        var graph = Good.Node("six", "constant", "value=6").Node("high", "compare").Node("buy", "enter-long").Node("sell", "exit-long").Node("cover", "exit-short")
            .Wire("p.value -> high.a", "six.value -> high.b", "high.result -> buy.when", "over.result -> sell.when", "under.result -> cover.when");
        Assert.Empty(Lint(graph, null));
        Assert.Equal([("entry-always-blocked", "buy")], Lint(graph, Swing));
    }

    [Fact]
    public void Check_BothSidesOnOneCondition_Contradict() =>
        Assert.Equal([("entries-contradict", "buy"), ("entries-contradict", "short")],
            Lint(Good.Node("buy", "enter-long").Node("short", "enter-short").Node("sell", "exit-long").Wire("over.result -> buy.when", "over.result -> short.when", "under.result -> sell.when"), null));

    [Fact]
    public void Check_ParametersOfOtherKinds_HaveNoEffect() =>
        Assert.Equal([("no-effect", "buy"), ("no-effect", "stop")], Lint(
            new GraphBuilder().Node("p", "price").Node("level", "constant", "value=5").Node("over", "compare").Node("under", "compare", "op=lt").Node("buy", "enter-long", "onOpposite=block").Node("sell", "exit-long")
                .Node("stop", "stop-loss", "value=2", "period=20").Node("trail", "trailing-stop", "kind=atr", "value=2", "period=20").Node("goal", "take-profit", "value=3", "period=14")
                .Wire("p.value -> over.a", "level.value -> over.b", "p.value -> under.a", "level.value -> under.b", "over.result -> buy.when", "under.result -> sell.when"), null));

    [Fact] // the second average hardly moves the band: an or that is true anyway
    public void Check_NumberThatChangesNoDecision_IsNamed()
    {
        var graph = Good.Node("slow", "sma", "period=5").Node("far", "constant", "value=1000").Node("huge", "compare").Node("either", "or").Node("buy", "enter-long").Node("sell", "exit-long")
            .Wire("slow.value -> huge.a", "far.value -> huge.b", "huge.result -> either.in1", "over.result -> either.in2", "either.result -> buy.when", "under.result -> sell.when");
        Assert.Equal([("never-true", "huge"), ("no-effect", "far")], Lint(graph, Swing)); // the period decides when "huge" becomes known
    }

    [Fact]
    public void Check_PositionDependent_IsLeftAlone()
    {
        var graph = Whole.Node("profit", "open-profit").Node("ten", "constant", "value=10").Node("rich", "compare").Node("out", "exit-long").Wire("profit.value -> rich.a", "ten.value -> rich.b", "rich.result -> out.when");
        Assert.Empty(Lint(graph, Swing));
    }

    [Fact]
    public void Check_TooMuchWork_SaysSo()
    {
        var bars = Bars.Closes([.. Enumerable.Repeat(100.0, 80_000)]);
        var graph = Whole;
        for (var i = 0; i < 40; i++) graph.Node($"k{i}", "constant", $"value={i + 10}").Node($"c{i}", "compare").Node($"x{i}", "exit-long").Wire($"p.value -> c{i}.a", $"k{i}.value -> c{i}.b", $"c{i}.result -> x{i}.when");
        Assert.Contains(("not-checked", ""), Lint(graph, bars));
    }

    [Fact]
    public void Check_GraphWithErrors_Throws() => Assert.Throws<ArgumentException>(() => StrategyLint.Check(StrategyCompiler.Compile(Good.Graph())));

    [Fact]
    public void Check_MissingSymbol_IsReturnedInsteadOfNeverKnown()
    {
        var graph = Good.Node("gold", "price", "symbol=XAU").Node("up", "compare").Node("buy", "enter-long").Node("sell", "exit-long").Node("cover", "exit-short")
            .Wire("p.value -> up.a", "gold.value -> up.b", "up.result -> buy.when", "under.result -> sell.when", "over.result -> cover.when");
        Assert.Equal([("symbol-missing", "gold")], Lint(graph, Swing));
    }

    [Fact]
    public void Check_EveryTemplate_IsSoundWithoutCandles() =>
        Assert.All(StrategyTemplates.All, t => Assert.Empty(StrategyLint.Check(StrategyCompiler.Compile(t.Graph))));

    [Fact]
    public void Check_AnyStrategy_GivesWarningsInBothLanguagesOnly() => Prop.ForAll<int>(seed =>
    {
        var compilation = StrategyCompiler.Compile(RandomGraphs.Valid(seed));
        return StrategyLint.Check(compilation, Data(RandomGraphs.Candles(seed, 60)))
            .All(p => (p.Severity == Severity.Warning || p.Code is "symbol-missing" or "timeframe-too-low" or "column-missing") && p.Message.En.Length > 0 && p.Message.En != p.Message.Ru && (p.Path.Length == 0 || compilation.Strategy!.Graph.Nodes.Any(n => n.Id == p.Path)));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(15));
}
