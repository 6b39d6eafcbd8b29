using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TradeForge.Core.Indicators;

/// <summary>Hurst exponent: whether moves tend to go on or to turn back.</summary>
/// <remarks>
/// Input: one series of positive values, oldest first. Output: the slope of log10(R/S) over log10(size): the last <c>period</c> log returns are cut into 1, 2, 4 … pieces of equal size, 8 returns at least, the oldest left
/// out where they do not divide; R is the range of the running sum of differences to the mean of the piece, S its population deviation; R/S is 0 where S is 0 and averaged over pieces of one size. Near ½ a random walk,
/// above it trending, below it turning back. NaN for the first <c>period</c> known values and where nothing moved. A NaN or a value not above 0 gives NaN on its bar and is otherwise skipped.
/// Source: H. E. Hurst 1951; B. Mandelbrot and J. Wallis 1969. Equals <c>skender.hurst</c>. The cost per bar grows with <c>period</c>.
/// </remarks>
public struct Hurst : ISeriesIndicator<double>
{
    private const int SmallestPiece = 8;

    private readonly int _period;
    private readonly double[] _weights;         // by level, pieces of period >> level: what log10(R/S) counts in the slope
    private readonly double[] _ratios;          // by level a ring of the R/S of pieces by their last bar
    private readonly WindowMoments[] _returns;  // by level
    private WindowValues _logs;
    private double _last = double.NaN;
    private int _at;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 20.</exception>
    public Hurst(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 20);
        var levels = 1;
        while (period >> levels >= SmallestPiece) levels++;
        double[] sizes = [.. Enumerable.Range(0, levels).Select(level => Math.Log10(period >> level))];
        var mean = sizes.Average();
        var spread = sizes.Sum(size => (size - mean) * (size - mean));
        _weights = [.. sizes.Select(size => (size - mean) / spread)];
        _returns = [.. Enumerable.Range(0, levels).Select(level => new WindowMoments(period >> level, withSquares: true))];
        (_period, _ratios, _logs) = (period, new double[levels * period], new WindowValues(period + 1));
    }

    public static IndicatorDefinition Definition { get; } = new(
        "hurst", new("Hurst exponent", "Показатель Хёрста"),
        new("Whether moves tend to go on (above 0.5) or to turn back (below 0.5).", "Склонны ли движения продолжаться (выше 0,5) или возвращаться (ниже 0,5)."),
        "volatility", [Common.Period(100, min: 20)], [Common.Value(new("Hurst", "Хёрст"))], TakesSource: true, ChartPane.Own, "skender.hurst",
        "Rescaled range by H. E. Hurst, 1951, over halved pieces of the window, on log returns, as Skender, the one library that has it.",
        p => (int)p[0], p => new SeriesState<Hurst, double>(new Hurst((int)p[0])));

    /// <inheritdoc/>
    public double Next(double value)
    {
        if (!(value > 0)) return double.NaN;
        var (log, last) = (Math.Log(value), _last);
        _last = log;
        _logs.Add(log);
        if (double.IsNaN(last)) return double.NaN;
        var slope = 0.0;
        for (var level = 0; level < _weights.Length; level++)
        {
            var ring = _ratios.AsSpan(level * _period, _period);
            ref var returns = ref _returns[level];
            returns.Add(log - last);
            ring[_at] = returns.Variance > 0 ? Range(_logs.Last((_period >> level) + 1), returns.Mean) / Math.Sqrt(returns.Variance) : 0;
            slope += _weights[level] * Math.Log10(Mean(ring, _at, level));
        }

        _at = _at + 1 < _period ? _at + 1 : 0;
        return _logs.IsFull && double.IsFinite(slope) ? slope : double.NaN;
    }

    /// <summary>Mean R/S of the 2^level pieces of one size that end with bar <paramref name="at"/> of the ring.</summary>
    private static double Mean(ReadOnlySpan<double> ring, int at, int level)
    {
        var sum = 0.0;
        for (var piece = 0; piece < 1 << level; piece++)
        {
            sum += ring[at];
            at -= ring.Length >> level;
            if (at < 0) at += ring.Length;
        }

        return sum / (1 << level);
    }

    /// <summary>R of one piece: the k-th running sum of returns less k means is log k less log 0 less k means.</summary>
    private static double Range(ReadOnlySpan<double> logs, double mean)
    {
        var lanes = MemoryMarshal.Cast<double, Vector256<double>>(logs);
        var (steps, highest, lowest) = (Vector256.Create(0.0, 1, 2, 3), Vector256.Create(double.NegativeInfinity), Vector256.Create(double.PositiveInfinity));
        foreach (var lane in lanes)
        {
            var sum = lane - (steps * mean);
            (highest, lowest, steps) = (Vector256.MaxNative(highest, sum), Vector256.MinNative(lowest, sum), steps + Vector256.Create(4.0));
        }

        var (top, bottom) = (Math.Max(Math.Max(highest[0], highest[1]), Math.Max(highest[2], highest[3])), Math.Min(Math.Min(lowest[0], lowest[1]), Math.Min(lowest[2], lowest[3])));
        for (var k = 4 * lanes.Length; k < logs.Length; k++)
        {
            var sum = logs[k] - (k * mean);
            (top, bottom) = (Math.Max(top, sum), Math.Min(bottom, sum));
        }

        return top - bottom;
    }
}
