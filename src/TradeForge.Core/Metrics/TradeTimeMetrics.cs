namespace TradeForge.Core.Metrics;

/// <summary>How long and how often was traded, for all and for each side.</summary>
internal static class TradeTimeMetrics
{
    public static IReadOnlyList<MetricDefinition> All { get; } =
    [
        new("maxTradeDays", new("Longest trade", "Самая долгая сделка"),
            new("Calendar days from the entry bar to the exit bar of the longest trade. Null without trades. As backtesting.py.",
                "Календарные дни от бара входа до бара выхода самой долгой сделки. Нет значения без сделок. Как в backtesting.py."),
            MetricFormat.Days, HigherIsBetter: null, PerSide: true),
        new("avgTradeDays", new("Average trade length", "Средняя длина сделки"),
            new("Mean calendar days from the entry bar to the exit bar. Null without trades. As backtesting.py, which rounds up to whole bars.",
                "Среднее число календарных дней от бара входа до бара выхода. Нет значения без сделок. Как в backtesting.py, где округляется вверх до целых баров."),
            MetricFormat.Days, HigherIsBetter: null, PerSide: true),
        new("medianTradeDays", new("Median trade length", "Медианная длина сделки"),
            new("Median of the calendar days from the entry bar to the exit bar. Null without trades.",
                "Медиана календарных дней от бара входа до бара выхода. Нет значения без сделок."),
            MetricFormat.Days, HigherIsBetter: null, PerSide: true),
        new("avgWinningTradeDays", new("Average winning trade length", "Средняя длина прибыльной сделки"),
            new("Mean calendar days of the winning trades. Null without one.",
                "Среднее число календарных дней прибыльных сделок. Нет значения, если их нет."),
            MetricFormat.Days, HigherIsBetter: null, PerSide: true),
        new("medianWinningTradeDays", new("Median winning trade length", "Медианная длина прибыльной сделки"),
            new("Median of the calendar days of the winning trades. Null without one.",
                "Медиана календарных дней прибыльных сделок. Нет значения, если их нет."),
            MetricFormat.Days, HigherIsBetter: null, PerSide: true),
        new("avgLosingTradeDays", new("Average losing trade length", "Средняя длина убыточной сделки"),
            new("Mean calendar days of the losing trades. Null without one.",
                "Среднее число календарных дней убыточных сделок. Нет значения, если их нет."),
            MetricFormat.Days, HigherIsBetter: null, PerSide: true),
        new("medianLosingTradeDays", new("Median losing trade length", "Медианная длина убыточной сделки"),
            new("Median of the calendar days of the losing trades. Null without one.",
                "Медиана календарных дней убыточных сделок. Нет значения, если их нет."),
            MetricFormat.Days, HigherIsBetter: null, PerSide: true),
        new("avgTradeBars", new("Average trade, bars", "Средняя сделка, баров"),
            new("Mean of exit bar − entry bar. Null without trades.",
                "Среднее значение бар выхода − бар входа. Нет значения без сделок."),
            MetricFormat.Number, HigherIsBetter: null, PerSide: true),
        new("avgWinningTradeBars", new("Average winning trade, bars", "Средняя прибыльная сделка, баров"),
            new("Mean of exit bar − entry bar of the winning trades. Null without one.",
                "Среднее значение бар выхода − бар входа прибыльных сделок. Нет значения, если их нет."),
            MetricFormat.Number, HigherIsBetter: null, PerSide: true),
        new("avgLosingTradeBars", new("Average losing trade, bars", "Средняя убыточная сделка, баров"),
            new("Mean of exit bar − entry bar of the losing trades. Null without one.",
                "Среднее значение бар выхода − бар входа убыточных сделок. Нет значения, если их нет."),
            MetricFormat.Number, HigherIsBetter: null, PerSide: true),
        new("tradesPerDay", new("Trades a day", "Сделок в день"),
            new("Trades / days of the data.",
                "Сделки / дни данных."),
            MetricFormat.Number, HigherIsBetter: null, PerSide: true),
        new("tradesPerWeek", new("Trades a week", "Сделок в неделю"),
            new("Trades / calendar days · 7. Null on a run of one bar.",
                "Сделки / календарные дни · 7. Нет значения при одном баре."),
            MetricFormat.Number, HigherIsBetter: null, PerSide: true),
        new("tradesPerMonth", new("Trades a month", "Сделок в месяц"),
            new("Trades / calendar days · 30.4375. Null on a run of one bar.",
                "Сделки / календарные дни · 30,4375. Нет значения при одном баре."),
            MetricFormat.Number, HigherIsBetter: null, PerSide: true),
    ];

    /// <summary>Adds the figures in the order of <see cref="All"/>.</summary>
    public static void Compute(MetricsRun run, Figures to)
    {
        to.Add("maxTradeDays", Sample.Largest(run.Trades.All.Days));
        to.Add("avgTradeDays", Sample.Mean(run.Trades.All.Days));
        to.Add("medianTradeDays", run.Trades.MedianDays(0));
        to.Add("avgWinningTradeDays", run.Trades.Average(run.Trades.All.Days, 1));
        to.Add("medianWinningTradeDays", run.Trades.MedianDays(1));
        to.Add("avgLosingTradeDays", run.Trades.Average(run.Trades.All.Days, -1));
        to.Add("medianLosingTradeDays", run.Trades.MedianDays(-1));
        to.Add("avgTradeBars", Sample.Mean(run.Trades.All.Bars));
        to.Add("avgWinningTradeBars", run.Trades.Average(run.Trades.All.Bars, 1));
        to.Add("avgLosingTradeBars", run.Trades.Average(run.Trades.All.Bars, -1));
        to.Add("tradesPerDay", (double)run.Trades.Count / run.Days.Returns.Length);
        to.Add("tradesPerWeek", run.Trades.Count / (run.CalendarDays / 7));
        to.Add("tradesPerMonth", run.Trades.Count / (run.CalendarDays / 30.4375));
    }
}
