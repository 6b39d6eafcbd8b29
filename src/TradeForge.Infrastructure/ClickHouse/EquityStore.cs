using TradeForge.Infrastructure.ClickHouse.Native;

namespace TradeForge.Infrastructure.ClickHouse;

/// <summary>An equity curve as columns of equal length, oldest first; money in quote currency.</summary>
/// <remarks>Doubles, for drawing: about 16 digits. The exact decimals of a run are in its result in PostgreSQL, and downloads come from there.</remarks>
public sealed record EquityCurve(long[] Times, double[] Equity, double[] Cash, double[] Exposure)
{
    public int Count => Times.Length;
}

/// <summary>Equity curves of runs in ClickHouse. Writing a run's curve again replaces the whole curve.</summary>
public sealed class EquityStore(ClickHouseClient client, TimeProvider clock)
{
    private readonly VersionStamp _versions = new(clock);

    /// <summary>Stores <paramref name="curve"/> as the curve of <paramref name="runId"/>.</summary>
    public async Task AppendAsync(Guid runId, EquityCurve curve, CancellationToken cancellationToken)
    {
        var version = _versions.Next();
        for (var start = 0; start < curve.Count; start += CandleStore.BatchRows)
        {
            var (at, count) = (start, Math.Min(CandleStore.BatchRows, curve.Count - start));
            await client.InsertAsync("equity (run_id, ts, equity, cash, exposure, version)", async (pipe, token) =>
            {
                var block = NativeWriter.Begin(pipe, columns: 6, count, token);
                await block.Constant("run_id", runId);
                await block.Numbers<long>("ts", "DateTime64(3, 'UTC')", curve.Times.AsSpan(at, count));
                await block.Numbers<double>("equity", "Float64", curve.Equity.AsSpan(at, count));
                await block.Numbers<double>("cash", "Float64", curve.Cash.AsSpan(at, count));
                await block.Numbers<double>("exposure", "Float64", curve.Exposure.AsSpan(at, count));
                await block.Constant("version", "UInt64", version);
            }, cancellationToken);
        }
    }

    /// <summary>The curve of a run; empty when there is none.</summary>
    public async Task<EquityCurve> ReadAsync(Guid runId, CancellationToken cancellationToken)
    {
        var rows = await client.QueryAsync(
            "SELECT ts, equity, cash, exposure FROM equity FINAL WHERE run_id = {run:UUID} AND version = (SELECT max(version) FROM equity WHERE run_id = {run:UUID}) ORDER BY ts",
            new QueryParameters().Add("run", runId), cancellationToken);
        return ToCurve(rows);
    }

    private static EquityCurve ToCurve(QueryResult rows) =>
        new(rows.Column<long>("ts").ToArray(), rows.Column<double>("equity").ToArray(), rows.Column<double>("cash").ToArray(), rows.Column<double>("exposure").ToArray());

    /// <summary>At most <paramref name="maxPoints"/> points for a chart: all when they fit, else the lowest and the highest equity of equal buckets of time.</summary>
    /// <remarks>No peak and no trough is lost: every point is one of the curve's own. The first and the last point of the range are always there.</remarks>
    public async Task<EquityCurve> WindowAsync(Guid runId, DateTimeOffset? from, DateTimeOffset? to, int maxPoints, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxPoints, 4);
        var parameters = new QueryParameters().Add("run", runId)
            .Add("from", from?.ToUnixTimeMilliseconds() ?? CandleStore.Earliest).Add("to", to?.ToUnixTimeMilliseconds() ?? CandleStore.Latest).Add("max", maxPoints).Add("buckets", maxPoints / 2 - 1);
        var rows = await client.QueryAsync(
            """
            WITH points AS
            (
                SELECT toUnixTimestamp64Milli(ts) AS ms, equity, cash, exposure, count() OVER () AS n, min(ms) OVER () AS first, max(ms) OVER () AS last
                FROM equity FINAL
                WHERE run_id = {run:UUID} AND version = (SELECT max(version) FROM equity WHERE run_id = {run:UUID})
                    AND ts >= fromUnixTimestamp64Milli({from:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({to:Int64}, 'UTC')
            )
            SELECT ms AS ts, equity, cash, exposure FROM points
            WHERE n <= {max:Int64} OR ms = first OR ms = last OR ms IN
            (
                SELECT arrayJoin([argMin(ms, (equity, ms)), argMax(ms, (equity, -ms))]) FROM points
                GROUP BY intDiv((ms - first) * {buckets:Int64}, last - first + 1)
            )
            ORDER BY ts
            """, parameters, cancellationToken);
        return ToCurve(rows);
    }

    /// <summary>Removes the curve of a run.</summary>
    public Task DeleteAsync(Guid runId, CancellationToken cancellationToken) =>
        client.ExecuteAsync("DELETE FROM equity WHERE run_id = {run:UUID}", new QueryParameters().Add("run", runId), cancellationToken);
}
