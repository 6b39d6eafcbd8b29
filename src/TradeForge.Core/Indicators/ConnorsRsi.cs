using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>Connors RSI: the mean of a short RSI, the RSI of the streak of rises or falls, and the rank of the last change.</summary>
/// <remarks>
/// Input: one series, oldest first. Output: 0 … 100; NaN for the first <c>max(rsiPeriod, streakPeriod, rankPeriod + 1)</c> known values. The streak counts bars in a row that rose (positive) or fell
/// (negative), 0 on an equal value; the rank is the percentage of the last <c>rankPeriod</c> relative changes that are below the present one, ties not counted. A NaN gives NaN on its bar and is
/// otherwise skipped; a value after 0 has no relative change and is NaN. Both RSI are seeded as in <see cref="Rsi"/>, that of the streak with a streak of 0 on the first value.
/// Source: L. Connors and C. Alvarez, An Introduction to ConnorsRSI, 2012. Equals <c>skender.crsi</c>. The cost per bar grows with <c>rankPeriod</c>.
/// </remarks>
public struct ConnorsRsi : ISeriesIndicator<double>
{
    private readonly double _rank;
    private Rsi _rsi, _streakRsi;
    private WindowValues _changes;
    private double _previous = double.NaN, _streak;

    /// <exception cref="ArgumentOutOfRangeException">A period is below 1.</exception>
    public ConnorsRsi(int rsiPeriod, int streakPeriod, int rankPeriod)
    {
        (_rsi, _streakRsi) = (new Rsi(rsiPeriod), new Rsi(streakPeriod));
        _changes = new WindowValues(rankPeriod);
        _rank = 100.0 / rankPeriod;
    }

    public static IndicatorDefinition Definition { get; } = new(
        "connors-rsi", new("Connors RSI", "RSI Коннорса"),
        new("A short-term RSI that also weighs how long the price has run one way and how large the last change is, 0 to 100.", "Краткосрочный RSI, который учитывает ещё длину серии в одну сторону и величину последнего изменения, от 0 до 100."),
        "momentum",
        [Common.Whole("rsiPeriod", new("RSI period, bars", "Период RSI, баров"), 3), Common.Whole("streakPeriod", new("Streak RSI period, bars", "Период RSI серии, баров"), 2),
            Common.Whole("rankPeriod", new("Rank period, bars", "Период ранга, баров"), 100)],
        [Common.Value(new("CRSI", "CRSI"))], TakesSource: true, ChartPane.Own, "skender.crsi",
        "L. Connors and C. Alvarez, 2012: rank among the period changes before this one, ties not counted, as Skender.",
        p => Math.Max((int)p[2] + 1, Math.Max(RsiBars(p[0]), RsiBars(p[1]))), p => new SeriesState<ConnorsRsi, double>(new ConnorsRsi((int)p[0], (int)p[1], (int)p[2])));

    private static int RsiBars(double period) => Math.Max((int)period, Common.Fade(Common.Wilder(period)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(double value)
    {
        if (double.IsNaN(value)) return double.NaN;
        var previous = _previous;
        _previous = value;
        if (value > previous) _streak = double.MaxNative(_streak, 0) + 1;
        else if (value < previous) _streak = double.MinNative(_streak, 0) - 1;
        else _streak = 0;

        var both = _rsi.Next(value) + _streakRsi.Next(_streak);
        var change = (value - previous) / previous;
        if (!double.IsFinite(change)) return double.NaN;
        var rank = _changes.IsFull ? _rank * _changes.CountBelow(change) : double.NaN;
        _changes.Add(change);
        return (both + rank) / 3;
    }
}
