using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>Mean and variance of the last n values of a series, in constant time per value.</summary>
/// <remarks>
/// The series is cut into blocks of n. A window is the tail of the last block and the head of the running one; sums of the tails are
/// made once per block, backwards, sums of the head grow forwards. Nothing is ever subtracted from a sum, so errors do not grow with
/// the length of the series and a NaN is forgotten exactly when it leaves the window. Sums are of differences to the last value of
/// the last block, which lies in the window: no cancellation, and equal values have exactly their mean and variance 0.
/// </remarks>
internal partial struct WindowMoments
{
    private readonly double[] _tails;   // values of the running block up to _at, sums of tails of the last block after it
    private readonly double[]? _squares;
    private readonly double _weight;
    private double _anchor, _head = double.NaN, _headSquares = double.NaN; // not known until the first block is full
    private int _at;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public WindowMoments(int period, bool withSquares)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        _tails = new double[period];
        _squares = withSquares ? new double[period] : null;
        _weight = 1.0 / period;
    }

    /// <summary>Mean of the window; NaN until it is full and while it holds a NaN.</summary>
    public readonly double Mean
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _anchor + Shift;
    }

    /// <summary>Population variance of the window, never negative; NaN as <see cref="Mean"/> and where squares are not kept.</summary>
    public readonly double Variance
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _squares is null ? double.NaN : Math.Max(0, ((_squares[_at] + _headSquares) * _weight) - (Shift * Shift));
    }

    /// <summary>The mean of the differences to the anchor.</summary>
    private readonly double Shift
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (_tails[_at] + _head) * _weight;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(double value)
    {
        var (tails, at) = (_tails, _at);
        tails[at] = value;
        if (++at >= tails.Length)
        {
            SumTails(tails, _squares, value);
            (_anchor, _head, _headSquares, _at) = (value, 0, 0, 0); // the running block is the window and becomes the last block
            return;
        }

        var difference = value - _anchor;
        _head += difference;
        if (_squares is not null) _headSquares += difference * difference;
        _at = at;
    }

    // Static, so that the fields of a struct that folds a run can live in registers.
    private static void SumTails(double[] tails, double[]? squares, double anchor)
    {
        var (sum, sumSquares) = (0.0, 0.0);
        for (var i = tails.Length - 1; i >= 0; i--)
        {
            var difference = tails[i] - anchor;
            tails[i] = sum += difference;
            if (squares is not null) squares[i] = sumSquares += difference * difference;
        }
    }
}
