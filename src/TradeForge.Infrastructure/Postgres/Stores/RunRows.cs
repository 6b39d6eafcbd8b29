using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using TradeForge.Infrastructure.Bus;
using TradeForge.Infrastructure.Postgres.Rows;

namespace TradeForge.Infrastructure.Postgres.Stores;

/// <summary>Between the row of a run and what pages and messages say about it.</summary>
internal static class RunRows
{
    public static readonly Expression<Func<BacktestRun, RunSummary>> Summary = x => new RunSummary(
        x.Id, x.StrategyId, x.StrategyName, x.Instrument, x.Timeframe, x.Status, x.Progress, x.CancelRequested, x.CreatedAt, x.StartedAt, x.FinishedAt,
        x.Bars, x.NetProfit, x.ReturnPercent, x.MaxDrawdownPercent, x.Sharpe, x.Trades, x.Instruments, x.RerunOf, x.Note, x.DeletedAt);

    /// <summary>Those of a user that are not in the trash.</summary>
    public static IQueryable<BacktestRun> Mine(TradeForgeDb db, Guid owner) => db.Runs.AsNoTracking().Where(x => x.OwnerId == owner && x.DeletedAt == null);

    private static readonly Func<BacktestRun, RunSummary> ToSummary = Summary.Compile();

    public static RunDetails Details(BacktestRun x) => new(
        ToSummary(x), x.Graph, x.DefinitionHash, RunSettingsJson.Read(x.Settings), x.Message,
        x.ErrorCode is null ? null : new RunError(x.ErrorCode, new Core.Text(x.ErrorEn ?? "", x.ErrorRu ?? "")), x.CorrelationId, x.Attempt, x.StrategyVersion,
        x.RunKey, x.ResultHash);

    public static BacktestRun New(StartRun request, Guid owner, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        OwnerId = owner,
        StrategyId = request.StrategyId,
        StrategyName = request.StrategyName,
        Graph = request.GraphJson,
        DefinitionHash = request.DefinitionHash,
        Settings = RunSettingsJson.Write(request.Settings),
        Instrument = request.Instrument,
        Instruments = request.Instruments.Count == 0 ? [request.Instrument] : [.. request.Instruments],
        RerunOf = request.RerunOf,
        Timeframe = request.Timeframe,
        CorrelationId = request.CorrelationId,
        Status = RunStatus.Queued,
        CreatedAt = now,
        QueuedAt = now,
    };

    /// <summary>The message that wakes a worker.</summary>
    public static OutboxMessage Wake(BacktestRun run) =>
        Row(BusMessage.Of(Topics.BacktestRequests, run.Id.ToString(), new BacktestRequested(1, run.Id), run.CorrelationId), run.QueuedAt);

    /// <summary>The message that tells pages where the run is now.</summary>
    public static OutboxMessage Moved(BacktestRun run, DateTimeOffset now) => Row(BusMessage.Of(
        Topics.BacktestEvents, run.Id.ToString(), new BacktestMoved(1, run.Id, run.OwnerId, run.Status.ToString(), run.Progress), run.CorrelationId), now);

    /// <summary>The message that lets other stores forget the run.</summary>
    public static OutboxMessage Deleted(Guid run, string correlationId, DateTimeOffset now) =>
        Row(BusMessage.Of(Topics.BacktestEvents, run.ToString(), new BacktestDeleted(1, run), correlationId), now);

    private static OutboxMessage Row(BusMessage m, DateTimeOffset now) =>
        new() { Topic = m.Topic, Key = m.Key, Type = m.Type, Payload = m.Payload, CorrelationId = m.CorrelationId, CreatedAt = now };
}
