using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>A recursive mean: the plain mean of the first n values, then mean += α · (value − mean). Exponential with α = 2 / (n + 1), Wilder's with α = 1 / n.</summary>
/// <remarks>The mean of equal values is that value exactly. The caller keeps NaN away, so that an unknown value is skipped and not remembered.</remarks>
internal struct SmoothedMean
{
    private readonly double _alpha;
    private readonly int _period;
    private int _seeded;
    private double _mean;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public SmoothedMean(int period, double alpha)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        (_period, _alpha) = (period, alpha);
    }

    /// <returns>The mean; NaN for the first n − 1 values.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Add(double value)
    {
        if (_seeded >= _period) return _mean = Math.FusedMultiplyAdd(_alpha, value - _mean, _mean);
        return Seed(value);
    }

    private double Seed(double value)
    {
        _mean += (value - _mean) / ++_seeded;
        return _seeded == _period ? _mean : double.NaN;
    }
}
