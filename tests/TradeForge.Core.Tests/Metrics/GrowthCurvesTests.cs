using TradeForge.Core.Metrics;

namespace TradeForge.Tests.Metrics;

public sealed class GrowthCurvesTests
{
    [Fact]
    public void Of_BenchmarkOfHalfTheMotion_HalvesTheReturnsFromItsFirstDayOn()
    {
        var curves = GrowthCurves.Of([Day(0, 10, null), Day(1, 20, 10), Day(2, -20, -10)]);

        Assert.Equal(0.5, curves.Factor!.Value, 1e-12); // deviations of ±20 and ±10
        Assert.Equal([110, 132, 105.6], curves.Own.Select(v => Math.Round(v!.Value, 9)));
        Assert.Equal([null, 110.0, 99.0], curves.Market.Select(Rounded));
        Assert.Equal([null, 110.0, 99.0], curves.Matched.Select(Rounded));
    }

    [Fact]
    public void Of_NothingToCompareWith_HasNoFactor()
    {
        Assert.Null(GrowthCurves.Of([Day(0, 1, null), Day(1, 2, 1)]).Factor); // one pair
        var still = GrowthCurves.Of([Day(0, 0, 1), Day(1, 0, 2)]);

        Assert.Null(still.Factor);
        Assert.Empty(still.Matched);
    }

    private static double? Rounded(double? value) => value is { } v ? Math.Round(v, 9) : null;

    private static DayRow Day(int day, double own, double? market) => new(new DateOnly(2024, 1, 1).AddDays(day), own, market, 0);
}
