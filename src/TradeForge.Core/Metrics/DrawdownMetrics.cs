namespace TradeForge.Core.Metrics;

/// <summary>Falls of equity below its running peak (golden rules G35, G38).</summary>
internal static class DrawdownMetrics
{
    public static IReadOnlyList<MetricDefinition> All { get; } =
    [
        new("maxDrawdownPercent", new("Max drawdown", "Максимальная просадка"),
            new("100 · smallest equity / running peak − 1 at bar closes, open positions marked; the peak starts at the initial cash. 0 or negative. As max_drawdown of empyrical.",
                "100 · наименьшее значение капитал / текущий максимум − 1 на закрытиях, с оценкой открытых позиций; максимум начинается с начального капитала. 0 или меньше. Как max_drawdown в empyrical."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false),
        new("maxDrawdownIntrabarPercent", new("Max drawdown inside bars", "Максимальная просадка внутри баров"),
            new("As max drawdown, with equity at the worst price of each bar against the peak of the closes before it; never above max drawdown, never below −100. Null where bar extremes are not known.",
                "Как максимальная просадка, но капитал по худшей цене бара против максимума предыдущих закрытий; не выше максимальной просадки и не ниже −100. Нет значения, если экстремумы баров неизвестны."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false),
        new("avgDrawdownPercent", new("Average drawdown", "Средняя просадка"),
            new("Mean depth of all drawdowns, each from a peak until equity is back at it or the run ends. Null without a drawdown. As backtesting.py, which leaves out one that begins on the last bar.",
                "Средняя глубина всех просадок, каждая от максимума до возврата к нему или до конца прогона. Нет значения без просадок. Как в backtesting.py, где не считается просадка, начавшаяся на последнем баре."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false),
        new("maxDrawdownDays", new("Longest drawdown", "Самая долгая просадка"),
            new("Calendar days of the longest drawdown, from the bar of its peak to the bar that is back at it or the last bar. 0 without a drawdown. As backtesting.py.",
                "Календарные дни самой долгой просадки, от бара максимума до бара возврата к нему или последнего бара. 0 без просадок. Как в backtesting.py."),
            MetricFormat.Days, HigherIsBetter: false, PerSide: false),
        new("avgDrawdownDays", new("Average drawdown length", "Средняя длина просадки"),
            new("Mean calendar days of all drawdowns. Null without a drawdown. As backtesting.py, which rounds up to whole bars.",
                "Среднее число календарных дней просадок. Нет значения без просадок. Как в backtesting.py, где округляется вверх до целых баров."),
            MetricFormat.Days, HigherIsBetter: false, PerSide: false),
        new("maxDrawdownMoney", new("Max drawdown, money", "Максимальная просадка, деньги"),
            new("Largest fall of equity below its running peak at bar closes, in money, 0 or positive; it need not be the deepest in percent.",
                "Наибольшее падение капитала от текущего максимума на закрытиях, в деньгах, 0 или больше; не обязательно самое глубокое в процентах."),
            MetricFormat.Money, HigherIsBetter: false, PerSide: false),
        new("recoveryFactor", new("Recovery factor", "Фактор восстановления"),
            new("Net profit / max drawdown in money. Null without a drawdown.",
                "Чистая прибыль / максимальная просадка в деньгах. Нет значения без просадки."),
            MetricFormat.Number, HigherIsBetter: true, PerSide: false),
        new("ulcerIndex", new("Ulcer index", "Индекс язвы"),
            new("100 · √(Σ d² / (N − 1)) over the N daily returns, d = fall below the running peak of the day's equity, the peak starting at the initial cash. Null for fewer than two days. As ulcer_index of quantstats, in percent.",
                "100 · √(Σ d² / (N − 1)) по N дневным доходностям, d — падение дневного капитала от текущего максимума, который начинается с начального капитала. Нет значения, если дней меньше двух. Как ulcer_index в quantstats, в процентах."),
            MetricFormat.Number, HigherIsBetter: false, PerSide: false),
        new("ulcerPerformanceIndex", new("Ulcer performance index", "Индекс язвы: отдача"),
            new("Total of the daily returns Π(1 + r) − 1 / ulcer index as a fraction. Null where the ulcer index is null or 0. As ulcer_performance_index of quantstats.",
                "Итог дневных доходностей Π(1 + r) − 1 / индекс язвы в долях. Нет значения, если индекса язвы нет или он 0. Как ulcer_performance_index в quantstats."),
            MetricFormat.Number, HigherIsBetter: true, PerSide: false),
        new("serenityIndex", new("Serenity index", "Индекс спокойствия"),
            new("Σ r / (ulcer index as a fraction · pitfall), pitfall = −(mean of the daily falls d below their normal value at risk at 5 %) / sample deviation of the daily returns. Null where one of them is null or 0. As serenity_index of quantstats.",
                "Σ r / (индекс язвы в долях · яма), яма = −(среднее дневных падений d ниже их нормальной стоимости под риском при 5 %) / выборочное отклонение дневных доходностей. Нет значения, если что-то из них не определено или 0. Как serenity_index в quantstats."),
            MetricFormat.Number, HigherIsBetter: true, PerSide: false),
        new("sterling", new("Sterling ratio", "Коэффициент Стерлинга"),
            new("CAGR / |mean of the deepest drawdown of each calendar year|, from the last closes of days against the running peak of the whole run; nothing is added to the drawdown. Null under 90 days or without a drawdown.",
                "CAGR / |среднее самых глубоких просадок каждого календарного года|, по последним закрытиям дней против текущего максимума всего прогона; к просадке ничего не прибавляется. Нет значения при сроке меньше 90 дней или без просадки."),
            MetricFormat.Number, HigherIsBetter: true, PerSide: false),
        new("drawdowns", new("Drawdowns", "Просадки"),
            new("Number of drawdowns: times that equity closed below its running peak before it was back at it.",
                "Число просадок: сколько раз капитал закрывался ниже текущего максимума, прежде чем вернуться к нему."),
            MetricFormat.Count, HigherIsBetter: false, PerSide: false),
        new("recoveryDays", new("Recovery of the deepest drawdown", "Восстановление после худшей просадки"),
            new("Calendar days from the lowest close of the deepest drawdown to the bar that is back at its peak. Null while it lasts and without a drawdown.",
                "Календарные дни от самого низкого закрытия худшей просадки до бара, вернувшегося к её максимуму. Нет значения, пока она длится, и без просадок."),
            MetricFormat.Days, HigherIsBetter: false, PerSide: false),
        new("maxRecoveryDays", new("Longest recovery", "Самое долгое восстановление"),
            new("Calendar days of the longest drawdown that ended, from the bar of its peak to the bar that is back at it. 0 where none has ended; the longest of all, ended or not, is the longest drawdown.",
                "Календарные дни самой долгой из закончившихся просадок, от бара максимума до бара, вернувшегося к нему. 0, если ни одна не закончилась; самая долгая из всех — самая долгая просадка."),
            MetricFormat.Days, HigherIsBetter: false, PerSide: false),
        new("maxRunUpPercent", new("Max run-up", "Наибольший подъём"),
            new("100 · largest rise of equity above its running trough at bar closes; the trough starts at the initial cash. 0 or positive.",
                "100 · наибольший подъём капитала от текущего минимума на закрытиях; минимум начинается с начального капитала. 0 или больше."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false),
        new("maxRunUpMoney", new("Max run-up, money", "Наибольший подъём, деньги"),
            new("Largest rise of equity above its running trough at bar closes, in money, 0 or positive.",
                "Наибольший подъём капитала от текущего минимума на закрытиях, в деньгах, 0 или больше."),
            MetricFormat.Money, HigherIsBetter: true, PerSide: false),
    ];

    /// <summary>Adds the figures in the order of <see cref="All"/>.</summary>
    public static void Compute(MetricsRun run, Figures to)
    {
        to.Add("maxDrawdownPercent", 100 * run.Drawdowns.Worst);
        to.Add("maxDrawdownIntrabarPercent", 100 * run.Drawdowns.WorstIntrabar);
        to.Add("avgDrawdownPercent", 100 * run.Drawdowns.MeanDepth);
        to.Add("maxDrawdownDays", run.Drawdowns.LongestDays);
        to.Add("avgDrawdownDays", run.Drawdowns.MeanDays);
        to.Add("maxDrawdownMoney", run.Drawdowns.WorstMoney);
        to.Add("recoveryFactor", run.Drawdowns.WorstMoney > 0 ? run.NetProfit / run.Drawdowns.WorstMoney : null);
        to.Add("ulcerIndex", 100 * Ulcer(run));
        to.Add("ulcerPerformanceIndex", (run.Returns.Growth - 1) / Ulcer(run));
        to.Add("serenityIndex", Serenity(run));
        to.Add("sterling", Sterling(run));
        to.Add("drawdowns", run.Drawdowns.Count);
        to.Add("recoveryDays", run.Drawdowns.RecoveryDays);
        to.Add("maxRecoveryDays", run.Drawdowns.LongestRecovered);
        to.Add("maxRunUpPercent", 100 * run.Drawdowns.RunUp);
        to.Add("maxRunUpMoney", run.Drawdowns.RunUpMoney);
    }

    /// <summary>As a fraction; null for fewer than two days.</summary>
    private static double? Ulcer(MetricsRun run)
    {
        var falls = run.Periods.Falls;
        if (falls.Length < 2) return null;
        var squares = 0.0;
        foreach (var d in falls) squares += d * d;
        return Math.Sqrt(squares / (falls.Length - 1));
    }

    private static double? Serenity(MetricsRun run)
    {
        var pitfall = -new ReturnFigures(run.Periods.Falls, run.Returns.Periods).NormalShortfall(far: false) / run.Returns.Deviation;
        return Sample.Sum(run.Returns.Values) / (Ulcer(run) * pitfall);
    }

    private static double? Sterling(MetricsRun run)
    {
        var (years, deepest, sum) = (0, 0.0, 0.0);
        for (var day = 0; day < run.Periods.Falls.Length; day++)
        {
            if (day == 0 || run.Days.Date(day).Year != run.Days.Date(day - 1).Year) (years, sum, deepest) = (years + 1, sum + deepest, 0);
            deepest = Math.Min(deepest, run.Periods.Falls[day]);
        }

        return run.Cagr / (-(sum + deepest) / years);
    }
}
