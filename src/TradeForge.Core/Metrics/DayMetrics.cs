namespace TradeForge.Core.Metrics;

/// <summary>What single days brought. A day without a return is neither won nor lost.</summary>
internal static class DayMetrics
{
    public static IReadOnlyList<MetricDefinition> All { get; } =
    [
        new("bestDayPercent", new("Best day", "Лучший день"),
            new("100 · largest daily return.",
                "100 · наибольшая дневная доходность."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false),
        new("worstDayPercent", new("Worst day", "Худший день"),
            new("100 · smallest daily return.",
                "100 · наименьшая дневная доходность."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false),
        new("winDaysPercent", new("Winning days", "Прибыльные дни"),
            new("100 · days with a return above 0 / days with a return other than 0. Null without such days. As win_rate of quantstats.",
                "100 · дни с доходностью выше 0 / дни с ненулевой доходностью. Нет значения без таких дней. Как win_rate в quantstats."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false),
        new("avgDayPercent", new("Average day", "Средний день"),
            new("100 · mean of the daily returns other than 0. Null without such days. As avg_return of quantstats.",
                "100 · среднее ненулевых дневных доходностей. Нет значения без таких дней. Как avg_return в quantstats."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false),
        new("avgWinDayPercent", new("Average winning day", "Средний прибыльный день"),
            new("100 · mean of the daily returns above 0. Null without one. As avg_win of quantstats.",
                "100 · среднее дневных доходностей выше 0. Нет значения, если таких нет. Как avg_win в quantstats."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false),
        new("avgLossDayPercent", new("Average losing day", "Средний убыточный день"),
            new("100 · mean of the daily returns below 0. Null without one. As avg_loss of quantstats.",
                "100 · среднее дневных доходностей ниже 0. Нет значения, если таких нет. Как avg_loss в quantstats."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false),
        new("dayPayoff", new("Payoff of days", "Прибыльный день к убыточному"),
            new("Average winning day / |average losing day|. Null without one of them. As payoff_ratio of quantstats.",
                "Средний прибыльный день / |средний убыточный день|. Нет значения без одного из них. Как payoff_ratio в quantstats."),
            MetricFormat.Number, HigherIsBetter: true, PerSide: false),
        new("dayProfitRatio", new("Profit ratio of days", "Отношение прибыли дней"),
            new("(Mean of the daily returns of 0 and above / their number) / (|mean of those below 0| / their number). Null without one of them. As profit_ratio of quantstats.",
                "(Среднее дневных доходностей от 0 и выше / их число) / (|среднее тех, что ниже 0| / их число). Нет значения без одних из них. Как profit_ratio в quantstats."),
            MetricFormat.Number, HigherIsBetter: true, PerSide: false),
        new("dayKelly", new("Kelly criterion of days", "Критерий Келли по дням"),
            new("w − (1 − w) / payoff of days, w = winning days as a fraction. Null without a winning and a losing day. As kelly_criterion of quantstats.",
                "w − (1 − w) / отношение прибыльного дня к убыточному, w — доля прибыльных дней. Нет значения без прибыльных и убыточных дней. Как kelly_criterion в quantstats."),
            MetricFormat.Number, HigherIsBetter: true, PerSide: false),
        new("maxConsecutiveWinDays", new("Longest run of winning days", "Больше всего прибыльных дней подряд"),
            new("Most daily returns above 0 in a row. As consecutive_wins of quantstats.",
                "Больше всего дневных доходностей выше 0 подряд. Как consecutive_wins в quantstats."),
            MetricFormat.Count, HigherIsBetter: true, PerSide: false),
        new("maxConsecutiveLossDays", new("Longest run of losing days", "Больше всего убыточных дней подряд"),
            new("Most daily returns below 0 in a row. As consecutive_losses of quantstats.",
                "Больше всего дневных доходностей ниже 0 подряд. Как consecutive_losses в quantstats."),
            MetricFormat.Count, HigherIsBetter: false, PerSide: false),
        new("expectedDayPercent", new("Expected day", "Ожидаемый день"),
            new("100 · (Π(1 + r)^(1 / N) − 1) over the N daily returns. As expected_return of quantstats.",
                "100 · (Π(1 + r)^(1 / N) − 1) по N дневным доходностям. Как expected_return в quantstats."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false),
    ];

    /// <summary>Adds the figures in the order of <see cref="All"/>.</summary>
    public static void Compute(MetricsRun run, Figures to)
    {
        to.Add("bestDayPercent", 100 * run.Returns.Sorted[^1]);
        to.Add("worstDayPercent", 100 * run.Returns.Sorted[0]);
        to.Add("winDaysPercent", 100 * run.Returns.WinRate);
        to.Add("avgDayPercent", 100 * (run.Returns.Gains - run.Returns.Lost) / (run.Returns.Wins + run.Returns.Losses));
        to.Add("avgWinDayPercent", 100 * run.Returns.Gains / run.Returns.Wins);
        to.Add("avgLossDayPercent", 100 * run.Returns.MeanNegative);
        to.Add("dayPayoff", run.Returns.Payoff);
        to.Add("dayProfitRatio", run.Returns.MeanNotNegative / (run.Returns.Count - run.Returns.Losses) / (-run.Returns.MeanNegative / run.Returns.Losses));
        to.Add("dayKelly", run.Returns.WinRate - ((1 - run.Returns.WinRate) / run.Returns.Payoff));
        to.Add("maxConsecutiveWinDays", run.Returns.LongestWin);
        to.Add("maxConsecutiveLossDays", run.Returns.LongestLoss);
        to.Add("expectedDayPercent", 100 * (Math.Pow(run.Returns.Growth, 1.0 / run.Returns.Count) - 1));
    }
}
