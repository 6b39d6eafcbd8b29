using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>Relative Momentum Index: the share of rises in all changes over <c>momentum</c> bars, smoothed by Wilder.</summary>
/// <remarks>
/// Input: one series, oldest first. Output: 0 … 100; NaN for the first momentum + period − 1 known values; 50 where nothing has moved at all. <see cref="Rsi"/> with changes over <c>momentum</c> values in place of one, seeded alike; with a momentum
/// of 1 it is the RSI. A NaN gives NaN on its bar and is otherwise skipped. Source: R. Altman, Relative Momentum Index, Stocks and Commodities 1993. Equals the published points of backtrader's <c>rmi</c>, and <c>talib.rsi</c> at momentum 1.
/// </remarks>
public struct Rmi : ISeriesIndicator<double>
{
    private Momentum _change;
    private SmoothedMean _rises, _falls;

    /// <exception cref="ArgumentOutOfRangeException">A period is below 1.</exception>
    public Rmi(int period, int momentum)
    {
        _change = new Momentum(momentum);
        _rises = _falls = new SmoothedMean(period, Common.Wilder(period));
    }

    public static IndicatorDefinition Definition { get; } = new(
        "rmi", new("Relative Momentum Index", "Индекс относительного моментума (RMI)"),
        new("An RSI of the change over several bars: steadier than the RSI, 0 to 100.", "RSI изменения за несколько баров: спокойнее обычного RSI, от 0 до 100."),
        "momentum", [Common.Period(20), Common.Whole("momentum", new("Momentum, bars", "Моментум, баров"), 5)], [Common.Value(new("RMI", "RMI"))], TakesSource: true, ChartPane.Own, "hand",
        "R. Altman, 1993: Wilder means of rises and falls over several bars, seeded with the plain mean, as backtrader; with a momentum of 1 it is the RSI.",
        p => (int)p[1] + Math.Max((int)p[0] - 1, Common.Fade(Common.Wilder(p[0]))), p => new SeriesState<Rmi, double>(new Rmi((int)p[0], (int)p[1])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(double value)
    {
        if (double.IsNaN(value)) return double.NaN;
        var change = _change.Next(value);
        if (double.IsNaN(change)) return double.NaN;
        var rise = _rises.Add(double.MaxNative(change, 0));
        var both = rise + _falls.Add(double.MaxNative(-change, 0));
        return both == 0 ? 50 : 100 * rise / both;
    }
}
