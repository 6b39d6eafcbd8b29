namespace TradeForge.Core.Indicators.Patterns;

/// <summary>Which way a pattern points.</summary>
public enum PatternSide { Bullish, Bearish, Either }

/// <summary>A candlestick pattern: a shape of the last one to five candles.</summary>
/// <remarks>
/// A match is 100 (bullish) or −100 (bearish), no match is 0. 80 instead of 100: an engulfing or harami whose bodies end at the same price.
/// 200: a hikkake that the following candles confirm. Source: the shapes and customary sizes of TA-Lib, after S. Nison, Japanese Candlestick
/// Charting Techniques, 1991, and T. Bulkowski's encyclopaedia; equals TA-Lib's column of <c>Oracle</c> with penetration 0.3.
/// </remarks>
public sealed class CandlePattern
{
    private readonly Func<PatternBars, int> _match;

    private CandlePattern(string id, Text name, PatternSide side, int first, string oracle, Func<PatternBars, int> match) =>
        (Id, Name, Side, First, Oracle, _match) = (id, name, side, first, "talib." + oracle, match);

    /// <summary>kebab-case.</summary>
    public string Id { get; }

    public Text Name { get; }

    /// <summary>Doji and other shapes without a direction of their own are called bullish: their match is 100.</summary>
    public PatternSide Side { get; }

    /// <summary>The first bar with a value, counted from 0: before it the shape or the means it is measured by are not complete.</summary>
    public int First { get; }

    /// <summary>The library column that it equals.</summary>
    public string Oracle { get; }

    /// <summary>The value on the last of <paramref name="bars"/>; NaN before <see cref="First"/>.</summary>
    internal double Value(PatternBars bars) => bars.Count <= First ? double.NaN : _match(bars);

    /// <summary>A shape that points one way.</summary>
    internal static CandlePattern Up(string id, string en, string ru, int first, string oracle, Func<PatternBars, bool> match) =>
        new(id, new(en, ru), PatternSide.Bullish, first, oracle, bars => match(bars) ? 100 : 0);

    /// <inheritdoc cref="Up"/>
    internal static CandlePattern Down(string id, string en, string ru, int first, string oracle, Func<PatternBars, bool> match) =>
        new(id, new(en, ru), PatternSide.Bearish, first, oracle, bars => match(bars) ? -100 : 0);

    /// <summary>A shape that points up or down: 1, −1, or 0 for none.</summary>
    internal static CandlePattern Either(string id, string en, string ru, int first, string oracle, Func<PatternBars, int> sign) =>
        new(id, new(en, ru), PatternSide.Either, first, oracle, bars => 100 * sign(bars));

    /// <summary>A shape with values of its own.</summary>
    internal static CandlePattern Graded(string id, string en, string ru, int first, string oracle, Func<PatternBars, int> value) =>
        new(id, new(en, ru), PatternSide.Either, first, oracle, value);
}
