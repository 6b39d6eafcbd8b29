using TradeForge.Core.Metrics;
using static TradeForge.Tests.Metrics.MetricsRuns;

namespace TradeForge.Tests.Metrics;

/// <summary>The probabilistic and the deflated Sharpe ratio, and the normal distribution under them (golden rule G42).</summary>
public sealed class SharpeProbabilityTests
{
    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1.959963984540054, 0.975)]
    [InlineData(-1, 0.15865525393145707)]
    [InlineData(-5, 2.8665157187919391e-7)]
    [InlineData(6, 0.9999999990134123)]
    public void Cumulative_KnownValues_AreThose(double x, double p)
    {
        Assert.Equal(p, Normal.Cumulative(x), 1e-15);
        Assert.Equal(x, Normal.Quantile(p), x == 6 ? 1e-6 : 1e-12); // near 1 a probability has no more digits
    }

    [Fact]
    public void ExpectedMaximum_TwoHundredTrials_IsTwoPointSevenSeven()
    {
        Assert.Equal(2.77, Normal.ExpectedMaximum(200), 0.01); // published: the best of 200 without skill over a year of days
        Assert.Equal(0, Normal.ExpectedMaximum(1));
    }

    [Fact]
    public void ProbabilisticSharpe_NormalReturns_IsTheNormalTest()
    {
        // skewness 0 and kurtosis 3 leave √(1 + SR² / 2) below
        Assert.Equal(Normal.Cumulative(0.1 * Math.Sqrt(99) / Math.Sqrt(1 + (0.01 / 2))), ReturnFigures.ProbabilisticSharpe(0.1, 0, 100, 0, 3), 1e-15);
        Assert.Equal(0.5, ReturnFigures.ProbabilisticSharpe(0.1, 0.1, 100, -2, 9));
    }

    /// <summary>The worked example of Bailey and López de Prado 2014: SR 2.5 a year of 250 days over 1250 days, skewness −3, kurtosis 10, 100 trials whose ratios vary by 1 / 2 a year: DSR 0.9004.</summary>
    [Fact]
    public void DeflatedSharpe_PublishedExample_IsTheirs()
    {
        var threshold = Math.Sqrt(1.0 / (2 * 250)) * Normal.ExpectedMaximum(100);
        Assert.Equal(0.1132, threshold, 5e-5);
        Assert.Equal(0.9004, ReturnFigures.ProbabilisticSharpe(2.5 / Math.Sqrt(250), threshold, 1250, -3, 10), 5e-5);
    }

    [Fact]
    public void DeflatedSharpe_MoreTrials_IsLower()
    {
        double[] returns = [.. Enumerable.Range(0, 300).Select(i => 0.0015 + (0.01 * Math.Sin(i * i)))];
        var input = OfReturns(returns);
        var one = Value(input, "deflatedSharpe");
        Assert.Equal(Value(input, "probabilisticSharpe"), one);
        Assert.True(Value(input with { Trials = 100 }, "deflatedSharpe") < Value(input with { Trials = 10 }, "deflatedSharpe"));
        Assert.True(Value(input with { Trials = 10 }, "deflatedSharpe") < one);
    }

    /// <summary>Of strategies without skill about one in twenty or fewer may look good (the best of ten tries each).</summary>
    [Fact]
    public void DeflatedSharpe_BestOfTenWithoutSkill_IsRarelyAboveNinetyFivePercent()
    {
        var random = new Random(7);
        var good = 0;
        for (var study = 0; study < 400; study++)
        {
            var best = Enumerable.Range(0, 10).Select(_ => new ReturnFigures([.. Enumerable.Range(0, 120).Select(_ => random.NextDouble() - 0.5)], 252)).MaxBy(r => r.Ratio)!;
            if (best.DeflatedSharpe(10) > 0.95) good++;
        }

        Assert.InRange(good, 0, 24); // 20 of 400 is one in twenty; the margin is one deviation of the count
    }
}
