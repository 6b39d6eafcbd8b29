using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>The outputs of <see cref="SmaAnalysis"/>.</summary>
/// <param name="Sma">Mean of the window.</param>
/// <param name="Mad">Mean absolute deviation from it.</param>
/// <param name="Mse">Mean squared deviation from it.</param>
/// <param name="Mape">Mean of the absolute deviations as shares of the values, a fraction; NaN where a value is 0.</param>
public readonly record struct SmaAnalysisValue(double Sma, double Mad, double Mse, double Mape);

/// <summary>A simple average and how far its values lie from it.</summary>
/// <remarks>
/// Input: one series, oldest first. Output: in the unit of the input, squared for <c>mse</c>. NaN for the first <c>period</c> − 1 values, and while a NaN is among the last <c>period</c>.
/// Source: the definition. Equals <c>skender.sma</c>, <c>mad</c>, <c>mse</c>, <c>mape</c>.
/// </remarks>
public struct SmaAnalysis : ISeriesIndicator<SmaAnalysisValue>
{
    private WindowValues _window;
    private Sma _mean;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public SmaAnalysis(int period) => (_window, _mean) = (new WindowValues(period), new Sma(period));

    public static IndicatorDefinition Definition { get; } = new(
        "sma-analysis", new("Simple Average with Errors", "Простая средняя с ошибками"),
        new("A simple average and its mean absolute, squared and relative deviation: how well the average stands for the price.", "Простая средняя и её среднее абсолютное, квадратичное и относительное отклонение: насколько хорошо средняя представляет цену."),
        "statistics", [Common.Period(20)],
        [new("sma", new("SMA", "SMA")), new("mad", new("Absolute", "Абсолютное")), new("mse", new("Squared", "Квадратичное")), new("mape", new("Relative", "Относительное")) { Sparse = true }],
        TakesSource: true, ChartPane.Own, "skender.sma",
        "The definitions over a plain window, without a seed, as Skender; the other libraries have none.",
        p => (int)p[0] - 1, p => new SeriesState<SmaAnalysis, SmaAnalysisValue>(new SmaAnalysis((int)p[0])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SmaAnalysisValue Next(double value)
    {
        _window.Add(value);
        var mean = _mean.Next(value);
        return double.IsNaN(mean) ? new SmaAnalysisValue(mean, mean, mean, mean) : Measure(mean);
    }

    private readonly SmaAnalysisValue Measure(double mean)
    {
        var (squared, relative) = (0.0, 0.0);
        var window = _window.Values;
        foreach (var value in window)
        {
            var distance = Math.Abs(value - mean);
            squared += distance * distance;
            relative += value == 0 ? double.NaN : distance / Math.Abs(value);
        }

        return new SmaAnalysisValue(mean, _window.Deviation(mean) / window.Length, squared / window.Length, relative / window.Length);
    }
}
