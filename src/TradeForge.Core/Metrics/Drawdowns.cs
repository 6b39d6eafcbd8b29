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
        var equity = input.Equity;
        var (depths, days) = (new List<double>(), new List<double>());
        var peak = (double)input.InitialCash;
        var (depth, worst, money, intrabar) = (0.0, 0.0, 0.0, 0.0);
        var peakBar = 0;
        for (var i = 0; i < equity.Length; i++)
        {
            if (input.WorstEquity is { } low) intrabar = Math.Min(intrabar, (Math.Max(0, low[i]) / peak) - 1);
            if (equity[i] >= peak)
            {
                if (depth < 0) Close(i);
                (peak, peakBar, depth) = (equity[i], i, 0);
                continue;
            }

            depth = Math.Min(depth, (equity[i] / peak) - 1);
            worst = Math.Min(worst, depth);
            money = Math.Max(money, peak - equity[i]);
        }

        if (depth < 0) Close(equity.Length - 1);
        return new Drawdowns(peak, worst, input.WorstEquity is null ? null : Math.Min(intrabar, worst), money, depths, days);

        void Close(int bar)
        {
            depths.Add(depth);
            days.Add((input.Bars.Times[bar] - input.Bars.Times[peakBar]) / (24.0 * 60 * 60 * 1000));
        }
    }
}
