namespace TradeForge.Workers.Backtests;

internal static class BacktestEngines
{
    /// <summary>The real stores and the real engine.</summary>
    public static BacktestEngine Create(IServiceProvider services) => throw new NotSupportedException("The engine has not landed.");
}
