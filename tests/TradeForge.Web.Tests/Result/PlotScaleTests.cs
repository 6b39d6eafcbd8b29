using TradeForge.Web.Shared.Plots;

namespace TradeForge.Web.Tests.Result;

public sealed class PlotScaleTests
{
    [Theory]
    [InlineData(0.0, 10.0, 0.0, 10.0, 6, 0)] // steps of 2
    [InlineData(-3.2, 7.9, -4.0, 8.0, 7, 0)] // steps of 2
    [InlineData(0.011, 0.029, 0.01, 0.03, 5, 3)] // steps of 0.005
    [InlineData(1234.0, 1234.0, 500.0, 2000.0, 4, 0)] // one value stands in the middle of what surrounds it
    public void Of_Values_EndsAtRoundNumbersAroundThem(double low, double high, double min, double max, int ticks, int decimals)
    {
        var scale = PlotScale.Of([low, double.NaN, high]);
        Assert.Equal((min, max), (Math.Round(scale.Min, 9), Math.Round(scale.Max, 9)));
        Assert.Equal((ticks, decimals), (scale.Ticks.Count, scale.Decimals));
        Assert.InRange(scale.At(low), 0, 1);
        Assert.InRange(scale.At(high), 0, 1);
    }

    [Fact]
    public void Of_WithZero_HoldsIt() => Assert.Equal((0, 1), (PlotScale.Of([5, 9], zero: true).At(0), PlotScale.Of([-5, -9], zero: true).At(0)));

    [Theory]
    [InlineData(1.0, 100.0, "1 2 5 10 20 50 100")]
    [InlineData(90.0, 130.0, "90 100 110 120 130")] // little above and below: as a plain axis
    [InlineData(3.0, 40_000.0, "1 10 100 1000 10000 100000")]
    public void OfLog_Values_HasRoundTicksAndEqualStepsForEqualShares(double low, double high, string ticks)
    {
        var scale = PlotScale.OfLog([low, double.NaN, high, -1]);
        Assert.Equal(ticks, string.Join(' ', scale.Ticks.Select(t => Math.Round(t, 9))));
        Assert.Equal(scale.At(low * 1.2) - scale.At(low), scale.At(high) - scale.At(high / 1.2), 1e-9);
        Assert.Equal((0, 1), (scale.At(scale.Ticks[0]), scale.At(scale.Ticks[^1])));
    }

    [Fact]
    public void OfLog_Nothing_IsStillAnAxis() => Assert.Equal((1, 10), (PlotScale.OfLog([]).Min, PlotScale.OfLog([-5, double.NaN]).Max));

    [Fact]
    public void OfLog_AnyRange_HoldsEveryValue()
    {
        var random = new Random(1);
        for (var i = 0; i < 2000; i++)
        {
            var low = Math.Pow(10, (12 * random.NextDouble()) - 6);
            var high = low * Math.Pow(10, 5 * random.NextDouble());
            var scale = PlotScale.OfLog([low, high]);
            Assert.InRange(scale.Ticks.Count, 2, 9);
            Assert.True(scale.Min > 0 && scale.Min <= low * (1 + 1e-9) && high <= scale.Max * (1 + 1e-9), $"{low} to {high} gave {scale.Min} to {scale.Max}");
        }
    }

    [Fact]
    public void Of_Nothing_IsStillAnAxis() => Assert.Equal((0, 1), (PlotScale.Of([]).Min, PlotScale.Of([double.NaN]).Max));

    [Fact]
    public void Of_AnyRange_HasFewTicksAndEveryValueBetweenThem()
    {
        var random = new Random(1);
        for (var i = 0; i < 2000; i++)
        {
            var low = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-4, 9));
            var high = low + (random.NextDouble() * Math.Pow(10, random.Next(-4, 9)));
            var scale = PlotScale.Of([low, high]);
            Assert.InRange(scale.Ticks.Count, 2, 7);
            Assert.True(scale.Min <= low && high <= scale.Max, $"{low} to {high} gave {scale.Min} to {scale.Max}");
        }
    }
}
