using System.Runtime.CompilerServices;
using TradeForge.Core.Market;
using TradeForge.Core.Strategies;

namespace TradeForge.Core.Tests.Strategies;

public class StrategyTemplatesTests
{
    public static TheoryData<string> Ids => [.. StrategyTemplates.All.Select(t => t.Id)];

    private static StrategyTemplate Find(string id) => StrategyTemplates.All.Single(t => t.Id == id);

    private static string SampleFolder([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(here, "../../../../samples/strategies"));

    [Fact]
    public void All_Five_HaveTwoLanguagesAndDistinctIds()
    {
        Assert.Equal(5, StrategyTemplates.All.Select(t => t.Id).Distinct().Count());
        Assert.All(StrategyTemplates.All, t => Assert.All(new[] { t.Name.En, t.Name.Ru, t.Description.En, t.Description.Ru }, s => Assert.False(string.IsNullOrWhiteSpace(s))));
    }

    [Theory, MemberData(nameof(Ids))]
    public void Graph_OfEveryTemplate_CompilesWithoutProblems(string id)
    {
        var (strategy, problems) = StrategyCompiler.Compile(Find(id).Graph);
        Assert.Empty(problems);
        Assert.NotNull(strategy);
    }

    [Theory, MemberData(nameof(Ids))]
    public void Graph_OfEveryTemplate_FiresOnAWavyMarket(string id)
    {
        // A rising line with two waves: every template must find an entry in it, or it is no example.
        var closes = Enumerable.Range(0, 3000).Select(i => 1000 + (0.5 * i) + (60 * Math.Sin(i / 9.0)) + (150 * Math.Sin(i / 97.0))).ToArray();
        var strategy = StrategyCompiler.Compile(Find(id).Graph).Strategy!;
        var run = strategy.Evaluate(Bars.Closes(closes));
        Assert.All(strategy.Entries, e => Assert.True(run.Conditions(e.WhenSlot).Contains((byte)Truth.True), $"{e.NodeId} never fires"));
        Assert.All(strategy.Exits, e => Assert.True(run.Conditions(e.WhenSlot).Contains((byte)Truth.True), $"{e.NodeId} never fires"));
    }

    [Theory, MemberData(nameof(Ids))]
    public void SampleFile_OfEveryTemplate_IsItsGraph(string id)
    {
        var text = File.ReadAllText(Path.Combine(SampleFolder(), id + ".json"));
        Assert.Equal(StrategyJson.Write(Find(id).Graph), text);
        var (graph, problems) = StrategyJson.Parse(text);
        Assert.Empty(problems);
        Assert.Equal(StrategyCompiler.Compile(Find(id).Graph).Strategy!.DefinitionHash, StrategyCompiler.Compile(graph!).Strategy!.DefinitionHash);
    }

    // Golden rule G70: a saved graph of schema version 1 keeps its identity. The number is the SHA-256 of
    // [{"id":"buy","type":"enter-long","parameters":{},"inputs":{"when":"up.result"}},…], made outside this program.
    [Fact]
    public void DefinitionHash_OfASavedGraph_NeverChanges() =>
        Assert.Equal("80accc9cf396bfbabf13d845f2ab77478440cee8b2e67b002c741c0fff8c7da0", StrategyCompiler.Compile(Find("sma-cross").Graph).Strategy!.DefinitionHash);

    [Theory, MemberData(nameof(Ids))]
    public void Positions_OfEveryTemplate_DoNotOverlap(string id)
    {
        var places = Find(id).Graph.Nodes.Select(n => n.Position).ToList();
        Assert.Equal(places.Count, places.Distinct().Count());
    }
}
