using TradeForge.Core.Simulation;
using TradeForge.Core.Tests.Strategies;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Tests.Simulation;

/// <summary>Two long runs against an independent reference program: counts exactly, money to the 1e-8 units by which quantities are rounded.</summary>
public sealed class WorkloadTests
{
    private static readonly BacktestSettings Settings = new() { Cash = 1_000_000, Commission = new Commission(Percent: 0.1m) };

    internal static GraphBuilder SmaCross() => new GraphBuilder().Node("fast", "sma", "period=10").Node("slow", "sma", "period=30")
        .Node("up", "crosses", "direction=above").Node("down", "crosses", "direction=below").Node("buy", "enter-long").Node("sell", "exit-long")
        .Wire("fast.value -> up.a", "slow.value -> up.b", "fast.value -> down.a", "slow.value -> down.b", "up.result -> buy.when", "down.result -> sell.when");

    internal static GraphBuilder RsiWithStopAndTarget() => new GraphBuilder().Node("rsi", "rsi", "period=14").Node("low", "constant", "value=30").Node("high", "constant", "value=70")
        .Node("dip", "compare", "op=lt").Node("top", "compare", "op=gt").Node("buy", "enter-long").Node("sell", "exit-long")
        .Node("stop", "stop-loss", "value=2").Node("target", "take-profit", "value=4").Node("size", "position-size", "mode=quantity", "value=1")
        .Wire("rsi.value -> dip.a", "low.value -> dip.b", "rsi.value -> top.a", "high.value -> top.b", "dip.result -> buy.when", "top.result -> sell.when");

    [Theory]
    [InlineData(100_000, 0x593d47ae09f48b25UL, 1632, 1632, 775170.1115845470)]
    [InlineData(1_000_000, 0xd3e69e882f76b5f1UL, 16286, 16286, 388827.0463050476)]
    public void SmaCross_AgainstReference(int bars, ulong checksum, int buys, int sells, double equity)
    {
        var series = WorkloadBars.Generate(bars, out var actual);
        Assert.Equal(checksum, actual);
        var result = SmaCross().Run(Settings, series);
        Assert.Equal((buys, sells), (result.Orders.Count(o => o.Node == "buy"), result.Orders.Count(o => o.Node == "sell")));
        Assert.Equal(equity, result.Metrics["equityFinal"]!.Value, 0.01);
    }

    [Fact]
    public void RsiWithStopAndTarget_AgainstReference()
    {
        var result = RsiWithStopAndTarget().Run(Settings, WorkloadBars.Generate(100_000, out _));
        Assert.Equal((523, 522), (result.Orders.Count(o => o.Node == "buy"), result.Trades.Count));
        Assert.Equal((245, 5, 272), (Count("stop-loss"), Count("take-profit"), Count("signal")));
        Assert.Equal(999563.5862397361, result.Metrics["equityFinal"]!.Value, 1e-6);

        int Count(string reason) => result.Trades.Count(t => t.ExitReason == reason);
    }
}
