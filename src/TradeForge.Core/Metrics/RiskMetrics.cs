namespace TradeForge.Core.Metrics;

/// <summary>Tails of the daily returns, and ratios that weigh gains against losses.</summary>
internal static class RiskMetrics
{
    public static IReadOnlyList<MetricDefinition> All { get; } =
    [
        new("tailRatio", new("Tail ratio", "Отношение хвостов"),
            new("|95th percentile| / |5th percentile| of the daily returns, interpolated. Null without returns or where the 5th percentile is 0. As tail_ratio of empyrical.",
                "|95-й процентиль| / |5-й процентиль| дневных доходностей, с интерполяцией. Нет значения без доходностей или если 5-й процентиль равен 0. Как tail_ratio в empyrical."),
            MetricFormat.Number, HigherIsBetter: true, PerSide: false),
        new("valueAtRiskPercent", new("Value at risk, 5 %", "Стоимость под риском, 5 %"),
            new("100 · 5th percentile of the daily returns, interpolated: one day in twenty is worse. As value_at_risk of empyrical.",
                "100 · 5-й процентиль дневных доходностей, с интерполяцией: один день из двадцати хуже. Как value_at_risk в empyrical."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false),
        new("expectedShortfallPercent", new("Expected shortfall, 5 %", "Ожидаемые потери, 5 %"),
            new("100 · mean of the ⌊0.05 · (N − 1)⌋ + 1 smallest daily returns. As conditional_value_at_risk of empyrical.",
                "100 · среднее ⌊0,05 · (N − 1)⌋ + 1 наименьших дневных доходностей. Как conditional_value_at_risk в empyrical."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false),
        new("valueAtRisk99Percent", new("Value at risk, 1 %", "Стоимость под риском, 1 %"),
            new("100 · 1st percentile of the daily returns, interpolated: one day in a hundred is worse. As value_at_risk of empyrical at 1 %.",
                "100 · 1-й процентиль дневных доходностей, с интерполяцией: один день из ста хуже. Как value_at_risk в empyrical при 1 %."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false),
        new("expectedShortfall99Percent", new("Expected shortfall, 1 %", "Ожидаемые потери, 1 %"),
            new("100 · mean of the ⌊0.01 · (N − 1)⌋ + 1 smallest daily returns. As conditional_value_at_risk of empyrical at 1 %.",
                "100 · среднее ⌊0,01 · (N − 1)⌋ + 1 наименьших дневных доходностей. Как conditional_value_at_risk в empyrical при 1 %."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false),
        new("normalValueAtRiskPercent", new("Value at risk, normal, 5 %", "Стоимость под риском, нормальная, 5 %"),
            new("100 · (mean − 1.6449 · sample deviation of the daily returns): the 5th percentile if they were normal. Null for fewer than two returns. As value_at_risk of quantstats.",
                "100 · (среднее − 1,6449 · выборочное отклонение дневных доходностей): 5-й процентиль, будь они нормальны. Нет значения, если доходностей меньше двух. Как value_at_risk в quantstats."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false),
        new("normalValueAtRisk99Percent", new("Value at risk, normal, 1 %", "Стоимость под риском, нормальная, 1 %"),
            new("100 · (mean − 2.3263 · sample deviation of the daily returns): the 1st percentile if they were normal. Null for fewer than two returns. As var_99 of quantstats.",
                "100 · (среднее − 2,3263 · выборочное отклонение дневных доходностей): 1-й процентиль, будь они нормальны. Нет значения, если доходностей меньше двух. Как var_99 в quantstats."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false),
        new("normalShortfallPercent", new("Expected shortfall, normal, 5 %", "Ожидаемые потери, нормальные, 5 %"),
            new("100 · mean of the daily returns below the normal value at risk at 5 %; that itself where none is below. Null for fewer than two returns. As conditional_value_at_risk of quantstats.",
                "100 · среднее дневных доходностей ниже нормальной стоимости под риском при 5 %; она сама, если таких нет. Нет значения, если доходностей меньше двух. Как conditional_value_at_risk в quantstats."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false),
        new("normalShortfall99Percent", new("Expected shortfall, normal, 1 %", "Ожидаемые потери, нормальные, 1 %"),
            new("100 · mean of the daily returns below the normal value at risk at 1 %; that itself where none is below. Null for fewer than two returns. As cvar_99 of quantstats.",
                "100 · среднее дневных доходностей ниже нормальной стоимости под риском при 1 %; она сама, если таких нет. Нет значения, если доходностей меньше двух. Как cvar_99 в quantstats."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false),
        new("outlierWinRatio", new("Outlier wins", "Выбросы прибыли"),
            new("99th percentile of the daily returns / mean of those of 0 and above. Null without one above 0. As outlier_win_ratio of quantstats.",
                "99-й процентиль дневных доходностей / среднее доходностей от 0 и выше. Нет значения, если нет выше 0. Как outlier_win_ratio в quantstats."),
            MetricFormat.Number, HigherIsBetter: null, PerSide: false),
        new("outlierLossRatio", new("Outlier losses", "Выбросы убытка"),
            new("1st percentile of the daily returns / mean of those below 0. Null without one. As outlier_loss_ratio of quantstats.",
                "1-й процентиль дневных доходностей / среднее доходностей ниже 0. Нет значения, если таких нет. Как outlier_loss_ratio в quantstats."),
            MetricFormat.Number, HigherIsBetter: false, PerSide: false),
        new("gainToPain", new("Gain to pain", "Прибыль к боли"),
            new("Sum of the daily returns / |sum of the negative ones|. Null without a negative return. As gain_to_pain_ratio of quantstats.",
                "Сумма дневных доходностей / |сумма отрицательных|. Нет значения без отрицательных доходностей. Как gain_to_pain_ratio в quantstats."),
            MetricFormat.Number, HigherIsBetter: true, PerSide: false),
        new("gainToPainMonth", new("Gain to pain, months", "Прибыль к боли, месяцы"),
            new("Sum of the returns of calendar months / |sum of the negative ones|. Null without a negative month.",
                "Сумма доходностей календарных месяцев / |сумма отрицательных|. Нет значения без отрицательных месяцев."),
            MetricFormat.Number, HigherIsBetter: true, PerSide: false),
        new("commonSenseRatio", new("Common sense ratio", "Коэффициент здравого смысла"),
            new("Omega ratio · tail ratio. Null where one of them is. As common_sense_ratio of quantstats.",
                "Омега · отношение хвостов. Нет значения, если нет одного из них. Как common_sense_ratio в quantstats."),
            MetricFormat.Number, HigherIsBetter: true, PerSide: false),
        new("cpcIndex", new("CPC index", "Индекс CPC"),
            new("Omega ratio · winning days as a fraction · payoff of days. Null without a winning and a losing day. As cpc_index of quantstats.",
                "Омега · доля прибыльных дней · отношение прибыльного дня к убыточному. Нет значения без прибыльных и убыточных дней. Как cpc_index в quantstats."),
            MetricFormat.Number, HigherIsBetter: true, PerSide: false),
        new("riskOfRuin", new("Risk of ruin", "Риск разорения"),
            new("((1 − w) / (1 + w))^N, w = winning days as a fraction, N = daily returns. Null without a day that moved. As risk_of_ruin of quantstats.",
                "((1 − w) / (1 + w))^N, w — доля прибыльных дней, N — число дневных доходностей. Нет значения, если ни один день не двигался. Как risk_of_ruin в quantstats."),
            MetricFormat.Number, HigherIsBetter: false, PerSide: false),
    ];

    /// <summary>Adds the figures in the order of <see cref="All"/>.</summary>
    public static void Compute(MetricsRun run, Figures to)
    {
        to.Add("tailRatio", run.Returns.TailRatio);
        to.Add("valueAtRiskPercent", 100 * run.Returns.Percentile(0.05));
        to.Add("expectedShortfallPercent", 100 * run.Returns.Shortfall(0.05));
        to.Add("valueAtRisk99Percent", 100 * run.Returns.Percentile(0.01));
        to.Add("expectedShortfall99Percent", 100 * run.Returns.Shortfall(0.01));
        to.Add("normalValueAtRiskPercent", 100 * run.Returns.NormalPercentile(far: false));
        to.Add("normalValueAtRisk99Percent", 100 * run.Returns.NormalPercentile(far: true));
        to.Add("normalShortfallPercent", 100 * run.Returns.NormalShortfall(far: false));
        to.Add("normalShortfall99Percent", 100 * run.Returns.NormalShortfall(far: true));
        to.Add("outlierWinRatio", run.Returns.Percentile(0.99) / run.Returns.MeanNotNegative);
        to.Add("outlierLossRatio", run.Returns.Percentile(0.01) / run.Returns.MeanNegative);
        to.Add("gainToPain", (run.Returns.Gains - run.Returns.Lost) / run.Returns.Lost);
        to.Add("gainToPainMonth", run.Periods.Months.GainToPain);
        to.Add("commonSenseRatio", run.Returns.ProfitFactor * run.Returns.TailRatio);
        to.Add("cpcIndex", run.Returns.ProfitFactor * run.Returns.WinRate * run.Returns.Payoff);
        to.Add("riskOfRuin", Math.Pow((1 - run.Returns.WinRate) / (1 + run.Returns.WinRate), run.Returns.Count));
    }
}
