using TradeForge.Core.Indicators;

namespace TradeForge.Tests.Indicators;

public sealed class WindowPairTests
{
    [Fact]
    public void Add_ReferencePrices_EqualExactMoments()
    {
        const int period = 20;
        var (a, b) = (Closes("tsla502"), Closes("sp502"));
        var window = new WindowPair(period);
        for (var i = 0; i < a.Length; i++)
        {
            var moments = window.Add(a[i], b[i]);
            if (i < period - 1) continue;
            var (x, y) = (Exact(a, i, period), Exact(b, i, period));
            var (meanX, meanY) = (x.Sum() / period, y.Sum() / period);
            Same(x.Zip(y, (p, q) => (p - meanX) * (q - meanY)).Sum() / period, moments.Covariance);
            Same(x.Sum(p => (p - meanX) * (p - meanX)) / period, moments.VarianceA);
            Same(y.Sum(q => (q - meanY) * (q - meanY)) / period, moments.VarianceB);
        }
    }

    [Fact]
    public void Add_SomeLeftOut_CountsTheOthers()
    {
        var window = new WindowPair(3);
        window.Add(1, 1);
        window.Add(5, 9, counts: false);
        Assert.Equal(new PairMoments(1, 4, 2), window.Add(3, 5));        // 1, 3 and 1, 5: deviations ∓1 and ∓2
        Assert.Equal(new PairMoments(0, 0, 0), window.Add(7, 7, counts: false)); // 3 and 5 alone
        Assert.Equal(new PairMoments(1, 1, -1), window.Add(1, 7));       // 3, 1 and 5, 7
        Assert.Equal(double.NaN, window.Add(2, double.NaN).Covariance);
    }

    private static decimal[] Exact(double[] values, int end, int period) => [.. values[(end - period + 1)..(end + 1)].Select(v => (decimal)v)];

    private static void Same(decimal exact, double ours) => Assert.Equal((double)exact, ours, (1e-9 * Math.Abs((double)exact)) + 1e-12);

    private static double[] Closes(string quotes) => IndicatorRun.ReadQuotes(Path.Combine(IndicatorOwnDataTests.Folder, "quotes", quotes + ".csv")).Close.ToArray();
}
