using Microsoft.EntityFrameworkCore;
using TradeForge.Core;
using TradeForge.Infrastructure.Bus;
using TradeForge.Infrastructure.Postgres.Rows;

namespace TradeForge.Infrastructure.Postgres.Stores;

/// <summary>A run that a worker holds. <paramref name="Attempt"/> and <paramref name="WorkerId"/> guard every write: who lost the lease changes nothing.</summary>
internal sealed record RunClaim(Guid RunId, Guid OwnerId, int Attempt, string WorkerId, string Graph, string Settings, IReadOnlyList<string> Instruments, string Timeframe, string CorrelationId);

/// <summary>What a worker hears when it reports.</summary>
internal enum LeaseState { Held, CancelRequested, Lost }

/// <summary>The queue of runs as workers see it. Times are this process's; leases are long against the drift of clocks.</summary>
internal sealed class RunQueue(IDbContextFactory<TradeForgeDb> databases, TimeProvider clock)
{
    /// <summary>A run is tried so many times at most.</summary>
    public const int MostAttempts = 2;

    /// <summary>Takes the oldest queued run; committed when it returns. Two workers never get the same one.</summary>
    public async Task<RunClaim?> ClaimAsync(string workerId, TimeSpan lease, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var now = Clock.Now(clock);
        var until = now + lease;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var rows = await db.Runs.FromSql(
            $"""
            update backtest_runs set status = 'Running', attempt = attempt + 1, worker_id = {workerId}, lease_until = {until}, progress = 0, message = null,
              started_at = coalesce(started_at, {now})
            where id = (select id from backtest_runs where status = 'Queued' order by created_at, id limit 1 for update skip locked)
            returning *
            """).AsNoTracking().ToListAsync(cancel);
        if (rows is not [var run]) return null;
        db.Outbox.Add(RunRows.Moved(run, now));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return new RunClaim(run.Id, run.OwnerId, run.Attempt, workerId, run.Graph, run.Settings, run.Instruments, run.Timeframe, run.CorrelationId);
    }

    /// <summary>The files that came with a run: name and text.</summary>
    public async Task<IReadOnlyList<(string Name, byte[] Csv)>> FilesAsync(RunClaim claim, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await RunFileRows.ReadAsync(db, claim.RunId, cancel);
    }

    /// <summary>Notes the progress and lengthens the lease.</summary>
    public async Task<LeaseState> ReportAsync(RunClaim claim, double progress, TimeSpan lease, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var until = Clock.Now(clock) + lease;
        var answer = await db.Database.SqlQuery<bool>(
            $"""
            update backtest_runs set progress = {progress}, lease_until = {until}
            where id = {claim.RunId} and status = 'Running' and attempt = {claim.Attempt} and worker_id = {claim.WorkerId}
            returning cancel_requested as "Value"
            """).ToListAsync(cancel);
        return answer switch { [] => LeaseState.Lost, [true] => LeaseState.CancelRequested, _ => LeaseState.Held };
    }

    /// <returns>False when the lease was lost.</returns>
    public Task<bool> FailAsync(RunClaim claim, string code, Text why, CancellationToken cancel) => MoveAsync(claim, run =>
    {
        (run.ErrorCode, run.ErrorEn, run.ErrorRu) = (code, why.En, why.Ru);
        End(run, RunStatus.Failed);
    }, cancel);

    /// <returns>False when the lease was lost.</returns>
    public Task<bool> CancelAsync(RunClaim claim, CancellationToken cancel) => MoveAsync(claim, run => End(run, RunStatus.Cancelled), cancel);

    /// <summary>Puts the run back into the queue.</summary>
    /// <param name="claim">The run.</param>
    /// <param name="countsAsAttempt">False when the host stops: the run is not to blame.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>False when the lease was lost.</returns>
    public Task<bool> ReturnAsync(RunClaim claim, bool countsAsAttempt, CancellationToken cancel) => MoveAsync(claim, run =>
    {
        if (!countsAsAttempt) run.Attempt--;
        Requeue(run);
    }, cancel);

    /// <summary>Deals with runs whose worker has gone silent: again from the start once, then failed.</summary>
    /// <returns>How many.</returns>
    public async Task<int> SweepExpiredAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var now = Clock.Now(clock);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var expired = await db.Runs.FromSql($"select * from backtest_runs where status = 'Running' and lease_until < {now} for update skip locked").ToListAsync(cancel);
        foreach (var run in expired)
        {
            if (run.CancelRequested) End(run, RunStatus.Cancelled);
            else if (run.Attempt < MostAttempts) Requeue(run);
            else FailAsLost(run);
            Tell(db, run);
        }
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return expired.Count;
    }

    /// <summary>Wakes workers again for runs that wait longer than <paramref name="patience"/>: their message may be lost.</summary>
    /// <returns>How many.</returns>
    public async Task<int> WakeAgainAsync(TimeSpan patience, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var now = Clock.Now(clock);
        var before = now - patience;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var waiting = await db.Runs.FromSql($"select * from backtest_runs where status = 'Queued' and queued_at < {before} order by created_at limit 100 for update skip locked").ToListAsync(cancel);
        foreach (var run in waiting)
        {
            run.QueuedAt = now;
            db.Outbox.Add(RunRows.Wake(run));
        }
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return waiting.Count;
    }

    private async Task<bool> MoveAsync(RunClaim claim, Action<BacktestRun> change, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await HeldAsync(db, claim, cancel) is not { } run) return false;
        change(run);
        Tell(db, run);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    /// <summary>The claimed row, locked until the transaction ends; null when the lease was lost.</summary>
    public static async Task<BacktestRun?> HeldAsync(TradeForgeDb db, RunClaim claim, CancellationToken cancel) => (await db.Runs.FromSql(
        $"""
        select * from backtest_runs where id = {claim.RunId} and status = 'Running' and attempt = {claim.Attempt} and worker_id = {claim.WorkerId} for update
        """).ToListAsync(cancel)).SingleOrDefault();

    public void End(BacktestRun run, RunStatus status)
    {
        (run.Status, run.LeaseUntil, run.FinishedAt) = (status, null, Clock.Now(clock));
        if (status == RunStatus.Succeeded) run.Progress = 1;
    }

    private void Requeue(BacktestRun run) =>
        (run.Status, run.WorkerId, run.LeaseUntil, run.Progress, run.QueuedAt) = (RunStatus.Queued, null, null, 0, Clock.Now(clock));

    private void FailAsLost(BacktestRun run)
    {
        (run.ErrorCode, run.ErrorEn, run.ErrorRu) = ("worker-lost",
            $"The process that ran this backtest ended without a word, {run.Attempt} times. It may need more memory than there is.",
            $"Процесс, выполнявший этот бэктест, завершался без ответа {run.Attempt} раза. Возможно, не хватает памяти.");
        End(run, RunStatus.Failed);
    }

    private void Tell(TradeForgeDb db, BacktestRun run)
    {
        var now = Clock.Now(clock);
        db.Outbox.Add(RunRows.Moved(run, now));
        if (run.Status == RunStatus.Queued) db.Outbox.Add(RunRows.Wake(run));
    }
}
