using System.Numerics;
using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>How many values ago the highest of the last n values was, the latest of equal ones; in constant time per value on average. The caller keeps NaN away.</summary>
/// <remarks>Keeps the values that are above all later ones, in a ring: the first of them is the highest of the window.</remarks>
internal struct WindowExtreme
{
    private readonly double[] _values;
    private readonly int[] _bars;
    private readonly int _period, _mask;
    private int _bar = -1, _first, _end; // the ring holds [_first, _end)

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public WindowExtreme(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)period);
        (_values, _bars, _period, _mask) = (new double[size], new int[size], period, size - 1);
    }

    public readonly bool IsFull
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _bar >= _period - 1;
    }

    /// <returns>0 if the highest is this value, n − 1 if it is the oldest of the window.</returns>
    public int Add(double value)
    {
        _bar++;
        if (_end != _first && _bars[_first & _mask] <= _bar - _period) _first++;
        while (_end != _first && _values[(_end - 1) & _mask] <= value) _end--;
        _values[_end & _mask] = value;
        _bars[_end & _mask] = _bar;
        _end++;
        return _bar - _bars[_first & _mask];
    }
}
