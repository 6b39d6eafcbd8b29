using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>Sum of the last n values in constant time per value; NaN until the window is full and while it holds a NaN. Of values that are never negative it is 0 only if all are 0.</summary>
/// <remarks>Blocks of n as in <see cref="WindowMoments"/>: only additions, so a large value leaves nothing behind.</remarks>
internal struct WindowSum
{
    private readonly double[] _tails; // values of the running block up to _at, sums of tails of the last block after it
    private double _head = double.NaN; // until the first block is full
    private int _at;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public WindowSum(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        _tails = new double[period];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Add(double value)
    {
        var (tails, at) = (_tails, _at);
        tails[at] = value;
        if (++at >= tails.Length) return CloseBlock();
        _head += value;
        _at = at;
        return _head + tails[at];
    }

    private double CloseBlock()
    {
        for (var i = _tails.Length - 2; i >= 0; i--) _tails[i] += _tails[i + 1];
        (_head, _at) = (0, 0);
        return _tails[0];
    }
}
