using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>Highest and lowest of the last n bars in constant time per bar; NaN until n bars are there and while one of them holds a NaN.</summary>
/// <remarks>Blocks of n as in <see cref="WindowMoments"/>; source: M. van Herk 1992, J. Gil and M. Werman 1993.</remarks>
internal struct WindowRange
{
    private readonly Extremes[] _tails; // values of the running block up to _at, extremes of tails of the last block after it
    private double _head = double.NegativeInfinity, _foot = double.PositiveInfinity;
    private int _at, _unknown; // _unknown: bars until the window is full and free of NaN

    private struct Extremes
    {
        public double High, Low;
    }

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public WindowRange(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        (_tails, _unknown) = (new Extremes[period], period);
    }

    public readonly double Highest
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _unknown == 0 ? double.MaxNative(_head, _tails[_at].High) : double.NaN;
    }

    public readonly double Lowest
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _unknown == 0 ? double.MinNative(_foot, _tails[_at].Low) : double.NaN;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(double high, double low)
    {
        if (double.IsNaN(high + low)) (high, low, _unknown) = (double.NegativeInfinity, double.PositiveInfinity, _tails.Length + 1);
        if (_unknown != 0) _unknown--;
        var (tails, at) = (_tails, _at);
        ref var tail = ref tails[at];
        (tail.High, tail.Low) = (high, low);
        _head = double.MaxNative(_head, high); // no NaN comes here, so that native means the same everywhere
        _foot = double.MinNative(_foot, low);
        if (++at < tails.Length)
        {
            _at = at;
            return;
        }

        KeepTails(tails);
        (_head, _foot, _at) = (double.NegativeInfinity, double.PositiveInfinity, 0); // the running block is the window and becomes the last block
    }

    // Static, so that the fields of a struct that folds a run can live in registers.
    private static void KeepTails(Extremes[] tails)
    {
        var (high, low) = (double.NegativeInfinity, double.PositiveInfinity);
        for (var i = tails.Length - 1; i >= 0; i--)
        {
            ref var tail = ref tails[i];
            tail.High = high = double.MaxNative(tail.High, high);
            tail.Low = low = double.MinNative(tail.Low, low);
        }
    }
}
