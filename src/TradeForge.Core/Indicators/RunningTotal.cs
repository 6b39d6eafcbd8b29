using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>A sum since the start that carries its rounding errors along, so that they do not add up. The caller keeps NaN away.</summary>
/// <remarks>The error of each sum, exactly: D. E. Knuth, The Art of Computer Programming 2, 4.2.2.</remarks>
internal struct RunningTotal
{
    private double _total, _error;

    /// <returns>The sum with <paramref name="change"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Add(double change)
    {
        var total = _total + change;
        var added = total - _total;
        _error += (_total - (total - added)) + (change - added);
        _total = total;
        return total + _error;
    }
}
