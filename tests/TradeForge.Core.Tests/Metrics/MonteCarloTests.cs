using TradeForge.Core.Metrics;
using TradeForge.Core.Simulation;

namespace TradeForge.Tests.Metrics;

/// <summary>The sampler against all paths that there are.</summary>
public sealed class MonteCarloTests
{
    private static readonly double[] Returns = [0.1, -0.1, 0.05, -0.2];

    /// <summary>The 24 orders of +10, −10, +5, −20 %, counted one by one.</summary>
    [Theory]
    [InlineData(20, 24)] // the loss of 20 % is in every one
    [InlineData(20.5, 20)]
    [InlineData(24, 16)]
    [InlineData(28, 12)] // both losses beside each other, 0.9 · 0.8 = 0.72: met exactly
    [InlineData(29, 0)]
    public void Shuffled_AllOrdersCounted_HasTheirShareOfBusts(double bust, int busts)
    {
        var falls = Orders(Returns).Select(Fall).ToArray();
        var paths = MonteCarlo.Of(Returns, bust, 0, seed: 0, simulations: 100_000);

        Assert.Equal((24, busts), (falls.Length, falls.Count(f => f <= (-bust / 100) + 1e-12)));
        Assert.Equal(100 * busts / 24.0, paths.Shuffled.BustPercent, 0.7); // over four deviations of a share among 100 000
        Assert.Equal((-28, -20), (Math.Round(paths.Shuffled.Drawdown.Min, 9), Math.Round(paths.Shuffled.Drawdown.Max, 9)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(21)] // 1.1 · 1.1 and better
    public void Drawn_AllDrawsCounted_HasTheirShareOfGoals(double goal)
    {
        var ends = Draws(Returns, 4).Select(path => path.Aggregate(1.0, (e, r) => e * (1 + r)) - 1).ToArray();
        var paths = MonteCarlo.Of(Returns, 50, goal, seed: 1, simulations: 100_000);

        Assert.Equal(256, ends.Length);
        Assert.Equal(100.0 * ends.Count(e => e >= (goal / 100) - 1e-12) / 256, paths.Drawn.GoalPercent, 0.7);
        Assert.Equal(100 * ends.Min(), paths.Drawn.Return.Min, 1e-9); // so many paths meet the worst of 256
        Assert.Equal(100 * ends.Max(), paths.Drawn.Return.Max, 1e-9);
    }

    [Fact]
    public void Shuffle_ManyTimes_GivesEveryOrderAsOften()
    {
        var (random, counts, order) = (new SplitMix(7), new Dictionary<string, int>(), (double[])[1, 2, 3, 4]);
        for (var i = 0; i < 24_000; i++)
        {
            MonteCarlo.Shuffle(order, ref random);
            var name = string.Concat(order);
            counts[name] = counts.GetValueOrDefault(name) + 1;
        }

        Assert.Equal(24, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 870, 1130)); // 1000 ± 4.2 deviations
    }

    [Fact]
    public void Shuffled_Always_EndsWhereTheRunEnded()
    {
        var paths = MonteCarlo.Of(Returns, 20, 100 * ((1.1 * 0.9 * 1.05 * 0.8) - 1), 0, 500).Shuffled;

        Assert.Equal((paths.Return.Min, 100.0), (paths.Return.Max, paths.GoalPercent)); // a goal that is met exactly is met
        Assert.Equal(100 * ((1.1 * 0.9 * 1.05 * 0.8) - 1), paths.Return.Median, 1e-9);
        Assert.Equal(0, MonteCarlo.Of(Returns, 20, 0, 0, 500).Shuffled.GoalPercent);
    }

    [Fact]
    public void Paths_OnlyGains_NeverFall()
    {
        var paths = MonteCarlo.Of([0.01, 0.02, 0.03], 0.001, 1, 0, 100);

        Assert.Equal((0, 0, 0), (paths.Shuffled.BustPercent, paths.Shuffled.Drawdown.Min, paths.Drawn.BustPercent));
        Assert.Equal(100, paths.Drawn.GoalPercent); // the least is 1.01³
    }

    [Fact]
    public void Of_SameSeed_IsTheSameAndAnotherSeedAnother()
    {
        DayRow[] days = [.. Enumerable.Range(0, 60).Select(i => new DayRow(new DateOnly(2024, 1, 1).AddDays(i), (i * 7 % 11) - 5, null, 0))];
        var settings = new BacktestSettings();

        Assert.Equal(MonteCarlo.Of(days, settings, 3), MonteCarlo.Of(days, settings, 3));
        Assert.NotEqual(MonteCarlo.Of(days, settings, 3)!.Drawn, MonteCarlo.Of(days, settings, 4)!.Drawn);
        Assert.Equal((1000, 20, 50), (MonteCarlo.Of(days, settings, 3)!.Simulations, MonteCarlo.Of(days, settings, 3)!.BustPercent, MonteCarlo.Of(days, settings, 3)!.GoalPercent));
        Assert.Null(MonteCarlo.Of(days[..1], settings, 3));
    }

    /// <summary>The published first numbers of SplitMix64 from 1234567.</summary>
    [Fact]
    public void SplitMix_KnownSeed_GivesTheKnownNumbers()
    {
        var random = new SplitMix(1234567);

        Assert.Equal([6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL], new[] { random.Next(), random.Next(), random.Next() });
    }

    private static double Fall(IReadOnlyList<double> order)
    {
        var (equity, peak, worst) = (1.0, 1.0, 0.0);
        foreach (var r in order)
        {
            equity *= 1 + r;
            peak = Math.Max(peak, equity);
            worst = Math.Min(worst, (equity / peak) - 1);
        }
        return worst;
    }

    private static IEnumerable<double[]> Orders(double[] rest) =>
        rest.Length == 0 ? [[]] : rest.SelectMany((first, i) => Orders([.. rest[..i], .. rest[(i + 1)..]]).Select(tail => (double[])[first, .. tail]));

    private static IEnumerable<double[]> Draws(double[] from, int count) =>
        count == 0 ? [[]] : from.SelectMany(first => Draws(from, count - 1).Select(tail => (double[])[first, .. tail]));
}
