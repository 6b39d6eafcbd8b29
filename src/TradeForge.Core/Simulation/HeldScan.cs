using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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
        var i = low.Length >= Extremes.Eight ? FirstEight(low, high, floor, ceiling, ref lowest, ref highest) : 0;
        for (; i < low.Length; i++)
        {
            if (low[i] <= floor || high[i] >= ceiling) return i;
            (lowest, highest) = (double.MinNative(lowest, low[i]), double.MaxNative(highest, high[i])); // prices are numbers
        }
        return i;
    }

    /// <summary>Eight bars at a time; at the end the last eight, some of them once more, which changes neither an extreme nor a hit.</summary>
    /// <returns>Bars that were not hit; the one that was is among the next eight.</returns>
    private static int FirstEight(ReadOnlySpan<double> low, ReadOnlySpan<double> high, double floor, double ceiling, ref double lowest, ref double highest)
    {
        ref var firstLow = ref MemoryMarshal.GetReference(low);
        ref var firstHigh = ref MemoryMarshal.GetReference(high);
        var (floors, ceilings) = (Vector512.Create(floor), Vector512.Create(ceiling));
        var (lows, highs) = (Vector512.Create(lowest), Vector512.Create(highest));
        var (i, last) = (0, low.Length - Extremes.Eight);
        while (true)
        {
            var at = Math.Min(i, last);
            var (l, h) = (Vector512.LoadUnsafe(ref firstLow, (nuint)at), Vector512.LoadUnsafe(ref firstHigh, (nuint)at));
            if ((Vector512.LessThanOrEqual(l, floors) | Vector512.GreaterThanOrEqual(h, ceilings)).ExtractMostSignificantBits() != 0) break;
            (lows, highs) = (Vector512.MinNative(lows, l), Vector512.MaxNative(highs, h));
            i = at + Extremes.Eight;
            if (i == low.Length) break;
        }
        (lowest, highest) = (Extremes.Least(lows), Extremes.Most(highs));
        return i;
    }
}
