namespace TradeForge.Workers;

/// <summary>Names in <c>Host:Roles</c> that decide which jobs a process does.</summary>
public static class WorkerRoles
{
    public const string Backtests = "backtests";
}
