using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>Linearly Weighted Moving Average: weights 1 … <c>period</c>, the newest value weighs most.</summary>
/// <remarks>
/// Input: one series, oldest first. Output: in the unit of the input; NaN for the first <c>period</c> − 1 values, and while a NaN is among
/// the last <c>period</c>. Blocks of <c>period</c> values as in <see cref="WindowMoments"/>, with the same accuracy.
/// Source: the definition. Equals <c>talib.wma</c>.
/// </remarks>
public struct Wma : ISeriesIndicator<double>
{
    private readonly double[] _tails; // values of the running block up to _at, weighted sums of tails of the last block after it
    private readonly double _scale;
    private double _anchor, _sum, _weighted;
    private int _at;
    private bool _full;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public Wma(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        _tails = new double[period];
        _scale = 2 / (period * (period + 1.0));
    }

    public static IndicatorDefinition Definition { get; } = new(
        "wma", new("Weighted Moving Average", "Взвешенная скользящая средняя"),
        new("An average whose weights fall evenly from the newest bar to the oldest.", "Среднее, веса которого равномерно убывают от последнего бара к самому старому."),
        "trend", [Common.Period(20)], [Common.Value(new("WMA", "WMA"))], TakesSource: true, ChartPane.Price, "talib.wma",
        "The definition; all libraries agree.",
        p => (int)p[0] - 1, p => new SeriesState<Wma, double>(new Wma((int)p[0])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(double value)
    {
        var (tails, at) = (_tails, _at);
        tails[at] = value;
        if (++at >= tails.Length) return CloseBlock(value);
        var difference = value - _anchor;
        _sum += difference;
        _weighted += at * difference;
        _at = at;
        return _full ? _anchor + ((tails[at] + ((tails.Length - at) * _sum) + _weighted) * _scale) : double.NaN;
    }

    private double CloseBlock(double anchor)
    {
        var (sum, weighted) = (0.0, 0.0);
        for (var i = _tails.Length - 1; i >= 0; i--)
        {
            sum += _tails[i] - anchor;
            _tails[i] = weighted += sum; // one more value in front raises every weight by one
        }

        (_anchor, _sum, _weighted, _at, _full) = (anchor, 0, 0, 0, true);
        return anchor + (weighted * _scale);
    }
}
