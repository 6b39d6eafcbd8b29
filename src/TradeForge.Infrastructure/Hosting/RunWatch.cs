using TradeForge.Core.Simulation;

namespace TradeForge.Infrastructure.Hosting;

/// <summary>Ends a run that takes more time or memory than its limits allow. Core has no clock, so whoever starts a run watches it.</summary>
public static class RunWatch
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    /// <summary>Runs with a token that is cancelled as well when time or memory is used up.</summary>
    /// <exception cref="RunLimitException">A limit was reached.</exception>
    public static T Within<T>(RunLimits limits, CancellationToken cancellationToken, Func<CancellationToken, T> run)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var (started, reached) = (TimeProvider.System.GetTimestamp(), (RunLimitException?)null);
        using var watch = TimeProvider.System.CreateTimer(_ => Look(), null, Step, Step);
        try
        {
            Look();
            return run(stop.Token);
        }
        catch (OperationCanceledException) when (reached is not null && !cancellationToken.IsCancellationRequested)
        {
            throw reached;
        }

        void Look()
        {
            if (TimeProvider.System.GetElapsedTime(started) >= limits.Time) reached = RunLimitException.UsedUp(limits.Time);
            else if (GC.GetTotalMemory(forceFullCollection: false) >= limits.Memory) reached = RunLimitException.UsedUp(limits.Memory);
            if (reached is null) return;
            try
            {
                stop.Cancel();
            }
            catch (ObjectDisposedException) { } // the run has just ended
        }
    }
}
