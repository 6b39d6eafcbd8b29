using System.Security.Cryptography;
using System.Text;
using TradeForge.Core.Market;
using TradeForge.Core.Strategies;
using Words = TradeForge.Core.Text;

namespace TradeForge.Core.Simulation;

/// <summary>The bars of a run over several instruments: each prepared on its own, all placed on one line of time.</summary>
public sealed class PortfolioData
{
    private readonly Lazy<long[]> _times; // a single instrument needs neither
    private readonly Lazy<int[][]> _places;

    private PortfolioData(IReadOnlyList<BacktestData> instruments, CancellationToken cancellationToken)
    {
        Instruments = instruments;
        _times = new(() => Union(instruments, cancellationToken));
        _places = new(() => [.. instruments.Select(i => PlacesOf(i.Series.Times[i.Start..], Times, cancellationToken))]);
    }

    /// <summary>A single instrument, prepared already.</summary>
    public static PortfolioData Of(BacktestData only) => new([only], CancellationToken.None);

    /// <summary>In the order of their symbols.</summary>
    public IReadOnlyList<BacktestData> Instruments { get; }

    /// <summary>Moments of the run: bar starts of any instrument, ascending, in milliseconds since 1970-01-01T00:00Z.</summary>
    public IReadOnlyList<long> Moments => Times;

    public int Bars => Instruments.Count == 1 ? Instruments[0].Bars : Times.Length;
    public TradingCalendar Calendar => Instruments[0].Calendar;
    public Timeframe Timeframe => Instruments[0].Series.Timeframe;
    public IReadOnlyList<string> Symbols => [.. Instruments.Select(i => i.Series.Symbol)];

