namespace TradeForge.Infrastructure.Bus;

/// <summary>Names of the topics that this code speaks on; topics.json describes all.</summary>
public static class Topics
{
    public const string BacktestRequests = "backtest-requests";
    public const string BacktestRequestsDead = "backtest-requests.dead";
    public const string BacktestEvents = "backtest-events";
}

/// <summary>A run is queued and waits for a worker. Version 1.</summary>
public sealed record BacktestRequested(int Version, Guid RunId);

/// <summary>A run moved on. Version 1. <paramref name="Status"/> is a name of RunStatus; <paramref name="Progress"/> 0 to 1.</summary>
public sealed record BacktestMoved(int Version, Guid RunId, Guid OwnerId, string Status, double Progress);

/// <summary>A run was deleted by its owner; what other stores hold of it goes too. Version 1.</summary>
public sealed record BacktestDeleted(int Version, Guid RunId);
