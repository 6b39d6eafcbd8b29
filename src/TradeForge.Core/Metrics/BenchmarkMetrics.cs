namespace TradeForge.Core.Metrics;

/// <summary>The run beside a market: the given benchmark, else buying and holding the instrument itself.</summary>
internal static class BenchmarkMetrics
{
    public static IReadOnlyList<MetricDefinition> All { get; } =
    [
        new("alpha", new("Alpha", "Альфа"),
            new("(1 + mean(r − f − beta · (m − f)))^P − 1, a fraction a year; r daily returns, m those of the benchmark, both from the second day on, f the risk-free rate of the run a day, as in the Sharpe ratio. Null where beta is. As alpha of empyrical; backtesting.py takes total returns.",
                "(1 + среднее(r − f − бета · (m − f)))^P − 1, доля в год; r — дневные доходности, m — доходности рынка для сравнения, обе со второго дня, f — безрисковая ставка прогона за день, как в коэффициенте Шарпа. Нет значения, если нет беты. Как alpha в empyrical; backtesting.py берёт полные доходности."),
            MetricFormat.Number, HigherIsBetter: true, PerSide: false),
        new("beta", new("Beta", "Бета"),
            new("Covariance of the daily returns with those of the benchmark / variance of those of the benchmark, from the second day on. Null for fewer than two pairs or a benchmark that does not move. As beta of empyrical; backtesting.py uses log returns.",
                "Ковариация дневных доходностей с доходностями рынка для сравнения / дисперсия этих доходностей, со второго дня. Нет значения, если пар меньше двух или цена не менялась. Как beta в empyrical; backtesting.py использует логарифмические доходности."),
            MetricFormat.Number, HigherIsBetter: null, PerSide: false),
        new("correlation", new("Correlation", "Корреляция"),
            new("Pearson's correlation of r and m as in alpha, −1 to 1. Null for fewer than two pairs or where one of them does not move.",
                "Корреляция Пирсона r и m, как в альфе, от −1 до 1. Нет значения, если пар меньше двух или что-то из них не двигалось."),
            MetricFormat.Number, HigherIsBetter: null, PerSide: false),
        new("rSquared", new("R²", "R²"),
            new("Square of the correlation: the share of the daily motion that the benchmark explains. Null where the correlation is. As r_squared of quantstats.",
                "Квадрат корреляции: доля дневных движений, которую объясняет рынок для сравнения. Нет значения, если нет корреляции. Как r_squared в quantstats."),
            MetricFormat.Number, HigherIsBetter: null, PerSide: false),
        new("informationRatio", new("Information ratio", "Информационный коэффициент"),
            new("Mean / sample deviation of r − m, daily, not annualised; r and m as in alpha. Null for fewer than two pairs or deviation 0. As excess_sharpe of empyrical.",
                "Среднее / выборочное отклонение r − m, за день, без приведения к году; r и m как в альфе. Нет значения, если пар меньше двух или отклонение 0. Как excess_sharpe в empyrical."),
            MetricFormat.Number, HigherIsBetter: true, PerSide: false),
        new("trackingErrorPercent", new("Tracking error", "Ошибка слежения"),
            new("100 · sample deviation (n − 1) of r − m · √P; r and m as in alpha. Null for fewer than two pairs.",
                "100 · выборочное отклонение (n − 1) r − m · √P; r и m как в альфе. Нет значения, если пар меньше двух."),
            MetricFormat.Percent, HigherIsBetter: null, PerSide: false),
        new("treynor", new("Treynor ratio", "Коэффициент Трейнора"),
            new("(Annual return − risk-free rate of the run) / beta, both as fractions. Null under 90 days or where beta is null or 0. quantstats divides the total return.",
                "(Годовая доходность − безрисковая ставка прогона) / бета, обе в долях. Нет значения при сроке меньше 90 дней или если беты нет или она 0. quantstats делит полную доходность."),
            MetricFormat.Number, HigherIsBetter: true, PerSide: false),
        new("upCapture", new("Up capture", "Захват роста"),
            new("Own growth over the days on which the benchmark rose, to a year, / that of the benchmark: (Π(1 + r)^(P / n) − 1) / (Π(1 + m)^(P / n) − 1). Null without such days. As up_capture of empyrical.",
                "Свой рост за дни роста рынка для сравнения, приведённый к году, / его рост: (Π(1 + r)^(P / n) − 1) / (Π(1 + m)^(P / n) − 1). Нет значения без таких дней. Как up_capture в empyrical."),
            MetricFormat.Number, HigherIsBetter: true, PerSide: false),
        new("downCapture", new("Down capture", "Захват падения"),
            new("As up capture, over the days on which the benchmark fell. Null without such days. As down_capture of empyrical.",
                "Как захват роста, за дни падения рынка для сравнения. Нет значения без таких дней. Как down_capture в empyrical."),
            MetricFormat.Number, HigherIsBetter: false, PerSide: false),
        new("captureRatio", new("Capture ratio", "Отношение захватов"),
            new("Up capture / down capture. Null where one of them is. As up_down_capture of empyrical.",
                "Захват роста / захват падения. Нет значения, если нет одного из них. Как up_down_capture в empyrical."),
            MetricFormat.Number, HigherIsBetter: true, PerSide: false),
        new("benchmarkReturnPercent", new("Benchmark return", "Доходность рынка для сравнения"),
            new("100 · (Π(1 + m) − 1) over the days on which m is known, without costs. Null without one.",
                "100 · (Π(1 + m) − 1) по дням, где m известна, без издержек. Нет значения, если таких нет."),
            MetricFormat.Percent, HigherIsBetter: null, PerSide: false),
        new("benchmarkAnnualPercent", new("Benchmark annual return", "Годовая доходность рынка для сравнения"),
            new("100 · (Π(1 + m)^(P / n) − 1) over the n daily returns of the benchmark. Null under 90 calendar days or without one.",
                "100 · (Π(1 + m)^(P / n) − 1) по n дневным доходностям рынка для сравнения. Нет значения при сроке меньше 90 календарных дней или без них."),
            MetricFormat.Percent, HigherIsBetter: null, PerSide: false),
        new("benchmarkVolatilityPercent", new("Benchmark volatility", "Волатильность рынка для сравнения"),
            new("100 · sample deviation (n − 1) of m · √P. Null for fewer than two.",
                "100 · выборочное отклонение (n − 1) m · √P. Нет значения, если их меньше двух."),
            MetricFormat.Percent, HigherIsBetter: null, PerSide: false),
        new("benchmarkSharpe", new("Benchmark Sharpe ratio", "Шарп рынка для сравнения"),
            new("Sharpe ratio of the daily returns m. Null for fewer than two or deviation 0.",
                "Коэффициент Шарпа дневных доходностей m. Нет значения, если их меньше двух или отклонение 0."),
            MetricFormat.Number, HigherIsBetter: null, PerSide: false),
        new("benchmarkDrawdownPercent", new("Benchmark max drawdown", "Просадка рынка для сравнения"),
            new("100 · deepest fall of Π(1 + m) below its running peak at the last closes of days, 0 or negative. Null without a day.",
                "100 · самое глубокое падение Π(1 + m) от текущего максимума по последним закрытиям дней, 0 или меньше. Нет значения без дней."),
            MetricFormat.Percent, HigherIsBetter: null, PerSide: false),
        new("excessReturnPercent", new("Return above the benchmark", "Доходность сверх рынка"),
            new("Return − benchmark return, in percent. Null where the benchmark's is.",
                "Доходность − доходность рынка для сравнения, в процентах. Нет значения, если её нет у рынка."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false),
    ];

    /// <summary>Adds the figures in the order of <see cref="All"/>.</summary>
    public static void Compute(MetricsRun run, Figures to)
    {
        to.Add("alpha", run.Benchmark.Alpha);
        to.Add("beta", run.Benchmark.Beta);
        to.Add("correlation", run.Benchmark.Correlation);
        to.Add("rSquared", run.Benchmark.Correlation * run.Benchmark.Correlation);
        to.Add("informationRatio", run.Benchmark.InformationRatio);
        to.Add("trackingErrorPercent", 100 * run.Benchmark.TrackingError);
        to.Add("treynor", (run.AnnualReturn - run.Input.RiskFree) / run.Benchmark.Beta);
        to.Add("upCapture", run.Benchmark.Capture(up: true));
        to.Add("downCapture", run.Benchmark.Capture(up: false));
        to.Add("captureRatio", run.Benchmark.Capture(up: true) / run.Benchmark.Capture(up: false));
        to.Add("benchmarkReturnPercent", run.Benchmark.Market.Count == 0 ? null : 100 * (run.Benchmark.Market.Growth - 1));
        to.Add("benchmarkAnnualPercent", run.TooShort ? null : 100 * run.Benchmark.Market.Annual);
        to.Add("benchmarkVolatilityPercent", 100 * run.Benchmark.Market.Volatility);
        to.Add("benchmarkSharpe", run.Benchmark.Market.Sharpe);
        to.Add("benchmarkDrawdownPercent", run.Benchmark.Market.Count == 0 ? null : 100 * run.Benchmark.MarketDrawdown);
        to.Add("excessReturnPercent", run.Benchmark.Market.Count == 0 ? null : (100 * ((run.FinalEquity / run.Cash) - 1)) - (100 * (run.Benchmark.Market.Growth - 1)));
    }
}
