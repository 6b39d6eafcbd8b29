using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>The output columns of a run; their number is the size of <typeparamref name="TValue"/>, so the JIT drops the branches.</summary>
internal readonly ref struct Columns<TValue> where TValue : unmanaged
{
    private const int Spans = 4; // more columns than these are written through the array

    private readonly Span<double> _a, _b, _c, _d;
    private readonly double[][] _outputs;
    private readonly int _offset;

    private static int Count => Unsafe.SizeOf<TValue>() / sizeof(double);

    public Columns(double[][] outputs, int offset, int length)
    {
        if (outputs.Length != Count) throw new ArgumentException($"{outputs.Length} columns for {Count} outputs.", nameof(outputs));
        foreach (var column in outputs)
        {
            if (offset < 0 || column.Length - offset < length) throw new ArgumentException($"A column of {column.Length} cannot take {length} bars from {offset}.", nameof(outputs));
        }

        _a = outputs[0].AsSpan(offset, length);
        if (Count > 1) _b = outputs[1].AsSpan(offset, length);
        if (Count > 2) _c = outputs[2].AsSpan(offset, length);
        if (Count > 3) _d = outputs[3].AsSpan(offset, length);
        (_outputs, _offset) = (outputs, offset);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(int bar, TValue value)
    {
        ref var first = ref Unsafe.As<TValue, double>(ref value);
        _a[bar] = first;
        if (Count > 1) _b[bar] = Unsafe.Add(ref first, 1);
        if (Count > 2) _c[bar] = Unsafe.Add(ref first, 2);
        if (Count > 3) _d[bar] = Unsafe.Add(ref first, 3);
        if (Count > Spans)
            for (var k = Spans; k < Count; k++) _outputs[k][_offset + bar] = Unsafe.Add(ref first, k);
    }

    public static void Write(TValue value, Span<double> outputs)
    {
        ref var first = ref Unsafe.As<TValue, double>(ref value);
        for (var i = 0; i < Count; i++) outputs[i] = Unsafe.Add(ref first, i);
    }

    /// <summary>An infinite value counts as not known.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Known(double value) => double.IsFinite(value) ? value : double.NaN;
}
