using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators.Patterns;

/// <summary>Double top and double bottom, bar by bar: 1 on the bar whose close completes the pattern, else 0.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first. A top is a high above those of <c>bars</c> candles before and <c>bars</c> after it, known once
/// the last of these has closed. Two tops, one after the other with none between, make a double top if they are at most <c>within</c> bars and <c>tolerance</c> percent
/// of the higher one apart; the lowest low between them is its neckline. It is completed by the first close below the neckline from the bar that confirms
/// the second top on, at most <c>within</c> bars after that top, and is void after a close above the higher top or once a later top makes another one. A double
/// bottom is the mirror image. NaN on the first 2 · <c>bars</c> candles; a candle with a NaN price gives NaN and is skipped.
/// Source: R. D. Edwards, J. Magee, Technical Analysis of Stock Trends, made exact: swings as <see cref="MarketStructure"/>. Cases worked out by hand.
/// </remarks>
internal sealed class DoubleSwing
{
    private readonly double[] _tops, _necks; // a ring of the last candles, seen from the side of the pattern
    private readonly int _bars, _within, _sign;
    private readonly double _tolerance;
    private long _count, _lastAt, _secondAt;
    private double _last, _high, _neckline = double.NaN; // NaN = no pattern waits for its break

    /// <param name="isTop">Of tops; else of bottoms.</param>
    /// <param name="bars">Candles on each side of a swing, at least 1.</param>
    /// <param name="within">Most bars between the swings, and from the second to the break.</param>
    /// <param name="tolerance">Most percent that the swings may differ by.</param>
    public DoubleSwing(bool isTop, int bars, int within, double tolerance)
    {
        (_sign, _bars, _within, _tolerance) = (isTop ? 1 : -1, bars, within, tolerance);
        var ring = Math.Max(within, bars) + bars + 1;
        (_tops, _necks) = (new double[ring], new double[ring]);
    }

    public double Next(in Candle candle)
    {
        if (!Common.HasPrices(candle)) return double.NaN;
        var at = _count % _tops.Length;
        (_tops[at], _necks[at]) = _sign > 0 ? (candle.High, candle.Low) : (-candle.Low, -candle.High);
        if (++_count <= 2 * _bars) return double.NaN;
        if (IsSwing(_count - 1 - _bars)) Meet(_count - 1 - _bars);
        return Break(_sign * candle.Close) ? 1 : 0;
    }

    private bool IsSwing(long middle)
    {
        var top = Top(middle);
        for (var i = 1; i <= _bars; i++)
            if (!(top > Top(middle - i) && top > Top(middle + i))) return false;
        return true;
    }

    /// <summary>A swing is confirmed: it may be the second of a pattern, and is the first of the next.</summary>
    private void Meet(long at)
    {
        var top = Top(at);
        if (_lastAt > 0 && at - _lastAt <= _within && Math.Abs(top - _last) <= _tolerance / 100 * Math.Max(Math.Abs(top), Math.Abs(_last)))
        {
            (_high, _secondAt, _neckline) = (Math.Max(top, _last), at, double.PositiveInfinity);
            for (var i = _lastAt + 1; i < at; i++) _neckline = Math.Min(_neckline, _necks[i % _necks.Length]);
        }
        (_last, _lastAt) = (top, at);
    }

    private bool Break(double close)
    {
        if (double.IsNaN(_neckline)) return false;
        var (isBroken, isVoid) = (close < _neckline, close > _high || _count - 1 - _secondAt > _within);
        if (isBroken || isVoid) _neckline = double.NaN;
        return isBroken && !isVoid;
    }

    private double Top(long at) => _tops[at % _tops.Length];
}
