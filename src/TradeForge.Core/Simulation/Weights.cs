using TradeForge.Core.Strategies;

namespace TradeForge.Core.Simulation;

/// <summary>Shares of the equity for the picked instruments, in percent. Both legs together make 100; with two legs each gets half.</summary>
internal static class Weights
{
    /// <param name="mode">Equal: the same for all of a leg. Rank: of n the k-th gets (n + 1 − k) / (1 + 2 + … + n). Inverse volatility: in proportion to 1 / volatility.</param>
    /// <param name="places">From <see cref="Ranking.Pick"/>.</param>
    /// <param name="volatility">Above 0 for the picked; read by inverse volatility alone.</param>
    /// <param name="weights">0 for those not picked.</param>
    public static void Of(WeightMode mode, ReadOnlySpan<int> places, ReadOnlySpan<double> volatility, Span<double> weights)
    {
        var (longs, shorts) = (Count(places, 1), Count(places, -1));
        var legs = Math.Sign(longs) + Math.Sign(shorts);
        weights.Clear();
        foreach (var (side, count) in (ReadOnlySpan<(int, int)>)[(1, longs), (-1, shorts)])
        {
            double sum = 0;
            for (var i = 0; i < places.Length; i++)
                if (Math.Sign(places[i]) == side) sum += weights[i] = Raw(mode, side * places[i], count, volatility[i]);
            for (var i = 0; i < places.Length; i++)
                if (Math.Sign(places[i]) == side) weights[i] *= 100.0 / legs / sum;
        }
    }

    /// <summary>Sample standard deviation of the last <paramref name="bars"/> returns from close to close; NaN where there are fewer.</summary>
    public static double Volatility(ReadOnlySpan<double> close, int bars)
    {
        if (close.Length <= bars) return double.NaN;
        var last = close[^(bars + 1)..];
        double mean = 0, squares = 0;
        for (var i = 1; i < last.Length; i++) mean += ((last[i] / last[i - 1]) - 1) / bars;
        for (var i = 1; i < last.Length; i++) squares += ((last[i] / last[i - 1]) - 1 - mean) * ((last[i] / last[i - 1]) - 1 - mean);
        return Math.Sqrt(squares / (bars - 1));
    }

    private static double Raw(WeightMode mode, int place, int count, double volatility) => mode switch
    {
        WeightMode.Rank => count + 1 - place,
        WeightMode.InverseVolatility => 1 / volatility,
        _ => 1,
    };

    private static int Count(ReadOnlySpan<int> places, int side)
    {
        var count = 0;
        foreach (var place in places)
            if (Math.Sign(place) == side) count++;
        return count;
    }
}
