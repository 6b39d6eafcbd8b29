using TradeForge.Core.Simulation;

namespace TradeForge.Core.Metrics;

/// <summary>The daily returns of a run in another order, and drawn anew: how deep it could have fallen, and how far come (golden rule G43).</summary>
/// <remarks>
/// Every path compounds N returns, N the number of days. <b>Shuffled</b> paths take each return once, in an order drawn evenly from all orders, as montecarlo of quantstats:
/// all end where the run ended, so only their drawdowns spread, and their goal is that of the run. <b>Drawn</b> paths take N returns with replacement: their final returns spread too,
/// but what follows what is lost in both. Bust: the path's max drawdown (peak at first the start) reaches the threshold. Goal: its final return does.
/// Random numbers: SplitMix64 from the seed of the manifest, one stream for each kind; the same result on any machine.
/// </remarks>
/// <param name="Simulations">Paths of each kind: 1000, fewer where the run has more than 5000 days, at least 100.</param>
/// <param name="Seed">Of the manifest.</param>
/// <param name="BustPercent">A fall that counts as the end, above 0.</param>
/// <param name="GoalPercent">A final return to be reached.</param>
public sealed record MonteCarlo(int Simulations, long Seed, double BustPercent, double GoalPercent, PathSpread Shuffled, PathSpread Drawn)
{
    private const int Most = 1000, Least = 100, MostSteps = 5_000_000;

    /// <summary>Null for fewer than two days: there is nothing to put in another order.</summary>
    public static MonteCarlo? Of(IReadOnlyList<DayRow> days, BacktestSettings settings, long seed, CancellationToken cancellationToken = default)
    {
        if (days.Count < 2) return null;
        var returns = new double[days.Count];
        for (var i = 0; i < returns.Length; i++) returns[i] = days[i].ReturnPercent / 100;
        return Of(returns, (double)settings.Bust, (double)settings.Goal, seed, Math.Clamp(MostSteps / days.Count, Least, Most), cancellationToken);
    }

    internal static MonteCarlo Of(double[] returns, double bust, double goal, long seed, int simulations, CancellationToken cancellationToken = default)
    {
        var (falls, ends) = (new double[simulations], new double[simulations]);
        var final = 1.0;
        foreach (var r in returns) final *= 1 + r;

        var random = new SplitMix((ulong)seed);
        var order = returns.ToArray();
        for (var i = 0; i < simulations; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (falls[i], _) = Shuffle(order, ref random);
            ends[i] = final; // the product of all returns hangs on their order by rounding alone
        }
        var shuffled = PathSpread.Of(falls, ends, bust, goal);

        random = new SplitMix(~(ulong)seed);
        for (var i = 0; i < simulations; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (falls[i], ends[i]) = Draw(returns, ref random);
        }
        return new(simulations, seed, bust, goal, shuffled, PathSpread.Of(falls, ends, bust, goal));
    }

    /// <summary>Brings the returns into an order drawn evenly from all (Fisher and Yates) and walks along it.</summary>
    internal static (double Fall, double End) Shuffle(Span<double> returns, ref SplitMix random)
    {
        var path = new Path();
        for (var i = 0; i < returns.Length; i++)
        {
            var j = i + random.Below(returns.Length - i);
            (returns[i], returns[j]) = (returns[j], returns[i]);
            path.Step(returns[i]);
        }
        return (path.Fall, path.Equity);
    }

    private static (double Fall, double End) Draw(ReadOnlySpan<double> returns, ref SplitMix random)
    {
        var path = new Path();
        for (var i = 0; i < returns.Length; i++) path.Step(returns[random.Below(returns.Length)]);
        return (path.Fall, path.Equity);
    }

    /// <summary>Equity from 1 on and its deepest fall below the running peak, 0 or negative.</summary>
    private struct Path()
    {
        private double _peak = 1;
        public double Equity { get; private set; } = 1;
        public double Fall { get; private set; }

        public void Step(double r)
        {
            Equity *= 1 + r;
            if (Equity > _peak) _peak = Equity;
            else if ((Equity / _peak) - 1 < Fall) Fall = (Equity / _peak) - 1;
        }
    }
}

/// <summary>What the paths of one kind came to, in percent; percentiles are interpolated.</summary>
/// <param name="BustPercent">100 · paths that reached the bust / paths.</param>
/// <param name="GoalPercent">100 · paths that reached the goal / paths.</param>
/// <param name="Drawdown">Of the max drawdowns, 0 or negative: p5 is bad, p95 is good.</param>
/// <param name="Return">Of the final returns.</param>
public sealed record PathSpread(double BustPercent, double GoalPercent, Spread Drawdown, Spread Return)
{
    private const double Dust = 1e-12; // a threshold that is met exactly counts, whichever way it was rounded

    /// <param name="falls">Fractions, 0 or negative; sorted in place.</param>
    /// <param name="ends">Final equity, from 1; sorted in place.</param>
    /// <param name="bust">Percent, above 0.</param>
    /// <param name="goal">Percent.</param>
    internal static PathSpread Of(double[] falls, double[] ends, double bust, double goal)
    {
        var (busts, goals) = (falls.Count(f => f <= (-bust / 100) + Dust), ends.Count(e => e - 1 >= (goal / 100) - Dust));
        return new(100.0 * busts / falls.Length, 100.0 * goals / ends.Length, Spread.Of(falls, f => 100 * f), Spread.Of(ends, e => 100 * (e - 1)));
    }
}

/// <summary>Percentiles of some numbers, interpolated, with the smallest and the largest.</summary>
public sealed record Spread(double Min, double P5, double P25, double Median, double P75, double P95, double Max)
{
    internal static Spread Of(double[] values, Func<double, double> scale)
    {
        Array.Sort(values);
        double At(double fraction) => scale(Sample.Percentile(values, fraction)!.Value);
        return new(scale(values[0]), At(0.05), At(0.25), At(0.5), At(0.75), At(0.95), scale(values[^1]));
    }
}

/// <summary>SplitMix64 of Steele, Lea and Flood (2014): 64 random bits a step, the same on any machine and version.</summary>
internal struct SplitMix(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A whole number from 0 to <paramref name="count"/> − 1; evenly to within 2⁻⁶⁴ · count.</summary>
    public int Below(int count) => (int)Math.BigMul(Next(), (ulong)count, out _);
}
