namespace TradeForge.Core.Metrics;

/// <summary>How long, how much and how often was traded (golden rule G40).</summary>
internal static class ActivityMetrics
{
    public static IReadOnlyList<MetricDefinition> All { get; } =
    [
        new("exposurePercent", new("Exposure", "Время в позиции"),
            new("100 · bars on which a position was open at any moment, entry and exit bar included / all bars. As Exposure Time of backtesting.py.",
                "100 · бары, на которых хоть мгновение была открыта позиция, включая бары входа и выхода / все бары. Как Exposure Time в backtesting.py."),
            MetricFormat.Percent, HigherIsBetter: null, PerSide: false),
        new("grossExposurePercent", new("Average gross exposure", "Средний объём позиций"),
            new("100 · mean over the days of the value held at the last close, long plus short, / equity of that day. 100 is all money in positions, more is borrowed. Null after ruin on the first day.",
                "100 · среднее по дням стоимости позиций на последнем закрытии, длинных и коротких вместе, / капитал этого дня. 100 — все деньги в позициях, больше — в долг. Нет значения при разорении в первый день."),
            MetricFormat.Percent, HigherIsBetter: null, PerSide: false),
        new("netExposurePercent", new("Average net exposure", "Средняя чистая позиция"),
            new("As gross exposure, long minus short.",
                "Как объём позиций, но длинные минус короткие."),
            MetricFormat.Percent, HigherIsBetter: null, PerSide: false),
        new("maxExposurePercent", new("Largest gross exposure", "Наибольший объём позиций"),
            new("100 · largest value held at the last close of a day / equity of that day.",
                "100 · наибольшая стоимость позиций на последнем закрытии дня / капитал этого дня."),
            MetricFormat.Percent, HigherIsBetter: null, PerSide: false),
        new("orders", new("Orders", "Заявки"),
            new("Orders sent in the run, filled or not.",
                "Заявки, отправленные за прогон, исполненные и нет."),
            MetricFormat.Count, HigherIsBetter: null, PerSide: false),
        new("tradedValue", new("Traded value", "Оборот"),
            new("Value of all entries and exits at their fill prices.",
                "Стоимость всех входов и выходов по ценам исполнения."),
            MetricFormat.Money, HigherIsBetter: null, PerSide: false),
        new("turnoverPercent", new("Daily turnover", "Дневной оборот"),
            new("100 · traded value / mean equity at the last closes of days / days: the share of the capital that is traded on a day, entries and exits both counted.",
                "100 · оборот / средний капитал на последних закрытиях дней / число дней: доля капитала, торгуемая за день, входы и выходы считаются оба."),
            MetricFormat.Percent, HigherIsBetter: null, PerSide: false),
        new("annualTurnover", new("Annual turnover", "Годовой оборот"),
            new("Traded value / mean equity at the last closes of days · P / days: how often a year the capital is traded.",
                "Оборот / средний капитал на последних закрытиях дней · P / число дней: сколько раз в год торгуется капитал."),
            MetricFormat.Number, HigherIsBetter: null, PerSide: false),
        new("feesPerTurnoverPercent", new("Fees of turnover", "Комиссии от оборота"),
            new("100 · fees / traded value. Null without trades.",
                "100 · комиссии / оборот. Нет значения без сделок."),
            MetricFormat.Percent, HigherIsBetter: false, PerSide: false),
        new("capacity", new("Capacity", "Ёмкость"),
            new("Capital at which one fill in twenty would exceed 1 % of what its bar traded: 5th percentile, interpolated, over all fills of 0.01 · close · volume of the bar · equity at its close / value of the fill. Null without fills or volume. A market impact is not modelled.",
                "Капитал, при котором одно исполнение из двадцати превысило бы 1 % оборота своего бара: 5-й процентиль, с интерполяцией, по всем исполнениям от 0,01 · закрытие · объём бара · капитал на закрытии / стоимость исполнения. Нет значения без исполнений или объёма. Влияние на рынок не моделируется."),
            MetricFormat.Money, HigherIsBetter: true, PerSide: false),
    ];

    /// <summary>Adds the figures in the order of <see cref="All"/>.</summary>
    public static void Compute(MetricsRun run, Figures to)
    {
        to.Add("exposurePercent", 100.0 * run.Activity.BarsInPosition / run.Input.Bars.Count);
        to.Add("grossExposurePercent", 100 * Sample.Mean(run.Activity.Gross));
        to.Add("netExposurePercent", 100 * Sample.Mean(run.Activity.Net));
        to.Add("maxExposurePercent", 100 * Sample.Largest(run.Activity.Gross));
        to.Add("orders", run.Input.Orders);
        to.Add("tradedValue", run.Activity.TradedValue);
        to.Add("turnoverPercent", 100 * run.Activity.TradedValue / run.Activity.MeanEquity / run.Days.Returns.Length);
        to.Add("annualTurnover", run.Activity.TradedValue / run.Activity.MeanEquity * run.Input.PeriodsPerYear / run.Days.Returns.Length);
        to.Add("feesPerTurnoverPercent", 100 * (double)run.Input.Fees / run.Activity.TradedValue);
        to.Add("capacity", run.Activity.Capacity);
    }
}
