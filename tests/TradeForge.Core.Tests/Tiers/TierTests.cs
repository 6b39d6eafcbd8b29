using TradeForge.Core.Tiers;

namespace TradeForge.Core.Tests.Tiers;

public sealed class TierTests
{
    private static readonly Tier Small = new(new Text("small", "малый")) { BarsPerRun = 1_000, InstrumentsPerRun = 3, RunsAtOnce = 2, RunsPerComparison = 4, Strategies = 2 };

    [Theory]
    [InlineData(1_000, 3, 1, 1)] // at the limits: 1 + 1 runs at once, 1 + 1 strategies
    [InlineData(0, 0, 5, 0)] // no run is asked for: those that go on do not matter
    public void Check_WithinTheLimits_HasNothingAgainstIt(long bars, int instruments, int active, int runs) =>
        Assert.Empty(Small.Check(new TierUsage(active, Strategies: active), new TierRequest(runs, bars, instruments, Strategies: runs)));

    [Fact]
    public void Check_EverythingTooMuch_SaysSoAtOnceAndHowMuchIsAllowed()
    {
        var problems = Small.Check(new TierUsage(ActiveRuns: 2, Strategies: 2), new TierRequest(Runs: 1, Bars: 1_234_567, Instruments: 4, Compared: 5, Strategies: 1));
        Assert.Equal(["bars", "instruments", "runs", "strategies", "compared"], problems.Select(p => p.Path));
        Assert.Equal("The tier \"small\" limits bars of one run: at most 1 000 allowed, this would be 1 234 567.", problems[0].Message.En);
        Assert.Equal("Тариф «малый» ограничивает число прогонов одновременно: можно не больше 2, а было бы 3.", problems[2].Message.Ru);
        Assert.All(problems, p => Assert.Equal(Severity.Error, p.Severity));
    }
}
