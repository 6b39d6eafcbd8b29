using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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
            for (; i <= values.Length - run && AddBlocks(values.Slice(i, run), means.Slice(i, run), room);) i += run;
        }
        for (; i < values.Length; i++) means[i] = Step(Columns<double>.Known(values[i]));
    }

    private double Step(double value)
    {
        Add(value);
        return Mean;
    }

    /// <summary>Takes four whole blocks, if all their values are known; the last block is closed and the window is full.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)] // inlined into the caller's loops its numbers would not stay in registers
    private bool AddBlocks(ReadOnlySpan<double> values, Span<double> means, Span<double> lanes)
    {
        var n = _tails.Length;
        // References instead of spans: a third of the time would go into checking four times four indices.
        ref var v = ref Unsafe.AsRef(in MemoryMarshal.GetReference(values[..(Blocks * n)]));
        ref var t = ref MemoryMarshal.GetReference(lanes[..(Blocks * n)]); // at each place the sums of the four tails side by side
        ref var m = ref MemoryMarshal.GetReference(means[..(Blocks * n)]);
        var last = Four(ref v, n - 1, n);
        var sum = Vector256<double>.Zero;
        for (nint k = n - 1; k >= 0; k--)
        {
            sum += Four(ref v, k, n) - last;
            sum.StoreUnsafe(ref t, (nuint)(Blocks * k));
        }

        if (!double.IsFinite(Vector256.Sum(sum))) return false;

        ref var before = ref MemoryMarshal.GetArrayDataReference(_tails);
        var weight = Vector256.Create(_weight);
        var anchor = Rotate(last).WithElement(0, _anchor);
        var head = Vector256<double>.Zero;
        for (nint k = 0; k < n - 1; k++)
        {
            head += Four(ref v, k, n) - anchor;
            ref var tail = ref Unsafe.Add(ref before, k + 1);
            var tails = Rotate(Vector256.LoadUnsafe(ref t, (nuint)(Blocks * (k + 1)))); // those of a block belong to the windows of the next one
            var mean = anchor + ((tails.WithElement(0, tail) + head) * weight);
            Put(mean, ref m, k, n);
            tail = tails.ToScalar();
        }
        before = sum[3];
        Put(last + (sum * weight), ref m, n - 1, n);
        (_anchor, _head) = (last[3], 0);
        return true;
    }

    /// <summary>The values at one place of four blocks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Four(ref double values, nint place, nint period) =>
        Vector256.Create(Unsafe.Add(ref values, place), Unsafe.Add(ref values, place + period), Unsafe.Add(ref values, place + (2 * period)), Unsafe.Add(ref values, place + (3 * period)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(Vector256<double> four, ref double values, nint place, nint period)
    {
        Unsafe.Add(ref values, place) = four.ToScalar();
        Unsafe.Add(ref values, place + period) = four[1];
        Unsafe.Add(ref values, place + (2 * period)) = four.GetUpper().ToScalar();
        Unsafe.Add(ref values, place + (3 * period)) = four[3];
    }

    /// <summary>The last number goes to the front.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Rotate(Vector256<double> four) => Vector256.Shuffle(four, Vector256.Create(3L, 0, 1, 2));
}
