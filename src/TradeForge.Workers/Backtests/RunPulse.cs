namespace TradeForge.Workers.Backtests;

internal enum StopReason { None, CancelRequested, LeaseLost }

/// <summary>Shared by the run and its heartbeat: how far it is, and why it must stop.</summary>
internal sealed class RunPulse : IProgress<double>
{
    private double _progress;
    private int _reason;

    public double Progress => Volatile.Read(ref _progress);
    public StopReason Reason => (StopReason)Volatile.Read(ref _reason);

    public void Report(double value) => Volatile.Write(ref _progress, Math.Clamp(value, 0, 1));

    public void Stop(StopReason reason) => Volatile.Write(ref _reason, (int)reason);
}
