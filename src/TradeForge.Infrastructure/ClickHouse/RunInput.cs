using TradeForge.Core;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Infrastructure.MarketData.Files;

namespace TradeForge.Infrastructure.ClickHouse;

/// <summary>Everything that a run reads: the series that it trades, those that it only looks at, columns, and its settings.</summary>
/// <param name="Traded">At least one; empty series where nothing is stored.</param>
/// <param name="Others">Of the symbols that the strategy or the benchmark reads.</param>
/// <param name="Settings">With the timeframe named where stored bars must be made into longer ones.</param>
public sealed record RunInput(IReadOnlyList<CandleSeries> Traded, IReadOnlyList<CandleSeries> Others, BacktestSettings Settings)
{
    public IReadOnlyList<TimedColumn> Columns { get; init; } = [];

    /// <summary>Splits, dividends, funding and rates by symbol.</summary>
    public IReadOnlyDictionary<string, HoldingEvents> Events { get; init; } = new Dictionary<string, HoldingEvents>();

    /// <summary>Bars that look into ambiguous ones, where the settings ask for them.</summary>
    public IReadOnlyList<CandleSeries> Lower { get; init; } = [];

    /// <summary>Loads candles by <paramref name="load"/>: the whole history up to the end, as the command line reads it, so that the bars before
    /// <c>from</c> warm up the same way to the last digit.</summary>
    /// <param name="strategy">Says what is read beside.</param>
    /// <param name="instruments">Keys of what is traded.</param>
    /// <param name="timeframe">Bars of the run.</param>
    /// <param name="settings">Range, benchmark.</param>
    /// <param name="load">As <see cref="LoadAsync"/> of a store.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<RunInput> ReadAsync(
        CompiledStrategy strategy, IReadOnlyList<string> instruments, Timeframe timeframe, BacktestSettings settings,
        Func<string, Timeframe, DateTimeOffset?, CancellationToken, Task<CandleSeries>> load, CancellationToken cancel)
    {
        var traded = new List<CandleSeries>(instruments.Count);
        foreach (var instrument in instruments) traded.Add(await load(instrument, timeframe, settings.To, cancel));
        var others = new List<CandleSeries>();
        foreach (var (symbol, shortest) in Beside(strategy, instruments, timeframe, settings))
        {
            var series = await load(symbol, shortest, settings.To, cancel);
            if (series.Count > 0) others.Add(series); // what is not stored the engine names
        }
        return new RunInput(traded, others, traded.Exists(t => t.Timeframe != timeframe) ? settings with { Timeframe = timeframe } : settings)
        {
            Lower = settings.Magnifier is { } inside ? await LowerAsync(instruments, inside, settings, load, cancel) : [],
        };
    }

    /// <summary>With the files that came with the run, or what is wrong with them.</summary>
    public (RunInput? Input, IReadOnlyList<Problem> Problems) With(IReadOnlyList<(string Name, byte[] Csv)> files, CancellationToken cancel = default)
    {
        if (files.Count == 0) return (this, []);
        var (read, problems) = RunFiles.Read(files, [.. Traded.Concat(Others).Select(s => s.Symbol)], Settings.Calendar, cancel);
        return read is null ? (null, problems) : (this with { Columns = read.Columns, Events = read.Events }, []);
    }

    private static async Task<List<CandleSeries>> LowerAsync(
        IReadOnlyList<string> instruments, Timeframe inside, BacktestSettings settings, Func<string, Timeframe, DateTimeOffset?, CancellationToken, Task<CandleSeries>> load, CancellationToken cancel)
    {
        var lower = new List<CandleSeries>(instruments.Count);
        foreach (var instrument in instruments)
        {
            var series = await load(instrument, inside, null, cancel);
            if (series.Count > 0) lower.Add(series.Timeframe == inside ? series : Resampler.Resample(series, inside, TradingCalendar.For(settings.Calendar), cancel));
        }
        return lower;
    }

    /// <summary>Prepares the bars for the engine, or says all that is missing.</summary>
    public (PortfolioData? Data, IReadOnlyList<Problem> Problems) Prepare(CompiledStrategy strategy, CancellationToken cancel = default)
    {
        var (data, problems) = PortfolioData.Prepare(strategy, [.. Traded.Select(t => (t, (IReadOnlyList<Text>)[]))], Settings, Others, Columns, Events, Lower, cancel);
        if (data?.Problems(strategy) is { Count: > 0 } missing) return (null, missing);
        return (data, problems);
    }

    /// <summary>The bars as stored; else the longest stored ones that bars of <paramref name="timeframe"/> can be made of.</summary>
    public static async Task<CandleSeries> LoadAsync(CandleStore candles, string instrument, Timeframe timeframe, DateTimeOffset? to, CancellationToken cancel)
    {
        var stored = (await candles.CoverageAsync(cancel)).Where(c => c.Instrument == instrument).Select(c => c.Timeframe).ToList();
        if (stored.Contains(timeframe)) return await candles.ReadAsync(instrument, timeframe, null, to, cancel);
        var lower = stored.Where(t => timeframe.Milliseconds % t.Milliseconds == 0).OrderByDescending(t => t.Milliseconds).ToList();
        if (lower.Count == 0) return CandleSeries.From(instrument, timeframe, []);
        return await candles.ReadAsync(instrument, lower[0], null, null, cancel); // uncut: the bar that `to` falls into must be whole
    }

    /// <summary>The symbols that are only read, each with the shortest timeframe in which it is.</summary>
    private static IEnumerable<(string Symbol, Timeframe Shortest)> Beside(CompiledStrategy strategy, IReadOnlyList<string> instruments, Timeframe run, BacktestSettings settings)
    {
        var read = strategy.OtherSeries.Where(s => s.Key.Symbol is not null).Select(s => (Symbol: s.Key.Symbol!, Timeframe: s.Key.Timeframe ?? run));
        if (settings.Benchmark is { } benchmark) read = read.Append((benchmark, run));
        return read.Where(s => !instruments.Contains(s.Symbol)).GroupBy(s => s.Symbol).Select(g => (g.Key, g.Select(s => s.Timeframe).MinBy(t => t.Milliseconds)));
    }
}
