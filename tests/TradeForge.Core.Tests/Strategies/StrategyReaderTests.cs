using TradeForge.Core.Strategies;

namespace TradeForge.Core.Tests.Strategies;

public class StrategyReaderTests
{
    private static CompiledStrategy Template(string id) => StrategyCompiler.Compile(StrategyTemplates.All.Single(t => t.Id == id).Graph).Strategy!;

    [Fact]
    public void Describe_SmaCross_ReadsLikeASentence()
    {
        var text = StrategyReader.Describe(Template("sma-cross"));
        Assert.Equal("Buy when SMA(10) crosses above SMA(30). Close the long position when SMA(10) crosses below SMA(30). Size: all available cash.", text.En);
        Assert.Equal("Купить, когда SMA(10) пересекает снизу вверх SMA(30). Закрыть длинную позицию, когда SMA(10) пересекает сверху вниз SMA(30). Объём: все свободные деньги.", text.Ru);
    }

    [Fact]
    public void Describe_RisksAndOutputs_NamesThem()
    {
        var text = StrategyReader.Describe(Template("bollinger-reversion")).En;
        Assert.Equal("Buy so that the stop risks 1 % of equity when close crosses above the lower band of Bollinger Bands (20, 2). " +
            "Close the long position when close is at least the middle of Bollinger Bands (20, 2). Risk: stop-loss 2 × ATR(14); time stop after 20 bars.", text);
    }

    [Fact]
    public void Describe_DeepSharedGraph_StaysShort()
    {
        // each level names the one below twice: 2^60 words without a limit
        var graph = new GraphBuilder().Node("c0", "compare").Node("p", "price").Node("k", "constant", "value=1").Wire("p.value -> c0.a", "k.value -> c0.b");
        for (var i = 1; i <= 60; i++) graph.Node($"c{i}", "and").Wire($"c{i - 1}.result -> c{i}.in1", $"c{i - 1}.result -> c{i}.in2");
        var text = StrategyReader.Describe(graph.Node("buy", "enter-long").Wire("c60.result -> buy.when").Compile());
        Assert.InRange(text.En.Length, 100, 1000);
    }
}
