using System.Text.Json;
using TradeForge.Core.Strategies;
using TradeForge.Core.Strategies.Differences;

namespace TradeForge.Core.Tests.Strategies;

public sealed class GraphDiffTests
{
    private static GraphBuilder Cross(int slow = 30) => new GraphBuilder().Node("fast", "sma", "period=10").Node("slow", "sma", $"period={slow}")
        .Node("up", "crosses").Node("buy", "enter-long").Wire("fast.value -> up.a", "slow.value -> up.b", "up.result -> buy.when");

    [Fact]
    public void Between_SameGraphMovedAndRenumbered_IsEmpty()
    {
        var before = Cross().Graph();
        var after = before with
        {
            Nodes = [.. before.Nodes.Select(n => n with { Position = new(n.Position.X + 5, 7) }).Reverse()],
            Edges = [.. before.Edges.Select(e => e with { Id = e.Id + "x" })],
        };
        var diff = GraphDiff.Between(before, after);
        Assert.True(diff.IsEmpty);
        Assert.All(diff.Nodes, n => Assert.True(n.Moved));
    }

    [Fact]
    public void Between_ParameterChanged_NamesItWithBothValues()
    {
        var node = Assert.Single(GraphDiff.Between(Cross(30).Graph(), Cross(50).Graph()).Nodes, n => n.Kind == DiffKind.Changed);
        var value = Assert.Single(node.Values);
        Assert.Equal(("slow", "period", "Period, bars", "30", "50"), (node.Id, value.Name, value.Label.En, value.Before!.En, value.After!.En));
    }

    [Fact]
    public void Between_DefaultWrittenOut_IsNoChange()
    {
        var (unsaid, said) = (new GraphBuilder().Node("r", "rsi").Node("c", "crosses").Graph(), new GraphBuilder().Node("r", "rsi", "period=14").Node("c", "crosses", "direction=above").Graph());
        Assert.True(GraphDiff.Between(unsaid, said).IsEmpty); // 14 and above are the defaults
        var other = new GraphBuilder().Node("r", "rsi", "period=9").Node("c", "crosses", "direction=below").Graph();
        var values = GraphDiff.Between(unsaid, other).Nodes.SelectMany(n => n.Values).ToArray();
        Assert.Equal(["14 → 9", "Upwards → Downwards"], values.Select(v => $"{v.Before!.En} → {v.After!.En}"));
        Assert.Equal("Снизу вверх", values[1].Before!.Ru);
    }

    [Fact]
    public void Between_NodesAndWires_AreAddedAndRemovedOnce()
    {
        var before = Cross().Graph();
        var after = new GraphBuilder().Node("fast", "sma", "period=10").Node("price", "price").Node("up", "crosses").Node("buy", "enter-long")
            .Wire("fast.value -> up.a", "price.value -> up.b", "up.result -> buy.when").Graph();
        var diff = GraphDiff.Between(before, after);
        Assert.Equal(["fast Same", "price Added", "up Same", "buy Same", "slow Removed"], diff.Nodes.Select(n => $"{n.Id} {n.Kind}"));
        Assert.Equal(["fast Same", "price Added", "up Same", "slow Removed"], diff.Edges.Select(e => $"{e.Edge.Source} {e.Kind}"));
        Assert.Equal((2, 2, 0), (diff.Count(DiffKind.Added), diff.Count(DiffKind.Removed), diff.Count(DiffKind.Changed)));
        Assert.Equal(before.Nodes[1], diff.Nodes[^1].Before); // where it stood, so that the canvas can draw it
    }

    [Fact]
    public void Between_TypeOfABlockChanged_IsAChangeOfTheBlock()
    {
        var diff = GraphDiff.Between(new GraphBuilder().Node("a", "sma", "period=10").Graph(), new GraphBuilder().Node("a", "ema", "period=10").Graph());
        var node = Assert.Single(diff.Nodes);
        Assert.Equal(DiffKind.Changed, node.Kind);
        Assert.Equal("type", node.Values[0].Name);
        Assert.NotEqual(node.Values[0].Before, node.Values[0].After);
        Assert.DoesNotContain(node.Values, v => v.Name == "period");
    }

