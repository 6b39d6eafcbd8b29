using Microsoft.Extensions.Caching.Memory;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Infrastructure.ClickHouse;
using TradeForge.Infrastructure.MarketData.Files;
using TradeForge.Infrastructure.Postgres.Stores;
using TradeForge.Web.Shared.Charts;

namespace TradeForge.Web.Features.Result;

/// <summary>Columns for the charts of a run, kept for a while. The strategy is evaluated for display, never simulated.</summary>
public sealed class RunCharts(CandleStore candles, UserDataFactory users) : IDisposable
{
    private const long MostBytes = 768L * 1024 * 1024;
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(5);
    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = MostBytes });
    private readonly SemaphoreSlim _one = new(1); // two charts of a page open at once: the second waits for the first one's columns

    /// <summary>The instrument whose chart is shown first.</summary>
    public static string FirstOf(RunDetails run, BacktestResult result) =>
        result.Manifest.Symbols is { Count: > 1 } symbols && !symbols.Contains(run.Summary.Instrument) ? symbols[0] : run.Summary.Instrument;

    /// <summary>Bars and indicator lines of an instrument of the run.</summary>
    /// <param name="owner">The user who asks.</param>
    /// <param name="run">One of theirs: whoever calls has checked that.</param>
    /// <param name="result">Of the run.</param>
    /// <param name="symbol">One that the run traded; null = that of <see cref="FirstOf"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<RunColumns> ColumnsAsync(Guid owner, RunDetails run, BacktestResult result, string? symbol, CancellationToken cancellationToken)
    {
        var key = (run.Summary.Id, symbol ??= FirstOf(run, result));
        if (_cache.TryGetValue<RunColumns>(key, out var known)) return known!;
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_cache.TryGetValue(key, out known)) return known!;
            var columns = await LoadAsync(owner, run, result.Manifest, symbol, cancellationToken);
            return _cache.Set(key, columns, new MemoryCacheEntryOptions { SlidingExpiration = Idle, Size = columns.Bytes });
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose()
    {
        _cache.Dispose();
        _one.Dispose();
    }

    private async Task<RunColumns> LoadAsync(Guid owner, RunDetails run, Manifest manifest, string instrument, CancellationToken cancellationToken)
    {
        var target = Timeframe.Parse(manifest.Timeframe);
        var series = await ReadAsync(instrument, target, run.Settings, cancellationToken);
        if (target != series.Timeframe) series = Resampler.Resample(series, target, TradingCalendar.For(run.Settings.Calendar), cancellationToken);
        var (graph, _) = StrategyJson.Parse(run.GraphJson);
        var strategy = graph is null ? null : StrategyCompiler.Compile(graph, run.Settings.Parameters).Strategy;
        var others = await OthersAsync(strategy, run, instrument, target, cancellationToken);
        var (files, _) = RunFiles.Read(await users.For(owner).Runs.FilesAsync(run.Summary.Id, cancellationToken), [series.Symbol, .. others.Select(o => o.Symbol), .. run.Summary.Instruments], run.Settings.Calendar);
        return RunColumns.Of(strategy, series, manifest.From, manifest.To.AddMilliseconds(-1), TradingCalendar.For(run.Settings.Calendar), others, files);
    }

    private async Task<List<CandleSeries>> OthersAsync(CompiledStrategy? strategy, RunDetails run, string instrument, Timeframe target, CancellationToken cancellationToken)
    {
        var series = new List<CandleSeries>();
        foreach (var symbol in (strategy?.OtherSeries ?? []).GroupBy(s => s.Key.Symbol).Where(g => g.Key is not null && g.Key != instrument))
            series.Add(await ReadAsync(symbol.Key!, symbol.Select(s => s.Key.Timeframe ?? target).MinBy(t => t.Milliseconds), run.Settings, cancellationToken));
        return series;
    }

    /// <summary>The bars that the run was made of: those stored, or the longest that fit into its bars, of the sessions that it chose (golden rule G60).</summary>
    private async Task<CandleSeries> ReadAsync(string instrument, Timeframe target, BacktestSettings settings, CancellationToken cancellationToken)
    {
        var stored = (await candles.CoverageAsync(cancellationToken)).Where(c => c.Instrument == instrument && target.Milliseconds % c.Timeframe.Milliseconds == 0).ToList();
        var best = stored.MaxBy(c => c.Timeframe.Milliseconds);
        if (best is null) return CandleSeries.From(instrument, target, []);
        var series = await candles.ReadAsync(instrument, best.Timeframe, null, best.Timeframe == target ? settings.To : null, cancellationToken);
        return SessionFilter.Apply(series, settings.Session, TradingCalendar.For(settings.Calendar), cancellationToken);
    }
}
