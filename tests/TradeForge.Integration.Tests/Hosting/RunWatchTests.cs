using TradeForge.Core.Simulation;
using TradeForge.Infrastructure.Hosting;

namespace TradeForge.Integration.Tests.Hosting;

/// <summary>A run that takes too much time or memory ends with the name of the limit; a user who cancels gets no such words.</summary>
public sealed class RunWatchTests
{
    private static int Endless(CancellationToken stop)
    {
        for (; ; ) stop.ThrowIfCancellationRequested();
    }

    private static RunLimitException End(RunLimits limits, Func<CancellationToken, int> run) => Assert.Throws<RunLimitException>(() => RunWatch.Within(limits, CancellationToken.None, run));

    [Fact]
    public void Time_UsedUpBeforeTheStart_EndsTheRun() =>
        Assert.Equal(("limit-time", "The run took more than 0 s."), End(new RunLimits { Time = TimeSpan.FromTicks(1) }, Endless).Problem is var p ? (p.Code, p.Message.En) : default);

    [Fact]
    public void Time_UsedUpMeanwhile_EndsTheRun() => Assert.Equal("limit-time", End(new RunLimits { Time = TimeSpan.FromMilliseconds(120) }, Endless).Problem.Code);

    [Fact]
    public void Memory_UsedUp_EndsTheRun() => Assert.Equal("limit-memory", End(new RunLimits { Memory = 1 << 10 }, Endless).Problem.Code);

    [Fact]
    public void Cancellation_IsNoLimit() =>
        Assert.ThrowsAny<OperationCanceledException>(() => RunWatch.Within(new RunLimits { Time = TimeSpan.FromTicks(1) }, new CancellationToken(canceled: true), Endless));

    [Fact]
    public void WithinItsLimits_TheResultComesBack() => Assert.Equal(7, RunWatch.Within(new RunLimits(), CancellationToken.None, _ => 7));
}
