namespace TradeForge.Core.Metrics;

/// <summary>Money, total return and the yardstick of buy and hold.</summary>
internal static class AccountMetrics
{
    public static IReadOnlyList<MetricDefinition> All { get; } =
    [
        new("initialCash", new("Initial cash", "Начальный капитал"),
            new("Cash before the first bar.",
                "Деньги до первого бара."),
            MetricFormat.Money, HigherIsBetter: null, PerSide: false),
        new("durationDays", new("Duration", "Продолжительность"),
            new("Calendar time from the start of the first bar to the start of the last, in days.",
                "Календарное время от начала первого бара до начала последнего, в днях."),
            MetricFormat.Days, HigherIsBetter: null, PerSide: false),
        new("equityFinal", new("Final equity", "Итоговый капитал"),
            new("Equity at the last close: cash plus open positions at the close, without an exit cost.",
                "Капитал на последнем закрытии: деньги и открытые позиции по цене закрытия, без издержек выхода."),
            MetricFormat.Money, HigherIsBetter: true, PerSide: false),
        new("equityPeak", new("Peak equity", "Максимум капитала"),
            new("Highest equity at a close; the initial cash counts as the first peak.",
                "Наибольший капитал на закрытии; первым максимумом считается начальный капитал."),
            MetricFormat.Money, HigherIsBetter: true, PerSide: false),
        new("netProfit", new("Net profit", "Чистая прибыль"),
            new("Final equity minus initial cash: after all fees, with open positions marked at the last close.",
                "Итоговый капитал минус начальный: после всех комиссий, открытые позиции оценены по последнему закрытию."),
            MetricFormat.Money, HigherIsBetter: true, PerSide: false),
        new("fees", new("Fees", "Комиссии"),
            new("All commissions paid in the run, those of open positions too; slippage is in the prices.",
                "Все комиссии прогона, включая открытые позиции; проскальзывание учтено в ценах."),
            MetricFormat.Money, HigherIsBetter: false, PerSide: false),
        new("holding", new("Financing and dividends", "Финансирование и дивиденды"),
            new("What holding brought: interest, loans, borrow fees, overnight rates, funding and dividends together; below 0 was paid. In net profit and in no trade.",
                "Что принесло удержание: проценты, займы, плата за шорт, ставки за ночь, фандинг и дивиденды вместе; ниже 0 — уплачено. Входит в чистую прибыль и ни в одну сделку."),
            MetricFormat.Money, HigherIsBetter: true, PerSide: false),
        new("returnPercent", new("Return", "Доходность"),
            new("100 · (final equity / initial cash − 1).",
                "100 · (итоговый капитал / начальный капитал − 1)."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false),
        new("grossReturnPercent", new("Return before fees", "Доходность до комиссий"),
            new("100 · (net profit + fees) / initial cash: what the fills would have brought if the same quantities had cost nothing.",
                "100 · (чистая прибыль + комиссии) / начальный капитал: что принесли бы те же исполнения тех же количеств без комиссий."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false),
        new("buyHoldPercent", new("Buy and hold", "Купить и держать"),
            new("100 · ((1 − entry cost) · last close / close of the first tradable bar − 1): bought once at the close of the first bar on which the strategy could decide, one entry cost, no exit. backtesting.py leaves the cost out.",
                "100 · ((1 − издержки входа) · последнее закрытие / закрытие первого торгового бара − 1): одна покупка по закрытию первого бара, на котором стратегия могла принять решение, одна комиссия входа, без выхода. backtesting.py издержки не учитывает."),
            MetricFormat.Percent, HigherIsBetter: null, PerSide: false),
        new("openTrades", new("Open positions", "Открытые позиции"),
            new("Positions still open after the last bar; they are in equity and net profit, and in no trade figure.",
                "Позиции, открытые после последнего бара; входят в капитал и чистую прибыль, но не в показатели сделок."),
            MetricFormat.Count, HigherIsBetter: null, PerSide: false),
        new("openProfit", new("Open profit", "Незакрытая прибыль"),
            new("Profit of the open positions at the last close, after the fees paid so far; 0 when none is open.",
                "Прибыль открытых позиций на последнем закрытии за вычетом уже уплаченных комиссий; 0, если их нет."),
            MetricFormat.Money, HigherIsBetter: null, PerSide: false),
        new("performanceScore", new("Performance score", "Оценка результата"),
            new("50 + 10 · Sharpe ratio (kept within ±3) + (win rate − 50) / 2 − |max drawdown| / 2, kept within 0 to 100; 80 is excellent, 65 good, 50 fair. A rough mark of TradeForge, no statistic. Null without a Sharpe ratio or trades.",
                "50 + 10 · коэффициент Шарпа (в пределах ±3) + (доля прибыльных − 50) / 2 − |максимальная просадка| / 2, в пределах от 0 до 100; 80 — отлично, 65 — хорошо, 50 — удовлетворительно. Грубая оценка TradeForge, не статистика. Нет значения без коэффициента Шарпа или сделок."),
            MetricFormat.Number, HigherIsBetter: true, PerSide: false),
        new("stabilityScore", new("Stability score", "Оценка устойчивости"),
            new("100 · (1 − e^(−0.05 · n)) · (0.25 · win rate + 0.25 · (1 − 1 / (1 + min(PF, 10))) + 0.2 · (1 − |max drawdown|) + 0.15 · min(1, max(0, 1 − s / (|a| + 10⁻⁶))) + 0.15 · e^(−0.2 · longest losing streak)); n trades, PF profit factor of percents (10 without a loss), a and s mean and sample deviation of the trade returns in percent, rates as fractions. Null under ten trades. A mark, no statistic.",
                "100 · (1 − e^(−0,05 · n)) · (0,25 · доля прибыльных + 0,25 · (1 − 1 / (1 + min(PF, 10))) + 0,2 · (1 − |макс. просадка|) + 0,15 · min(1, max(0, 1 − s / (|a| + 10⁻⁶))) + 0,15 · e^(−0,2 · самая длинная серия убытков)); n сделок, PF — профит-фактор по процентам (10 без убытков), a и s — среднее и выборочное отклонение доходностей сделок в процентах, доли от 0 до 1. Нет значения, если сделок меньше десяти. Оценка, не статистика."),
            MetricFormat.Number, HigherIsBetter: true, PerSide: false),
    ];

    /// <summary>Adds the figures in the order of <see cref="All"/>.</summary>
    public static void Compute(MetricsRun run, Figures to)
    {
        to.Add("initialCash", run.Cash);
        to.Add("durationDays", run.CalendarDays);
        to.Add("equityFinal", run.FinalEquity);
        to.Add("equityPeak", run.Drawdowns.Peak);
        to.Add("netProfit", run.NetProfit);
        to.Add("fees", (double)run.Input.Fees);
        to.Add("holding", (double)run.Input.Holding);
        to.Add("returnPercent", 100 * ((run.FinalEquity / run.Cash) - 1));
        to.Add("grossReturnPercent", 100 * (run.NetProfit + (double)run.Input.Fees) / run.Cash);
        to.Add("buyHoldPercent", BuyHold(run));
        to.Add("openTrades", run.Input.OpenPositions.Count);
        to.Add("openProfit", OpenProfit(run));
        to.Add("performanceScore", PerformanceScore(run));
        to.Add("stabilityScore", StabilityScore(run));
    }

    private static double OpenProfit(MetricsRun run)
    {
        var profit = 0m;
        foreach (var position in run.Input.OpenPositions) profit += position.Pnl;
        return (double)profit;
    }

    private static double? PerformanceScore(MetricsRun run) =>
        run.Returns.Sharpe is { } sharpe && run.Trades.Count > 0
            ? Math.Clamp(50 + (10 * Math.Clamp(sharpe, -3, 3)) + ((100 * run.Trades.WinRate) - 50) / 2 + (100 * run.Drawdowns.Worst / 2), 0, 100) : null;

    private static double? StabilityScore(MetricsRun run)
    {
        var trades = run.Trades;
        if (trades.Count < 10) return null;
        var factor = Math.Min(10, trades.Losses == 0 ? 10 : trades.WonPercent / -trades.LostPercent);
        var even = Math.Clamp(1 - (trades.PercentDeviation!.Value / (Math.Abs(Sample.Mean(trades.All.Percent)) + 1e-6)), 0, 1);
        var parts = (0.25 * trades.WinRate) + (0.25 * (1 - (1 / (1 + factor)))) + (0.2 * (1 + run.Drawdowns.Worst)) + (0.15 * even) + (0.15 * Math.Exp(-0.2 * trades.LongestLoss));
        return 100 * (1 - Math.Exp(-0.05 * trades.Count)) * parts;
    }

    private static double? BuyHold(MetricsRun run)
    {
        var close = run.Input.Bars.Close;
        return 100 * (((1 - run.Input.BuyHoldCost) * close[^1] / close[run.Input.FirstTradableBar]) - 1);
    }
}
