namespace TradeForge.Core.Metrics;

/// <summary>Figures of closed trades (golden rules G37, G39), for all and for each side. A trade is a first in, first out part of a position; profit is net of the fees of both legs.</summary>
internal static class TradeMetrics
{
    public static IReadOnlyList<MetricDefinition> All { get; } =
    [
        new("trades", new("Trades", "Сделки"),
            new("Closed round trips. An open position is no trade yet.",
                "Закрытые сделки. Открытая позиция ещё не сделка."),
            MetricFormat.Count, HigherIsBetter: null, PerSide: true),
        new("winRatePercent", new("Win rate", "Доля прибыльных"),
            new("100 · trades with a net profit above 0 / trades. Null without trades.",
                "100 · сделки с чистой прибылью выше 0 / все сделки. Нет значения без сделок."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: true),
        new("bestTradePercent", new("Best trade", "Лучшая сделка"),
            new("Largest trade return: 100 · net profit / (quantity · entry price). Null without trades. As backtesting.py.",
                "Наибольшая доходность сделки: 100 · чистая прибыль / (количество · цена входа). Нет значения без сделок. Как в backtesting.py."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: true),
        new("worstTradePercent", new("Worst trade", "Худшая сделка"),
            new("Smallest trade return, as in best trade. Null without trades. As backtesting.py.",
                "Наименьшая доходность сделки, как в лучшей сделке. Нет значения без сделок. Как в backtesting.py."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: true),
        new("avgTradePercent", new("Average trade", "Средняя сделка"),
            new("Geometric mean of the trade returns: 100 · (Π(1 + r)^(1 / n) − 1). Null without trades, or where a trade lost 100 % or more. As backtesting.py; the plain mean is the expectancy.",
                "Среднее геометрическое доходностей сделок: 100 · (Π(1 + r)^(1 / n) − 1). Нет значения без сделок или если сделка потеряла 100 % и больше. Как в backtesting.py; простое среднее — математическое ожидание."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: true),
        new("profitFactor", new("Profit factor", "Профит-фактор"),
            new("Gross profit / |gross loss|, in money. Null without a losing trade (shown as ∞), 0 with losses and no win. backtesting.py divides sums of percents.",
                "Валовая прибыль / |валовой убыток|, в деньгах. Нет значения без убыточных сделок (показывается ∞), 0 при убытках без прибылей. backtesting.py делит суммы процентов."),
            MetricFormat.Number, HigherIsBetter: true, PerSide: true),
        new("expectancyPercent", new("Expectancy", "Математическое ожидание"),
            new("Plain mean of the trade returns in percent. Null without trades. As backtesting.py.",
                "Простое среднее доходностей сделок в процентах. Нет значения без сделок. Как в backtesting.py."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: true),
        new("closedProfit", new("Closed profit", "Прибыль закрытых сделок"),
            new("Sum of the net profits of the closed trades; 0 without trades.",
                "Сумма чистых прибылей закрытых сделок; 0 без сделок."),
            MetricFormat.Money, HigherIsBetter: true, PerSide: true),
        new("grossProfit", new("Gross profit", "Валовая прибыль"),
            new("Sum of the net profits of the winning trades; 0 without one.",
                "Сумма чистых прибылей прибыльных сделок; 0, если их нет."),
            MetricFormat.Money, HigherIsBetter: true, PerSide: true),
        new("grossLoss", new("Gross loss", "Валовой убыток"),
            new("Sum of the net profits of the losing trades, 0 or negative.",
                "Сумма чистых результатов убыточных сделок, 0 или меньше."),
            MetricFormat.Money, HigherIsBetter: true, PerSide: true),
        new("wins", new("Winning trades", "Прибыльные сделки"),
            new("Trades with a net profit above 0.",
                "Сделки с чистой прибылью выше 0."),
            MetricFormat.Count, HigherIsBetter: true, PerSide: true),
        new("losses", new("Losing trades", "Убыточные сделки"),
            new("Trades with a net profit below 0; a trade of exactly 0 is neither.",
                "Сделки с чистой прибылью ниже 0; сделка ровно в 0 не входит никуда."),
            MetricFormat.Count, HigherIsBetter: false, PerSide: true),
        new("avgWin", new("Average win", "Средняя прибыль"),
            new("Gross profit / winning trades, in money. Null without one.",
                "Валовая прибыль / прибыльные сделки, в деньгах. Нет значения, если их нет."),
            MetricFormat.Money, HigherIsBetter: true, PerSide: true),
        new("avgLoss", new("Average loss", "Средний убыток"),
            new("Gross loss / losing trades, in money, negative. Null without one.",
                "Валовой убыток / убыточные сделки, в деньгах, меньше 0. Нет значения, если их нет."),
            MetricFormat.Money, HigherIsBetter: true, PerSide: true),
        new("payoffRatio", new("Payoff ratio", "Отношение прибыли к убытку"),
            new("Average win / |average loss|, in money. Null without wins or without losses.",
                "Средняя прибыль / |средний убыток|, в деньгах. Нет значения без прибылей или без убытков."),
            MetricFormat.Number, HigherIsBetter: true, PerSide: true),
        new("largestWin", new("Largest win", "Наибольшая прибыль"),
            new("Largest net profit of a trade, in money. Null without a winning trade.",
                "Наибольшая чистая прибыль сделки, в деньгах. Нет значения без прибыльных сделок."),
            MetricFormat.Money, HigherIsBetter: true, PerSide: true),
        new("largestLoss", new("Largest loss", "Наибольший убыток"),
            new("Smallest net profit of a trade, in money, negative. Null without a losing trade.",
                "Наименьшая чистая прибыль сделки, в деньгах, меньше 0. Нет значения без убыточных сделок."),
            MetricFormat.Money, HigherIsBetter: true, PerSide: true),
        new("maxConsecutiveWins", new("Longest winning streak", "Самая длинная серия прибылей"),
            new("Most winning trades in a row, in the order they were closed.",
                "Больше всего прибыльных сделок подряд в порядке закрытия."),
            MetricFormat.Count, HigherIsBetter: true, PerSide: true),
        new("maxConsecutiveLosses", new("Longest losing streak", "Самая длинная серия убытков"),
            new("Most losing trades in a row, in the order they were closed.",
                "Больше всего убыточных сделок подряд в порядке закрытия."),
            MetricFormat.Count, HigherIsBetter: false, PerSide: true),
        new("lossRatePercent", new("Loss rate", "Доля убыточных"),
            new("100 · trades with a net profit below 0 / trades. Null without trades.",
                "100 · сделки с чистым результатом ниже 0 / все сделки. Нет значения без сделок."),
            MetricFormat.Percent, HigherIsBetter: false, PerSide: true),
        new("winLossRatio", new("Wins to losses", "Прибыльных на убыточную"),
            new("Winning trades / losing trades. Null without a losing trade.",
                "Прибыльные сделки / убыточные сделки. Нет значения без убыточных."),
            MetricFormat.Number, HigherIsBetter: true, PerSide: true),
        new("avgProfit", new("Average profit", "Средний результат"),
            new("Mean of the net profits of the trades, in money. Null without trades.",
                "Среднее чистых результатов сделок, в деньгах. Нет значения без сделок."),
            MetricFormat.Money, HigherIsBetter: true, PerSide: true),
        new("avgWinPercent", new("Average win, percent", "Средняя прибыль, проценты"),
            new("Mean of the trade returns in percent of the winning trades. Null without one.",
                "Среднее доходностей прибыльных сделок в процентах. Нет значения, если их нет."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: true),
        new("avgLossPercent", new("Average loss, percent", "Средний убыток, проценты"),
            new("Mean of the trade returns in percent of the losing trades, negative. Null without one.",
                "Среднее доходностей убыточных сделок в процентах, меньше 0. Нет значения, если их нет."),
            MetricFormat.Percent, HigherIsBetter: true, PerSide: true),
        new("profitFactorPercent", new("Profit factor of percents", "Профит-фактор по процентам"),
            new("Sum of the trade returns of the winning trades / |sum of those of the losing ones|, in percent. Null without a losing trade. As Profit Factor of backtesting.py.",
                "Сумма доходностей прибыльных сделок / |сумма доходностей убыточных|, в процентах. Нет значения без убыточных сделок. Как Profit Factor в backtesting.py."),
            MetricFormat.Number, HigherIsBetter: true, PerSide: true),
        new("expectancyRatio", new("Expectancy a unit of loss", "Ожидание на единицу убытка"),
            new("W · payoff ratio − share of losing trades, W = share of winning trades: what a trade earns for each unit that an average loss costs. Null without wins or without losses.",
                "W · отношение прибыли к убытку − доля убыточных сделок, W — доля прибыльных: сколько приносит сделка на единицу среднего убытка. Нет значения без прибылей или без убытков."),
            MetricFormat.Number, HigherIsBetter: true, PerSide: true),
        new("tradeFees", new("Fees of closed trades", "Комиссии закрытых сделок"),
            new("Commissions of both legs of the closed trades; 0 without trades.",
                "Комиссии обоих концов закрытых сделок; 0 без сделок."),
            MetricFormat.Money, HigherIsBetter: false, PerSide: true),
    ];

    /// <summary>Adds the figures in the order of <see cref="All"/>.</summary>
    public static void Compute(MetricsRun run, Figures to)
    {
        to.Add("trades", run.Trades.Count);
        to.Add("winRatePercent", 100 * run.Trades.WinRate);
        to.Add("bestTradePercent", Sample.Largest(run.Trades.All.Percent));
        to.Add("worstTradePercent", Sample.Smallest(run.Trades.All.Percent));
        to.Add("avgTradePercent", 100 * run.Trades.GeometricMean);
        to.Add("profitFactor", run.Trades.GrossProfit / -run.Trades.GrossLoss);
        to.Add("expectancyPercent", Sample.Mean(run.Trades.All.Percent));
        to.Add("closedProfit", Sample.Sum(run.Trades.All.Pnl));
        to.Add("grossProfit", run.Trades.GrossProfit);
        to.Add("grossLoss", run.Trades.GrossLoss);
        to.Add("wins", run.Trades.Wins);
        to.Add("losses", run.Trades.Losses);
        to.Add("avgWin", run.Trades.AverageWin);
        to.Add("avgLoss", run.Trades.AverageLoss);
        to.Add("payoffRatio", run.Trades.Payoff);
        to.Add("largestWin", run.Trades.Wins == 0 ? null : Sample.Largest(run.Trades.All.Pnl));
        to.Add("largestLoss", run.Trades.Losses == 0 ? null : Sample.Smallest(run.Trades.All.Pnl));
        to.Add("maxConsecutiveWins", run.Trades.LongestWin);
        to.Add("maxConsecutiveLosses", run.Trades.LongestLoss);
        to.Add("lossRatePercent", 100.0 * run.Trades.Losses / run.Trades.Count);
        to.Add("winLossRatio", (double)run.Trades.Wins / run.Trades.Losses);
        to.Add("avgProfit", run.Trades.Mean);
        to.Add("avgWinPercent", run.Trades.WonPercent / run.Trades.Wins);
        to.Add("avgLossPercent", run.Trades.LostPercent / run.Trades.Losses);
        to.Add("profitFactorPercent", run.Trades.WonPercent / -run.Trades.LostPercent);
        to.Add("expectancyRatio", (run.Trades.WinRate * run.Trades.Payoff) - ((double)run.Trades.Losses / run.Trades.Count));
        to.Add("tradeFees", Sample.Sum(run.Trades.All.Fees));
    }
}
