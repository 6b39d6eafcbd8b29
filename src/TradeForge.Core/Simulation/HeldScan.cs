using System.Numerics;

namespace TradeForge.Core.Simulation;

/// <summary>Looks ahead over bars on which a held position just waits for its levels.</summary>
internal static class HeldScan
{
    /// <summary>The first bar with low ≤ <paramref name="floor"/> or high ≥ <paramref name="ceiling"/>, or the number of bars.</summary>
    /// <param name="low">Lows of the bars.</param>
    /// <param name="high">Highs of the bars, as many.</param>
    /// <param name="floor">NaN or −∞ = none.</param>
    /// <param name="ceiling">NaN or +∞ = none.</param>
    /// <param name="lowest">Lowest low before that bar; +∞ when there is none.</param>
    /// <param name="highest">Highest high before that bar.</param>
    public static int FirstHit(ReadOnlySpan<double> low, ReadOnlySpan<double> high, double floor, double ceiling, out double lowest, out double highest)
    {
        high = high[..low.Length];
        (lowest, highest) = (double.PositiveInfinity, double.NegativeInfinity);
        var i = 0;
        if (low.Length >= Vector<double>.Count)
        {
            var (floors, ceilings) = (new Vector<double>(floor), new Vector<double>(ceiling));
            var (lows, highs) = (new Vector<double>(lowest), new Vector<double>(highest));
            for (; i <= low.Length - Vector<double>.Count; i += Vector<double>.Count)
            {
                var (l, h) = (new Vector<double>(low[i..]), new Vector<double>(high[i..]));
                if (Vector.LessThanOrEqualAny(l, floors) || Vector.GreaterThanOrEqualAny(h, ceilings)) break;
                (lows, highs) = (Vector.MinNative(lows, l), Vector.MaxNative(highs, h)); // prices are numbers
            }
            for (var k = 0; k < Vector<double>.Count; k++) (lowest, highest) = (double.MinNative(lowest, lows[k]), double.MaxNative(highest, highs[k]));
        }
        for (; i < low.Length; i++)
        {
            if (low[i] <= floor || high[i] >= ceiling) return i;
            (lowest, highest) = (double.MinNative(lowest, low[i]), double.MaxNative(highest, high[i]));
        }
        return i;
    }
}
