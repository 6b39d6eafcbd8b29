using TradeForge.Core.Market;
using TradeForge.Core.Metrics;
using TradeForge.Core.Strategies;

namespace TradeForge.Core.Simulation;

/// <summary>Turns a played portfolio into the result of the contract: the rows of all instruments, bars counted in moments of the run.</summary>
internal static class PortfolioResult
{
    public static BacktestResult Build(CompiledStrategy strategy, PortfolioData data, BacktestSettings settings, PortfolioSession session, Band band, bool keptAll, CancellationToken cancellationToken)
    {
        var trades = Trades(session);
        var open = session.Lines.SelectMany(line => Open(line, data)).ToList();
        var orders = Orders(session);
        var metrics = Metrics(strategy, data, settings, session, trades, open, orders.Count, cancellationToken);
        var (cash, held) = (PortfolioCurve.ExactCash(session, data.Bars), PortfolioCurve.Held(session, data));
        return new BacktestResult
        {
            Manifest = Manifest(strategy, data, settings, cancellationToken),
            Trades = trades,
            TradeMoney = TradeMoney.Of(trades, settings, new TradingDays(data.Calendar, data.Timeframe), bar => bar < 0 ? settings.Cash : cash[bar] + held.Net[bar], cancellationToken),
            TradeValues = TradeValues.Of(strategy, keptAll, trades, orders, At(session), cancellationToken),
            OpenPositions = open,
            Orders = orders,
            Equity = Equity(session, data, settings, cash, held),
            Blocked = [.. session.Lines.SelectMany(line => line.Session.Blocked).OrderBy(b => b.From)],
            Signals = session.Lines.Sum(line => line.Session.Signals),
            Band = band,
            Magnifier = MagnifierReport.Of(settings, session.Lines.Select(l => l.Session), trades.Count),
            Metrics = metrics.Overall,
            BySide = metrics.BySide,
            Days = metrics.Days,
            Drawdowns = metrics.Drawdowns,
            Capacities = metrics.Capacities,
            Allocation = Allocation.Of(session, data, cash, held.Net),
            Weights = session.Weights,
            Holding = session.HoldingCounts ? session.Held : null,
            Currencies = session.Purse?.Report(),
            Parts = metrics.Parts,
            Warnings = PortfolioWarnings.Of(strategy, data, session),
        };
    }

    private static Manifest Manifest(CompiledStrategy strategy, PortfolioData data, BacktestSettings settings, CancellationToken cancellationToken) => new(
        Backtest.EngineVersion, strategy.DefinitionHash, strategy.Parameters, data.Symbols, data.Timeframe.ToString(),
        Instant(data.Times[0]), Instant(data.Times[^1] + data.Timeframe.Milliseconds), data.Bars, data.Hash, settings,
        SettingsText.Word(settings.Calendar), data.Calendar.PeriodsPerYear(PortfolioCurve.Market(data, cancellationToken)), settings.Seed)
    { CalendarVersion = data.Calendar.DataVersion };

    /// <summary>In the order of their exits; of one moment in the order of the symbols.</summary>
    private static List<Trade> Trades(PortfolioSession session) =>
        [.. session.Lines.SelectMany(line => line.Session.Trades(session.Stop).Select(t => t with { EntryBar = line.Places[t.EntryBar], ExitBar = line.Places[t.ExitBar] })).OrderBy(t => t.ExitBar)];

    private static IEnumerable<OpenPosition> Open(PortfolioLine line, PortfolioData data) => ResultBuilder.OpenPositions(line.Session, line.Data).Select(p =>
        p with { EntryBar = line.Places[p.EntryBar], Bars = data.Bars - 1 - line.Places[p.EntryBar] });

    /// <summary>In the order in which they were sent; of one moment in the order of the symbols.</summary>
    private static List<OrderRow> Orders(PortfolioSession session)
    {
        var rows = new List<(int Sent, OrderRow Row)>();
        foreach (var line in session.Lines)
        {
            var sent = 0; // a protective order carries the bar of the entry, but came after those before it
            foreach (var order in line.Session.Orders(session.Stop))
            {
                sent = Math.Max(sent, line.Places[order.Bar]);
                rows.Add((sent, order with { Bar = line.Places[order.Bar], FilledBar = order.FilledBar is { } filled ? line.Places[filled] : null }));
            }
        }
        return [.. rows.OrderBy(r => r.Sent).Select((r, i) => r.Row with { Id = i + 1 })];
    }

    /// <summary>The evaluation of an instrument and its row at a moment, between its bars that of the last one.</summary>
    private static Func<string, int, (StrategyEvaluation, int)> At(PortfolioSession session)
    {
        var lines = session.Lines.ToDictionary(line => line.Data.Series.Symbol, StringComparer.Ordinal);
        return (symbol, moment) =>
        {
            var line = lines[symbol];
            var bar = line.Places.BinarySearch(moment);
            return (line.Evaluation, line.Data.Start + (bar < 0 ? ~bar - 1 : bar));
        };
    }

