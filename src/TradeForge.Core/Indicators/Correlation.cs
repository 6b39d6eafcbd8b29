using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>The outputs of <see cref="Correlation"/>.</summary>
/// <param name="Value">Pearson's coefficient, −1 … 1; NaN where one of the series does not vary.</param>
/// <param name="RSquared">Its square.</param>
/// <param name="Covariance">Population covariance.</param>
/// <param name="VarianceA">Population variance of a.</param>
/// <param name="VarianceB">Population variance of b.</param>
public readonly record struct CorrelationValue(double Value, double RSquared, double Covariance, double VarianceA, double VarianceB);

/// <summary>Correlation of two series over the last <c>period</c> bars.</summary>
/// <remarks>
/// Input: two series, bar by bar. NaN for the first <c>period</c> − 1 bars, and while a NaN of either is among the last <c>period</c>. Levels are correlated; wire changes to correlate those.
/// Source: K. Pearson, 1895. Equals <c>skender.corr</c>, <c>r_squared</c>, <c>cov</c>, <c>var_a</c>, <c>var_b</c>.
/// </remarks>
public struct Correlation : IPairIndicator<CorrelationValue>
{
    private WindowPair _window;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 2.</exception>
    public Correlation(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 2);
        _window = new WindowPair(period);
    }

    public static IndicatorDefinition Definition { get; } = new(
        "correlation", new("Correlation", "Корреляция"),
        new("How closely two series move together, −1 to 1: near 1 they rise and fall as one, near −1 against each other.", "Насколько тесно два ряда движутся вместе, от −1 до 1: около 1 — заодно, около −1 — друг против друга."),
        "statistics", [Common.Period(20, min: 2)],
        [
            Common.Value(new("Correlation", "Корреляция")) with { Sparse = true }, new("rSquared", new("R²", "R²")) { Oracle = "r_squared", Sparse = true },
            new("covariance", new("Covariance", "Ковариация")) { Oracle = "cov" }, new("varianceA", new("Variance of a", "Дисперсия a")) { Oracle = "var_a" },
            new("varianceB", new("Variance of b", "Дисперсия b")) { Oracle = "var_b" },
        ],
        TakesSource: false, ChartPane.Own, "skender.corr",
        "K. Pearson, 1895: levels over a plain window, population moments, without a seed. Skender and TA-Lib agree.",
        p => (int)p[0] - 1, p => new PairState<Correlation, CorrelationValue>(new Correlation((int)p[0])))
    { TakesPair = true };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public CorrelationValue Next(double a, double b)
    {
        var m = _window.Add(a, b);
        var value = Math.Clamp(m.Covariance / Math.Sqrt(m.VarianceA * m.VarianceB), -1, 1); // 0 / 0 stays NaN
        return new CorrelationValue(value, value * value, m.Covariance, m.VarianceA, m.VarianceB);
    }
}
