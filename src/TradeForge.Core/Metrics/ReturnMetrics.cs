namespace TradeForge.Core.Metrics;

/// <summary>Figures of the daily mark-to-market returns (golden rules G32 to G38); a bar of a day or longer is a day of its own.</summary>
internal static class ReturnMetrics
{
    public static IReadOnlyList<MetricDefinition> All { get; } =
    [
        new("annualReturnPercent", new("Annual return", "Годовая доходность"),
            new("100 · (Π(1 + r)^(P / N) − 1) over the N daily returns r, P periods a year. Null under 90 calendar days. As annual_return of empyrical.",
                "100 · (Π(1 + r)^(P / N) − 1) по N дневным доходностям r, P периодов в году. Нет значения при сроке меньше 90 календарных дней. Как annual_return в empyrical."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false),
        new("cagrPercent", new("CAGR", "CAGR"),
            new("100 · ((final equity / initial cash)^(365.25 / days) − 1), days = calendar time from the start of the first bar to the start of the last. Null under 90 days. As CAGR of backtesting.py.",
                "100 · ((итоговый капитал / начальный капитал)^(365,25 / дни) − 1), дни — календарное время от начала первого бара до начала последнего. Нет значения при сроке меньше 90 дней. Как CAGR в backtesting.py."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false),
        new("volatilityPercent", new("Volatility", "Волатильность"),
            new("100 · sample deviation (n − 1) of the daily returns · √P. Null for fewer than two returns. As annual_volatility of empyrical; backtesting.py uses a formula for compounded returns.",
                "100 · выборочное отклонение (n − 1) дневных доходностей · √P. Нет значения, если доходностей меньше двух. Как annual_volatility в empyrical; backtesting.py использует формулу для сложных доходностей."),
            MetricFormat.Percent, HigherIsBetter: false, PerSide: false),
        new("sharpe", new("Sharpe ratio", "Коэффициент Шарпа"),
            new("Mean of the daily returns less the risk-free rate a day, f = (1 + F)^(1 / P) − 1 with F the rate of the run a year (0 unless set), / their sample deviation (n − 1) · √P, flat days included. Null for fewer than two returns or deviation 0. As sharpe_ratio of empyrical; backtesting.py divides annual return by its own volatility.",
                "Среднее дневных доходностей за вычетом безрисковой ставки за день, f = (1 + F)^(1 / P) − 1, где F — годовая ставка прогона (0, если не задана), / их выборочное отклонение (n − 1) · √P, дни без позиции входят. Нет значения, если доходностей меньше двух или отклонение 0. Как sharpe_ratio в empyrical; backtesting.py делит годовую доходность на свою волатильность."),
            MetricFormat.Number, HigherIsBetter: true, PerSide: false),
        new("sortino", new("Sortino ratio", "Коэффициент Сортино"),
            new("Mean of x / √(Σ min(x, 0)² / N) · √P, over all N daily returns less the risk-free rate a day, x = r − f as in the Sharpe ratio. Null for fewer than two returns or without a negative x. As sortino_ratio of empyrical.",
                "Среднее x / √(Σ min(x, 0)² / N) · √P, по всем N дневным доходностям за вычетом безрисковой ставки за день, x = r − f, как в коэффициенте Шарпа. Нет значения, если доходностей меньше двух или нет отрицательных x. Как sortino_ratio в empyrical."),
            MetricFormat.Number, HigherIsBetter: true, PerSide: false),
        new("calmar", new("Calmar ratio", "Коэффициент Кальмара"),
            new("CAGR / |max drawdown| over the whole run. Null under 90 days or without a drawdown. empyrical and backtesting.py put the annual return in place of CAGR.",
                "CAGR / |максимальная просадка| за весь прогон. Нет значения при сроке меньше 90 дней или без просадки. В empyrical и backtesting.py вместо CAGR годовая доходность."),
            MetricFormat.Number, HigherIsBetter: true, PerSide: false),
        new("omega", new("Omega ratio", "Омега"),
            new("Sum of the positive daily returns / |sum of the negative ones|, threshold 0. Null without a negative return. As omega_ratio of empyrical.",
                "Сумма положительных дневных доходностей / |сумма отрицательных|, порог 0. Нет значения без отрицательных доходностей. Как omega_ratio в empyrical."),
            MetricFormat.Number, HigherIsBetter: true, PerSide: false),
        new("skewness", new("Skewness", "Асимметрия"),
            new("Skewness of the daily returns with the small-sample correction. Null for fewer than three returns or deviation 0. As skew of quantstats.",
                "Асимметрия дневных доходностей с поправкой на малую выборку. Нет значения, если доходностей меньше трёх или отклонение 0. Как skew в quantstats."),
            MetricFormat.Number, HigherIsBetter: true, PerSide: false),
        new("kurtosis", new("Excess kurtosis", "Эксцесс"),
            new("Excess kurtosis of the daily returns with the small-sample correction: 0 for a normal distribution. Null for fewer than four returns or deviation 0. As kurtosis of quantstats.",
                "Эксцесс дневных доходностей с поправкой на малую выборку: 0 для нормального распределения. Нет значения, если доходностей меньше четырёх или отклонение 0. Как kurtosis в quantstats."),
            MetricFormat.Number, HigherIsBetter: false, PerSide: false),
        new("annualVariance", new("Annual variance", "Годовая дисперсия"),
            new("Square of the volatility as a fraction: sample variance (n − 1) of the daily returns · P. Null for fewer than two returns.",
                "Квадрат волатильности в долях: выборочная дисперсия (n − 1) дневных доходностей · P. Нет значения, если доходностей меньше двух."),
            MetricFormat.Number, HigherIsBetter: false, PerSide: false),
        new("downsideDeviationPercent", new("Downside deviation", "Отклонение вниз"),
            new("100 · √(Σ min(r, 0)² / N) · √P over all N daily returns. As downside_risk of empyrical.",
                "100 · √(Σ min(r, 0)² / N) · √P по всем N дневным доходностям. Как downside_risk в empyrical."),
            MetricFormat.Percent, HigherIsBetter: false, PerSide: false),
        new("riskReturnRatio", new("Return to risk", "Доходность к риску"),
            new("Mean / sample deviation (n − 1) of the daily returns: the Sharpe ratio of one day. Null for fewer than two returns or deviation 0. As risk_return_ratio of quantstats.",
                "Среднее / выборочное отклонение (n − 1) дневных доходностей: коэффициент Шарпа за день. Нет значения, если доходностей меньше двух или отклонение 0. Как risk_return_ratio в quantstats."),
            MetricFormat.Number, HigherIsBetter: true, PerSide: false),
        new("adjustedSortino", new("Sortino ratio / √2", "Коэффициент Сортино / √2"),
            new("Sortino ratio / √2, to be compared with a Sharpe ratio. As adjusted_sortino of quantstats.",
                "Коэффициент Сортино / √2, чтобы сравнивать с коэффициентом Шарпа. Как adjusted_sortino в quantstats."),
            MetricFormat.Number, HigherIsBetter: true, PerSide: false),
        new("smartSharpe", new("Smart Sharpe ratio", "Осторожный Шарп"),
            new("Sharpe ratio / √(1 + 2 · Σ ((N − k) / N) · |ρ|^k), k from 1 to N − 1, ρ the correlation of each daily return with the one before: returns that follow each other make the plain ratio too good. Null for fewer than three returns. As smart_sharpe of quantstats.",
                "Коэффициент Шарпа / √(1 + 2 · Σ ((N − k) / N) · |ρ|^k), k от 1 до N − 1, ρ — корреляция дневной доходности с предыдущей: связанные доходности завышают простой коэффициент. Нет значения, если доходностей меньше трёх. Как smart_sharpe в quantstats."),
            MetricFormat.Number, HigherIsBetter: true, PerSide: false),
        new("smartSortino", new("Smart Sortino ratio", "Осторожный Сортино"),
            new("Sortino ratio over the divisor of the smart Sharpe ratio. As smart_sortino of quantstats.",
                "Коэффициент Сортино, делённый так же, как осторожный Шарп. Как smart_sortino в quantstats."),
            MetricFormat.Number, HigherIsBetter: true, PerSide: false),
        new("smartAdjustedSortino", new("Smart Sortino ratio / √2", "Осторожный Сортино / √2"),
            new("Smart Sortino ratio / √2.",
                "Осторожный Сортино / √2."),
            MetricFormat.Number, HigherIsBetter: true, PerSide: false),
        new("stability", new("Stability", "Стабильность"),
            new("R² of a straight line through the sums of log(1 + r) of the daily returns: 1 is steady growth or steady loss. Null for fewer than two returns, after a loss of everything, or where nothing moved. As stability_of_timeseries of empyrical.",
                "R² прямой через накопленные суммы log(1 + r) дневных доходностей: 1 — ровный рост или ровное падение. Нет значения, если доходностей меньше двух, после потери всего или без движения. Как stability_of_timeseries в empyrical."),
            MetricFormat.Number, HigherIsBetter: true, PerSide: false),
        new("riskAdjustedReturnPercent", new("Return for time in the market", "Доходность на время в рынке"),
            new("CAGR / exposure, in percent: the growth if the whole time had been spent in positions. Null under 90 days or without exposure. rar of quantstats divides by the share of days with a return other than 0.",
                "CAGR / время в позиции, в процентах: рост, если бы позиция была всё время. Нет значения при сроке меньше 90 дней или без позиций. В quantstats rar делит на долю дней с ненулевой доходностью."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false),
        new("probabilisticSharpe", new("Probabilistic Sharpe ratio", "Вероятностный Шарп"),
            new("Probability that the true Sharpe ratio is above 0: Φ(SR · √(N − 1) / √(1 − skewness · SR + (kurtosis − 1) / 4 · SR²)), SR of one day, kurtosis 3 for a normal distribution. Null where skewness or kurtosis is. Bailey and López de Prado 2012; quantstats takes the kurtosis 3 too small.",
                "Вероятность того, что истинный коэффициент Шарпа выше 0: Φ(SR · √(N − 1) / √(1 − асимметрия · SR + (куртозис − 1) / 4 · SR²)), SR за день, куртозис нормального распределения равен 3. Нет значения, если нет асимметрии или эксцесса. Bailey и López de Prado 2012; в quantstats куртозис занижен на 3."),
            MetricFormat.Number, HigherIsBetter: true, PerSide: false),
        new("deflatedSharpe", new("Deflated Sharpe ratio", "Дефлированный Шарп"),
            new("As the probabilistic one, but above what the best of T trials without skill would show: E / √(N − 1), E = (1 − γ) · z(1 − 1 / T) + γ · z(1 − 1 / (e · T)), z the normal quantile, γ = 0.5772…, T as stated for the run, 0 for one trial. Bailey and López de Prado 2014, with the variance of ratios without skill.",
                "Как вероятностный, но выше того, что показала бы лучшая из T попыток без умения: E / √(N − 1), E = (1 − γ) · z(1 − 1 / T) + γ · z(1 − 1 / (e · T)), z — квантиль нормального распределения, γ = 0,5772…, T указано для прогона, для одной попытки 0. Bailey и López de Prado 2014, с дисперсией коэффициентов без умения."),
            MetricFormat.Number, HigherIsBetter: true, PerSide: false),
    ];

    /// <summary>Adds the figures in the order of <see cref="All"/>.</summary>
    public static void Compute(MetricsRun run, Figures to)
    {
        to.Add("annualReturnPercent", 100 * run.AnnualReturn);
        to.Add("cagrPercent", 100 * run.Cagr);
        to.Add("volatilityPercent", 100 * run.Returns.Volatility);
        to.Add("sharpe", run.Returns.Sharpe);
        to.Add("sortino", run.Returns.Sortino);
        to.Add("calmar", run.Drawdowns.Worst < 0 ? run.Cagr / -run.Drawdowns.Worst : null);
        to.Add("omega", run.Returns.ProfitFactor);
        to.Add("skewness", Sample.Skewness(run.Returns.Values));
        to.Add("kurtosis", Sample.Kurtosis(run.Returns.Values));
        to.Add("annualVariance", run.Returns.Volatility * run.Returns.Volatility);
        to.Add("downsideDeviationPercent", 100 * run.Returns.Downside * Math.Sqrt(run.Returns.Periods));
        to.Add("riskReturnRatio", run.Returns.Ratio);
        to.Add("adjustedSortino", run.Returns.Sortino / Math.Sqrt(2));
        to.Add("smartSharpe", run.Returns.Sharpe / run.Returns.AutocorrelationPenalty);
        to.Add("smartSortino", run.Returns.Sortino / run.Returns.AutocorrelationPenalty);
        to.Add("smartAdjustedSortino", run.Returns.Sortino / run.Returns.AutocorrelationPenalty / Math.Sqrt(2));
        to.Add("stability", run.Returns.Stability);
        to.Add("riskAdjustedReturnPercent", 100 * run.Cagr / ((double)run.Activity.BarsInPosition / run.Input.Bars.Count));
        to.Add("probabilisticSharpe", run.Returns.ProbabilisticSharpe(0));
        to.Add("deflatedSharpe", run.Returns.DeflatedSharpe(run.Input.Trials));
    }
}
