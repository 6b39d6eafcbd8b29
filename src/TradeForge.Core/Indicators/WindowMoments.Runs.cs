using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TradeForge.Core.Indicators;

/// <summary>Means over runs of values: four blocks side by side, for the sums of one block are a chain of additions that wait for each other.</summary>
internal partial struct WindowMoments
{
    private const int Blocks = 4, LongestRun = 4096;

    /// <summary>Room that <see cref="AddAll"/> works in.</summary>
    public static double[] Room(int period) => new double[Blocks * period <= LongestRun ? Blocks * period : 0];

    /// <summary>The same as <see cref="Add"/> and <see cref="Mean"/> for each value, bit for bit; infinite values count as not known.</summary>
    public void AddAll(ReadOnlySpan<double> values, Span<double> means, Span<double> room)
    {
        var i = 0;
        var run = Blocks * _tails.Length;
        if (room.Length == run && _tails.Length > 1 && values.Length >= run)
        {
            for (; i < values.Length && (_at > 0 || double.IsNaN(_head)); i++) means[i] = Step(Columns<double>.Known(values[i]));
            i += AddBlocks(values[i..], means.Slice(i, values.Length - i), room);
        }
        for (; i < values.Length; i++) means[i] = Step(Columns<double>.Known(values[i]));
    }

    private double Step(double value)
    {
        Add(value);
        return Mean;
    }

    /// <summary>Takes four whole blocks at a time, up to one with a value that is not known. The last block is closed and the window is full.</summary>
    /// <returns>How many values were taken.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)] // inlined into the caller's loops its numbers would not stay in registers
    private unsafe int AddBlocks(ReadOnlySpan<double> values, Span<double> means, Span<double> lanes)
    {
        nint n = _tails.Length;
        var run = Blocks * _tails.Length;
        // Pointers instead of spans: a third of the time would go into checking four times four indices.
        var taken = 0;
        fixed (double* first = values, t = lanes[..run], target = means[..values.Length], before = _tails)
            for (; taken <= values.Length - run; taken += run)
            {
                double* v = first + taken, m = target + taken;
                var last = Four(v + (n - 1), n);
                var sum = Vector256<double>.Zero;
                for (var k = n - 1; k >= 0; k--)
                {
                    sum += Four(v + k, n) - last;
                    sum.Store(t + (Blocks * k)); // at each place the sums of the four tails side by side
                }

                if (!double.IsFinite(Vector256.Sum(sum))) break;

                var weight = Vector256.Create(_weight);
                var anchor = First(_anchor, Rotate(last));
                var head = Vector256<double>.Zero;
                for (nint k = 0; k < n - 1; k++)
                {
                    head += Four(v + k, n) - anchor;
                    var tails = Rotate(Vector256.Load(t + (Blocks * (k + 1)))); // those of a block belong to the windows of the next one
                    Put(anchor + ((First(before[k + 1], tails) + head) * weight), m + k, n);
                    before[k + 1] = tails.ToScalar();
                }
                before[0] = sum[3];
                Put(last + (sum * weight), m + (n - 1), n);
                (_anchor, _head) = (last[3], 0);
            }
        return taken;
    }

    // Below: the ways of AVX that take no shuffles, of which a processor makes one at a time.

    /// <summary>The values at one place of four blocks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe Vector256<double> Four(double* first, nint period)
    {
        var (second, third, fourth) = (first[period], first[2 * period], first[3 * period]);
        if (!Avx.IsSupported) return Vector256.Create(*first, second, third, fourth);
        var low = Avx.Blend(Vector256.Create(*first), Vector256.Create(second), 0b0010);
        return Avx.Blend(low, Avx.Blend(Vector256.Create(third), Vector256.Create(fourth), 0b1000), 0b1100);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Put(Vector256<double> four, double* first, nint period)
    {
        var (low, high) = (four.GetLower(), four.GetUpper());
        first[0] = low.ToScalar();
        first[2 * period] = high.ToScalar();
        if (Sse2.IsSupported)
        {
            Sse2.StoreHigh(first + period, low);
            Sse2.StoreHigh(first + (3 * period), high);
        }
        else (first[period], first[3 * period]) = (low[1], high[1]);
    }

    /// <summary>The last number goes to the front.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Rotate(Vector256<double> four) => Vector256.Shuffle(four, Vector256.Create(3L, 0, 1, 2));

    /// <summary>The numbers with another first one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> First(double first, Vector256<double> four) =>
        Avx.IsSupported ? Avx.Blend(four, Vector256.Create(first), 0b0001) : four.WithElement(0, first);
}