    /// <summary>Of a single instrument its own, else SHA-256 in lower-case hex over the lines <c>symbol=hash</c>.</summary>
    public string Hash => Instruments.Count == 1 ? Instruments[0].Hash
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(Instruments.Select(i => $"{i.Series.Symbol}={i.Hash}\n")))));

    internal long[] Times => _times.Value;

    /// <summary>Of each instrument, where each bar of the run stands in <see cref="Times"/>.</summary>
    internal int[][] Places => _places.Value;

    /// <summary>What the strategy reads and these data do not hold, and what does not fit together.</summary>
    public IReadOnlyList<Problem> Problems(CompiledStrategy strategy) => [.. Instruments.SelectMany(i => i.Problems(strategy)).DistinctBy(p => (p.Code, p.Path, p.Message.En))];

    /// <summary>Prepares every instrument, or says all that is wrong.</summary>
    /// <param name="strategy">Its universe chooses among the series; without one all of <paramref name="series"/> are traded.</param>
    /// <param name="series">Cleaned, one per symbol, in any order, with what the cleaning found.</param>
    /// <param name="settings">Range, timeframe and calendar.</param>
    /// <param name="others">Series that are only read.</param>
    /// <param name="columns">Named values for the strategy to read, the same for every instrument.</param>
    /// <param name="events">Splits, dividends and funding by symbol.</param>
    /// <param name="lower">Bars that look into ambiguous ones, one series per symbol.</param>
    /// <param name="cancellationToken">Looked at every 16 384 bars.</param>
    public static (PortfolioData? Data, IReadOnlyList<Problem> Problems) Prepare(
        CompiledStrategy strategy, IReadOnlyList<(CandleSeries Series, IReadOnlyList<Words> Warnings)> series, BacktestSettings settings,
        IReadOnlyList<CandleSeries>? others = null, IReadOnlyList<TimedColumn>? columns = null, IReadOnlyDictionary<string, HoldingEvents>? events = null, IReadOnlyList<CandleSeries>? lower = null,
        CancellationToken cancellationToken = default)
    {
        var traded = series.Where(s => strategy.Portfolio?.Symbols?.Contains(s.Series.Symbol) != false).OrderBy(s => s.Series.Symbol, StringComparer.Ordinal).ToList();
        var problems = new List<Problem>((strategy.Portfolio?.Symbols ?? []).Where(u => traded.All(t => t.Series.Symbol != u)).Select(NotGiven));
        if (traded.Count == 0 && problems.Count == 0) problems.Add(new(Severity.Error, "no-bars", "candles", new("There are no candles to trade.", "Нет свечей для торговли.")));
        problems.AddRange(SettingsCheck.OfSymbols(settings, [.. series.Select(s => s.Series.Symbol)]));
        HashSet<string> read = [.. strategy.OtherSeries.Select(s => s.Key.Symbol).OfType<string>()];
        if (settings.Benchmark is { } benchmark) read.Add(benchmark);
        List<CandleSeries> beside = [.. others ?? [], .. series.Select(s => s.Series).Where(s => read.Contains(s.Symbol))];
        var instruments = new List<BacktestData>(traded.Count);
        foreach (var (one, warnings) in traded)
        {
            var (data, wrong) = BacktestData.PrepareOne(one, settings, warnings, [.. beside.DistinctBy(o => o.Symbol)], columns, events, lower, cancellationToken);
            if (data is null) problems.AddRange(wrong);
            else instruments.Add(data);
        }
        if (instruments.Exists(i => i.Series.Timeframe != instruments[0].Series.Timeframe)) problems.Add(Mixed(instruments));
        if (problems.Count > 0) return (null, problems);
        var all = new PortfolioData(instruments, cancellationToken);
        if (instruments.Count > 1) _ = all.Places; // long work, and it can be cancelled here
        return BacktestData.BalanceProblems(instruments, settings, all.Times[0]) is [_, ..] tooMuch ? (null, tooMuch) : (all, []);
    }

    private static long[] Union(IReadOnlyList<BacktestData> instruments, CancellationToken cancellationToken)
    {
        if (instruments.Skip(1).All(i => i.Series.Times[i.Start..].SequenceEqual(instruments[0].Series.Times[instruments[0].Start..]))) return instruments[0].Series.Times[instruments[0].Start..].ToArray();
        var all = Array.Empty<long>();
        foreach (var instrument in instruments)
        {
            all = Merge(all, instrument.Series.Times[instrument.Start..], cancellationToken);
        }
        return all;
    }

    /// <summary>Of two ascending columns one, equal times once.</summary>
    private static long[] Merge(ReadOnlySpan<long> a, ReadOnlySpan<long> b, CancellationToken cancellationToken)
    {
        var merged = new long[a.Length + b.Length];
        var count = 0;
        for (int i = 0, j = 0; i < a.Length || j < b.Length; count++)
        {
            if (count % CandleSeries.CheckStep == 0) cancellationToken.ThrowIfCancellationRequested();
            merged[count] = j == b.Length || (i < a.Length && a[i] <= b[j]) ? a[i] : b[j];
            if (i < a.Length && a[i] == merged[count]) i++;
            if (j < b.Length && b[j] == merged[count]) j++;
        }
        return merged[..count];
    }

    private static int[] PlacesOf(ReadOnlySpan<long> times, long[] all, CancellationToken cancellationToken)
    {
        var places = new int[times.Length];
        for (int i = 0, p = 0; i < times.Length; i++, p++)
        {
            if (i % CandleSeries.CheckStep == 0) cancellationToken.ThrowIfCancellationRequested();
            while (all[p] != times[i]) p++;
            places[i] = p;
        }
        return places;
    }

    internal static Problem NotGiven(string symbol) => new(Severity.Error, "symbol-missing", "candles", new(
        $"{symbol} is in the universe, but no candles of it are given to trade.", $"{symbol} входит в набор инструментов, но его свечи для торговли не даны."));

    private static Problem Mixed(List<BacktestData> instruments)
    {
        var list = string.Join(", ", instruments.GroupBy(i => i.Series.Timeframe).Select(g => $"{g.First().Series.Symbol} {g.Key}"));
        return new(Severity.Error, "mixed-timeframes", "timeframe", new(
            $"The bars of the instruments differ in length ({list}); name a timeframe that all can be resampled to.",
            $"Бары инструментов разной длины ({list}); укажите таймфрейм, к которому все можно привести."));
    }
}
