namespace TradeForge.Core.Simulation;

/// <summary>Notes, each time weights were set anew and the orders for it could fill, what share each instrument was to have and what it has.</summary>
internal sealed class WeightLedger(int lines)
{
    private readonly int[] _times = new int[lines];
    private readonly double[] _target = new double[lines], _held = new double[lines], _worst = new double[lines];
    private readonly long[] _when = new long[lines];

    /// <summary>Weights were set and have not been looked at since.</summary>
    public bool IsPending { get; set; }

    /// <param name="line">The instrument.</param>
    /// <param name="time">Of the moment.</param>
    /// <param name="target">Percent of the equity.</param>
    /// <param name="held">The same, after lots, costs and cash.</param>
    public void Note(int line, long time, double target, double held)
    {
        if (target == 0 && held == 0) return;
        _times[line]++;
        (_target[line], _held[line]) = (_target[line] + target, _held[line] + held);
        if (Math.Abs(held - target) <= Math.Abs(_worst[line])) return;
        (_worst[line], _when[line]) = (held - target, time);
    }

    /// <summary>One row for each instrument that was to have a share or had one.</summary>
    public IReadOnlyList<WeightRow> Rows(IReadOnlyList<PortfolioLine> all) =>
    [
        .. all.Where(line => _times[line.Index] > 0).Select(line => new WeightRow(
            line.Data.Series.Symbol, _times[line.Index], _target[line.Index] / _times[line.Index], _held[line.Index] / _times[line.Index], _worst[line.Index],
            _worst[line.Index] == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(_when[line.Index]))),
    ];
}

/// <summary>Weights of an instrument after rounding to lots against their targets, in percent of the equity, over all rebalancings that touched it.</summary>
/// <param name="Symbol">The instrument.</param>
/// <param name="Times">Rebalancings at which it was to have a share or had one.</param>
/// <param name="TargetPercent">Mean of the targets.</param>
/// <param name="HeldPercent">Mean of what was held once the orders had filled.</param>
/// <param name="LargestDifference">Held less target where they were furthest apart.</param>
/// <param name="Time">When that was; null without a difference.</param>
public sealed record WeightRow(string Symbol, int Times, double TargetPercent, double HeldPercent, double LargestDifference, DateTimeOffset? Time);
