using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TradeForge.Core.Indicators;

/// <summary>The last n values in one piece of memory, oldest first, for what must look at each of them.</summary>
internal struct WindowValues
{
    private readonly double[] _values; // twice the window: moved to the front once per n values
    private readonly int _period;
    private int _end;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public WindowValues(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        (_values, _period) = (new double[2 * period], period);
    }

    public readonly bool IsFull
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _end >= _period;
    }

    /// <summary>The window once it is full.</summary>
    public readonly ReadOnlySpan<double> Values
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _values.AsSpan(_end - _period, _period);
    }

    /// <summary>The last <paramref name="count"/> values, at most n; empty while there are fewer.</summary>
    public readonly ReadOnlySpan<double> Last(int count) => _end < count ? default : _values.AsSpan(_end - count, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(double value)
    {
        if (_end == _values.Length)
        {
            Array.Copy(_values, _end - _period, _values, 0, _period);
            _end = _period;
        }

        _values[_end++] = value;
    }

    /// <summary>Σ |value − <paramref name="center"/>| over the full window; four sums side by side on every machine, so that the rounding is the same everywhere.</summary>
    public readonly double Deviation(double center)
    {
        var values = Values;
        var lanes = MemoryMarshal.Cast<double, Vector256<double>>(values);
        var (sums, middle) = (Vector256<double>.Zero, Vector256.Create(center));
        foreach (var lane in lanes) sums += Vector256.Abs(lane - middle);
        var sum = sums[0] + sums[1] + (sums[2] + sums[3]);
        foreach (var value in values[(4 * lanes.Length)..]) sum += Math.Abs(value - center);
        return sum;
    }

    /// <summary>How many values of the full window are below <paramref name="value"/>.</summary>
    public readonly int CountBelow(double value)
    {
        var values = Values;
        var lanes = MemoryMarshal.Cast<double, Vector256<double>>(values);
        var (counts, limit) = (Vector256<long>.Zero, Vector256.Create(value));
        foreach (var lane in lanes) counts -= Vector256.LessThan(lane, limit).AsInt64(); // true is −1
        var count = (int)Vector256.Sum(counts);
        foreach (var other in values[(4 * lanes.Length)..]) count += other < value ? 1 : 0;
        return count;
    }
}
