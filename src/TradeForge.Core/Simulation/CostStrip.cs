using TradeForge.Core.Strategies;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Simulation;

/// <summary>How a result depends on its costs: the run simulated again under other ones. Takes as long as twenty runs or so.</summary>
/// <param name="Rows">At 0, 1, 2 and 3 times the commission, the slippage and the cost of exchanges; a multiple whose costs would be 100 % or more is left out.</param>
/// <param name="BreakEvenBasisPoints">The largest commission, in basis points (0.01 %) of the value of each fill and in place of all commission,
/// slippage and cost of exchanges of the run, at which the run still has a profit; found by simulation to 0.01. Null without a profit at no cost, or where even
/// 5000 leave one.</param>
public sealed record CostStrip(IReadOnlyList<CostRow> Rows, double? BreakEvenBasisPoints)
{
    /// <summary>Runs of at most so many bars get their strip without being asked; a longer one would keep its user waiting.</summary>
    public const int MostBarsUnasked = 500_000;

    /// <summary>A run so long that its strip is made only where the settings ask for it.</summary>
    public static bool IsLong(int bars, int instruments) => (long)bars * instruments > MostBarsUnasked;

    private const int Hundredths = 100, Limit = 5000 * Hundredths;

    /// <param name="strategy">As in the run.</param>
    /// <param name="data">As in the run.</param>
    /// <param name="settings">As in the run.</param>
    /// <param name="result">The run itself: the row of multiple 1.</param>
    /// <param name="cancellationToken">Looked at as in a run.</param>
    public static CostStrip Of(CompiledStrategy strategy, BacktestData data, BacktestSettings settings, BacktestResult result, CancellationToken cancellationToken) =>
        Of(settings, result, costs => Backtest.Run(strategy, data, costs, null, cancellationToken), costs =>
        {
            using var run = Backtest.Play(strategy, data, costs, skipIdleBars: true, null, cancellationToken);
            return ResultBuilder.FinalEquity(run.Session, data);
        });

    /// <param name="orders">As in the run.</param>
    /// <param name="data">As in the run.</param>
    /// <param name="settings">As in the run.</param>
    /// <param name="result">The run itself: the row of multiple 1.</param>
    /// <param name="cancellationToken">Looked at as in a run.</param>
    public static CostStrip Of(OrderList orders, BacktestData data, BacktestSettings settings, BacktestResult result, CancellationToken cancellationToken) =>
        Of(settings, result, costs => OrderRun.Run(orders, data, costs, null, cancellationToken), costs => OrderRun.Equity(orders, data, costs, cancellationToken));

    /// <inheritdoc cref="Of(CompiledStrategy, BacktestData, BacktestSettings, BacktestResult, CancellationToken)"/>
    public static CostStrip Of(CompiledStrategy strategy, PortfolioData data, BacktestSettings settings, BacktestResult result, CancellationToken cancellationToken) =>
        Of(settings, result, costs => PortfolioBacktest.RunAny(strategy, data, costs, null, cancellationToken), costs =>
        {
            using var run = PortfolioBacktest.Play(strategy, data, costs, null, cancellationToken);
            return run.Equity;
        });

    private static CostStrip Of(BacktestSettings settings, BacktestResult result, Func<BacktestSettings, BacktestResult> run, Func<BacktestSettings, decimal> equity)
    {
        var rows = new List<CostRow>();
        foreach (var multiple in (ReadOnlySpan<int>)[0, 1, 2, 3])
        {
            var scaled = settings.WithCosts(commission => commission.Times(multiple), settings.Slippage.Times(multiple), settings.ExchangeCost * multiple);
            if (SettingsCheck.Problems(scaled).Count == 0) rows.Add(Row(multiple, settings, multiple == 1 ? result : run(scaled)));
        }

        return new CostStrip(rows, BreakEven(hundredths => equity(settings.WithCosts(_ => new Commission(Percent: hundredths / 10_000m), Slippage.None, 0)) - settings.Cash));
    }

    private static CostRow Row(int multiple, BacktestSettings settings, BacktestResult run)
    {
        var equity = Math.Max(0, run.Equity[^1].Equity); // below 0 is ruin
        return new CostRow(
            multiple, equity, equity - settings.Cash, run.Metrics["returnPercent"] ?? 0, run.Metrics["sharpe"], run.Metrics["maxDrawdownPercent"] ?? 0,
            run.Trades.Count, run.Trades.Sum(t => t.Fees) + run.OpenPositions.Sum(p => p.Fees));
    }

    /// <summary>Doubles the cost until the profit is gone, then halves the distance; costs are whole hundredths of a basis point.</summary>
    internal static double? BreakEven(Func<int, decimal> profit)
    {
        if (profit(0) <= 0) return null;
        var (low, high) = (0, Hundredths);
        while (profit(high) > 0)
        {
            if (high == Limit) return null;
            (low, high) = (high, Math.Min(2 * high, Limit));
        }

        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (profit(middle) > 0) low = middle;
            else high = middle;
        }

        return low / (double)Hundredths;
    }
}

/// <summary>The run at a multiple of its costs.</summary>
/// <param name="Fees">Commissions; slippage is in the prices.</param>
public sealed record CostRow(int Multiple, decimal EquityFinal, decimal NetProfit, double ReturnPercent, double? Sharpe, double MaxDrawdownPercent, int Trades, decimal Fees);
