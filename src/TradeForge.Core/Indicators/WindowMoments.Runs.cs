using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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
    private bool AddBlocks(ReadOnlySpan<double> values, Span<double> means, Span<double> lanes)
    {
        var n = _tails.Length;
        // References instead of spans: a third of the time would go into checking four times four indices.
        ref readonly var v = ref MemoryMarshal.GetReference(values[..(Blocks * n)]);
        ref var t = ref MemoryMarshal.GetReference(lanes[..(Blocks * n)]);
        ref var m = ref MemoryMarshal.GetReference(means[..(Blocks * n)]);
        int second = n, third = 2 * n, fourth = 3 * n;
        double a = values[n - 1], b = values[third - 1], c = values[fourth - 1], d = values[(Blocks * n) - 1];
        var (sa, sb, sc, sd) = (0.0, 0.0, 0.0, 0.0);
        for (var k = n - 1; k >= 0; k--)
        {
            Unsafe.Add(ref t, k) = sa += Unsafe.Add(ref Unsafe.AsRef(in v), k) - a;
            Unsafe.Add(ref t, k + second) = sb += Unsafe.Add(ref Unsafe.AsRef(in v), k + second) - b;
            Unsafe.Add(ref t, k + third) = sc += Unsafe.Add(ref Unsafe.AsRef(in v), k + third) - c;
            Unsafe.Add(ref t, k + fourth) = sd += Unsafe.Add(ref Unsafe.AsRef(in v), k + fourth) - d;
        }

        if (!double.IsFinite(sa + sb + sc + sd)) return false;

        ref var before = ref MemoryMarshal.GetArrayDataReference(_tails);
        var (anchor, weight) = (_anchor, _weight);
        var (ha, hb, hc, hd) = (0.0, 0.0, 0.0, 0.0);
        for (var k = 0; k < n - 1; k++)
        {
            ha += Unsafe.Add(ref Unsafe.AsRef(in v), k) - anchor;
            hb += Unsafe.Add(ref Unsafe.AsRef(in v), k + second) - a;
            hc += Unsafe.Add(ref Unsafe.AsRef(in v), k + third) - b;
            hd += Unsafe.Add(ref Unsafe.AsRef(in v), k + fourth) - c;
            Unsafe.Add(ref m, k) = anchor + ((Unsafe.Add(ref before, k + 1) + ha) * weight);
            Unsafe.Add(ref m, k + second) = a + ((Unsafe.Add(ref t, k + 1) + hb) * weight);
            Unsafe.Add(ref m, k + third) = b + ((Unsafe.Add(ref t, k + 1 + second) + hc) * weight);
            Unsafe.Add(ref m, k + fourth) = c + ((Unsafe.Add(ref t, k + 1 + third) + hd) * weight);
        }
        (means[n - 1], means[third - 1], means[fourth - 1], means[(Blocks * n) - 1]) = (a + (sa * weight), b + (sb * weight), c + (sc * weight), d + (sd * weight));
        lanes.Slice(fourth, n).CopyTo(_tails);
        (_anchor, _head) = (d, 0);
        return true;
    }
}
