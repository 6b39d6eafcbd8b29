namespace TradeForge.Core.Metrics;

/// <summary>Money, total return and the yardstick of buy and hold.</summary>
internal static class AccountMetrics
{
    public static IReadOnlyList<MetricDefinition> All { get; } =
    [
        new("equityFinal", new("Final equity", "Итоговый капитал"),
            new("Equity at the last close: cash plus open positions at the close, without an exit cost.",
                "Капитал на последнем закрытии: деньги и открытые позиции по цене закрытия, без издержек выхода."),
            MetricFormat.Money, HigherIsBetter: true, PerSide: false) { Compute = run => run.FinalEquity },
        new("equityPeak", new("Peak equity", "Максимум капитала"),
            new("Highest equity at a close; the initial cash counts as the first peak.",
                "Наибольший капитал на закрытии; первым максимумом считается начальный капитал."),
            MetricFormat.Money, HigherIsBetter: true, PerSide: false) { Compute = run => run.Drawdowns.Peak },
        new("netProfit", new("Net profit", "Чистая прибыль"),
            new("Final equity minus initial cash: after all fees, with open positions marked at the last close.",
                "Итоговый капитал минус начальный: после всех комиссий, открытые позиции оценены по последнему закрытию."),
            MetricFormat.Money, HigherIsBetter: true, PerSide: false) { Compute = run => run.FinalEquity - run.Cash },
        new("fees", new("Fees", "Комиссии"),
            new("All commissions paid in the run, those of open positions too; slippage is in the prices.",
                "Все комиссии прогона, включая открытые позиции; проскальзывание учтено в ценах."),
            MetricFormat.Money, HigherIsBetter: false, PerSide: false) { Compute = run => (double)run.Input.Fees },
        new("returnPercent", new("Return", "Доходность"),
            new("100 · (final equity / initial cash − 1).",
                "100 · (итоговый капитал / начальный капитал − 1)."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false) { Compute = run => 100 * ((run.FinalEquity / run.Cash) - 1) },
        new("buyHoldPercent", new("Buy and hold", "Купить и держать"),
            new("100 · ((1 − entry cost) · last close / close of the first tradable bar − 1): bought once at the close of the first bar on which the strategy could decide, one entry cost, no exit. backtesting.py leaves the cost out.",
                "100 · ((1 − издержки входа) · последнее закрытие / закрытие первого торгового бара − 1): одна покупка по закрытию первого бара, на котором стратегия могла принять решение, одна комиссия входа, без выхода. backtesting.py издержки не учитывает."),
            MetricFormat.Percent, HigherIsBetter: null, PerSide: false) { Compute = BuyHold },
        new("openTrades", new("Open positions", "Открытые позиции"),
            new("Positions still open after the last bar; they are in equity and net profit, and in no trade figure.",
                "Позиции, открытые после последнего бара; входят в капитал и чистую прибыль, но не в показатели сделок."),
            MetricFormat.Count, HigherIsBetter: null, PerSide: false) { Compute = run => run.Input.OpenPositions.Count },
        new("openProfit", new("Open profit", "Незакрытая прибыль"),
            new("Profit of the open positions at the last close, after the fees paid so far; 0 when none is open.",
                "Прибыль открытых позиций на последнем закрытии за вычетом уже уплаченных комиссий; 0, если их нет."),
            MetricFormat.Money, HigherIsBetter: null, PerSide: false) { Compute = run => (double)run.Input.OpenPositions.Sum(position => position.Pnl) },
    ];

    private static double? BuyHold(MetricsRun run)
    {
        var close = run.Input.Bars.Close;
        return 100 * (((1 - run.Input.BuyHoldCost) * close[^1] / close[run.Input.FirstTradableBar]) - 1);
    }
}
