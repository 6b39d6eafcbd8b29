using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>The outputs of <see cref="StochRsi"/>, each 0 … 100.</summary>
/// <param name="Value">The smoothed place of the RSI in its range.</param>
/// <param name="Signal">The average of that.</param>
public readonly record struct StochRsiValue(double Value, double Signal);

/// <summary>Stochastic RSI: where the RSI lies in the range of its last values.</summary>
/// <remarks>
/// Input: one series, oldest first. Raw = 100 · (RSI − lowest RSI) / (highest RSI − lowest RSI) over <c>stochPeriod</c> values, 50 where the range is 0; the value is its simple
/// average over <c>smooth</c>, the signal the simple average of the value over <c>signal</c>. The value is NaN for the first rsiPeriod + stochPeriod + smooth − 2 values, the signal
/// for <c>signal</c> − 1 more. A NaN gives NaN on its bar and is otherwise skipped. Source: T. Chande and S. Kroll, The New Technical Trader, 1994; RSI seeded as in <see cref="Rsi"/>.
/// Equals <c>skender.stochrsi</c>, <c>signal</c> (TA-Lib the same, hidden until the signal is known).
/// </remarks>
public struct StochRsi : ISeriesIndicator<StochRsiValue>
{
    private Rsi _rsi;
    private WindowRange _range;
    private Sma _smooth, _signal;

    /// <exception cref="ArgumentOutOfRangeException">A period is below 1.</exception>
    public StochRsi(int rsiPeriod, int stochPeriod, int signal, int smooth) =>
        (_rsi, _range, _signal, _smooth) = (new Rsi(rsiPeriod), new WindowRange(stochPeriod), new Sma(signal), new Sma(smooth));

    public static IndicatorDefinition Definition { get; } = new(
        "stoch-rsi", new("Stochastic RSI", "Стохастический RSI"),
        new("Where the RSI lies between its own lowest and highest of the last bars, 0 to 100: quicker than the RSI itself.", "Где RSI находится между своими минимумом и максимумом последних баров, от 0 до 100: быстрее самого RSI."),
        "momentum",
        [Common.Whole("rsiPeriod", new("RSI period, bars", "Период RSI, баров"), 14), Common.Whole("stochPeriod", new("Stochastic period, bars", "Период стохастика, баров"), 14),
            Common.Signal(3), Common.Whole("smooth", new("Smoothing, bars", "Сглаживание, баров"), 3)],
        [Common.Value(new("StochRSI", "StochRSI")), Common.SignalLine], TakesSource: true, ChartPane.Own, "skender.stochrsi",
        "T. Chande and S. Kroll, 1994: the RSI is seeded with the mean of its first period changes, the averages are simple. Skender, as TA-Lib, which hides the value until the signal is known; pandas-ta seeds the RSI otherwise and converges, Tulip gives a fraction.",
        p => Math.Max((int)p[0], Common.Fade(Common.Wilder(p[0]))) + (int)(p[1] + p[2] + p[3]) - 3,
        p => new SeriesState<StochRsi, StochRsiValue>(new StochRsi((int)p[0], (int)p[1], (int)p[2], (int)p[3])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public StochRsiValue Next(double value)
    {
        var rsi = _rsi.Next(value);
        if (double.IsNaN(rsi)) return new StochRsiValue(double.NaN, double.NaN);
        _range.Add(rsi, rsi);
        var (lowest, width) = (_range.Lowest, _range.Highest - _range.Lowest);
        if (double.IsNaN(width)) return new StochRsiValue(double.NaN, double.NaN);
        var smooth = _smooth.Next(width == 0 ? 50 : 100 * (rsi - lowest) / width);
        return new StochRsiValue(smooth, double.IsNaN(smooth) ? double.NaN : _signal.Next(smooth));
    }
}
