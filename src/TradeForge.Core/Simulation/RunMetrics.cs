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
    /// <param name="equity">Memory for the equity of each bar; null = new.</param>
    /// <param name="cancellationToken">Looked at between the figures.</param>
    public static MetricsResult Compute(
        BacktestData data, BacktestSettings settings, ReadOnlySpan<AccountRow> account, decimal finalEquity, int first,
        IReadOnlyList<Trade> trades, IReadOnlyList<OpenPosition> open, int orders, decimal holding = 0, double[]? equity = null, CancellationToken cancellationToken = default)
    {
        equity ??= GC.AllocateUninitializedArray<double>(data.Bars);
        EquityCurve.AtCloses(account, data, finalEquity, equity);
        cancellationToken.ThrowIfCancellationRequested();
        var bars = data.Market;
        return MetricsCalculator.Compute(new MetricsInput
        {
            Bars = bars,
            Equity = equity,
            DeepestInside = IntrabarDrawdown.Of(equity, (double)settings.Cash, new LowestOfAccount(account, data.Marks.Low[data.Start..], data.Marks.High[data.Start..])),
            Held = data.HoldsByClose ? null : EquityCurve.Held(account, data.Marks.Close[data.Start..], cancellationToken),
            InitialCash = settings.Cash,
            Trades = trades,
            OpenPositions = open,
            Fees = trades.Sum(t => t.Fees) + open.Sum(p => p.Fees),
            Holding = holding,
            Orders = orders,
            Calendar = data.Calendar,
            PeriodsPerYear = data.Calendar.PeriodsPerYear(bars),
            FirstTradableBar = first,
            Benchmark = data.Others.FirstOrDefault(other => other.Symbol == settings.Benchmark),
            Trials = settings.Trials,
            Split = settings.Split,
            Stop = cancellationToken,
            RiskFree = (double)settings.RiskFree / 100,
            BuyHoldCost = EntryCost(settings.On(new TradingDays(data.Calendar, bars.Timeframe).Of(bars.Times[first])) with { Cash = data.InQuote(settings.Cash, data.Start + first) }, (decimal)data.Series.Close[data.Start + first]),
        });
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