    [Fact]
    public void Between_InsideOfAGroup_IsComparedAsAGraph()
    {
        var diff = GraphDiff.Between(Group(50, "A"), Group(60, "A"));
        var node = Assert.Single(diff.Nodes);
        Assert.Equal((DiffKind.Changed, 0), (node.Kind, node.Values.Count));
        Assert.Equal("50 → 60", Assert.Single(Assert.Single(node.Inside!.Nodes).Values) is { } v ? $"{v.Before!.En} → {v.After!.En}" : "");
        Assert.Equal("name", Assert.Single(Assert.Single(GraphDiff.Between(Group(50, "A"), Group(50, "B")).Nodes).Values).Name);
        Assert.True(GraphDiff.Between(Group(50, "A"), Group(50, "A")).IsEmpty);

        static StrategyGraph Group(int period, string name)
        {
            var data = $$$"""{ "name": "{{{name}}}", "nodes": [ { "id": "avg", "type": "sma", "data": { "period": {{{period}}} } } ] }""";
            return new(1, "g", [new("t", "group", new(0, 0), JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(data)!)], []);
        }
    }

    [Fact]
    public void Between_EitherWayRound_IsTheMirror()
    {
        var random = new Random(7);
        for (var i = 0; i < 30; i++)
        {
            var (a, b) = (RandomGraph(random), RandomGraph(random));
            var (there, back) = (GraphDiff.Between(a, b), GraphDiff.Between(b, a));
            Assert.Equal(there.Count(DiffKind.Added), back.Count(DiffKind.Removed));
            Assert.Equal(there.Count(DiffKind.Removed), back.Count(DiffKind.Added));
            Assert.Equal(there.Count(DiffKind.Changed), back.Count(DiffKind.Changed));
            Assert.Equal(b.Nodes, there.Nodes.Where(n => n.Kind != DiffKind.Removed).Select(n => n.After));
            Assert.Equal(a.Nodes.Count, there.Nodes.Count(n => n.Kind != DiffKind.Added));
            Assert.True(GraphDiff.Between(a, a).IsEmpty);
        }
    }

    [Theory]
    [InlineData("Buy when RSI(14) is above 30.", "Buy when RSI(9) is above 30.", "=Buy when|-RSI(14)|+RSI(9)|=is above 30.")]
    [InlineData("", "All new", "+All new")]
    [InlineData("All gone", "", "-All gone")]
    [InlineData("Same", "Same", "=Same")]
    [InlineData("a b c d", "b c x d", "-a|=b c|+x|=d")]
    [InlineData("a a", "a", "=a|-a")]
    public void TextDiff_WordByWord(string before, string after, string expected) =>
        Assert.Equal(expected, string.Join("|", TextDiff.Between(before, after).Select(p => $"{(p.Kind switch { DiffKind.Added => '+', DiffKind.Removed => '-', _ => '=' })}{p.Text}")));

    [Fact]
    public void TextDiff_Parts_MakeBothTexts()
    {
        var random = new Random(3);
        string Words(int n) => string.Join(' ', Enumerable.Range(0, n).Select(_ => random.Next(6)));
        foreach (var size in new[] { 0, 1, 5, 40, 3000 }) // the last is beyond what is compared word by word
        {
            var (before, after) = (Words(size), Words(size));
            var parts = TextDiff.Between(before, after);
            Assert.Equal(before, string.Join(' ', parts.Where(p => p.Kind != DiffKind.Added).Select(p => p.Text)));
            Assert.Equal(after, string.Join(' ', parts.Where(p => p.Kind != DiffKind.Removed).Select(p => p.Text)));
        }
    }

    private static StrategyGraph RandomGraph(Random random)
    {
        var graph = new GraphBuilder();
        foreach (var id in "abcdef".Where(_ => random.Next(2) == 0)) graph.Node($"{id}", random.Next(4) == 0 ? "ema" : "sma", $"period={random.Next(2, 4)}");
        foreach (var id in "abcdef".Where(_ => random.Next(2) == 0)) graph.Wire($"{id}.value -> a.source");
        return graph.Graph();
    }
}
