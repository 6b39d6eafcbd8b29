using System.Globalization;
using System.Runtime.InteropServices;
using TradeForge.Core.Market;
using TradeForge.Core.Metrics;
using TradeForge.Core.Strategies;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Simulation;

/// <summary>Turns a played session into the result of the contract.</summary>
internal static class ResultBuilder
{
    private const int MaxBarsOfEquity = 200_000;

    public static BacktestResult Build(CompiledStrategy strategy, BacktestData data, BacktestSettings settings, SessionRun run, Band band, bool keptAll, CancellationToken cancellationToken = default)
    {
        var session = run.Session;
        var open = OpenPositions(session, data);
        var trades = session.Trades(cancellationToken);
        var orders = session.Orders(cancellationToken);
        var metrics = RunMetrics.Compute(data, settings, session.Account, FinalEquity(session, data), RunMetrics.FirstTradableBar(strategy, data, settings, run.Evaluation), trades, open, orders.Count, session.Held.Total, cancellationToken);
        return new BacktestResult
        {
            Manifest = Manifest(strategy.DefinitionHash, strategy.Parameters, data, settings),
            Trades = trades,
            TradeMoney = TradeMoney.Of(trades, settings, new TradingDays(data.Calendar, data.Series.Timeframe), bar => EquityAt(session.Account, data, bar), cancellationToken),
            TradeValues = TradeValues.Of(strategy, keptAll, trades, orders, (_, bar) => (run.Evaluation, data.Start + bar), cancellationToken),
            OpenPositions = open,
            Orders = orders,
            Equity = Equity(session.Account, data, settings, cancellationToken),
            Blocked = session.Blocked,
            Signals = session.Signals,
            Band = band,
            Magnifier = MagnifierReport.Of(settings, [session], trades.Count),
            Metrics = metrics.Overall,
            BySide = metrics.BySide,
            Days = metrics.Days,
            Drawdowns = metrics.Drawdowns,
            Holding = session.HoldingCounts ? session.Held : null,
            Currencies = session.Purse?.Report(),
            Parts = metrics.Parts,
            Warnings = Warnings(strategy, data, session),
        };
    }

    /// <summary>The figures alone.</summary>
    public static IReadOnlyDictionary<string, double?> Metrics(CompiledStrategy strategy, BacktestData data, BacktestSettings settings, SessionRun run, double[] room, CancellationToken cancellationToken) =>
        RunMetrics.Overall(
            data, settings, run.Session, FinalEquity(run.Session, data), RunMetrics.FirstTradableBar(strategy, data, settings, run.Evaluation), OpenPositions(run.Session, data), room, cancellationToken);

    /// <summary>The result of an order run: no signals, and every order has its row.</summary>
    public static BacktestResult Build(OrderList orders, BacktestData data, BacktestSettings settings, OrderBook book, Band band, IReadOnlyList<Text> warnings, CancellationToken cancellationToken)
    {
        var (trades, open, rows) = (book.Trades(), book.OpenPositions(), book.Orders());
        var account = CollectionsMarshal.AsSpan(book.Account);
        var metrics = RunMetrics.Compute(data, settings, account, book.Equity, 0, trades, open, rows.Count, 0, cancellationToken);
        return new BacktestResult
        {
            Manifest = Manifest(orders.Hash, new SortedDictionary<string, string>(), data, settings),
            Trades = trades,
            TradeMoney = TradeMoney.Of(trades, settings, new TradingDays(data.Calendar, data.Series.Timeframe), bar => EquityAt(CollectionsMarshal.AsSpan(book.Account), data, bar), cancellationToken),
            OpenPositions = open,
            Orders = rows,
            Equity = Equity(account, data, settings, cancellationToken),
            Blocked = [],
            Signals = 0,
            Band = band,
            Metrics = metrics.Overall,
            BySide = metrics.BySide,
            Days = metrics.Days,
            Drawdowns = metrics.Drawdowns,
            Warnings = warnings,
        };
    }

    public static decimal FinalEquity(TradingSession session, BacktestData data) =>
        session.Ruined ? 0 : session.Cash + session.Holding * data.Mark(data.Series.Count - 1);

    /// <param name="hash">Identity of the strategy or of the list of orders.</param>
    /// <param name="parameters">Those that were overridden.</param>
    /// <param name="data">The bars of the run.</param>
    /// <param name="settings">As run.</param>
    public static Manifest Manifest(string hash, IReadOnlyDictionary<string, string> parameters, BacktestData data, BacktestSettings settings)
    {
        var times = data.Series.Times;
        return new Manifest(
            Backtest.EngineVersion, hash, parameters, [data.Series.Symbol], data.Series.Timeframe.ToString(),
            Instant(times[data.Start]), Instant(times[^1] + data.Series.Timeframe.Milliseconds), data.Bars, data.Hash, settings,
            SettingsText.Word(settings.Calendar), data.Calendar.PeriodsPerYear(data.Series.Slice(data.Start, data.Bars)), settings.Seed)
        { CalendarVersion = data.Calendar.DataVersion };
    }

    public static List<OpenPosition> OpenPositions(TradingSession session, BacktestData data)
    {
        var (mark, rate) = ((decimal)data.Series.Close[^1], data.Rates?.Close[^1] ?? 0);
        var rows = new List<OpenPosition>(session.OpenLots.Length);
        foreach (ref readonly var lot in session.OpenLots)
            rows.Add(lot.Row(data.Series.Symbol, session.OpenSide, session.NodeId(lot.EntryNode), mark, data.Bars - 1, rate) with { Stop = session.Levels.Stop, Target = session.Levels.Target });
        return rows;
    }

