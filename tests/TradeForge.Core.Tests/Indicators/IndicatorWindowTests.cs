using TradeForge.Core.Indicators;

namespace TradeForge.Tests.Indicators;

/// <summary>The windows that indicators are built from, against the plain way to compute the same.</summary>
public sealed class IndicatorWindowTests
{
    public static TheoryData<int> Periods { get; } = [1, 2, 3, 4, 5, 7, 8, 9, 16, 17, 31, 64];

    [Theory, MemberData(nameof(Periods))]
    public void WindowExtreme_RandomValuesWithTies_IsTheLatestHighest(int period)
    {
        var values = Random(period);
        var window = new WindowExtreme(period);
        for (var i = 0; i < values.Length; i++)
        {
            var ago = window.Add(values[i]);
            Assert.Equal(i >= period - 1, window.IsFull);
            var seen = values[Math.Max(0, i - period + 1)..(i + 1)];
            Assert.Equal(seen.Length - 1 - Array.LastIndexOf(seen, seen.Max()), ago);
        }
    }

    [Theory, MemberData(nameof(Periods))]
    public void WindowValues_RandomValues_HoldsTheLast(int period)
    {
        var values = Random(period);
        var window = new WindowValues(period);
        for (var i = 0; i < values.Length; i++)
        {
            window.Add(values[i]);
            Assert.Equal(i >= period - 1, window.IsFull);
            if (!window.IsFull) continue;
            var seen = values[(i - period + 1)..(i + 1)];
            Assert.Equal(seen, window.Values.ToArray());
            Assert.Equal(seen[^((period + 1) / 2)..], window.Last((period + 1) / 2).ToArray());
            Assert.Equal(seen.Count(x => x < 4), window.CountBelow(4));
            Assert.Equal(seen.Sum(x => Math.Abs(x - 2.5)), window.Deviation(2.5), 1e-9);
        }
    }

    [Theory, MemberData(nameof(Periods))]
    public void Delay_AnyValues_ComeBackLater(int period)
    {
        var values = Random(period);
        var delay = new Delay(period);
        for (var i = 0; i < values.Length; i++) Assert.Equal(i < period ? double.NaN : values[i - period], delay.Swap(values[i]));
    }

    private static double[] Random(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 300).Select(_ => (double)random.Next(0, 10))];
    }
}
