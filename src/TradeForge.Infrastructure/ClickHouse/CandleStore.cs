using TradeForge.Core.Market;
using TradeForge.Infrastructure.ClickHouse.Native;

namespace TradeForge.Infrastructure.ClickHouse;

/// <summary>What is stored of one instrument and timeframe.</summary>
/// <param name="First">Start of the first bar.</param>
/// <param name="Last">Start of the last bar.</param>
/// <param name="Count">Bars, a repeated one counted once.</param>
public sealed record StoredSeries(string Instrument, Timeframe Timeframe, DateTimeOffset First, DateTimeOffset Last, long Count);

/// <summary>Changes whenever a series is written or deleted; may also change, harmlessly, while the server merges its files.</summary>
public readonly record struct CandleStamp(ulong Version, ulong Rows)
{
    /// <summary>For an ETag, without quotes.</summary>
    public override string ToString() => $"{Version:x}-{Rows:x}";
}

/// <summary>A hole in a series: no bar starts after <paramref name="After"/> and before <paramref name="Before"/>.</summary>
/// <param name="Missing">Bars that would fit. Closed hours of an exchange count too: the store knows no calendar.</param>
public sealed record StoredGap(DateTimeOffset After, DateTimeOffset Before, long Missing);

/// <summary>Closed candles in ClickHouse. An instrument's key is <c>venue:SYMBOL</c>; a candle written again replaces itself.</summary>
public sealed class CandleStore(ClickHouseClient client, TimeProvider clock)
{
    /// <summary>Rows of one insert: each insert is stored whole or not at all.</summary>
    internal const int BatchRows = 500_000;
    private const string Series = "instrument = {instrument:String} AND timeframe = {timeframe:UInt32}";
    private const string Range = Series + " AND ts >= fromUnixTimestamp64Milli({from:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({to:Int64}, 'UTC')";
    // The bounds of DateTime64: 1900-01-01 and 2299-12-31.
    internal const long Earliest = -2_208_988_800_000, Latest = 10_413_705_600_000;
    private const long Hour = 3_600_000;
    private readonly VersionStamp _versions = new(clock);

    /// <summary>Stores the bars of <paramref name="candles"/> in large inserts; when it returns, all are stored.</summary>
    /// <exception cref="ClickHouseException">An insert failed: bars of earlier batches are stored, and a repeat is harmless.</exception>
    public async Task AppendAsync(string instrument, Timeframe timeframe, CandleSeries candles, CancellationToken cancellationToken)
    {
        var version = _versions.Next();
        for (var start = 0; start < candles.Count; start += BatchRows)
        {
            var batch = candles.Slice(start, Math.Min(BatchRows, candles.Count - start));
            await client.InsertAsync("candles (instrument, timeframe, ts, open, high, low, close, volume, version)",
                (pipe, token) => WriteAsync(NativeWriter.Begin(pipe, columns: 9, batch.Count, token), instrument, timeframe, batch, version), cancellationToken);
        }
        if (candles.Count > 0 && HasHours(timeframe)) await RefreshHoursAsync(instrument, timeframe, candles.Times[0], candles.Times[^1], version, cancellationToken);
    }

    /// <summary>The bars that start at or after <paramref name="from"/> and before <paramref name="to"/>, oldest first; null = no bound.</summary>
    public async Task<CandleSeries> ReadAsync(string instrument, Timeframe timeframe, DateTimeOffset? from, DateTimeOffset? to, CancellationToken cancellationToken)
    {
        var rows = await client.QueryAsync(
            $"SELECT ts, open, high, low, close, volume FROM candles FINAL WHERE {Range} ORDER BY ts SETTINGS do_not_merge_across_partitions_select_final = 1",
            Parameters(instrument, timeframe, from, to), cancellationToken);
        return ToSeries(instrument, timeframe, rows);
    }

