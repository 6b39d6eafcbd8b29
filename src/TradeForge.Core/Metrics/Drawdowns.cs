namespace TradeForge.Core.Metrics;

/// <summary>How far and how long equity lay below its running peak, which starts at the initial cash (golden rule G35).</summary>
/// <param name="Peak">Highest equity at a close, at least the initial cash.</param>
/// <param name="Worst">Deepest fall at a close, as a fraction, 0 or negative.</param>
/// <param name="WorstIntrabar">Deepest fall at the worst price of a bar below the peak before it; null = not known.</param>
/// <param name="WorstMoney">Largest fall in money, 0 or positive.</param>
/// <param name="Depths">Depth of each drawdown, a negative fraction.</param>
/// <param name="Days">Its length in days: from the peak to the bar that is back at it, or to the last bar.</param>
internal sealed record Drawdowns(double Peak, double Worst, double? WorstIntrabar, double WorstMoney, IReadOnlyList<double> Depths, IReadOnlyList<double> Days)
{
    public static Drawdowns Of(MetricsInput input)
    {
        var (equity, low) = (input.Equity, input.WorstEquity);
        var (depths, days) = (new List<double>(), new List<double>());
        var peak = (double)input.InitialCash;
        var (worst, money, intrabar) = (0.0, 0.0, 0.0);
        var (lowest, lowestInBars) = (peak, peak); // since the peak; divided once a peak, not once a bar
        var peakBar = 0;
        for (var i = 0; i < equity.Length; i++)
        {
            if (low is not null && low[i] < lowestInBars) lowestInBars = low[i];
            if (equity[i] >= peak)
            {
                Close(i);
                (peak, peakBar) = (equity[i], i);
                (lowest, lowestInBars) = (peak, peak);
            }
            else if (equity[i] < lowest)
            {
                lowest = equity[i];
            }
        }

        Close(equity.Length - 1);
        return new Drawdowns(peak, worst, input.WorstEquity is null ? null : Math.Min(intrabar, worst), money, depths, days);

        void Close(int bar)
        {
            intrabar = Math.Min(intrabar, (Math.Max(0, lowestInBars) / peak) - 1);
            if (lowest >= peak) return;
            depths.Add((lowest / peak) - 1);
            days.Add((input.Bars.Times[bar] - input.Bars.Times[peakBar]) / (24.0 * 60 * 60 * 1000));
            worst = Math.Min(worst, depths[^1]);
            money = Math.Max(money, peak - lowest);
        }
    }
}