    public static List<EquityPoint> Equity(PortfolioSession session, PortfolioData data, BacktestSettings settings) =>
        Equity(session, data, settings, PortfolioCurve.ExactCash(session, data.Bars), PortfolioCurve.Held(session, data));

    private static List<EquityPoint> Equity(PortfolioSession session, PortfolioData data, BacktestSettings settings, decimal[] cash, (decimal[] Net, decimal[] Gross) held)
    {
        var (net, gross) = held;
        var daily = ResultBuilder.IsDaily(settings, data.Bars);
        var days = new TradingDays(data.Calendar, data.Timeframe);
        var points = new List<EquityPoint>(daily ? 1024 : data.Bars);
        for (var p = 0; p < data.Bars; p++)
        {
            if (points.Count % Backtest.CheckStep == 0) session.Stop.ThrowIfCancellationRequested();
            if (daily) p = ResultBuilder.LastOfDay(ref days, data.Times, p);
            points.Add(new EquityPoint(data.Times[p], cash[p] + net[p], cash[p], gross[p]));
        }
        return points;
    }

    private static MetricsResult Metrics(
        CompiledStrategy strategy, PortfolioData data, BacktestSettings settings, PortfolioSession session, List<Trade> trades, List<OpenPosition> open, int orders, CancellationToken cancellationToken)
    {
        var market = PortfolioCurve.Market(data, cancellationToken);
        var first = FirstTradable(strategy, data, settings, session);
        var equity = PortfolioCurve.Equity(session, data);
        return MetricsCalculator.Compute(new MetricsInput
        {
            Bars = market,
            Equity = equity,
            DeepestInside = IntrabarDrawdown.Of(equity, (double)settings.Cash, new LowestOf(PortfolioCurve.WorstEquity(session, data))),
            Held = data.Instruments is [{ HoldsByClose: true }] ? null : PortfolioCurve.Held(session, data),
            Turnover = data.Instruments.Count == 1 ? null : Turnover(session),
            InitialCash = settings.Cash,
            Trades = trades,
            OpenPositions = open,
            Fees = trades.Sum(t => t.Fees) + open.Sum(p => p.Fees),
            Holding = session.Held.Total,
            Orders = orders,
            Calendar = data.Calendar,
            PeriodsPerYear = data.Calendar.PeriodsPerYear(market),
            FirstTradableBar = first,
            Benchmark = data.Instruments.Select(i => i.Benchmark).FirstOrDefault(b => b is not null),
            Trials = settings.Trials,
            Split = settings.Split,
            Stop = cancellationToken,
            RiskFree = (double)settings.RiskFree / 100,
            BuyHoldCost = BuyHoldCost(data, settings, first),
        });
    }

    private static Func<string, int, double> Turnover(PortfolioSession session)
    {
        var lines = session.Lines.ToDictionary(line => line.Data.Series.Symbol, StringComparer.Ordinal);
        return (symbol, moment) =>
        {
            var (data, bar) = (lines[symbol].Data, lines[symbol].Places.BinarySearch(moment));
            return bar < 0 ? 0 : data.Marks.Close[data.Start + bar] * data.Series.Volume[data.Start + bar];
        };
    }

    /// <summary>The first moment on which any entry of any instrument is known and decisions are allowed (golden rule G41).</summary>
    private static int FirstTradable(CompiledStrategy strategy, PortfolioData data, BacktestSettings settings, PortfolioSession session)
    {
        var first = data.Bars - 1;
        foreach (var line in session.Lines) first = Math.Min(first, line.Places[RunMetrics.FirstTradableBar(strategy, line.Data, settings with { WarmUp = null }, line.Evaluation)]);
        return Math.Min(Math.Max(first, settings.WarmUp ?? 0), data.Bars - 1);
    }

    /// <summary>What it costs to buy every instrument for equal money at the close of a moment, or of its first bar, as a fraction of the value.</summary>
    private static double BuyHoldCost(PortfolioData data, BacktestSettings settings, int moment)
    {
        var (count, sum) = (data.Instruments.Count, 0.0);
        for (var i = 0; i < count; i++)
        {
            var bar = Array.BinarySearch(data.Places[i], moment) is >= 0 and var found ? found : Math.Max(0, ~Array.BinarySearch(data.Places[i], moment) - 1);
            sum += RunMetrics.EntryCost(settings.For(data.Instruments[i].Series.Symbol).On(new TradingDays(data.Calendar, data.Timeframe).Of(data.Times[moment])) with { Cash = data.Instruments[i].InQuote(settings.Cash / count, data.Instruments[i].Start + bar) }, (decimal)data.Instruments[i].Series.Close[data.Instruments[i].Start + bar]);
        }
        return sum / count;
    }

    private static DateTimeOffset Instant(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);
}
