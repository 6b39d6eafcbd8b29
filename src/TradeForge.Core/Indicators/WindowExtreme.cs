using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>How many values ago the highest of the last n values was, the latest of equal ones; in constant time per value. The caller keeps NaN away.</summary>
/// <remarks>Blocks of n as in <see cref="WindowRange"/>, with the place of each extreme.</remarks>
internal struct WindowExtreme
{
    private readonly double[] _values; // values of the running block up to _at, highest of tails of the last block after it
    private readonly int[] _places;    // of those in _values: places in their block
    private double _head = double.NegativeInfinity;
    private int _headPlace, _at;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public WindowExtreme(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        (_values, _places) = (new double[period], new int[period]);
    }

    public bool IsFull { get; private set; }

    /// <returns>0 if the highest is this value, n − 1 if it is the oldest of the window.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Add(double value)
    {
        var (values, places, at) = (_values, _places, _at);
        (values[at], places[at]) = (value, at);
        _headPlace = value >= _head ? at : _headPlace;
        _head = double.MaxNative(_head, value);
        if (at + 1 >= values.Length) return CloseBlock();
        _at = at + 1;
        var fromHead = at - _headPlace;
        return IsFull && values[at + 1] > _head ? at - places[at + 1] + values.Length : fromHead;
    }

    private int CloseBlock()
    {
        var ago = _values.Length - 1 - _headPlace;
        for (var i = _values.Length - 2; i >= 0; i--)
            if (_values[i] <= _values[i + 1]) (_values[i], _places[i]) = (_values[i + 1], _places[i + 1]);
        (_head, _headPlace, _at, IsFull) = (double.NegativeInfinity, 0, 0, true);
        return ago;
    }
}
