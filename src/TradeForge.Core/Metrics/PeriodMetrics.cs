namespace TradeForge.Core.Metrics;

/// <summary>What calendar months, quarters and years brought, and the last stretch of the run.</summary>
internal static class PeriodMetrics
{
    public static IReadOnlyList<MetricDefinition> All { get; } =
    [
        new("expectedMonthPercent", new("Expected month", "Ожидаемый месяц"),
            new("100 · geometric mean of the returns of calendar months. The first one starts at the initial cash; the first and the last may be partial.",
                "100 · среднее геометрическое доходностей календарных месяцев. Первый начинается с начального капитала; первый и последний могут быть неполными."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false),
        new("expectedYearPercent", new("Expected year", "Ожидаемый год"),
            new("100 · geometric mean of the returns of calendar years. The first one starts at the initial cash; the first and the last may be partial.",
                "100 · среднее геометрическое доходностей календарных лет. Первый начинается с начального капитала; первый и последний могут быть неполными."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false),
        new("bestMonthPercent", new("Best month", "Лучший месяц"),
            new("100 · largest return of a calendar month. As best_month of ffn, which leaves out the first month.",
                "100 · наибольшая доходность календарного месяца. Как best_month в ffn, где первый месяц не считается."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false),
        new("worstMonthPercent", new("Worst month", "Худший месяц"),
            new("100 · smallest return of a calendar month. As worst_month of ffn, which leaves out the first month.",
                "100 · наименьшая доходность календарного месяца. Как worst_month в ffn, где первый месяц не считается."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false),
        new("bestYearPercent", new("Best year", "Лучший год"),
            new("100 · largest return of a calendar year. As best_year of ffn, which leaves out the first year.",
                "100 · наибольшая доходность календарного года. Как best_year в ffn, где первый год не считается."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false),
        new("worstYearPercent", new("Worst year", "Худший год"),
            new("100 · smallest return of a calendar year. As worst_year of ffn, which leaves out the first year.",
                "100 · наименьшая доходность календарного года. Как worst_year в ffn, где первый год не считается."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false),
        new("avgUpMonthPercent", new("Average up month", "Средний растущий месяц"),
            new("100 · mean of the returns of calendar months above 0. Null without one. As avg_up_month of ffn, which leaves out the first month.",
                "100 · среднее доходностей календарных месяцев выше 0. Нет значения, если таких нет. Как avg_up_month в ffn, где первый месяц не считается."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false),
        new("avgDownMonthPercent", new("Average down month", "Средний падающий месяц"),
            new("100 · mean of the returns of calendar months of 0 and below. Null without one. As avg_down_month of ffn, which leaves out the first month.",
                "100 · среднее доходностей календарных месяцев от 0 и ниже. Нет значения, если таких нет. Как avg_down_month в ffn, где первый месяц не считается."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false),
        new("winMonthsPercent", new("Winning months", "Прибыльные месяцы"),
            new("100 · calendar months with a return above 0 / calendar months.",
                "100 · календарные месяцы с доходностью выше 0 / все календарные месяцы."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false),
        new("winQuartersPercent", new("Winning quarters", "Прибыльные кварталы"),
            new("100 · calendar quarters with a return above 0 / calendar quarters.",
                "100 · календарные кварталы с доходностью выше 0 / все календарные кварталы."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false),
        new("winYearsPercent", new("Winning years", "Прибыльные годы"),
            new("100 · calendar years with a return above 0 / calendar years. As win_year_perc of ffn, which leaves out the first year.",
                "100 · календарные годы с доходностью выше 0 / все календарные годы. Как win_year_perc в ffn, где первый год не считается."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false),
        new("winTwelveMonthsPercent", new("Winning spans of twelve months", "Прибыльные отрезки по двенадцать месяцев"),
            new("100 · spans of twelve calendar months in a row with a gain / all such spans after the first month. Null under thirteen months. As twelve_month_win_perc of ffn.",
                "100 · отрезки из двенадцати календарных месяцев подряд с прибылью / все такие отрезки после первого месяца. Нет значения, если месяцев меньше тринадцати. Как twelve_month_win_perc в ffn."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false),
        new("monthToDatePercent", new("Month to date", "С начала месяца"),
            new("100 · return since the last close of the month before the last day's; of the whole run where it starts later. As mtd of ffn.",
                "100 · доходность с последнего закрытия месяца перед последним днём; за весь прогон, если он начался позже. Как mtd в ffn."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false),
        new("yearToDatePercent", new("Year to date", "С начала года"),
            new("100 · return since the last close of the year before the last day's; of the whole run where it starts later. As ytd of ffn.",
                "100 · доходность с последнего закрытия года перед последним днём; за весь прогон, если он начался позже. Как ytd в ffn."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false),
        new("threeMonthsPercent", new("Last three months", "Последние три месяца"),
            new("100 · return since the last close on or before the date three months before the last day. Null where the run starts after it. As three_month of ffn.",
                "100 · доходность с последнего закрытия не позже даты за три месяца до последнего дня. Нет значения, если прогон начался позже. Как three_month в ffn."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false),
        new("sixMonthsPercent", new("Last six months", "Последние шесть месяцев"),
            new("100 · return since the last close on or before the date six months before the last day. Null where the run starts after it. As six_month of ffn.",
                "100 · доходность с последнего закрытия не позже даты за шесть месяцев до последнего дня. Нет значения, если прогон начался позже. Как six_month в ffn."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false),
        new("oneYearPercent", new("Last year", "Последний год"),
            new("100 · return since the last close on or before the date a year before the last day. Null where the run starts after it. As one_year of ffn.",
                "100 · доходность с последнего закрытия не позже даты за год до последнего дня. Нет значения, если прогон начался позже. Как one_year в ffn."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false),
        new("threeYearsPercent", new("Last three years, a year", "Последние три года, в год"),
            new("100 · compound annual growth (years of 365.25 days) from the close of the first day on or after the date three years before the last day. Null where the run is shorter. As three_year of ffn.",
                "100 · сложный годовой рост (годы по 365,25 дня) от закрытия первого дня не раньше даты за три года до последнего дня. Нет значения, если прогон короче. Как three_year в ffn."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false),
        new("fiveYearsPercent", new("Last five years, a year", "Последние пять лет, в год"),
            new("100 · compound annual growth (years of 365.25 days) from the close of the first day on or after the date five years before the last day. Null where the run is shorter. As five_year of ffn, which takes shorter runs as they are.",
                "100 · сложный годовой рост (годы по 365,25 дня) от закрытия первого дня не раньше даты за пять лет до последнего дня. Нет значения, если прогон короче. Как five_year в ffn, где короткий прогон берётся целиком."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false),
        new("tenYearsPercent", new("Last ten years, a year", "Последние десять лет, в год"),
            new("100 · compound annual growth (years of 365.25 days) from the close of the first day on or after the date ten years before the last day. Null where the run is shorter. As ten_year of ffn, which takes shorter runs as they are.",
                "100 · сложный годовой рост (годы по 365,25 дня) от закрытия первого дня не раньше даты за десять лет до последнего дня. Нет значения, если прогон короче. Как ten_year в ffn, где короткий прогон берётся целиком."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: false),
    ];

    /// <summary>Adds the figures in the order of <see cref="All"/>.</summary>
    public static void Compute(MetricsRun run, Figures to)
    {
        to.Add("expectedMonthPercent", 100 * run.Periods.Months.GeometricMean);
        to.Add("expectedYearPercent", 100 * run.Periods.Years.GeometricMean);
        to.Add("bestMonthPercent", 100 * run.Periods.Months.Best);
        to.Add("worstMonthPercent", 100 * run.Periods.Months.Worst);
        to.Add("bestYearPercent", 100 * run.Periods.Years.Best);
        to.Add("worstYearPercent", 100 * run.Periods.Years.Worst);
        to.Add("avgUpMonthPercent", 100 * run.Periods.Months.MeanUp);
        to.Add("avgDownMonthPercent", 100 * run.Periods.Months.MeanDown);
        to.Add("winMonthsPercent", 100 * run.Periods.Months.WinRate);
        to.Add("winQuartersPercent", 100 * run.Periods.Quarters.WinRate);
        to.Add("winYearsPercent", 100 * run.Periods.Years.WinRate);
        to.Add("winTwelveMonthsPercent", 100 * run.Periods.Months.TwelveInARow);
        to.Add("monthToDatePercent", 100 * (run.Periods.Since(run.Periods.Last.AddDays(-run.Periods.Last.Day)) ?? run.Periods.Total));
        to.Add("yearToDatePercent", 100 * (run.Periods.Since(new DateOnly(run.Periods.Last.Year - 1, 12, 31)) ?? run.Periods.Total));
        to.Add("threeMonthsPercent", 100 * run.Periods.Since(run.Periods.Last.AddMonths(-3)));
        to.Add("sixMonthsPercent", 100 * run.Periods.Since(run.Periods.Last.AddMonths(-6)));
        to.Add("oneYearPercent", 100 * run.Periods.Since(run.Periods.Last.AddMonths(-12)));
        to.Add("threeYearsPercent", 100 * run.Periods.Annual(3));
        to.Add("fiveYearsPercent", 100 * run.Periods.Annual(5));
        to.Add("tenYearsPercent", 100 * run.Periods.Annual(10));
    }
}
