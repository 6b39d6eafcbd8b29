using System.Runtime.InteropServices;
using TradeForge.Core.Market;
using TradeForge.Core.Strategies;

namespace TradeForge.Core.Simulation;

/// <summary>The bars of a run, ready: resampled, cut at <c>to</c>, with the warm-up bars before <c>from</c> still in front.</summary>
/// <param name="Series">Warm-up bars and the bars of the run.</param>
/// <param name="Start">First bar of the run in <paramref name="Series"/>.</param>
/// <param name="Calendar">Days and periods of the market.</param>
/// <param name="Hash"><see cref="DataHash"/> of <paramref name="Series"/>, warm-up included, and of the other series and columns.</param>
/// <param name="VolumeUnknown">No bar has a volume: the zero-volume rule is off.</param>
/// <param name="Warnings">What the cleaning of the data found.</param>
public sealed partial record BacktestData(CandleSeries Series, int Start, TradingCalendar Calendar, string Hash, bool VolumeUnknown, IReadOnlyList<Text> Warnings)
{
    private const double LeastPrice = 1e-15, MostPrice = 1e15;

    public int Bars => Series.Count - Start;

    /// <summary>Volumes are known and some bar has none: orders wait there.</summary>
    internal bool HasIdleBars { get; } = !VolumeUnknown && MemoryMarshal.Cast<double, long>(Series.Volume).Contains(0);

    /// <summary>Series of other symbols that the strategy reads or the figures compare with, in their own timeframes, from any time on; no two of one symbol.</summary>
    public IReadOnlyList<CandleSeries> Others { get; private init; } = [];

    /// <summary>Named values by time that the strategy reads; no two of one name.</summary>
    public IReadOnlyList<TimedColumn> Columns { get; private init; } = [];

    /// <summary>Bars of a lower timeframe that look into ambiguous ones; null = none.</summary>
    public CandleSeries? Lower { get; private init; }

    /// <summary>What the strategy reads and these data do not hold; a run with such a problem is refused.</summary>
    public IReadOnlyList<Problem> Problems(CompiledStrategy strategy) =>
    [
        .. strategy.OtherSeries.Select(Problem).OfType<Problem>(),
        .. strategy.Portfolio?.Symbols?.Contains(Series.Symbol) == false ? [NotPicked(Series.Symbol)] : Array.Empty<Problem>(),
        .. strategy.Columns.Where(c => Columns.All(given => given.Name != c.Name)).Select(Missing),
    ];

    /// <summary>The values of the strategy over the whole series.</summary>
    /// <param name="strategy">What to compute.</param>
    /// <param name="keepsAll">False: only what the rules read can be asked for.</param>
    /// <param name="cancellationToken">Looked at every 2 048 bars.</param>
    internal StrategyEvaluation Evaluate(CompiledStrategy strategy, bool keepsAll = true, CancellationToken cancellationToken = default)
    {
        var evaluation = new StrategyEvaluation(strategy, Calendar, keepsAll) { Stop = cancellationToken };
        foreach (var other in Others) evaluation.AppendOther(other);
        foreach (var column in Columns) evaluation.AppendColumn(column);
        evaluation.Append(Signals);
        return evaluation;
    }

    private static Problem NotPicked(string symbol) => new(Severity.Error, "not-in-universe", "candles", new(
        $"{symbol} is not in the universe of the strategy.", $"{symbol} не входит в набор инструментов стратегии."));

    private static Problem Missing(ColumnNeed need) => new(Severity.Error, "column-missing", need.NodeId, new(
        $"Node {need.NodeId} reads the column {need.Name}, which is not given.", $"Узел {need.NodeId} читает столбец {need.Name}, который не дан."));

    private Problem? Problem(SeriesNeed need)
    {
        var (symbol, timeframe) = need.Key;
        var source = symbol is null || symbol == Series.Symbol ? Series : Others.FirstOrDefault(o => o.Symbol == symbol);
        if (source is null)
            return new(Severity.Error, "symbol-missing", need.NodeId, new($"Node {need.NodeId} reads {symbol}, but no candles of it are given.", $"Узел {need.NodeId} читает {symbol}, но его свечи не даны."));
        var target = timeframe ?? Series.Timeframe;
        return source.Timeframe.Milliseconds <= target.Milliseconds ? null : new(Severity.Error, "timeframe-too-low", need.NodeId, new(
            $"Node {need.NodeId} reads bars of {target}, but those of {source.Symbol} are {source.Timeframe} long.", $"Узел {need.NodeId} читает бары {target}, а бары {source.Symbol} имеют длину {source.Timeframe}."));
    }

