using TradeForge.Core.Strategies;
using TradeForge.Core.Strategies.Reading;

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

    [Theory]
    [InlineData("avg", "Simple Moving Average of close, 50 bars.", "Простая скользящая средняя от закрытия, 50 баров.")]
    [InlineData("slow", "Exponential Moving Average of SMA(50) on 1d, 21 bars.", "Экспоненциальная скользящая средняя от SMA(50) по 1d, 21 бар.")]
    [InlineData("bands", "Bollinger Bands of close: period 20 bars, standard deviations 2.5.", "Полосы Боллинджера от закрытия: период 20 баров, стандартных отклонений 2.5.")]
    [InlineData("k", "30.", "30.")]
    [InlineData("low", "Close is below the lower band of Bollinger Bands (20, 2.5).", null)]
    [InlineData("buy", "Buy when close is below the lower band of Bollinger Bands (20, 2.5).", null)]
    [InlineData("sell", "Close the long position when [not wired yet].", "Закрыть длинную позицию, когда [ещё не подключено].")]
    [InlineData("stop", "Stop-loss 2 %.", "Стоп-лосс 2 %.")]
    public void Sentences_OfEachBlock_SayWhatIsWiredAndSet(string id, string en, string? ru)
    {
        var graph = new GraphBuilder().Node("avg", "sma", "period=50").Node("slow", "ema", "period=21", "timeframe=1d").Node("bands", "bollinger", "deviations=2.5").Node("p", "price").Node("k", "constant", "value=30")
            .Node("low", "compare", "op=lt").Node("buy", "enter-long").Node("sell", "exit-long").Node("stop", "stop-loss", "kind=percent", "value=2")
            .Wire("avg.value -> slow.source", "p.value -> low.a", "bands.lower -> low.b", "low.result -> buy.when").Graph();
        var said = StrategyReader.Sentences(graph)(id)!;
        Assert.Equal((en, ru ?? said.Ru), (said.En, said.Ru));
    }

    [Fact]
    public void Sentences_OfNotesGroupsAndUnknownBlocks_AreNone()
    {
        var say = StrategyReader.Sentences(new GraphBuilder().Node("n", "note", "text=hello").Node("x", "no-such").Graph());
        Assert.All(new[] { "n", "x", "missing" }, id => Assert.Null(say(id)));
    }

    [Fact]
    public void Names_OfBlocks_AreThoseThatPeopleSee()
    {
        var names = new BlockNames(new GraphBuilder().Node("buy", "enter-long").Node("a", "sma").Node("b", "sma").Node("g", "group", "name=Trend").Graph());
        Assert.Equal(["Enter long", "Simple Moving Average (b)", "Trend / avg", "gone"], new[] { "buy", "b", "g/avg", "gone" }.Select(id => names.Of(id).En));
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
