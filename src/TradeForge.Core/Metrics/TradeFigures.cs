using TradeForge.Core.Simulation;

namespace TradeForge.Core.Metrics;

/// <summary>Sums over closed trades. A win has a net pnl above 0, a loss one below 0 (golden rule G37).</summary>
internal sealed record TradeFigures(IReadOnlyList<Trade> All, double[] Pnl, double[] Percent, double[] Days)
{
    public int Count => All.Count;
    public int Wins { get; } = Pnl.Count(x => x > 0);
    public int Losses { get; } = Pnl.Count(x => x < 0);
    public double GrossProfit { get; } = Pnl.Where(x => x > 0).Sum();
    public double GrossLoss { get; } = Pnl.Where(x => x < 0).Sum();
    public double? AverageWin => Wins == 0 ? null : GrossProfit / Wins;
    public double? AverageLoss => Losses == 0 ? null : GrossLoss / Losses;

    public static TradeFigures Of(IReadOnlyList<Trade> trades) => new(
        trades, [.. trades.Select(t => (double)t.Pnl)], [.. trades.Select(t => t.PnlPercent)], [.. trades.Select(t => (t.ExitTime - t.EntryTime).TotalDays)]);

    /// <summary>Longest run of trades in a row whose pnl has the sign.</summary>
    public int LongestRun(int sign)
    {
        var (longest, running) = (0, 0);
        foreach (var pnl in Pnl)
        {
            running = Math.Sign(pnl) == sign ? running + 1 : 0;
            longest = Math.Max(longest, running);
        }

        return longest;
    }

    /// <summary>Geometric mean of the trade returns as a fraction; null without trades or where a trade lost everything or more.</summary>
    public double? GeometricMean => Count == 0 || Percent.Any(x => x <= -100) ? null : Math.Exp(Percent.Average(x => Math.Log(1 + (x / 100)))) - 1;
}