    /// <summary>At most <paramref name="maxBars"/> bars for a chart of a range: the stored bars when they fit, else open, high, low, close and volume of equal buckets.</summary>
    /// <remarks>The first and the last bucket are whole, so that a bucket never differs between two windows of the same step.</remarks>
    public async Task<CandleWindow> WindowAsync(string instrument, Timeframe timeframe, DateTimeOffset? from, DateTimeOffset? to, int maxBars, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBars, 1);
        var bounds = await client.QueryAsync(
            $"SELECT toUnixTimestamp64Milli(min(ts)) AS first, toUnixTimestamp64Milli(max(ts)) AS last, count() AS bars FROM candles WHERE {Range}",
            Parameters(instrument, timeframe, from, to), cancellationToken);
        if (bounds.Rows == 0 || bounds.Column<ulong>("bars")[0] is 0) return new CandleWindow(CandleSeries.From(instrument, timeframe, []), timeframe);
        var (first, last) = (bounds.Column<long>("first")[0], bounds.Column<long>("last")[0]);
        var step = bounds.Column<ulong>("bars")[0] <= (ulong)maxBars ? timeframe.Milliseconds : WindowSteps.Choose(timeframe.Milliseconds, first, last, maxBars);
        if (step == timeframe.Milliseconds) return new CandleWindow(await ReadAsync(instrument, timeframe, from, to, cancellationToken), timeframe);

