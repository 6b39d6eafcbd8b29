using System.Text.Json;
using TradeForge.Core.Strategies;
using TradeForge.Core.Strategies.Import;
using TradeForge.Tests;

namespace TradeForge.Core.Tests.Strategies;

/// <summary>Files drawn by hand after the palette of AlgoTrade, under tests/data/algotrade.</summary>
public class AlgoTradeFilesTests
{
    private static readonly string[] Types =
    [
        "timeNode", "priceNode", "volumeNode", "constantNode", "spreadNode", "smaNode", "emaNode", "rsiNode", "macdNode", "bollingerBandsNode", "atrNode", "williamsRNode", "cciNode", "adxNode", "stochasticNode",
        "compareNode", "andNode", "orNode", "notNode", "crossoverNode", "thresholdNode", "divergenceNode", "patternNode", "buyNode", "sellNode", "holdNode", "stopLossNode", "takeProfitNode", "positionSizeNode", "labelNode",
    ];

    private static string Read(string name) => File.ReadAllText(SharedData.OwnPath("algotrade", name));

    [Fact]
    public void EveryType_IsInTheFileAndTranslatedOrNamed()
    {
        using var document = JsonDocument.Parse(Read("every-type.json"));
        Assert.Equal(Types.Order(), document.RootElement.GetProperty("nodes").EnumerateArray().Select(n => n.GetProperty("type").GetString()!).Distinct().Order());
        var (graph, problems) = StrategyImport.Read(Read("every-type.json"), "x");
        Assert.DoesNotContain(problems, p => p.Code == "import-missing");
        Assert.Equal(("double-top", 10), (graph!.Nodes.Single(n => n.Id == "shape").Data["name"].GetString(), graph.Nodes.Single(n => n.Id == "shape").Data["within"].GetInt32()));
        Assert.Equal(["", "buy", "hold", "shape", "size", "time", "turn"], problems.Where(p => p.Code == "import-differs").Select(p => p.Path).Order());
        Assert.DoesNotContain(problems, p => p.Code == "drifted-handle");
        var strategy = StrategyCompiler.Compile(graph!).Strategy!;
        Assert.Equal(
            "Buy 50 % of cash when (ADX(14) is at most 55 and (close is below the lower band of Bollinger Bands (20, 2) of close or (EMA(10) of close is above SMA(20) of close and hour is at least 10))). "
            + "Close the long position when (RSI(14) of close is above 70 or there is a bullish divergence of close and CCI(20)). Risk: take-profit 10 %; stop-loss 5 %. Size: 10 units.", StrategyReader.Describe(strategy).En);
    }

    [Fact] // each drifted wire is named once, with what became of it; what its engine never knew is named with the block
    public void DriftedHandles_AreReportedOneByOne()
    {
        var (graph, problems) = StrategyImport.Read(Read("drifted-handles.json"), "x");
        Assert.Equal(
            [("e7", true), ("e10", true), ("e11", false), ("e12", false), ("e12", false)],
            problems.Where(p => p.Code == "drifted-handle").Select(p => (p.Path, p.Message.En.Contains("live here", StringComparison.Ordinal))));
        Assert.Equal(["floor", "goals"], problems.Where(p => p.Code == "import-missing").Select(p => p.Path).Order());
        Assert.Equal(2, graph!.Nodes.Count(n => n.Type == "threshold"));
        Assert.Contains(problems, p => p.Path == "stop" && p.Message.En.Contains("atr_multiple", StringComparison.Ordinal));
        Assert.All(problems, p => Assert.False(string.IsNullOrWhiteSpace(p.Message.Ru)));
    }
}
