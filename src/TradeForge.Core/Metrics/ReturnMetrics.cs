namespace TradeForge.Core.Metrics;

/// <summary>Figures of the daily mark-to-market returns (golden rules G32 to G38); a bar of a day or longer is a day of its own.</summary>
internal static class ReturnMetrics
{
    public static IReadOnlyList<MetricDefinition> All { get; } =
    [
        new("annualReturnPercent", new("Annual return", "Годовая доходность"),
            new("100 · (Π(1 + r)^(P / N) − 1) over the N daily returns r, P periods a year. Null under 90 calendar days. As annual_return of empyrical.",
                "100 · (Π(1 + r)^(P / N) − 1) по N дневным доходностям r, P периодов в году. Нет значения при сроке меньше 90 календарных дней. Как annual_return в empyrical."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false) { Compute = run => run.TooShort ? null : 100 * (Math.Pow(run.Days.Returns.Aggregate(1.0, (total, r) => total * (1 + r)), run.Input.PeriodsPerYear / run.Days.Returns.Length) - 1) },
        new("cagrPercent", new("CAGR", "CAGR"),
            new("100 · ((final equity / initial cash)^(365.25 / days) − 1), days = calendar time from the start of the first bar to the start of the last. Null under 90 days. As CAGR of backtesting.py.",
                "100 · ((итоговый капитал / начальный капитал)^(365,25 / дни) − 1), дни — календарное время от начала первого бара до начала последнего. Нет значения при сроке меньше 90 дней. Как CAGR в backtesting.py."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false) { Compute = run => 100 * run.Cagr },
        new("volatilityPercent", new("Volatility", "Волатильность"),
            new("100 · sample deviation (n − 1) of the daily returns · √P. Null for fewer than two returns. As annual_volatility of empyrical; backtesting.py uses a formula for compounded returns.",
                "100 · выборочное отклонение (n − 1) дневных доходностей · √P. Нет значения, если доходностей меньше двух. Как annual_volatility в empyrical; backtesting.py использует формулу для сложных доходностей."),
            MetricFormat.Percent, HigherIsBetter: false, PerSide: false) { Compute = run => 100 * Sample.Deviation(run.Days.Returns) * Math.Sqrt(run.Input.PeriodsPerYear) },
        new("sharpe", new("Sharpe ratio", "Коэффициент Шарпа"),
            new("Mean / sample deviation (n − 1) of the daily returns · √P, risk-free rate 0, flat days included. Null for fewer than two returns or deviation 0. As sharpe_ratio of empyrical; backtesting.py divides annual return by its own volatility.",
                "Среднее / выборочное отклонение (n − 1) дневных доходностей · √P, безрисковая ставка 0, дни без позиции входят. Нет значения, если доходностей меньше двух или отклонение 0. Как sharpe_ratio в empyrical; backtesting.py делит годовую доходность на свою волатильность."),
            MetricFormat.Number, HigherIsBetter: true, PerSide: false) { Compute = run => Sample.Deviation(run.Days.Returns) is { } deviation and > 0 ? run.Days.Returns.Average() / deviation * Math.Sqrt(run.Input.PeriodsPerYear) : null },
        new("sortino", new("Sortino ratio", "Коэффициент Сортино"),
            new("Mean of the daily returns / √(Σ min(r, 0)² / N) · √P, over all N returns, target 0. Null for fewer than two returns or without a negative one. As sortino_ratio of empyrical.",
                "Среднее дневных доходностей / √(Σ min(r, 0)² / N) · √P, по всем N доходностям, цель 0. Нет значения, если доходностей меньше двух или нет отрицательных. Как sortino_ratio в empyrical."),
            MetricFormat.Number, HigherIsBetter: true, PerSide: false) { Compute = run => run.Days.Returns.Length > 1 && Sample.Downside(run.Days.Returns) is var downside and > 0 ? run.Days.Returns.Average() / downside * Math.Sqrt(run.Input.PeriodsPerYear) : null },
        new("calmar", new("Calmar ratio", "Коэффициент Кальмара"),
            new("CAGR / |max drawdown| over the whole run. Null under 90 days or without a drawdown. empyrical and backtesting.py put the annual return in place of CAGR.",
                "CAGR / |максимальная просадка| за весь прогон. Нет значения при сроке меньше 90 дней или без просадки. В empyrical и backtesting.py вместо CAGR годовая доходность."),
            MetricFormat.Number, HigherIsBetter: true, PerSide: false) { Compute = run => run.Drawdowns.Worst < 0 ? run.Cagr / -run.Drawdowns.Worst : null },
        new("alpha", new("Alpha", "Альфа"),
            new("(1 + mean(r − beta · m))^P − 1, a fraction a year; r daily returns, m those of the close, both from the second day on, risk-free rate 0. Null where beta is. As alpha of empyrical; backtesting.py takes total returns.",
                "(1 + среднее(r − бета · m))^P − 1, доля в год; r — дневные доходности, m — доходности закрытия, обе со второго дня, безрисковая ставка 0. Нет значения, если нет беты. Как alpha в empyrical; backtesting.py берёт полные доходности."),
            MetricFormat.Number, HigherIsBetter: true, PerSide: false) { Compute = Alpha },
        new("beta", new("Beta", "Бета"),
            new("Covariance of the daily returns with those of the close / variance of those of the close, from the second day on. Null for fewer than two pairs or a close that does not move. As beta of empyrical; backtesting.py uses log returns.",
                "Ковариация дневных доходностей с доходностями закрытия / дисперсия доходностей закрытия, со второго дня. Нет значения, если пар меньше двух или цена не менялась. Как beta в empyrical; backtesting.py использует логарифмические доходности."),
            MetricFormat.Number, HigherIsBetter: null, PerSide: false) { Compute = run => Sample.Slope(run.Days.Returns.AsSpan(1), run.Days.Market) },
        new("informationRatio", new("Information ratio", "Информационный коэффициент"),
            new("Mean / sample deviation of r − m, daily, not annualised; r and m as in alpha. Null for fewer than two pairs or deviation 0. As excess_sharpe of empyrical.",
                "Среднее / выборочное отклонение r − m, за день, без приведения к году; r и m как в альфе. Нет значения, если пар меньше двух или отклонение 0. Как excess_sharpe в empyrical."),
            MetricFormat.Number, HigherIsBetter: true, PerSide: false) { Compute = InformationRatio },
        new("omega", new("Omega ratio", "Омега"),
            new("Sum of the positive daily returns / |sum of the negative ones|, threshold 0. Null without a negative return. As omega_ratio of empyrical.",
                "Сумма положительных дневных доходностей / |сумма отрицательных|, порог 0. Нет значения без отрицательных доходностей. Как omega_ratio в empyrical."),
            MetricFormat.Number, HigherIsBetter: true, PerSide: false) { Compute = run => run.Days.Returns.Where(r => r < 0).Sum() is var losses and < 0 ? run.Days.Returns.Where(r => r > 0).Sum() / -losses : null },
        new("tailRatio", new("Tail ratio", "Отношение хвостов"),
            new("|95th percentile| / |5th percentile| of the daily returns, interpolated. Null without returns or where the 5th percentile is 0. As tail_ratio of empyrical.",
                "|95-й процентиль| / |5-й процентиль| дневных доходностей, с интерполяцией. Нет значения без доходностей или если 5-й процентиль равен 0. Как tail_ratio в empyrical."),
            MetricFormat.Number, HigherIsBetter: true, PerSide: false) { Compute = run => Sample.Percentile(run.Days.Returns, 0.05) is { } low and not 0 ? Math.Abs(Sample.Percentile(run.Days.Returns, 0.95)!.Value) / Math.Abs(low) : null },
        new("valueAtRiskPercent", new("Value at risk, 5 %", "Стоимость под риском, 5 %"),
            new("100 · 5th percentile of the daily returns, interpolated: one day in twenty is worse. As value_at_risk of empyrical.",
                "100 · 5-й процентиль дневных доходностей, с интерполяцией: один день из двадцати хуже. Как value_at_risk в empyrical."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false) { Compute = run => 100 * Sample.Percentile(run.Days.Returns, 0.05) },
        new("expectedShortfallPercent", new("Expected shortfall, 5 %", "Ожидаемые потери, 5 %"),
            new("100 · mean of the ⌊0.05 · (N − 1)⌋ + 1 smallest daily returns. As conditional_value_at_risk of empyrical.",
                "100 · среднее ⌊0,05 · (N − 1)⌋ + 1 наименьших дневных доходностей. Как conditional_value_at_risk в empyrical."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false) { Compute = run => 100 * run.Days.Returns.Order().Take((int)(0.05 * (run.Days.Returns.Length - 1)) + 1).Average() },
        new("skewness", new("Skewness", "Асимметрия"),
            new("Skewness of the daily returns with the small-sample correction. Null for fewer than three returns or deviation 0. As skew of quantstats.",
                "Асимметрия дневных доходностей с поправкой на малую выборку. Нет значения, если доходностей меньше трёх или отклонение 0. Как skew в quantstats."),
            MetricFormat.Number, HigherIsBetter: true, PerSide: false) { Compute = run => Sample.Skewness(run.Days.Returns) },
        new("kurtosis", new("Excess kurtosis", "Эксцесс"),
            new("Excess kurtosis of the daily returns with the small-sample correction: 0 for a normal distribution. Null for fewer than four returns or deviation 0. As kurtosis of quantstats.",
                "Эксцесс дневных доходностей с поправкой на малую выборку: 0 для нормального распределения. Нет значения, если доходностей меньше четырёх или отклонение 0. Как kurtosis в quantstats."),
            MetricFormat.Number, HigherIsBetter: false, PerSide: false) { Compute = run => Sample.Kurtosis(run.Days.Returns) },
        new("bestDayPercent", new("Best day", "Лучший день"),
            new("100 · largest daily return.",
                "100 · наибольшая дневная доходность."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false) { Compute = run => 100 * run.Days.Returns.Max() },
        new("worstDayPercent", new("Worst day", "Худший день"),
            new("100 · smallest daily return.",
                "100 · наименьшая дневная доходность."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false) { Compute = run => 100 * run.Days.Returns.Min() },
        new("winDaysPercent", new("Winning days", "Прибыльные дни"),
            new("100 · days with a return above 0 / days with a return other than 0. Null without such days. As win_rate of quantstats.",
                "100 · дни с доходностью выше 0 / дни с ненулевой доходностью. Нет значения без таких дней. Как win_rate в quantstats."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false) { Compute = run => run.Days.Returns.Count(r => r != 0) is var moved and > 0 ? 100.0 * run.Days.Returns.Count(r => r > 0) / moved : null },
        new("exposurePercent", new("Exposure", "Время в позиции"),
            new("100 · bars on which a position was open at any moment, entry and exit bar included / all bars. As Exposure Time of backtesting.py.",
                "100 · бары, на которых хоть мгновение была открыта позиция, включая бары входа и выхода / все бары. Как Exposure Time в backtesting.py."),
            MetricFormat.Percent, HigherIsBetter: null, PerSide: false) { Compute = run => 100.0 * run.Input.InPosition.AsSpan().Count(true) / run.Input.InPosition.Length },
    ];

    private static double? Alpha(MetricsRun run)
    {
        var (returns, market) = run.Days;
        if (Sample.Slope(returns.AsSpan(1), market) is not { } beta) return null;
        return Math.Pow(1 + market.Select((m, i) => returns[i + 1] - (beta * m)).Average(), run.Input.PeriodsPerYear) - 1;
    }

    private static double? InformationRatio(MetricsRun run)
    {
        var (returns, market) = run.Days;
        double[] excess = [.. market.Select((m, i) => returns[i + 1] - m)];
        return Sample.Deviation(excess) is { } deviation and > 0 ? excess.Average() / deviation : null;
    }
}
