using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>Standard Deviation Channels: straight lines through pieces of <c>period</c> values, counted back from the last one. Chart-only.</summary>
/// <remarks>
/// Input: one series, oldest first. Output: in the unit of the input: the least squares line of each whole piece, and the population deviation of its values, times <c>deviations</c>, around it. Every line is drawn
/// over the bars that it was fitted to, and all of them move with each new bar: they look ahead. NaN before the oldest whole piece, and in a piece that holds a NaN.
/// Source: the definition. Equals <c>skender.center</c>, <c>upper</c>, <c>lower</c>.
/// </remarks>
public readonly struct StddevChannels : IIndicator
{
    public static IndicatorDefinition Definition { get; } = new(
        "stddev-channels", new("Standard Deviation Channels", "Каналы стандартного отклонения"),
        new("Straight channels fitted to the last bars, piece by piece; for the eye only, as they move with every new bar.", "Прямые каналы, проведённые по последним барам отрезок за отрезком; только для глаз: они сдвигаются с каждым новым баром."),
        "statistics",
        [Common.Period(20, min: 2), new("deviations", new("Standard deviations", "Стандартных отклонений"), 2, 0.01, 100, IsInteger: false)],
        [new("center", new("Middle", "Середина"), ChartOnly: true), new("upper", new("Upper", "Верх"), ChartOnly: true), new("lower", new("Lower", "Низ"), ChartOnly: true)],
        TakesSource: true, ChartPane.Price, "skender.center",
        "Least squares over pieces counted from the newest bar backwards, as Skender; the other libraries have none.",
        _ => 0, _ => NoState.Instance)
    { Hindsight = Draw };

    private static void Draw(IReadOnlyList<double> values, CandleSeries series, ReadOnlySpan<double> source, double[][] outputs)
    {
        var period = (int)values[0];
        for (var end = source.Length; end >= period; end -= period) Draw(source[(end - period)..end], values[1], outputs, end - period);
    }

    private static void Draw(ReadOnlySpan<double> piece, double deviations, double[][] outputs, int start)
    {
        var regression = new LinearRegression(piece.Length);
        var fit = default(LinearRegressionValue);
        foreach (var value in piece) fit = regression.Next(value);
        for (var i = 0; i < piece.Length; i++)
        {
            var center = fit.Value - (fit.Slope * (piece.Length - 1 - i));
            (outputs[0][start + i], outputs[1][start + i], outputs[2][start + i]) = (center, center + (deviations * fit.Deviation), center - (deviations * fit.Deviation));
        }
    }
}
