using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>Relative Strength Index: the share of rises in all changes, smoothed by Wilder.</summary>
/// <remarks>
/// Input: one series, oldest first. Output: 0 … 100; NaN for the first <c>period</c> known values; 50 where nothing has moved at all.
/// Mean rise and mean fall are seeded with the means of the first <c>period</c> changes, then mean += (change − mean) / period.
/// A NaN gives NaN on its bar and is otherwise skipped: the next change is measured from the last known value.
/// Source: J. W. Wilder, New Concepts in Technical Trading Systems, 1978. Equals <c>talib.rsi</c>.
/// </remarks>
public struct Rsi : ISeriesIndicator<double>
{
    private SmoothedMean _rises, _falls;
    private double _previous = double.NaN;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public Rsi(int period) => _rises = _falls = new SmoothedMean(period, Common.Wilder(period));

    public static IndicatorDefinition Definition { get; } = new(
        "rsi", new("Relative Strength Index", "Индекс относительной силы"),
        new("How much of the recent movement was upwards, 0 to 100: above 70 is often called overbought, below 30 oversold.", "Какая доля недавнего движения была вверх, от 0 до 100: выше 70 — перекупленность, ниже 30 — перепроданность."),
        "momentum", [Common.Period(14)], [Common.Value(new("RSI", "RSI"))], TakesSource: true, ChartPane.Own, "talib.rsi",
        "J. W. Wilder, 1978: mean rise and fall are seeded with the means of the first period changes, then Wilder's smoothing. All libraries agree but pandas-ta, whose weighted seed fades.",
        p => Math.Max((int)p[0], Common.Fade(Common.Wilder(p[0]))), p => new SeriesState<Rsi, double>(new Rsi((int)p[0])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(double value)
    {
        if (double.IsNaN(value)) return double.NaN;
        var change = value - _previous;
        _previous = value;
        if (double.IsNaN(change)) return double.NaN; // the first value has nothing to differ from
        var rise = _rises.Add(double.MaxNative(change, 0));
        var fall = _falls.Add(double.MaxNative(-change, 0));
        var both = rise + fall;
        return both == 0 ? 50 : 100 * rise / both;
    }
}
