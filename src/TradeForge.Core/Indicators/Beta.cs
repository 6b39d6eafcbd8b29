namespace TradeForge.Core.Indicators;

/// <summary>The outputs of <see cref="Beta"/>.</summary>
/// <param name="Value">Covariance of the returns over the variance of b's.</param>
/// <param name="Up">The same over the bars on which b rose; NaN where that is none, or b's returns do not vary.</param>
/// <param name="Down">The same over the bars on which b fell.</param>
/// <param name="Ratio">Up over down.</param>
/// <param name="Convexity">(Up − down)².</param>
public readonly record struct BetaValue(double Value, double Up, double Down, double Ratio, double Convexity);

/// <summary>Beta: by how much the returns of a follow the returns of b.</summary>
/// <remarks>
/// Input: two series of prices, bar by bar: a the instrument, b the market. Over <c>period</c> simple returns; NaN for the first <c>period</c> bars, and while a NaN return is among the last <c>period</c>
/// (a NaN price makes two of them). Source: W. Sharpe, Capital Asset Prices, 1964. Equals <c>skender.beta</c>, <c>beta_up</c>, <c>beta_down</c>, <c>ratio</c>, <c>convexity</c>.
/// </remarks>
public struct Beta : IPairIndicator<BetaValue>
{
    private WindowPair _all, _up, _down;
    private double _a = double.NaN, _b = double.NaN;
    private bool _started;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 2.</exception>
    public Beta(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 2);
        (_all, _up, _down) = (new WindowPair(period), new WindowPair(period), new WindowPair(period));
    }

    public static IndicatorDefinition Definition { get; } = new(
        "beta", new("Beta", "Бета"),
        new("By how many percent a moves when b moves by one, on all bars, on b's rising and on its falling ones.", "На сколько процентов движется a, когда b движется на один: на всех барах, на растущих и на падающих барах b."),
        "statistics", [Common.Period(20, min: 2)],
        [
            Common.Value(new("Beta", "Бета")) with { Sparse = true }, new("up", new("On rises", "На росте")) { Oracle = "beta_up", Sparse = true },
            new("down", new("On falls", "На падении")) { Oracle = "beta_down", Sparse = true }, new("ratio", new("Ratio", "Отношение")) { Sparse = true },
            new("convexity", new("Convexity", "Выпуклость")) { Sparse = true },
        ],
        TakesSource: false, ChartPane.Own, "skender.beta",
        "W. Sharpe, 1964: simple returns over a plain window, population moments, without a seed. Skender agrees with TA-Lib BETA, whose first argument is the market.",
        p => (int)p[0], p => new PairState<Beta, BetaValue>(new Beta((int)p[0])))
    { TakesPair = true };

    /// <inheritdoc/>
    public BetaValue Next(double a, double b)
    {
        var (ra, rb) = (Return(_a, a), Return(_b, b));
        (_a, _b) = (a, b);
        if (!_started)
        {
            _started = true; // the first bar has no return
            return new BetaValue(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);
        }

        var (all, up, down) = (Slope(_all.Add(ra, rb)), Slope(_up.Add(ra, rb, rb > 0)), Slope(_down.Add(ra, rb, rb < 0)));
        var ratio = down == 0 ? double.NaN : up / down;
        return new BetaValue(all, up, down, ratio, (up - down) * (up - down));
    }

    private static double Slope(PairMoments moments) => moments.VarianceB > 0 ? moments.Covariance / moments.VarianceB : double.NaN;

    private static double Return(double before, double now) => before == 0 ? double.NaN : (now / before) - 1;
}
