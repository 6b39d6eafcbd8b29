namespace TradeForge.Core.Metrics;

/// <summary>What the metrics of a series of simple returns share. Where something is not defined it is NaN or infinite, unless it says null.</summary>
internal sealed class ReturnFigures
{
    private const double Far05 = -1.6448536269514729, Far01 = -2.3263478740408408; // the 5th and the 1st percentile of the normal distribution

    private double[]? _sorted;

    /// <param name="values">One return a period.</param>
    /// <param name="periods">A year.</param>
    /// <param name="riskFree">Fraction a year that costs no risk; the ratios measure what is above it.</param>
    public ReturnFigures(double[] values, double periods, double riskFree = 0)
    {
        (Values, Periods, RiskFree) = (values, periods, PerPeriod(riskFree, periods));
        var (streak, sign) = (0, 0);
        foreach (var r in values)
        {
            Growth *= 1 + r;
            if (r > 0) (Wins, Gains) = (Wins + 1, Gains + r);
            if (r < 0) (Losses, Lost) = (Losses + 1, Lost - r);
            streak = Math.Sign(r) == sign ? streak + 1 : 1;
            sign = Math.Sign(r);
            if (sign > 0) LongestWin = Math.Max(LongestWin, streak);
            if (sign < 0) LongestLoss = Math.Max(LongestLoss, streak);
        }

        (Mean, Deviation, Downside) = (Sample.Mean(values), Sample.Deviation(values), Sample.Downside(values));
    }

    public double[] Values { get; }
    /// <summary>Ascending.</summary>
    public double[] Sorted => _sorted ??= Ascending(Values);
    public double Periods { get; }
    /// <summary>A period.</summary>
    public double RiskFree { get; }
    public int Count => Values.Length;
    public double Mean { get; }
    /// <summary>Sample deviation; null for fewer than two returns.</summary>
    public double? Deviation { get; }
    public double Downside { get; }

    public int Wins { get; }
    public int Losses { get; }
    /// <summary>Sum of the returns above 0.</summary>
    public double Gains { get; }
    /// <summary>Sum of those below 0, turned positive.</summary>
    public double Lost { get; }
    /// <summary>Most returns above 0 in a row.</summary>
    public int LongestWin { get; }
    public int LongestLoss { get; }

    /// <summary>Π(1 + r).</summary>
    public double Growth { get; } = 1;
    public double Annual => Math.Pow(Growth, Periods / Count) - 1;
    public double? Volatility => Deviation * Math.Sqrt(Periods);
    /// <summary>Mean / deviation a period; null where they do not differ.</summary>
    public double? Ratio => Deviation > 0 ? Mean / Deviation : null;
    /// <summary>The same of what is above the risk-free rate.</summary>
    public double? ExcessRatio => Deviation > 0 ? (Mean - RiskFree) / Deviation : null;
    public double? Sharpe => ExcessRatio * Math.Sqrt(Periods);
    public double? Sortino => Count > 1 && Sample.Downside(Values, RiskFree) is > 0 and var below ? (Mean - RiskFree) / below * Math.Sqrt(Periods) : null;

    public double WinRate => (double)Wins / (Wins + Losses);
    public double ProfitFactor => Gains / Lost;
    public double Payoff => Gains / Wins / (Lost / Losses);
    /// <summary>Mean of the returns of 0 and above.</summary>
    public double MeanNotNegative => Gains / (Count - Losses);
    public double MeanNegative => -Lost / Losses;

    public double? Percentile(double fraction) => Sample.Percentile(Sorted, fraction);

    public double? TailRatio => Percentile(0.05) is { } low ? Math.Abs(Percentile(0.95)!.Value / low) : null;

    /// <summary>Mean of the ⌊share · (N − 1)⌋ + 1 smallest returns.</summary>
    public double Shortfall(double share) => Sample.Mean(Sorted.AsSpan(0, Math.Min(Count, (int)(share * (Count - 1)) + 1)));

    /// <summary>Percentile of a normal distribution with this mean and deviation.</summary>
    public double? NormalPercentile(bool far) => Mean + ((far ? Far01 : Far05) * Deviation);

    /// <summary>Mean of the returns below <see cref="NormalPercentile"/>; that itself where none is below.</summary>
    public double? NormalShortfall(bool far)
    {
        var count = 0;
        while (count < Count && Sorted[count] < NormalPercentile(far)) count++;
        return count == 0 ? NormalPercentile(far) : Sample.Mean(Sorted.AsSpan(0, count));
    }

    /// <summary>By how much correlation from one day to the next makes the deviation too small: √(1 + 2·Σ ((N − k) / N)·|ρ|^k).</summary>
    public double? AutocorrelationPenalty
    {
        get
        {
            if (Count < 3 || Sample.Correlation(Values.AsSpan(1), Values.AsSpan(0, Count - 1)) is not { } correlation) return null;
            var (rho, power, sum) = (Math.Abs(correlation), 1.0, 0.0);
            for (var k = 1; k < Count && power > 1e-18; k++) sum += (Count - k) / (double)Count * (power *= rho);
            return Math.Sqrt(1 + (2 * sum));
        }
    }

    /// <summary>Share of the motion of the growing logarithm that a straight line explains.</summary>
    public double? Stability
    {
        get
        {
            if (Count < 2 || Sorted[0] <= -1) return null;
            var (logs, at, sum) = (new double[Count], new double[Count], 0.0);
            for (var i = 0; i < Count; i++) (logs[i], at[i]) = (sum += Math.Log(1 + Values[i]), i);
            return Sample.Correlation(logs, at) is { } r ? r * r : null;
        }
    }

    /// <summary>A rate a year as one a period that grows to it.</summary>
    public static double PerPeriod(double rate, double periods) => rate == 0 ? 0 : Math.Pow(1 + rate, 1 / periods) - 1;

    private static double[] Ascending(double[] values)
    {
        var sorted = values.AsSpan().ToArray();
        Array.Sort(sorted);
        return sorted;
    }

    /// <summary>Probability that the true ratio of mean to deviation is above <paramref name="threshold"/> (a period, not a year).</summary>
    public double? ProbabilisticSharpe(double threshold) =>
        ExcessRatio is { } ratio && Sample.Skewness(Values) is { } skewness && Sample.Kurtosis(Values) is { } excess
            ? ProbabilisticSharpe(ratio, threshold, Count, skewness, excess + 3) : null;

    /// <summary>The deflated ratio: the threshold is what the best of so many trials without skill would show.</summary>
    public double? DeflatedSharpe(int trials) => ProbabilisticSharpe(Normal.ExpectedMaximum(trials) / Math.Sqrt(Count - 1));

    /// <remarks>Source: D. Bailey, M. López de Prado, The Sharpe Ratio Efficient Frontier, 2012; the kurtosis of a normal distribution is 3 here (golden rule G42).</remarks>
    internal static double ProbabilisticSharpe(double ratio, double threshold, int count, double skewness, double kurtosis) =>
        Normal.Cumulative((ratio - threshold) * Math.Sqrt(count - 1) / Math.Sqrt(1 - (skewness * ratio) + ((kurtosis - 1) / 4 * ratio * ratio)));
}
