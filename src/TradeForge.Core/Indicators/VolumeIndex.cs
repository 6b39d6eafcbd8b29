using System.Runtime.CompilerServices;
using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>An index from 1000 that follows the close on candles where the volume moved to one side, and stays on the others.</summary>
/// <param name="side">1: the volume must have risen; −1: fallen.</param>
internal struct VolumeIndex(int side)
{
    private double _index = 1000, _close = double.NaN, _volume;

    /// <returns>The index; NaN for a candle whose volume or positive close is not known, which is skipped.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Add(in Candle candle)
    {
        if (!Common.HasTrade(candle) || candle.Close <= 0) return double.NaN;
        if (side * (candle.Volume - _volume) > 0 && _close > 0) _index *= candle.Close / _close;
        (_close, _volume) = (candle.Close, candle.Volume);
        return _index;
    }
}