        var whole = Parameters(instrument, timeframe, DateTimeOffset.FromUnixTimeMilliseconds(WindowSteps.Start(first, step)), DateTimeOffset.FromUnixTimeMilliseconds(WindowSteps.Start(last, step) + step));
        var rows = await client.QueryAsync(
            $$"""
            WITH toUnixTimestamp64Milli(ts) AS ms
            SELECT ms - positiveModulo(ms - {origin:Int64}, {step:Int64}) AS start,
                argMin(candles.open, ms) AS open, max(candles.high) AS high, min(candles.low) AS low, argMax(candles.close, ms) AS close, sum(candles.volume) AS volume
            FROM {{(HasHours(timeframe) && step % Hour == 0 ? "candle_hours AS candles" : "candles")}} FINAL WHERE {{Range}} GROUP BY start ORDER BY start
            SETTINGS do_not_merge_across_partitions_select_final = 1
            """, whole.Add("origin", WindowSteps.Origin(step)).Add("step", step), cancellationToken);
        return new CandleWindow(ToSeries(instrument, new Timeframe(step), rows, "start"), new Timeframe(step));
    }

    /// <summary>What is stored, by instrument and timeframe.</summary>
    public async Task<IReadOnlyList<StoredSeries>> CoverageAsync(CancellationToken cancellationToken)
    {
        var rows = await client.QueryAsync(
            """
            SELECT instrument, timeframe, toUnixTimestamp64Milli(min(ts)) AS first, toUnixTimestamp64Milli(max(ts)) AS last, count() AS bars
            FROM candles FINAL GROUP BY instrument, timeframe ORDER BY instrument, timeframe
            SETTINGS do_not_merge_across_partitions_select_final = 1
            """, null, cancellationToken);
        return [.. Enumerable.Range(0, rows.Rows).Select(i => new StoredSeries(
            rows.Texts("instrument")[i], new Timeframe(rows.Column<uint>("timeframe")[i] * 1000L),
            DateTimeOffset.FromUnixTimeMilliseconds(rows.Column<long>("first")[i]), DateTimeOffset.FromUnixTimeMilliseconds(rows.Column<long>("last")[i]),
            (long)rows.Column<ulong>("bars")[i]))];
    }

    /// <summary>The state of a series: equal stamps mean equal bars.</summary>
    public async Task<CandleStamp> StampAsync(string instrument, Timeframe timeframe, CancellationToken cancellationToken)
    {
        var rows = await client.QueryAsync($"SELECT max(version) AS version, count() AS bars FROM candles WHERE {Series}", Parameters(instrument, timeframe, null, null), cancellationToken);
        return rows.Rows == 0 ? default : new CandleStamp(rows.Column<ulong>("version")[0], rows.Column<ulong>("bars")[0]);
    }

    /// <summary>The longest holes of a series, longest first.</summary>
    public async Task<IReadOnlyList<StoredGap>> GapsAsync(string instrument, Timeframe timeframe, int limit, CancellationToken cancellationToken)
    {
        var rows = await client.QueryAsync(
            $$"""
            SELECT before, at FROM
            (
                SELECT toUnixTimestamp64Milli(ts) AS at, lagInFrame(at, 1, at) OVER (ORDER BY ts ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS before
                FROM candles FINAL WHERE {{Series}}
            )
            WHERE at - before > {step:Int64} ORDER BY at - before DESC, at LIMIT {limit:UInt32}
            """, Parameters(instrument, timeframe, null, null).Add("step", timeframe.Milliseconds).Add("limit", limit), cancellationToken);
        return [.. Enumerable.Range(0, rows.Rows).Select(i => (Before: rows.Column<long>("before")[i], At: rows.Column<long>("at")[i])).Select(g => new StoredGap(
            DateTimeOffset.FromUnixTimeMilliseconds(g.Before), DateTimeOffset.FromUnixTimeMilliseconds(g.At), (g.At - g.Before - 1) / timeframe.Milliseconds))];
    }

    /// <summary>Removes every bar of a series.</summary>
    public async Task DeleteAsync(string instrument, Timeframe timeframe, CancellationToken cancellationToken)
    {
        await client.ExecuteAsync($"DELETE FROM candle_hours WHERE {Series}", Parameters(instrument, timeframe, null, null), cancellationToken);
        await client.ExecuteAsync($"DELETE FROM candles WHERE {Series}", Parameters(instrument, timeframe, null, null), cancellationToken);
    }

    private static bool HasHours(Timeframe timeframe) => timeframe.Milliseconds < Hour && Hour % timeframe.Milliseconds == 0;

    /// <summary>Makes the hours that the bars from <paramref name="first"/> to <paramref name="last"/> belong to anew, from all bars of those hours.</summary>
    private Task RefreshHoursAsync(string instrument, Timeframe timeframe, long first, long last, ulong version, CancellationToken cancellationToken)
    {
        var (from, to) = (DateTimeOffset.FromUnixTimeMilliseconds(WindowSteps.Start(first, Hour)), DateTimeOffset.FromUnixTimeMilliseconds(WindowSteps.Start(last, Hour) + Hour));
        return client.ExecuteAsync(
            $$"""
            INSERT INTO candle_hours
            SELECT {instrument:String}, {timeframe:UInt32}, fromUnixTimestamp64Milli(ms - positiveModulo(ms, {{Hour}}), 'UTC') AS start,
                argMin(candles.open, ms), max(candles.high), min(candles.low), argMax(candles.close, ms), sum(candles.volume), {version:UInt64}
            FROM (SELECT *, toUnixTimestamp64Milli(ts) AS ms FROM candles FINAL WHERE {{Range}}) AS candles
            GROUP BY start
            SETTINGS do_not_merge_across_partitions_select_final = 1
            """, Parameters(instrument, timeframe, from, to).Add("version", (long)version), cancellationToken);
    }

    private static CandleSeries ToSeries(string instrument, Timeframe timeframe, QueryResult rows, string time = "ts") => new CandleSeries(
        instrument, timeframe, rows.Buffer<long>(time), rows.Buffer<double>("open"), rows.Buffer<double>("high"),
        rows.Buffer<double>("low"), rows.Buffer<double>("close"), rows.Buffer<double>("volume")).Slice(0, rows.Rows);

    private static async Task WriteAsync(NativeWriter block, string instrument, Timeframe timeframe, CandleSeries batch, ulong version)
    {
        await block.ConstantText("instrument", instrument);
        await block.Constant("timeframe", "UInt32", Seconds(timeframe));
        await block.Numbers("ts", "DateTime64(3, 'UTC')", batch.Times);
        await block.Numbers("open", "Float64", batch.Open);
        await block.Numbers("high", "Float64", batch.High);
        await block.Numbers("low", "Float64", batch.Low);
        await block.Numbers("close", "Float64", batch.Close);
        await block.Numbers("volume", "Float64", batch.Volume);
        await block.Constant("version", "UInt64", version);
    }

    private static QueryParameters Parameters(string instrument, Timeframe timeframe, DateTimeOffset? from, DateTimeOffset? to) => new QueryParameters()
        .Add("instrument", instrument).Add("timeframe", Seconds(timeframe))
        .Add("from", from is { } f ? Math.Max(f.ToUnixTimeMilliseconds(), Earliest) : Earliest)
        .Add("to", to is { } t ? Math.Min(t.ToUnixTimeMilliseconds(), Latest) : Latest);

    private static uint Seconds(Timeframe timeframe) => timeframe.Milliseconds % 1000 == 0
        ? (uint)(timeframe.Milliseconds / 1000)
        : throw new ArgumentOutOfRangeException(nameof(timeframe), timeframe, "Candles are stored in whole seconds.");
}
