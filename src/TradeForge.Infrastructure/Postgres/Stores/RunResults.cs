using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using TradeForge.Core.Simulation;
using TradeForge.Infrastructure.Postgres.Rows;

namespace TradeForge.Infrastructure.Postgres.Stores;

/// <summary>Writes the result of a run: JSON, trades, figures and status, all or nothing.</summary>
internal sealed class RunResults(IDbContextFactory<TradeForgeDb> databases, RunQueue queue, TimeProvider clock)
{
    private const string Columns =
        "run_id, ordinal, symbol, side, quantity, entry_bar, entry_time, entry_price, entry_reason, exit_bar, exit_time, exit_price, exit_reason, fees, pnl, pnl_percent, mae, mfe";

    /// <param name="claim">Who writes; without the lease nothing is written.</param>
    /// <param name="result">For the trades and the figures of lists.</param>
    /// <param name="json">The result JSON; kept byte for byte.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>False when the lease was lost.</returns>
    public async Task<bool> SucceedAsync(RunClaim claim, BacktestResult result, byte[] json, CancellationToken cancel)
    {
        var packed = Pack(json);
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await RunQueue.HeldAsync(db, claim, cancel) is not { } run) return false;
        queue.End(run, RunStatus.Succeeded);
        SetFigures(run, result);
        (run.RunKey, run.ResultHash) = (RunKey.Of(result.Manifest), RunKey.OfResult(json));
        db.Results.Add(new BacktestResultRow { RunId = claim.RunId, Json = packed, Length = json.Length });
        db.Outbox.Add(RunRows.Moved(run, Clock.Now(clock)));
        await db.SaveChangesAsync(cancel);
        await CopyTradesAsync((NpgsqlConnection)db.Database.GetDbConnection(), claim.RunId, result.Trades, cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    private static void SetFigures(BacktestRun run, BacktestResult result)
    {
        double? Figure(string name) => result.Metrics.GetValueOrDefault(name);
        run.Bars = result.Manifest.Bars;
        run.NetProfit = Figure("netProfit");
        run.ReturnPercent = Figure("returnPercent");
        run.MaxDrawdownPercent = Figure("maxDrawdownPercent");
        run.Sharpe = Figure("sharpe");
        run.Trades = result.Trades.Count;
    }

    private static async Task CopyTradesAsync(NpgsqlConnection connection, Guid run, IReadOnlyList<Trade> trades, CancellationToken cancel)
    {
        await using var copy = await connection.BeginBinaryImportAsync($"copy backtest_trades ({Columns}) from stdin (format binary)", cancel);
        for (var i = 0; i < trades.Count; i++)
        {
            var row = TradeRows.Of(run, i, trades[i]);
            await copy.WriteRowAsync(cancel,
                row.RunId, row.Ordinal, row.Symbol, row.Side, row.Quantity, row.EntryBar, row.EntryTime, row.EntryPrice, row.EntryReason,
                row.ExitBar, row.ExitTime, row.ExitPrice, row.ExitReason, row.Fees, row.Pnl, row.PnlPercent, row.Mae, row.Mfe);
        }
        await copy.CompleteAsync(cancel);
    }

    private static byte[] Pack(byte[] json)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(json);
        return packed.ToArray();
    }
}