    /// <summary>Cuts and resamples a cleaned series for a run, or says why there is nothing to run on.</summary>
    /// <param name="series">The series to trade.</param>
    /// <param name="settings">Range, timeframe and calendar.</param>
    /// <param name="warnings">What the cleaning found.</param>
    /// <param name="others">Series of other symbols for the strategy to read, the benchmark among them.</param>
    /// <param name="columns">Named values for the strategy to read.</param>
    /// <param name="events">Splits, dividends and funding by symbol; the bars of such a symbol are raw prices.</param>
    /// <param name="lower">Bars of the timeframe that <see cref="BacktestSettings.Magnifier"/> names, of this symbol and others.</param>
    /// <param name="cancellationToken">Looked at every 16 384 bars.</param>
    public static (BacktestData? Data, IReadOnlyList<Problem> Problems) Prepare(
        CandleSeries series, BacktestSettings settings, IReadOnlyList<Text>? warnings = null, IReadOnlyList<CandleSeries>? others = null, IReadOnlyList<TimedColumn>? columns = null,
        IReadOnlyDictionary<string, HoldingEvents>? events = null, IReadOnlyList<CandleSeries>? lower = null, CancellationToken cancellationToken = default)
    {
        var (data, problems) = PrepareOne(series, settings, warnings, others, columns, events, lower, cancellationToken);
        if (data is not null && BalanceProblems([data], settings, data.Series.Times[data.Start]) is [_, ..] wrong) return (null, wrong);
        return (data, problems);
    }

    /// <summary>As <see cref="Prepare"/>, of an instrument that may be one of several.</summary>
    internal static (BacktestData? Data, IReadOnlyList<Problem> Problems) PrepareOne(
        CandleSeries series, BacktestSettings settings, IReadOnlyList<Text>? warnings, IReadOnlyList<CandleSeries>? others, IReadOnlyList<TimedColumn>? columns,
        IReadOnlyDictionary<string, HoldingEvents>? events, IReadOnlyList<CandleSeries>? lower, CancellationToken cancellationToken)
    {
        var calendar = TradingCalendar.For(settings.Calendar);
        List<CandleSeries> raw = [.. (others ?? []).Where(o => o.Symbol != series.Symbol).OrderBy(o => o.Symbol, StringComparer.Ordinal).Select(o => SessionFilter.Apply(o, settings.Session, calendar, cancellationToken))];
        others = [.. raw.Select(o => EventsOf(events, o).Actions.AdjustForSplits(o, calendar, cancellationToken: cancellationToken))];
        columns = [.. (columns ?? []).OrderBy(c => c.Name, StringComparer.Ordinal)];
        var before = settings.To is { } to ? series.Slice(0, FirstAtOrAfter(series.Times, to)) : series; // a bar that ends after `to` is unfinished
        before = SessionFilter.Apply(before, settings.Session, calendar, cancellationToken);
        if (before.Count == 0) return (null, [NoBars(series, settings)]);
        var (bars, problem) = settings.Timeframe is { } timeframe ? Resampler.TryResample(before, timeframe, calendar, cancellationToken) : (before, null);
        if (bars is null) return (null, [problem!]);
        if (bars.Count > settings.Limits.Bars) return (null, [RunLimitException.Bars(series.Symbol, bars.Count, settings.Limits.Bars)]);

        if (PriceOutOfRange(bars) is { } price) return (null, [price]);
        if (settings.Benchmark is { } benchmark && benchmark != series.Symbol && others.All(o => o.Symbol != benchmark)) return (null, [NoBenchmark(benchmark)]);
        var start = settings.From is { } from ? FirstAtOrAfter(bars.Times, from) : 0;
        if (start >= bars.Count) return (null, [NoBars(series, settings)]);
        var inside = (lower ?? []).FirstOrDefault(l => l.Symbol == series.Symbol);
        if (settings.Magnifier is { } wanted && (inside?.Timeframe != wanted || wanted.Milliseconds >= bars.Timeframe.Milliseconds)) return (null, [NoMagnifier(series.Symbol, wanted, bars.Timeframe, inside)]);
        inside = settings.Magnifier is null ? null : SessionFilter.Apply(inside!, settings.Session, calendar, cancellationToken);
        var own = EventsOf(events, series);
        if (SplitInsideBars(own, bars) is { } split) return (null, [split]);
        var bare = new BacktestData(
            bars, start, calendar, HashOf(own, DataHash.Of(inside is null ? [bars, .. others] : [bars, .. others, inside], columns, cancellationToken)), !bars.Volume[start..].ContainsAnyExcept(0.0), [.. warnings ?? [], .. Unfiltered(series, settings), .. Unsure(bars, calendar), .. own.Actions.Doubts(bars, calendar, cancellationToken)])
        { Others = others, Columns = columns, Lower = inside };
        var index = raw.FirstOrDefault(o => o.Symbol == settings.Benchmark);
        var (data, missing) = bare.With(own, cancellationToken).Beside(index, settings, index is null ? own : EventsOf(events, index), cancellationToken);
        if (data is null) return (null, missing);
        return settings.Currency is { } account ? data.In(account, settings, own.Rates, cancellationToken) : (data, []);
    }

