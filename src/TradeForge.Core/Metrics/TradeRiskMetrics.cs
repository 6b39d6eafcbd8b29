namespace TradeForge.Core.Metrics;

/// <summary>How evenly closed trades earned: deviations, excursions and drawdowns trade by trade, for all and for each side.</summary>
internal static class TradeRiskMetrics
{
    public static IReadOnlyList<MetricDefinition> All { get; } =
    [
        new("sqn", new("SQN", "SQN"),
            new("√n · mean / sample deviation (n − 1) of the net profits of the trades, in money. Null for fewer than two trades or deviation 0. As backtesting.py.",
                "√n · среднее / выборочное отклонение (n − 1) чистых прибылей сделок, в деньгах. Нет значения, если сделок меньше двух или отклонение 0. Как в backtesting.py."),
            MetricFormat.Number, HigherIsBetter: true, PerSide: true),
        new("kelly", new("Kelly criterion", "Критерий Келли"),
            new("W − (1 − W) / R, W = share of winning trades, R = average win / |average loss| in money; a fraction of the capital, to be halved for safety. Null without wins or without losses. As backtesting.py.",
                "W − (1 − W) / R, W — доля прибыльных сделок, R — средняя прибыль / |средний убыток| в деньгах; доля капитала, для осторожности её делят пополам. Нет значения без прибылей или без убытков. Как в backtesting.py."),
            MetricFormat.Number, HigherIsBetter: true, PerSide: true),
        new("profitDeviation", new("Deviation of profits", "Отклонение прибылей"),
            new("Sample deviation (n − 1) of the net profits of the trades, in money. Null for fewer than two trades.",
                "Выборочное отклонение (n − 1) чистых результатов сделок, в деньгах. Нет значения, если сделок меньше двух."),
            MetricFormat.Money, HigherIsBetter: false, PerSide: true),
        new("profitDownside", new("Downside of profits", "Отклонение прибылей вниз"),
            new("√(Σ min(pnl, 0)² / n) over all n trades, in money. Null without trades.",
                "√(Σ min(pnl, 0)² / n) по всем n сделкам, в деньгах. Нет значения без сделок."),
            MetricFormat.Money, HigherIsBetter: false, PerSide: true),
        new("profitToDeviation", new("Profit to deviation", "Прибыль к отклонению"),
            new("Average profit / deviation of profits, a trade, not annualised; no Sharpe ratio. Null for fewer than two trades or deviation 0.",
                "Средний результат / отклонение прибылей, на сделку, без приведения к году; это не коэффициент Шарпа. Нет значения, если сделок меньше двух или отклонение 0."),
            MetricFormat.Number, HigherIsBetter: true, PerSide: true),
        new("profitToDownside", new("Profit to downside", "Прибыль к отклонению вниз"),
            new("Average profit / downside of profits, a trade, not annualised. Null without trades or without a losing one.",
                "Средний результат / отклонение прибылей вниз, на сделку, без приведения к году. Нет значения без сделок или без убыточных."),
            MetricFormat.Number, HigherIsBetter: true, PerSide: true),
        new("tradeDeviationPercent", new("Deviation of trade returns", "Отклонение доходностей сделок"),
            new("Sample deviation (n − 1) of the trade returns in percent. Null for fewer than two trades.",
                "Выборочное отклонение (n − 1) доходностей сделок в процентах. Нет значения, если сделок меньше двух."),
            MetricFormat.Percent, HigherIsBetter: false, PerSide: true),
        new("tradeReturnToDeviation", new("Trade return to deviation", "Доходность сделки к отклонению"),
            new("Expectancy / deviation of trade returns, a trade, not annualised; no Sharpe ratio. Null for fewer than two trades or deviation 0.",
                "Математическое ожидание / отклонение доходностей сделок, на сделку, без приведения к году; это не коэффициент Шарпа. Нет значения, если сделок меньше двух или отклонение 0."),
            MetricFormat.Number, HigherIsBetter: true, PerSide: true),
        new("avgMaePercent", new("Average adverse excursion", "Среднее неблагоприятное отклонение"),
            new("Mean of the worst price move against each trade, in percent of its entry price, 0 or negative. Null without trades.",
                "Среднее худшего движения цены против сделки, в процентах цены входа, 0 или меньше. Нет значения без сделок."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: true),
        new("avgMfePercent", new("Average favourable excursion", "Среднее благоприятное отклонение"),
            new("Mean of the best price move in favour of each trade, in percent of its entry price, 0 or positive. Null without trades.",
                "Среднее лучшего движения цены в пользу сделки, в процентах цены входа, 0 или больше. Нет значения без сделок."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: true),
        new("largestMaePercent", new("Largest adverse excursion", "Худшее неблагоприятное отклонение"),
            new("Worst price move against a trade, in percent of its entry price, 0 or negative. Null without trades.",
                "Худшее движение цены против сделки, в процентах цены входа, 0 или меньше. Нет значения без сделок."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: true),
        new("largestMfePercent", new("Largest favourable excursion", "Лучшее благоприятное отклонение"),
            new("Best price move in favour of a trade, in percent of its entry price, 0 or positive. Null without trades.",
                "Лучшее движение цены в пользу сделки, в процентах цены входа, 0 или больше. Нет значения без сделок."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: true),
        new("avgMae", new("Average adverse excursion, money", "Среднее неблагоприятное отклонение, деньги"),
            new("Mean of the worst loss that was open in each trade before fees, in money, 0 or negative: excursion · quantity · entry price. Null without trades.",
                "Среднее худшего открытого убытка сделки до комиссий, в деньгах, 0 или меньше: отклонение · количество · цена входа. Нет значения без сделок."),
            MetricFormat.Money, HigherIsBetter: true, PerSide: true),
        new("avgMfe", new("Average favourable excursion, money", "Среднее благоприятное отклонение, деньги"),
            new("Mean of the best profit that was open in each trade before fees, in money, 0 or positive. Null without trades.",
                "Среднее лучшей открытой прибыли сделки до комиссий, в деньгах, 0 или больше. Нет значения без сделок."),
            MetricFormat.Money, HigherIsBetter: true, PerSide: true),
        new("largestMae", new("Largest adverse excursion, money", "Худшее неблагоприятное отклонение, деньги"),
            new("Worst loss that was open in a trade before fees, in money, 0 or negative. Null without trades.",
                "Худший открытый убыток сделки до комиссий, в деньгах, 0 или меньше. Нет значения без сделок."),
            MetricFormat.Money, HigherIsBetter: true, PerSide: true),
        new("largestMfe", new("Largest favourable excursion, money", "Лучшее благоприятное отклонение, деньги"),
            new("Best profit that was open in a trade before fees, in money, 0 or positive. Null without trades.",
                "Лучшая открытая прибыль сделки до комиссий, в деньгах, 0 или больше. Нет значения без сделок."),
            MetricFormat.Money, HigherIsBetter: true, PerSide: true),
        new("closedDrawdown", new("Drawdown of closed trades", "Просадка закрытых сделок"),
            new("Largest fall of the sum of net profits below its highest value before, trade by trade in the order of closing, from 0; in money, 0 or positive.",
                "Наибольшее падение суммы чистых результатов от её максимума, по сделкам в порядке закрытия, от 0; в деньгах, 0 или больше."),
            MetricFormat.Money, HigherIsBetter: false, PerSide: true),
        new("intraTradeDrawdown", new("Drawdown inside trades", "Просадка внутри сделок"),
            new("As drawdown of closed trades, with each trade at its worst moment.",
                "Как просадка закрытых сделок, но каждая сделка в худший момент."),
            MetricFormat.Money, HigherIsBetter: false, PerSide: true),
        new("profitToDrawdown", new("Profit to drawdown", "Прибыль к просадке"),
            new("Closed profit / drawdown of closed trades. Null without a drawdown.",
                "Прибыль закрытых сделок / просадка закрытых сделок. Нет значения без просадки."),
            MetricFormat.Number, HigherIsBetter: true, PerSide: true),
        new("closedDrawdownDays", new("Longest drawdown of closed trades", "Самая долгая просадка закрытых сделок"),
            new("Calendar days from the exit that made the highest sum of net profits (at first the exit of the first trade) to the last exit below it. 0 without a drawdown.",
                "Календарные дни от выхода, давшего максимум суммы чистых результатов (сначала выход первой сделки), до последнего выхода ниже него. 0 без просадки."),
            MetricFormat.Days, HigherIsBetter: false, PerSide: true),
        new("avgGivenBack", new("Average profit given back", "Средняя отданная прибыль"),
            new("Mean of best open profit − net profit of each trade, in money, at least 0: what the exit left on the table, fees included. Null without trades.",
                "Среднее лучшая открытая прибыль − чистый результат сделки, в деньгах, не меньше 0: что не взял выход, вместе с комиссиями. Нет значения без сделок."),
            MetricFormat.Money, HigherIsBetter: false, PerSide: true),
        new("largestGivenBack", new("Largest profit given back", "Наибольшая отданная прибыль"),
            new("Largest best open profit − net profit of a trade, in money, at least 0. Null without trades.",
                "Наибольшее лучшая открытая прибыль − чистый результат сделки, в деньгах, не меньше 0. Нет значения без сделок."),
            MetricFormat.Money, HigherIsBetter: false, PerSide: true),
    ];

    /// <summary>Adds the figures in the order of <see cref="All"/>.</summary>
    public static void Compute(MetricsRun run, Figures to)
    {
        to.Add("sqn", Math.Sqrt(run.Trades.Count) * run.Trades.Mean / run.Trades.Deviation);
        to.Add("kelly", run.Trades.WinRate - ((1 - run.Trades.WinRate) / run.Trades.Payoff));
        to.Add("profitDeviation", run.Trades.Deviation);
        to.Add("profitDownside", Sample.Downside(run.Trades.All.Pnl));
        to.Add("profitToDeviation", run.Trades.Mean / run.Trades.Deviation);
        to.Add("profitToDownside", run.Trades.Mean / Sample.Downside(run.Trades.All.Pnl));
        to.Add("tradeDeviationPercent", run.Trades.PercentDeviation);
        to.Add("tradeReturnToDeviation", Sample.Mean(run.Trades.All.Percent) / run.Trades.PercentDeviation);
        to.Add("avgMaePercent", Sample.Mean(run.Trades.All.Mae));
        to.Add("avgMfePercent", Sample.Mean(run.Trades.All.Mfe));
        to.Add("largestMaePercent", Sample.Smallest(run.Trades.All.Mae));
        to.Add("largestMfePercent", Sample.Largest(run.Trades.All.Mfe));
        to.Add("avgMae", run.Trades.Money(run.Trades.All.Mae).Mean);
        to.Add("avgMfe", run.Trades.Money(run.Trades.All.Mfe).Mean);
        to.Add("largestMae", run.Trades.Money(run.Trades.All.Mae).Extreme);
        to.Add("largestMfe", run.Trades.Money(run.Trades.All.Mfe).Extreme);
        to.Add("closedDrawdown", run.Trades.Closed.Drawdown);
        to.Add("intraTradeDrawdown", run.Trades.Closed.IntraTrade);
        to.Add("profitToDrawdown", Sample.Sum(run.Trades.All.Pnl) / run.Trades.Closed.Drawdown);
        to.Add("closedDrawdownDays", run.Trades.Closed.LongestDays);
        to.Add("avgGivenBack", run.Trades.GivenBack().Mean);
        to.Add("largestGivenBack", run.Trades.GivenBack().Largest);
    }
}
