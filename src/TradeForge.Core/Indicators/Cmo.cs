using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>Chande Momentum Oscillator: rises minus falls in percent of all movement.</summary>
/// <remarks>
/// Input: one series, oldest first. Output: −100 … 100; NaN for the first <c>period</c> known values; 0 where nothing has moved. Plain sums over <c>period</c> changes:
/// CMO = 100 · (rises − falls) / (rises + falls). A NaN gives NaN on its bar and is otherwise skipped: the next change is measured from the last known value.
/// Source: T. Chande and S. Kroll, The New Technical Trader, 1994. Equals <c>skender.cmo</c> (TA-Lib smooths by Wilder: another definition).
/// </remarks>
public struct Cmo : ISeriesIndicator<double>
{
    private WindowSum _rises, _falls;
    private double _previous = double.NaN;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public Cmo(int period) => (_rises, _falls) = (new WindowSum(period), new WindowSum(period));

    public static IndicatorDefinition Definition { get; } = new(
        "cmo", new("Chande Momentum Oscillator", "Осциллятор моментума Чанде (CMO)"),
        new("Rises minus falls of the last bars, −100 to 100: above 50 is often called overbought, below −50 oversold.", "Рост минус падение за последние бары, от −100 до 100: выше 50 — перекупленность, ниже −50 — перепроданность."),
        "momentum", [Common.Period(14)], [Common.Value(new("CMO", "CMO"))], TakesSource: true, ChartPane.Own, "skender.cmo",
        "T. Chande and S. Kroll, 1994: plain sums of rises and falls, as Skender, Tulip and pandas-ta. TA-Lib smooths them by Wilder, which is another definition.",
        p => (int)p[0], p => new SeriesState<Cmo, double>(new Cmo((int)p[0])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(double value)
    {
        if (double.IsNaN(value)) return double.NaN;
        var change = value - _previous;
        _previous = value;
        if (double.IsNaN(change)) return double.NaN; // the first value has nothing to differ from
        var rises = _rises.Add(double.MaxNative(change, 0));
        var falls = _falls.Add(double.MaxNative(-change, 0));
        var both = rises + falls;
        return both == 0 ? 0 : 100 * (rises - falls) / both;
    }
}
