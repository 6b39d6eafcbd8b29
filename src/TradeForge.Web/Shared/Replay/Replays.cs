using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using TradeForge.Core;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Simulation.Explain;
using TradeForge.Core.Simulation.Lint;
using TradeForge.Core.Strategies;
using TradeForge.Infrastructure.MarketData.Files;
using TradeForge.Web.Shared.Charts;
using TradeForge.Web.Shared.Market;

namespace TradeForge.Web.Shared.Replay;

/// <summary>Plays strategies in this process for previews and explanations: few at once, each for a short time only, off the circuits' threads.</summary>
/// <remarks>Backtests that a user starts go to the workers; this is the one place where the web process plays a strategy (ADR 0008).</remarks>
public sealed class Replays(SeriesCache series, IOptions<ReplayOptions> options, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(10);
    private readonly long _mostBytes = options.Value.RunMegabytes * 1024L * 1024;
    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = options.Value.RunMegabytes * 1024L * 1024 });
    private readonly SemaphoreSlim _slots = new(options.Value.AtOnce);
    private readonly SemaphoreSlim _looks = new(1); // apart from the slots: nobody's preview waits for it

    /// <summary>Most bars of a replay.</summary>
    public int MostBars => options.Value.MostBars;

    /// <summary>Plays the strategy; gives up without a word when <paramref name="cancel"/> ends, and with one when the limit of time does.</summary>
    public async Task<ReplayOutcome> PlayAsync(ReplayRequest request, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(options.Value.Longest, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        var (start, taken) = (clock.GetTimestamp(), false);
        try
        {
            await _slots.WaitAsync(stop.Token);
            taken = true;
            var (data, isWhole, problems) = await PrepareAsync(request, stop.Token);
            if (data is null) return new(null, problems);
            var played = await Task.Run(() => Play(request, data, isWhole, stop.Token), stop.Token);
            return Keep(played with { Took = clock.GetElapsedTime(start) });
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            return new(null, [taken ? ReplayProblems.TooSlow(options.Value.Longest) : ReplayProblems.Busy]);
        }
        finally
        {
            if (taken) _slots.Release();
        }
    }

    /// <summary>What looks like a mistake on the bars of a replay. One is looked over at a time, for as long as one may be played; ends without a word with <paramref name="cancel"/>.</summary>
    public async Task<IReadOnlyList<Problem>> LookOverAsync(Replay replay, CancellationToken cancel)
    {
        await _looks.WaitAsync(cancel);
        IReadOnlyList<Problem> found = [];
        using var limit = new CancellationTokenSource(options.Value.Longest, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        try
        {
            found = await Task.Run(() => StrategyLint.OnBars(replay.Run.Values, replay.Run.Data, stop.Token), stop.Token);
            return [.. found, .. await Task.Run(() => StrategyLint.WithoutEffect(replay.Run.Values, replay.Run.Data, stop.Token), stop.Token)];
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            return [.. found, StrategyLint.NotChecked(replay.Run.Data)];
        }
        finally
        {
            _looks.Release();
        }
    }

    /// <summary>A replay of this user; null when it is somebody else's, replaced, or pushed out.</summary>
    public Replay? Find(Guid owner, Guid id) => _cache.TryGetValue<Replay>(id, out var replay) && replay!.Owner == owner ? replay : null;

    /// <summary>Makes room at once for what nobody will look at again.</summary>
    public void Forget(Guid owner, Guid id)
    {
        if (Find(owner, id) is not null) _cache.Remove(id);
    }

    public void Dispose()
    {
        _cache.Dispose();
        _slots.Dispose();
        _looks.Dispose();
    }

    private async Task<(PortfolioData? Data, bool IsWhole, IReadOnlyList<Problem> Problems)> PrepareAsync(ReplayRequest request, CancellationToken cancel)
    {
        var settings = request.Settings;
        var traded = new List<LoadedSeries>();
        foreach (var instrument in request.Instruments.Append(request.Instrument).Distinct())
        {
            if (await LoadAsync(request, instrument, request.Timeframe, cancel) is not { Series.Count: > 0 } loaded) return (null, false, [ReplayProblems.NoBars(instrument, request.Timeframe)]);
            traded.Add(loaded);
        }
        var bars = traded[0].Series;
        var isWhole = traded.TrueForAll(t => t.IsWhole);
        if (request.NewestBars is { } newest && newest < bars.Count) settings = settings with { From = bars[bars.Count - newest].OpenTime };
        var others = new List<CandleSeries>();
        foreach (var (symbol, timeframe) in Others(request))
            if (await LoadAsync(request, symbol, timeframe, cancel) is { } other) others.Add(other.Series);
        var inside = new List<CandleSeries>();
        foreach (var one in settings.Magnifier is null ? [] : traded)
        {
            if (await LoadAsync(request with { Settings = settings with { To = null } }, one.Series.Symbol, settings.Magnifier!.Value, cancel) is not { } lower) continue;
            if (!lower.IsWhole) return (null, false, [ReplayProblems.TooLong(MostBars)]);
            inside.Add(lower.Series);
        }
        var (data, problems) = await Task.Run(() => Prepare(request, [.. traded.Select(t => t.Series)], settings, others, inside, cancel), cancel);
        if (data is null) return (null, false, problems);
        if (data.Instruments.Sum(i => (long)i.Bars) > MostBars || (request.NewestBars is null && !isWhole)) return (null, false, [ReplayProblems.TooLong(MostBars)]);
        return data.Problems(request.Strategy) is { Count: > 0 } missing ? (null, false, missing) : (data, isWhole, []);
    }

    /// <summary>A single instrument is played even where the strategy names others to trade.</summary>
    private static (PortfolioData? Data, IReadOnlyList<Problem> Problems) Prepare(ReplayRequest request, IReadOnlyList<CandleSeries> traded, BacktestSettings settings, List<CandleSeries> others, List<CandleSeries> inside, CancellationToken cancel)
    {
        var (files, wrong) = RunFiles.Read(request.Files, [.. traded.Select(t => t.Symbol), .. others.Select(o => o.Symbol)], settings.Calendar, cancel);
        if (files is null) return (null, wrong);
        if (traded is not [var only]) return PortfolioData.Prepare(request.Strategy, [.. traded.Select(t => (t, (IReadOnlyList<Text>)[]))], settings, others, files.Columns, files.Events, inside, cancel);
        var (data, problems) = BacktestData.Prepare(only, settings, null, others, files.Columns, files.Events, inside, cancel);
        return (data is null ? null : PortfolioData.Of(data), problems);
    }

    /// <summary>The symbols that are only read, each in the shortest timeframe that is read of it, and the benchmark.</summary>
    private static IEnumerable<(string Symbol, Timeframe Timeframe)> Others(ReplayRequest request) => request.Strategy.OtherSeries
        .Select(s => (Symbol: s.Key.Symbol, Timeframe: s.Key.Timeframe ?? request.Timeframe)).Append((Symbol: request.Settings.Benchmark, request.Timeframe))
        .Where(s => s.Symbol is not null && s.Symbol != request.Instrument && !request.Instruments.Contains(s.Symbol)).GroupBy(s => s.Symbol!).Select(g => (g.Key, g.Select(s => s.Timeframe).MinBy(t => t.Milliseconds)));

    /// <summary>Bars in the timeframe; the stored ones where sessions must be chosen before longer bars are made of them.</summary>
    private async Task<LoadedSeries?> LoadAsync(ReplayRequest request, string instrument, Timeframe timeframe, CancellationToken cancel)
    {
        if (request.Market.FirstOrDefault(m => m.Key == instrument) is not { } stored) return null;
        if (request.Settings.Session != SessionChoice.All && stored.SourceOf(timeframe) is { } source) timeframe = source.Timeframe;
        return await series.FindAsync(stored, timeframe, request.Settings.Calendar, request.Settings.To, cancel);
    }

    private static Replay Play(ReplayRequest request, PortfolioData data, bool isWhole, CancellationToken cancel)
    {
        var settings = data.Instruments is [{ Start: > 0 } only] ? request.Settings with { From = only.Series[only.Start].OpenTime } : request.Settings;
        var run = ExplainedRun.Play(request.Strategy, data, request.Instrument, settings, cancel);
        return new Replay(Guid.CreateVersion7(), request.Owner, run, RunColumns.Of(run), isWhole, default);
    }

    private ReplayOutcome Keep(Replay replay)
    {
        if (replay.Bytes > _mostBytes / 2) return new(null, [ReplayProblems.TooLarge]);
        Put(replay);
        if (Find(replay.Owner, replay.Id) is null) // a full cache takes nothing new until something old has left
        {
            _cache.Compact(0.25);
            Put(replay);
        }
        return new(replay, []);
    }

    private void Put(Replay replay) => _cache.Set(replay.Id, replay, new MemoryCacheEntryOptions { SlidingExpiration = Idle, Size = replay.Bytes });
}
