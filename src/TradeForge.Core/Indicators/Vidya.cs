using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>Variable Index Dynamic Average: an exponential mean whose speed is the strength of the momentum.</summary>
/// <remarks>
/// Input: one series, oldest first. Output: in the unit of the input; NaN for the first <c>momentum</c> known values. α = 2 / (<c>period</c> + 1) · |rises − falls| / (rises + falls) over the last <c>momentum</c>
/// changes, 0 where nothing moved. Starts as the value itself. A NaN gives NaN on its bar and is otherwise skipped.
/// Source: T. Chande, Adapting Moving Averages to Market Volatility, 1992, with his momentum oscillator (1995) as the index. Worked out by hand.
/// </remarks>
public struct Vidya : ISeriesIndicator<double>
{
    private readonly double _alpha;
    private WindowSum _rises, _falls;
    private double _previous = double.NaN, _mean = double.NaN;

    /// <exception cref="ArgumentOutOfRangeException">A period is below 1.</exception>
    public Vidya(int period, int momentum)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        (_alpha, _rises, _falls) = (Common.Exponential(period), new WindowSum(momentum), new WindowSum(momentum));
    }

    public static IndicatorDefinition Definition { get; } = new(
        "vidya", new("Variable Index Dynamic Average", "Динамическая средняя с переменным индексом"),
        new("An exponential average that moves only as fast as the momentum is strong: almost still in a sideways market.", "Экспоненциальная средняя, которая движется тем быстрее, чем сильнее импульс: в боковике почти стоит."),
        "trend", [Common.Period(14), Common.Whole("momentum", new("Momentum period, bars", "Период импульса, баров"), 9)], [Common.Value(new("VIDYA", "VIDYA"))],
        TakesSource: true, ChartPane.Price, IndicatorDefinition.Hand,
        "T. Chande: |CMO| as the index, as in most charting programs (his first paper, and Tulip, use a ratio of deviations); starts as the value. No library of the reference has it.",
        p => (int)p[1] + Common.Fade(Common.Exponential(p[0]) * TypicalIndex), p => new SeriesState<Vidya, double>(new Vidya((int)p[0], (int)p[1])));

    private const double TypicalIndex = 0.2; // a random walk over nine changes has about 0.27

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(double value)
    {
        if (double.IsNaN(value)) return value;
        var change = value - _previous;
        _previous = value;
        if (double.IsNaN(change)) return double.NaN; // the first value has nothing to differ from
        var (rises, falls) = (_rises.Add(Math.Max(change, 0)), _falls.Add(Math.Max(-change, 0)));
        var both = rises + falls;
        if (double.IsNaN(both)) return both;
        var index = both == 0 ? 0 : Math.Abs(rises - falls) / both;
        return _mean = double.IsNaN(_mean) ? value : _mean + (_alpha * index * (value - _mean));
    }
}
