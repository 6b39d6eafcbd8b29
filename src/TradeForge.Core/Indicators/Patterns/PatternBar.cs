using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators.Patterns;

/// <summary>A candle measured against the candles just before it: what "long", "small" or "no shadow" means on this market now.</summary>
/// <remarks>
/// Body = |close − open|. Long or short: against the mean body of the last 10 candles. A doji's body, or a shadow that counts as none: a tenth
/// of their mean range. A short shadow: half their mean sum of both shadows. Near, far, equal: 0.2, 0.6, 0.05 of the mean range of the last 5.
/// A mean that is not known yet makes every comparison with it false.
/// </remarks>
internal sealed class PatternBar
{
    private double _meanBody, _halfShadow, _meanNear;

    public double Open { get; private set; }
    public double High { get; private set; }
    public double Low { get; private set; }
    public double Close { get; private set; }
    public double Body { get; private set; }
    public double Top { get; private set; }
    public double Bottom { get; private set; }

    /// <summary>A tenth of the mean range: bodies up to it are dojis, shadows below it are none.</summary>
    public double Tiny { get; private set; }

    public double Range => High - Low;
    public double Upper => High - Top;
    public double Lower => Bottom - Low;
    public bool White => Close >= Open;
    public bool Black => Close < Open;

    /// <summary>1 for white, −1 for black.</summary>
    public int Color => White ? 1 : -1;

    public bool Long => Body > _meanBody;
    public bool Short => Body < _meanBody;
    public bool NotLong => Body <= _meanBody;
    public bool Doji => Body <= Tiny;
    public bool NoUpper => Upper < Tiny;
    public bool NoLower => Lower < Tiny;
    public bool HasUpper => Upper > Tiny;
    public bool HasLower => Lower > Tiny;
    public bool ShortUpper => Upper < _halfShadow;
    public bool ShortLower => Lower < _halfShadow;
    public bool LongUpper => Upper > Body;
    public bool LongLower => Lower > Body;
    public double Near => 0.2 * _meanNear;
    public double Far => 0.6 * _meanNear;
    public double Equal => 0.05 * _meanNear;

    /// <summary>The upper shadow is longer than a short one.</summary>
    public bool UpperNotShort => Upper > _halfShadow;

    /// <summary>The body lies wholly above that of <paramref name="other"/>.</summary>
    public bool BodyAbove(PatternBar other) => Bottom > other.Top;
    public bool BodyBelow(PatternBar other) => Top < other.Bottom;

    /// <summary>The whole candle lies above <paramref name="other"/>.</summary>
    public bool GapAbove(PatternBar other) => Low > other.High;
    public bool GapBelow(PatternBar other) => High < other.Low;

    /// <summary>The body lies inside that of <paramref name="other"/> and touches neither end.</summary>
    public bool Inside(PatternBar other) => Top < other.Top && Bottom > other.Bottom;

    /// <summary>The open lies inside the body of <paramref name="other"/>, not on its ends.</summary>
    public bool OpensInside(PatternBar other) => Open < other.Top && Open > other.Bottom;

    public static bool Within(double value, double center, double reach) => value <= center + reach && value >= center - reach;

    public void Set(in Candle candle, double bodies, double ranges, double shadows, double recentRanges)
    {
        (Open, High, Low, Close) = (candle.Open, candle.High, candle.Low, candle.Close);
        (Top, Bottom) = Open > Close ? (Open, Close) : (Close, Open);
        Body = Top - Bottom;
        (_meanBody, _halfShadow, _meanNear, Tiny) = (bodies / 10, shadows / 10 / 2, recentRanges / 5, 0.1 * (ranges / 10));
    }
}
