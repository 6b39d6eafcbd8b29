using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>Highest and lowest of the last n bars in constant time per bar; NaN until n bars are there and while one of them holds a NaN.</summary>
/// <remarks>Blocks of n as in <see cref="WindowMoments"/>; source: M. van Herk 1992, J. Gil and M. Werman 1993.</remarks>
internal struct WindowRange
{
    private readonly double[] _highs, _lows; // values of the running block up to _at, extremes of tails of the last block after it
    private double _head = double.NegativeInfinity, _foot = double.PositiveInfinity;
    private int _at, _known; // _known: bars since the last NaN, at most n

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public WindowRange(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        (_highs, _lows) = (new double[period], new double[period]);
    }

    public double Highest { get; private set; } = double.NaN;
    public double Lowest { get; private set; } = double.NaN;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(double high, double low)
    {
        if (double.IsNaN(high + low)) (high, low, _known) = (double.NegativeInfinity, double.PositiveInfinity, -1);
        if (_known < _highs.Length) _known++;
        var (highs, lows, at) = (_highs, _lows, _at);
        (highs[at], lows[at]) = (high, low);
        _head = double.MaxNative(_head, high); // no NaN comes here, so that native means the same everywhere
        _foot = double.MinNative(_foot, low);
        if (++at >= highs.Length)
        {
            CloseBlock();
            return;
        }

        _at = at;
        var known = _known == highs.Length;
        Highest = known ? double.MaxNative(_head, highs[at]) : double.NaN;
        Lowest = known ? double.MinNative(_foot, lows[at]) : double.NaN;
    }

    private void CloseBlock()
    {
        (Highest, Lowest) = _known == _highs.Length ? (_head, _foot) : (double.NaN, double.NaN);
        for (var i = _highs.Length - 2; i >= 0; i--)
        {
            _highs[i] = double.MaxNative(_highs[i], _highs[i + 1]);
            _lows[i] = double.MinNative(_lows[i], _lows[i + 1]);
        }

        (_head, _foot) = (double.NegativeInfinity, double.PositiveInfinity);
        _at = 0;
    }
}
