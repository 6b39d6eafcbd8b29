using TradeForge.Core.Market;
using TradeForge.Core.Metrics;
using TradeForge.Core.Strategies;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Simulation;

/// <summary>Hands a played session to the metrics.</summary>
internal static class RunMetrics
{
    /// <param name="data">The bars of the run.</param>
    /// <param name="settings">Of the run.</param>
    /// <param name="account">Cash and holding after each bar on which they changed.</param>
    /// <param name="finalEquity">The exact money at the end, closing costs included.</param>
    /// <param name="first">First bar on which something could be decided.</param>
    /// <param name="trades">Closed.</param>
    /// <param name="open">Open at the end.</param>
    /// <param name="orders">How many were sent.</param>
    /// <param name="holding">What holding brought.</param>
    /// <param name="cancellationToken">Looked at between the figures.</param>
    public static MetricsResult Compute(
        BacktestData data, BacktestSettings settings, ReadOnlySpan<AccountRow> account, decimal finalEquity, int first,
        IReadOnlyList<Trade> trades, IReadOnlyList<OpenPosition> open, int orders, decimal holding, CancellationToken cancellationToken) =>
        MetricsCalculator.Compute(Input(data, settings, account, finalEquity, first, open, orders, holding, GC.AllocateUninitializedArray<double>(data.Bars), cancellationToken) with
        {
            Trades = trades,
            Fees = trades.Sum(t => t.Fees) + open.Sum(p => p.Fees),
        });

    /// <summary>The figures of the whole run alone, without a row for each trade; into memory for the equity of each bar.</summary>
    public static IReadOnlyDictionary<string, double?> Overall(
        BacktestData data, BacktestSettings settings, TradingSession session, decimal finalEquity, int first, IReadOnlyList<OpenPosition> open, double[] equity, CancellationToken cancellationToken)
    {
        QuickDecimal fees = open.Sum(p => p.Fees);
        foreach (ref readonly var trade in session.Closed) fees += trade.Fees;
        return MetricsCalculator.Overall(Input(data, settings, session.Account, finalEquity, first, open, session.OrderCount, session.Held.Total, equity, cancellationToken) with
        {
            Columns = TradeColumns.Of(session.Closed, cancellationToken),
            Fees = fees,
        });
    }

    private static MetricsInput Input(
        BacktestData data, BacktestSettings settings, ReadOnlySpan<AccountRow> account, decimal finalEquity, int first,
        IReadOnlyList<OpenPosition> open, int orders, decimal holding, double[] equity, CancellationToken cancellationToken)
    {
        EquityCurve.AtCloses(account, data, finalEquity, equity);
        cancellationToken.ThrowIfCancellationRequested();
        var bars = data.Market;
        return new MetricsInput
        {
            Bars = bars,
            Equity = equity,
            DeepestInside = IntrabarDrawdown.Of(equity, (double)settings.Cash, new LowestOfAccount(account, data.Marks.Low[data.Start..], data.Marks.High[data.Start..])),
            Held = data.HoldsByClose ? null : EquityCurve.Held(account, data.Marks.Close[data.Start..], cancellationToken),
            InitialCash = settings.Cash,
            Trades = [],
            OpenPositions = open,
            Fees = 0,
            Holding = holding,
            Orders = orders,
            Calendar = data.Calendar,
            PeriodsPerYear = data.Calendar.PeriodsPerYear(bars),
            FirstTradableBar = first,
            Benchmark = data.Benchmark,
            Trials = settings.Trials,
            Split = settings.Split,
            Stop = cancellationToken,
            RiskFree = (double)settings.RiskFree / 100,
            BuyHoldCost = EntryCost(settings.For(data.Series.Symbol).On(new TradingDays(data.Calendar, bars.Timeframe).Of(bars.Times[first])) with { Cash = data.InQuote(settings.Cash, data.Start + first) }, (decimal)data.Series.Close[data.Start + first]),
        };
    }

    /// <summary>The first bar on which any entry is known and decisions are allowed (golden rule G41).</summary>
    public static int FirstTradableBar(CompiledStrategy strategy, BacktestData data, BacktestSettings settings, StrategyEvaluation evaluation)
    {
        var first = data.Bars - 1;
        foreach (var entry in strategy.Entries)
        {
            var known = evaluation.Conditions(entry.WhenSlot)[data.Start..].IndexOfAnyExcept((byte)Truth.Unknown);
            if (known >= 0) first = Math.Min(first, known);
        }
        return Math.Min(Math.Max(first, settings.WarmUp ?? 0), data.Bars - 1);
    }

    /// <summary>Commission and slippage of buying with all cash, as a fraction of the value.</summary>
    public static double EntryCost(BacktestSettings settings, decimal price)
    {
        var paid = new FillPrice(settings.Slippage, settings.PriceStep).Market(OrderSide.Buy, (double)price);
        var commission = settings.Commission.On(settings.Cash / paid, paid, settings.Lot) / settings.Cash;
        return (double)(commission + (paid / price) - 1);
    }
}
