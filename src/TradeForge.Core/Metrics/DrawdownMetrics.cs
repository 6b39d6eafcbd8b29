namespace TradeForge.Core.Metrics;

/// <summary>Falls of equity below its running peak (golden rules G35, G38).</summary>
internal static class DrawdownMetrics
{
    public static IReadOnlyList<MetricDefinition> All { get; } =
    [
        new("maxDrawdownPercent", new("Max drawdown", "Максимальная просадка"),
            new("100 · smallest equity / running peak − 1 at bar closes, open positions marked; the peak starts at the initial cash. 0 or negative. As max_drawdown of empyrical.",
                "100 · наименьшее значение капитал / текущий максимум − 1 на закрытиях, с оценкой открытых позиций; максимум начинается с начального капитала. 0 или меньше. Как max_drawdown в empyrical."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false) { Compute = run => 100 * run.Drawdowns.Worst },
        new("maxDrawdownIntrabarPercent", new("Max drawdown inside bars", "Максимальная просадка внутри баров"),
            new("As max drawdown, with equity at the worst price of each bar against the peak of the closes before it; never above max drawdown, never below −100. Null where bar extremes are not known.",
                "Как максимальная просадка, но капитал по худшей цене бара против максимума предыдущих закрытий; не выше максимальной просадки и не ниже −100. Нет значения, если экстремумы баров неизвестны."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false) { Compute = run => 100 * run.Drawdowns.WorstIntrabar },
        new("avgDrawdownPercent", new("Average drawdown", "Средняя просадка"),
            new("Mean depth of all drawdowns, each from a peak until equity is back at it or the run ends. Null without a drawdown. As backtesting.py, which leaves out one that begins on the last bar.",
                "Средняя глубина всех просадок, каждая от максимума до возврата к нему или до конца прогона. Нет значения без просадок. Как в backtesting.py, где не считается просадка, начавшаяся на последнем баре."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false) { Compute = run => run.Drawdowns.Depths.Count == 0 ? null : 100 * run.Drawdowns.Depths.Average() },
        new("maxDrawdownDays", new("Longest drawdown", "Самая долгая просадка"),
            new("Calendar days of the longest drawdown, from the bar of its peak to the bar that is back at it or the last bar. 0 without a drawdown. As backtesting.py.",
                "Календарные дни самой долгой просадки, от бара максимума до бара возврата к нему или последнего бара. 0 без просадок. Как в backtesting.py."),
            MetricFormat.Days, HigherIsBetter: false, PerSide: false) { Compute = run => run.Drawdowns.Days.DefaultIfEmpty(0).Max() },
        new("avgDrawdownDays", new("Average drawdown length", "Средняя длина просадки"),
            new("Mean calendar days of all drawdowns. Null without a drawdown. As backtesting.py, which rounds up to whole bars.",
                "Среднее число календарных дней просадок. Нет значения без просадок. Как в backtesting.py, где округляется вверх до целых баров."),
            MetricFormat.Days, HigherIsBetter: false, PerSide: false) { Compute = run => run.Drawdowns.Days.Count == 0 ? null : run.Drawdowns.Days.Average() },
        new("maxDrawdownMoney", new("Max drawdown, money", "Максимальная просадка, деньги"),
            new("Largest fall of equity below its running peak at bar closes, in money, 0 or positive; it need not be the deepest in percent.",
                "Наибольшее падение капитала от текущего максимума на закрытиях, в деньгах, 0 или больше; не обязательно самое глубокое в процентах."),
            MetricFormat.Money, HigherIsBetter: false, PerSide: false) { Compute = run => run.Drawdowns.WorstMoney },
        new("recoveryFactor", new("Recovery factor", "Фактор восстановления"),
            new("Net profit / max drawdown in money. Null without a drawdown.",
                "Чистая прибыль / максимальная просадка в деньгах. Нет значения без просадки."),
            MetricFormat.Number, HigherIsBetter: true, PerSide: false) { Compute = run => run.Drawdowns.WorstMoney > 0 ? (run.FinalEquity - run.Cash) / run.Drawdowns.WorstMoney : null },
        new("ulcerIndex", new("Ulcer index", "Индекс язвы"),
            new("100 · √(Σ d² / (N − 1)) over the N daily returns, d = fall below the running peak of the day's equity, the peak starting at the initial cash. Null for fewer than two days. As ulcer_index of quantstats, in percent.",
                "100 · √(Σ d² / (N − 1)) по N дневным доходностям, d — падение дневного капитала от текущего максимума, который начинается с начального капитала. Нет значения, если дней меньше двух. Как ulcer_index в quantstats, в процентах."),
            MetricFormat.Number, HigherIsBetter: false, PerSide: false) { Compute = UlcerIndex },
    ];

    private static double? UlcerIndex(MetricsRun run)
    {
        var returns = run.Days.Returns;
        if (returns.Length < 2) return null;
        var (equity, peak, squares) = (1.0, 1.0, 0.0);
        foreach (var r in returns)
        {
            equity *= 1 + r;
            peak = Math.Max(peak, equity);
            squares += ((equity / peak) - 1) * ((equity / peak) - 1);
        }

        return 100 * Math.Sqrt(squares / (returns.Length - 1));
    }
}
