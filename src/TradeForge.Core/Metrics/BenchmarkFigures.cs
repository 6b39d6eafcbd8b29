namespace TradeForge.Core.Metrics;

/// <summary>Daily returns against those of the market, over the days on which both are known.</summary>
/// <param name="own">Returns of the run.</param>
/// <param name="market">Those of the market on the same days.</param>
/// <param name="periods">A year.</param>
/// <param name="riskFree">Fraction a year that costs no risk.</param>
internal sealed class BenchmarkFigures(double[] own, double[] market, double periods, double riskFree = 0)
{
    private double[]? _excess;

    private double[] Excess => _excess ??= Minus(own, market);

    /// <summary>The market by itself.</summary>
    public ReturnFigures Market { get; } = new(market, periods, riskFree);

    /// <summary>Null for fewer than two pairs or a market that does not move.</summary>
    public double? Beta { get; } = Sample.Slope(own, market);

    public double? Correlation { get; } = Sample.Correlation(own, market);

    /// <summary>A fraction a year.</summary>
    public double? Alpha => Beta is { } beta ? Math.Pow(1 + (Sample.Mean(own) - Market.RiskFree) - (beta * (Sample.Mean(market) - Market.RiskFree)), periods) - 1 : null;

    /// <summary>Deviation of the difference, a year.</summary>
    public double? TrackingError => Sample.Deviation(Excess) * Math.Sqrt(periods);

    /// <summary>Mean difference / its deviation, a day.</summary>
    public double? InformationRatio => Sample.Deviation(Excess) is { } deviation and > 0 ? Sample.Mean(Excess) / deviation : null;

    /// <summary>Own annual growth over the days on which the market moved to a side, over that of the market; NaN without such days.</summary>
    public double Capture(bool up)
    {
        var (mine, theirs, days) = (1.0, 1.0, 0);
        for (var i = 0; i < market.Length; i++)
        {
            if (up ? market[i] <= 0 : market[i] >= 0) continue;
            (mine, theirs, days) = (mine * (1 + own[i]), theirs * (1 + market[i]), days + 1);
        }

        return (Math.Pow(mine, periods / days) - 1) / (Math.Pow(theirs, periods / days) - 1);
    }

    /// <summary>The deepest fall of the market below its running peak, a fraction, 0 or negative.</summary>
    public double MarketDrawdown
    {
        get
        {
            var (price, peak, worst) = (1.0, 1.0, 0.0);
            foreach (var m in market)
            {
                price *= 1 + m;
                peak = Math.Max(peak, price);
                worst = Math.Min(worst, (price / peak) - 1);
            }

            return worst;
        }
    }

    private static double[] Minus(double[] own, double[] market)
    {
        var excess = new double[own.Length];
        for (var i = 0; i < excess.Length; i++) excess[i] = own[i] - market[i];
        return excess;
    }
}
