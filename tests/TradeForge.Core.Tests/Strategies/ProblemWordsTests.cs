using TradeForge.Core.Simulation.Lint;
using TradeForge.Core.Strategies;
using TradeForge.Core.Strategies.Reading;

namespace TradeForge.Core.Tests.Strategies;

public class ProblemWordsTests
{
    private static IEnumerable<WordedProblem> Worded(GraphBuilder builder)
    {
        var graph = builder.Graph();
        var (words, compilation) = (new ProblemWords(graph), StrategyCompiler.Compile(graph));
        return (compilation.Strategy is null ? compilation.Problems : StrategyLint.Check(compilation)).Select(words.Of);
    }

    [Fact]
    public void Of_OpenInput_NamesBlockAndPort()
    {
        var found = Worded(new GraphBuilder().Node("x1", "crosses").Node("buy", "enter-long").Wire("x1.result -> buy.when")).ToList();
        Assert.Equal(("x1", "Crosses", "The input “A” is not connected."), (found[0].NodeId, found[0].Where.En, found[0].What.En));
        Assert.Equal(("Пересечение", "Вход «B» не подключён."), (found[1].Where.Ru, found[1].What.Ru));
    }

    [Fact]
    public void Of_Parameters_AreCalledByTheirLabels()
    {
        var found = Worded(new GraphBuilder().Node("r", "rsi", "period=-5").Node("r2", "rsi", "period=many").Node("k", "constant", "value=1").Node("c", "compare", "op=above").Wire("r.value -> c.a", "r2.value -> c.b", "k.value -> buy.limit")
            .Node("buy", "enter-long").Wire("c.result -> buy.when")).ToList();
        Assert.Contains(found, p => p is { NodeId: "r", Where.En: "Relative Strength Index (r)", What.En: "“Period, bars” is -5 but must be at least 1 and at most 10000." });
        Assert.Contains(found, p => p is { NodeId: "r2", What.Ru: "Параметр «Период, баров» должен быть числом." });
        Assert.Contains(found, p => p is { NodeId: "c", What.En: "“Relation” cannot be “Upwards”; choose one of above (>), at least (≥), below (<), at most (≤), equal (=), different (≠)." });
        Assert.Contains(found, p => p is { NodeId: "buy", What.En: "The input “Limit price” has no effect with “Order type” = “Market”." });
        Assert.Contains(found, p => p is { NodeId: "buy", What.Ru: "Вход «Цена лимита» не действует при «Вид заявки» = «Рыночная»." });
    }

    [Fact]
    public void Of_WholeStrategy_SaysWhatToAdd() =>
        Assert.Contains(Worded(new GraphBuilder().Node("p", "price")), p => p is { NodeId: "", Where.En: "", What.En: "The strategy never enters: add the block “Enter long” or “Enter short”." });

    [Fact]
    public void Of_CycleAndContradiction_NameTheOtherBlocks()
    {
        var loop = Worded(new GraphBuilder().Node("a", "not").Node("b", "became-true").Wire("a.result -> b.in", "b.result -> a.in").Node("buy", "enter-long").Wire("b.result -> buy.when"));
        Assert.Contains(loop, p => p.What.En == "Depends on itself: Not → Just became true → Not." || p.What.En == "Depends on itself: Just became true → Not → Just became true." || p.What.En.StartsWith("Depends on itself: Not → ", StringComparison.Ordinal));
        var both = Worded(new GraphBuilder().Node("p", "price").Node("k", "constant", "value=1").Node("c", "compare").Wire("p.value -> c.a", "k.value -> c.b").Node("buy", "enter-long").Node("out", "exit-long").Wire("c.result -> buy.when", "c.result -> out.when"));
        Assert.Contains(both, p => p is { NodeId: "buy", What.En: "Never enters: “Exit long” closes the same side on the same condition." });
        Assert.Contains(both, p => p is { What.Ru: "Никогда не войдёт: «Закрыть длинную» закрывает ту же сторону по тому же условию." });
    }

    [Fact]
    public void Of_AnyGraph_PointsToABlockOfItAndKeepsTheProblem()
    {
        for (var seed = 0; seed < 120; seed++)
        {
            var graph = RandomGraphs.Garbage(seed);
            var words = new ProblemWords(graph);
            foreach (var problem in StrategyCompiler.Compile(graph).Problems.Where(p => p.Code != "unknown-parameter"))
            {
                var worded = words.Of(problem);
                Assert.Same(problem, worded.Problem);
                Assert.True(worded.NodeId.Length == 0 || graph.Nodes.Any(n => n.Id == worded.NodeId));
                Assert.False(string.IsNullOrWhiteSpace(worded.What.En) || string.IsNullOrWhiteSpace(worded.What.Ru));
                Assert.DoesNotContain("timeInForce", worded.What.En + worded.What.Ru);
            }
        }
    }
}
