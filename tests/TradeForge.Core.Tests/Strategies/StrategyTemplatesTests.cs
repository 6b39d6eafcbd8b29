using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Simulation.Lint;
using TradeForge.Core.Strategies;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Tests.Strategies;

public class StrategyTemplatesTests
{
    public static TheoryData<string> Ids => [.. StrategyTemplates.All.Select(t => t.Id)];

    private static StrategyTemplate Find(string id) => StrategyTemplates.All.Single(t => t.Id == id);

    private static string SampleFolder([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(here, "../../../../samples/strategies"));

    [Fact]
    public void All_HaveTwoLanguagesTwoSentencesAndDistinctNames()
    {
        Assert.Equal(23, StrategyTemplates.All.Select(t => t.Id).Distinct().Count());
        Assert.Equal(23, StrategyTemplates.All.Select(t => t.Name.En).Concat(StrategyTemplates.All.Select(t => t.Name.Ru)).Distinct().Count() / 2);
        Assert.Equal(Enum.GetValues<TemplateKind>().Order(), StrategyTemplates.All.Select(t => t.Kind).Distinct().Order());
        Assert.All(StrategyTemplates.All, t =>
        {
            Assert.Equal(t.Name.En, t.Graph.Name);
            Assert.All(new[] { t.Description.En, t.Description.Ru }, text =>
            {
                Assert.Equal(2, Regex.Count(text, @"\.(\s|$)"));
                Assert.DoesNotMatch(@"(?i)\b(profit(able)?|guarantee|earns \d|return of|доход\w*|прибыл\w+ \d|гарант\w*)\b", text); // nothing is promised
            });
        });
    }

    [Fact]
    public void Blank_LacksOnlyItsCondition() =>
        Assert.Equal(["missing-input"], StrategyCompiler.Compile(StrategyTemplates.Blank("new")).Problems.Where(p => p.Severity == Severity.Error).Select(p => p.Code));

    [Theory, MemberData(nameof(Ids))]
    public void Graph_OfEveryTemplate_CompilesWithoutProblems(string id)
    {
        var (strategy, problems) = StrategyCompiler.Compile(Find(id).Graph);
        Assert.Empty(problems);
        Assert.NotNull(strategy);
    }

    [Theory, MemberData(nameof(Ids))]
    public void Run_OfEveryTemplate_TradesOnSampleData(string id)
    {
        var template = Find(id);
        var compilation = StrategyCompiler.Compile(template.Graph);
        var settings = new BacktestSettings { Timeframe = Timeframe.Parse(template.Timeframe), Commission = new(Percent: 0.1m), Slippage = new(0.05m, SlippageUnit.Percent) };
        var data = BacktestData.Prepare(template.Timeframe == "5m" ? Minutes.Value : Days.Value, settings).Data!;
        Assert.DoesNotContain(StrategyLint.Check(compilation), p => p.Severity == Severity.Error);
        var result = Backtest.Run(compilation.Strategy!, data, settings, null, CancellationToken.None);
        Assert.NotEmpty(result.Trades);
        using var run = data.Evaluate(compilation.Strategy!);
        Assert.All(compilation.Strategy!.Entries, e => Assert.True(run.Conditions(e.WhenSlot).Contains((byte)Truth.True), $"{e.NodeId} never fires"));
        Assert.All(compilation.Strategy!.Exits, e => Assert.True(run.Conditions(e.WhenSlot).Contains((byte)Truth.True), $"{e.NodeId} never fires"));
    }

    private static readonly Lazy<CandleSeries> Days = new(() => Sample("SBER.moex.1d", Timeframe.OneDay)), Minutes = new(() => Sample("BTCUSD.coinbase.1m", Timeframe.OneMinute));

    private static CandleSeries Sample(string name, Timeframe timeframe)
    {
        using var stream = new GZipStream(File.OpenRead(Path.Combine(SampleFolder(), "..", name + ".csv.gz")), CompressionMode.Decompress);
        using var text = new MemoryStream();
        stream.CopyTo(text);
        return CandleCsv.Read(text.ToArray()).Rows.ToSeries(name, timeframe);
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
