using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TradeForge.Core;

/// <summary>Lowest and highest of known numbers, eight at a time; the last eight once more with some before them, which changes no extreme.</summary>
internal static class Extremes
{
    public const int Eight = 8;

    /// <summary>+∞ without numbers; not for NaN.</summary>
    public static double Least(ReadOnlySpan<double> values)
    {
        if (values.Length < Eight)
        {
            var least = double.PositiveInfinity;
            foreach (var value in values) least = double.MinNative(least, value);
            return least;
        }
        ref var first = ref MemoryMarshal.GetReference(values);
        var last = (nuint)(values.Length - Eight);
        var lows = Vector512.LoadUnsafe(ref first, last);
        for (nuint i = 0; i < last; i += Eight) lows = Vector512.MinNative(lows, Vector512.LoadUnsafe(ref first, i));
        return Least(lows);
    }

    /// <summary>−∞ without numbers; not for NaN.</summary>
    public static double Most(ReadOnlySpan<double> values)
    {
        if (values.Length < Eight)
        {
            var most = double.NegativeInfinity;
            foreach (var value in values) most = double.MaxNative(most, value);
            return most;
        }
        ref var first = ref MemoryMarshal.GetReference(values);
        var last = (nuint)(values.Length - Eight);
        var highs = Vector512.LoadUnsafe(ref first, last);
        for (nuint i = 0; i < last; i += Eight) highs = Vector512.MaxNative(highs, Vector512.LoadUnsafe(ref first, i));
        return Most(highs);
    }

    public static double Least(Vector512<double> eight)
    {
        var four = Vector256.MinNative(eight.GetLower(), eight.GetUpper());
        var two = Vector128.MinNative(four.GetLower(), four.GetUpper());
        return double.MinNative(two[0], two[1]);
    }

    public static double Most(Vector512<double> eight)
    {
        var four = Vector256.MaxNative(eight.GetLower(), eight.GetUpper());
        var two = Vector128.MaxNative(four.GetLower(), four.GetUpper());
        return double.MaxNative(two[0], two[1]);
    }
}
