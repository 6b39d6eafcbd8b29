using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>Rolling Pivot Points: pivot levels of the last <c>window</c> candles before this one, a number of candles ago.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first. Output: in quote currency, NaN for the first <c>window</c> + <c>offset</c> candles and for the levels that
/// DeMark does not have. The window ends <c>offset</c> + 1 candles before this one; Woodie's open is that of this candle, DeMark's that of the window's first.
/// A candle with a NaN price gives NaN and is otherwise skipped. Formulas: <see cref="PivotLevels"/>. Equals <c>skender.pp</c> … <c>s3</c>.
/// </remarks>
public struct RollingPivots : ICandleIndicator<PivotValue>
{
    private readonly PivotKind _kind;
    private readonly Candle[] _candles; // the last window + offset candles
    private readonly int _window;
    private WindowRange _range;
    private int _at;
    private long _count;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="window"/> is below 1, or <paramref name="offset"/> below 0.</exception>
    internal RollingPivots(int window, int offset, PivotKind kind)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        (_kind, _window, _range, _candles) = (kind, window, new WindowRange(window), new Candle[window + offset]);
    }

    public static IndicatorDefinition Definition { get; } = new(
        "rolling-pivots", new("Rolling Pivot Points", "Скользящие точки разворота"),
        new("Pivot levels of the last bars instead of the last day: they move with every bar.", "Уровни разворота по последним барам, а не по прошлому дню: сдвигаются с каждым баром."),
        "level",
        [Common.Whole("window", new("Window, bars", "Окно, баров"), 20), Common.Whole("offset", new("Offset, bars", "Сдвиг, баров"), 0, min: 0), PivotLevels.Kind], PivotLevels.Outputs,
        TakesSource: false, ChartPane.Price, "skender.pp",
        "Floor traders' formulas over a sliding window that ends before this bar, as Skender; DeMark takes the open of the window.",
        p => (int)(p[0] + p[1]), p => new CandleState<RollingPivots, PivotValue>(new RollingPivots((int)p[0], (int)p[1], (PivotKind)(int)p[2])));

    /// <inheritdoc/>
    public PivotValue Next(in Candle candle)
    {
        if (!Common.HasPrices(candle) || !double.IsFinite(candle.Open)) return PivotValue.Unknown;
        var length = _candles.Length;
        var levels = PivotValue.Unknown;
        if (_count >= length)
        {
            // The oldest candle kept is the window's first; the window's last lies window − 1 further on.
            var last = _candles[(_at + _window - 1) % length];
            levels = PivotLevels.Of(_kind, _candles[_at].Open, _range.Highest, _range.Lowest, last.Close, candle.Open);
        }

        _candles[_at] = candle;
        _at = _at + 1 == length ? 0 : _at + 1;
        _count++;
        var entering = _candles[(_at + _window - 1) % length]; // enters the window of the next candle
        if (_count > length - _window) _range.Add(entering.High, entering.Low);
        return levels;
    }
}
