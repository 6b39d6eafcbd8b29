using TradeForge.Core.Simulation;

namespace TradeForge.Core.Metrics;

/// <summary>Equity curves of several runs on one line of time, each from 100.</summary>
/// <param name="Times">Every moment at which any curve has a point, ascending, in milliseconds since 1970-01-01T00:00Z.</param>
/// <param name="Curves">One for each run: 100 · equity / initial cash at its last point; NaN before its first and after its last.</param>
public sealed record RebasedCurves(long[] Times, IReadOnlyList<double[]> Curves)
{
    public static RebasedCurves Of(IReadOnlyList<BacktestResult> runs)
    {
        var times = new SortedSet<long>(runs.SelectMany(r => r.Equity.Select(e => e.Time))).ToArray();
        return new RebasedCurves(times, [.. runs.Select(r => On(times, r.Equity, (double)r.Manifest.Settings.Cash))]);
    }

    private static double[] On(long[] times, IReadOnlyList<EquityPoint> equity, double cash)
    {
        var curve = new double[times.Length];
        curve.AsSpan().Fill(double.NaN);
        for (int i = 0, next = 0; i < times.Length && equity.Count > 0 && times[i] <= equity[^1].Time; i++)
        {
            while (next < equity.Count && equity[next].Time <= times[i]) next++;
            if (next > 0) curve[i] = 100 * (double)equity[next - 1].Equity / cash;
        }
        return curve;
    }
}
