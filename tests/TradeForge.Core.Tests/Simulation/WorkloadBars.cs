using TradeForge.Core.Market;

namespace TradeForge.Core.Tests.Simulation;

/// <summary>Made-up one-minute bars by integer arithmetic, the same on every machine: a walk with alternating trends, gaps and jumps.</summary>
internal static class WorkloadBars
{
    private const long Drift = 5180, Start = 100_000_000, FirstSecond = 1_420_070_400; // 2015-01-01T00:00Z

    /// <param name="count">The stream is prefix-stable: fewer bars are the first ones of more.</param>
    /// <param name="checksum">FNV-1a over all numbers, to know that these are the bars of the reference results.</param>
    public static CandleSeries Generate(int count, out ulong checksum)
    {
        ulong state = 20240229, hash = 1469598103934665603UL;
        long previous = Start, direction = -1, left = 0;
        var (times, open, high, low, close, volume) = (new long[count], new double[count], new double[count], new double[count], new double[count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            if (left == 0) (direction, left) = (-direction, 120 + (long)(Next(ref state) % 241));
            left--;
            var (u, w) = (Next(ref state), Next(ref state));
            var noise = (long)((u & 0xFFFF) + ((u >> 16) & 0xFFFF) + ((u >> 32) & 0xFFFF) + (u >> 48)) - 131070;
            var basis = previous;
            if ((w & 0xFFF) == 0) basis += (previous * ((long)((w >> 12) & 0xFFFF) - 32768)) >> 19;
            var c = basis + ((previous * (noise + (direction * Drift))) >> 25) + ((Start - previous) >> 14);
            if (((w >> 28) & 0xFFF) == 0) c += (previous * ((long)((w >> 40) & 0xFFFF) - 32768)) >> 19;
            var v = Next(ref state);
            var o = basis + ((previous * ((long)(v & 0xFFFF) - 32768)) >> 28);
            var h = Math.Max(o, c) + ((previous * (long)((v >> 16) & 0xFFFF)) >> 27);
            var l = Math.Min(o, c) - ((previous * (long)((v >> 32) & 0xFFFF)) >> 27);
            var traded = 1 + (long)((v >> 48) % 10000);
            foreach (var number in (ReadOnlySpan<long>)[o, h, l, c, traded]) hash = unchecked((hash ^ (ulong)number) * 1099511628211UL);
            (times[i], open[i], high[i], low[i], close[i], volume[i]) = ((FirstSecond + (60L * i)) * 1000, o / 1e6, h / 1e6, l / 1e6, c / 1e6, traded);
            previous = c;
        }
        checksum = hash;
        return new CandleSeries("WORKLOAD", Timeframe.OneMinute, times, open, high, low, close, volume);
    }

    private static ulong Next(ref ulong state)
    {
        var z = unchecked(state += 0x9E3779B97F4A7C15UL);
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EBUL);
        return z ^ (z >> 31);
    }
}
