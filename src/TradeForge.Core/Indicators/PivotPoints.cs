using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>Pivot Points: levels that the previous day, week or month sets for the running one.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first. Output: in quote currency, constant within a window; NaN in the first window of the series (which may be cut
/// at its start) and for the levels that DeMark does not have. Days start at 00:00 UTC, weeks on Monday. Nothing looks ahead: the window is over, and Woodie's open
/// is that of the first candle of the running window. A candle with a NaN price gives NaN and is otherwise skipped.
/// Formulas: <see cref="PivotLevels"/>. Source: customary on the trading floor; N. Scott (Camarilla), K. Wood, T. DeMark. Equals <c>skender.pp</c> … <c>s3</c>.
/// </remarks>
public struct PivotPoints : ICandleIndicator<PivotValue>
{
    private readonly CalendarWindow _window;
    private readonly PivotKind _kind;
    private long _end = long.MinValue, _start = long.MaxValue; // the running window: [start, end)
    private double _open = double.NaN, _high, _low, _close;
    private PivotValue _levels = PivotValue.Unknown;

    internal PivotPoints(CalendarWindow window, PivotKind kind) => (_window, _kind) = (window, kind);

    public static IndicatorDefinition Definition { get; } = new(
        "pivot-points", new("Pivot Points", "Точки разворота"),
        new("Levels drawn from the previous day, week or month, around which the price is expected to turn.", "Уровни по прошлому дню, неделе или месяцу, у которых ждут разворота цены."),
        "level", [IndicatorParameter.Choice("window", new("Window", "Окно"), "day", "week", "month"), PivotLevels.Kind], PivotLevels.Outputs,
        TakesSource: false, ChartPane.Price, "skender.pp",
        "Floor traders' formulas over calendar windows in UTC, as Skender; Camarilla's fourth levels are left out.",
        _ => 0, p => new CandleState<PivotPoints, PivotValue>(new PivotPoints((CalendarWindow)(int)p[0], (PivotKind)(int)p[1])))
    { DependsOnStart = true };

    /// <inheritdoc/>
    public PivotValue Next(in Candle candle)
    {
        if (!Common.HasPrices(candle) || !double.IsFinite(candle.Open)) return PivotValue.Unknown;
        if (candle.Time >= _end || candle.Time < _start) Begin(candle);
        _high = Math.Max(_high, candle.High);
        _low = Math.Min(_low, candle.Low);
        _close = candle.Close;
        return _levels;
    }

    private void Begin(in Candle candle)
    {
        if (!double.IsNaN(_open)) _levels = PivotLevels.Of(_kind, _open, _high, _low, _close, candle.Open);
        (_start, _end) = CalendarWindows.Around(_window, candle.Time);
        (_open, _high, _low) = (candle.Open, candle.High, candle.Low);
    }
}