    /// <summary>Every bar, or the last bar of each trading day; the account between two fills does not change, only the mark.</summary>
    public static List<EquityPoint> Equity(ReadOnlySpan<AccountRow> account, BacktestData data, BacktestSettings settings, CancellationToken cancellationToken = default)
    {
        var daily = IsDaily(settings, data.Bars);
        var times = data.Series.Times;
        var days = new TradingDays(data.Calendar, data.Series.Timeframe);
        var points = new List<EquityPoint>(daily ? 1024 : data.Bars);
        for (int bar = 0, a = 0; bar < data.Bars; bar++)
        {
            if (points.Count % Backtest.CheckStep == 0) cancellationToken.ThrowIfCancellationRequested();
            if (daily) bar = LastOfDay(ref days, times[data.Start..], bar);
            while (a + 1 < account.Length && account[a + 1].Bar <= bar) a++;
            points.Add(PointAt(account[a], data, bar));
        }
        return points;
    }

    /// <summary>Equity at the close of a bar; −1 is before the first.</summary>
    private static decimal EquityAt(ReadOnlySpan<AccountRow> account, BacktestData data, int bar)
    {
        var (from, to) = (0, account.Length - 1); // the last row at or before the bar
        while (from < to)
        {
            var middle = (from + to + 1) / 2;
            if (account[middle].Bar <= bar) from = middle;
            else to = middle - 1;
        }
        return bar < 0 ? account[0].Cash : PointAt(account[from], data, bar).Equity;
    }

    private static EquityPoint PointAt(in AccountRow account, BacktestData data, int bar)
    {
        var (row, (_, cash, quantity)) = (data.Start + bar, account);
        var value = quantity == 0 ? 0 : quantity * data.Mark(row);
        return new EquityPoint(data.Series.Times[row], cash + value, cash, Math.Abs(value));
    }

    public static bool IsDaily(BacktestSettings settings, int bars) =>
        settings.Equity == EquityResolution.Days || (settings.Equity == EquityResolution.Auto && bars > MaxBarsOfEquity);

    /// <summary>The last bar of the trading day that <paramref name="bar"/> belongs to.</summary>
    public static int LastOfDay(ref TradingDays days, ReadOnlySpan<long> times, int bar)
    {
        var day = days.Of(times[bar]);
        while (bar + 1 < times.Length && days.Of(times[bar + 1]) == day) bar++;
        return bar;
    }

    /// <summary>What the data alone warn of.</summary>
    public static List<Text> OfData(BacktestData data)
    {
        var warnings = new List<Text>(data.Warnings);
        if (data.VolumeUnknown)
            warnings.Add(new("No bar has a volume: it counts as unknown, and orders fill on every bar.", "Ни у одного бара нет объёма: он считается неизвестным, заявки исполняются на любом баре."));
        return warnings;
    }

    public static List<Text> Warnings(CompiledStrategy strategy, BacktestData data, TradingSession session)
    {
        var warnings = OfData(data);
        if (strategy.WarmUpOn(data.Series.Timeframe) is var warmUp && data.Start < warmUp)
            warnings.Add(Counted("The indicators need {0} bars before the start to be settled; there are {1}, so the first values are missing or rough.", "Индикаторам нужно {0} баров до начала, чтобы установиться; есть {1}, поэтому первые значения отсутствуют или неточны.", warmUp, data.Start));
        for (var x = 0; x < strategy.Exits.Count; x++)
            if (session.UnknownExits[x] > 0)
                warnings.Add(Counted($"The exit {strategy.Exits[x].NodeId} was not known on {{0}} bars in a position and did nothing there.", $"Выход {strategy.Exits[x].NodeId} был неизвестен на {{0}} барах в позиции и там не сработал.", session.UnknownExits[x]));
        AddLimits(warnings, session);
        AddCalls(warnings, session.MarginCalls);
        AddCommon(warnings, session.AmbiguousBars, session.Ruined, session.TradeCount);
        return warnings;
    }

    /// <summary>Limits of the account that were reached.</summary>
    public static void AddLimits(List<Text> warnings, TradingSession session)
    {
        foreach (var limit in session.LimitsReached.GroupBy(e => e.Limit.NodeId))
            warnings.Add(Counted($"The limit {limit.Key} was reached {{0}} times.", $"Предел {limit.Key} достигнут, раз: {{0}}.", limit.Count()));
    }

    public static void AddCalls(List<Text> warnings, int calls)
    {
        if (calls > 0) warnings.Add(Counted("Margin calls: {0} times equity fell below the maintenance margin of what was held, and it was closed at the next price.", "Маржин-коллов: {0}; капитал падал ниже поддерживающей маржи, и позиция закрывалась по следующей цене.", calls));
    }

    /// <summary>What holds for a run over one or several instruments.</summary>
    public static void AddCommon(List<Text> warnings, int ambiguousBars, bool ruined, int trades)
    {
        if (ambiguousBars > 0)
            warnings.Add(Counted("{0} bars touched both stop and target; the band shows the worst and the best order of events.", "{0} баров задели и стоп, и цель; коридор показывает худший и лучший порядок событий.", ambiguousBars));
        if (ruined)
            warnings.Add(new("Bankrupt: equity fell to 0 or below, everything was closed and the run stopped there.", "Банкротство: капитал упал до 0 или ниже, всё закрыто, прогон остановлен."));
        if (trades is > 0 and < 30)
            warnings.Add(Counted("Only {0} closed trades: the figures are hardly more than chance.", "Закрытых сделок всего {0}: цифры мало отличимы от случайности.", trades));
    }

    public static Text Counted(string en, string ru, params object[] values) =>
        new(string.Format(CultureInfo.InvariantCulture, en, values), string.Format(CultureInfo.InvariantCulture, ru, values));

    private static DateTimeOffset Instant(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);
}