    private static Text[] Unfiltered(CandleSeries series, BacktestSettings settings) =>
        settings.Session == SessionChoice.All || series.Timeframe.Milliseconds < Timeframe.OneDay.Milliseconds ? [] :
        [new("Bars of a day or more hold all sessions of their source; the choice of the session leaves them as they are.", "Дневные и более длинные бары содержат все сессии источника; выбор сессии их не меняет.")];

    private static Text[] Unsure(CandleSeries bars, TradingCalendar calendar) => calendar.Doubt(calendar.TradingDate(bars.Times[^1], bars.Timeframe)) is { } doubt ? [doubt] : [];

    private static int FirstAtOrAfter(ReadOnlySpan<long> times, DateTimeOffset moment)
    {
        var index = times.BinarySearch(moment.ToUnixTimeMilliseconds());
        return index < 0 ? ~index : index;
    }

    private static Problem NoBars(CandleSeries series, BacktestSettings settings) => new(Severity.Error, "no-bars", "candles", new Text(
        $"{series.Symbol} has no bars in the chosen range{Range(settings)}.", $"У {series.Symbol} нет баров в выбранном промежутке{Range(settings)}."));

    /// <summary>Beyond these prices money, units and their product cannot be told apart in 28 digits.</summary>
    private static Problem? PriceOutOfRange(CandleSeries bars)
    {
        ReadOnlySpan<double> low = bars.Low, high = bars.High;
        var at = 0;
        while (at < low.Length && low[at] >= LeastPrice && high[at] <= MostPrice) at++; // NaN is out of range too
        if (at == low.Length) return null;
        var (price, range) = (bars.Low[at] < LeastPrice ? bars.Low[at] : bars.High[at], FormattableString.Invariant($"{LeastPrice} … {MostPrice}"));
        return new(Severity.Error, "price-out-of-range", "candles", new(
            FormattableString.Invariant($"{bars.Symbol} has the price {price} at {bars[at].OpenTime:yyyy-MM-dd HH:mm} UTC; prices of a run are {range}."),
            FormattableString.Invariant($"У {bars.Symbol} цена {price} в {bars[at].OpenTime:yyyy-MM-dd HH:mm} UTC; цены прогона — {range}.")));
    }

    private static Problem NoBenchmark(string symbol) => new(Severity.Error, "benchmark-missing", "benchmark", new Text(
        $"{symbol} is the benchmark, but no candles of it are given.", $"{symbol} — рынок для сравнения, но его свечи не даны."));

    private static Problem NoMagnifier(string symbol, Timeframe wanted, Timeframe bars, CandleSeries? given) => new(Severity.Error, "magnifier-missing", "magnifier", given?.Timeframe == wanted
        ? new($"Bars of {wanted} cannot look into bars of {bars}.", $"Барами {wanted} нельзя заглянуть внутрь баров {bars}.")
        : new($"Bars of {wanted} are to look into those of {symbol}, but are not given.", $"Внутрь баров {symbol} нужно заглянуть барами {wanted}, но они не даны."));

    private static string Range(BacktestSettings s) =>
        s.From is null && s.To is null ? "" : FormattableString.Invariant($" ({s.From:yyyy-MM-dd HH:mm} … {s.To:yyyy-MM-dd HH:mm} UTC)");
}
