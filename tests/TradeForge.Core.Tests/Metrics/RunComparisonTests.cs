using TradeForge.Core.Metrics;
using TradeForge.Core.Simulation;
using TradeForge.Core.Tests.Simulation;
using static TradeForge.Core.Tests.Simulation.Play;

namespace TradeForge.Core.Tests.Metrics;

public sealed class RunComparisonTests
{
    private static readonly BacktestSettings Plain = new() { Cash = 1_000, Lot = 1 };
    private static readonly (double, double, double, double, double)[] Bars = [Flat(10, Buy), Flat(10), Flat(12, Sell), Flat(12)];

    private static RunConventions Base => new(252, "USD", 1_000, "1d", "us:SPY");

    [Theory]
    [InlineData("netProfit", "currency")]
    [InlineData("netProfit", "cash")]
    [InlineData("sharpe", "periods")]
    [InlineData("volatilityPercent", "periods")]
    [InlineData("beta", "benchmark")]
    [InlineData("beta", "periods")]
    [InlineData("maxDrawdownPercent", "timeframe")]
    public void Obstacle_AConventionThatTheFigureStandsOnDiffers_IsNamed(string metric, string differs) =>
        Assert.NotNull(Base.Obstacle(MetricCatalog.Find(metric)!, Other(differs)));

    [Theory]
    [InlineData("returnPercent", "cash")]
    [InlineData("winRatePercent", "periods")]
    [InlineData("sharpe", "benchmark")]
    [InlineData("maxDrawdownPercent", "currency")]
    public void Obstacle_AConventionThatDoesNotMatterDiffers_IsNone(string metric, string differs) =>
        Assert.Null(Base.Obstacle(MetricCatalog.Find(metric)!, Other(differs)));

    [Fact]
    public void Obstacle_SameConventions_IsNoneForAnyFigure() => Assert.All(MetricCatalog.All, m => Assert.Null(Base.Obstacle(m, Base)));

    [Fact]
    public void ManifestDiff_OfTwoRuns_NamesExactlyWhatDiffers()
    {
        var (one, two) = (Graph().Run(Plain, Bars).Manifest, Graph().Run(Plain with { Commission = new(Percent: 1), CloseAtEnd = true, Split = new(2024, 1, 3, 0, 0, 0, TimeSpan.Zero) }, Bars).Manifest);
        var lines = ManifestDiff.Of([one, two]);
        Assert.Equal([("costs.commission", "0", "1%"), ("fillRules.closeAtEnd", "false", "true"), ("split", null, "2024-01-03T00:00:00Z")], lines.Select(l => (l.Name, l.Values[0], l.Values[1])));
        Assert.Empty(ManifestDiff.Of([one, one]));
    }

    [Fact]
    public void Rebased_RunsOfDifferentStartAndEnd_AreKnownWhereTheyRan()
    {
        var early = Graph().Run(Plain with { To = new(2024, 1, 4, 0, 0, 0, TimeSpan.Zero) }, Bars); // days 1 to 3: 1000, 1000, 1200
        var late = Graph().Run(Plain with { Cash = 500, From = new(2024, 1, 2, 0, 0, 0, TimeSpan.Zero) }, Bars); // days 2 to 4: its signal was before
        var curves = RebasedCurves.Of([early, late]);
        Assert.Equal(4, curves.Times.Length);
        Assert.Equal([100, 100, 120, double.NaN], curves.Curves[0]);
        Assert.Equal([double.NaN, 100, 100, 100], curves.Curves[1]);
    }

    private static RunConventions Other(string differs) => differs switch
    {
        "currency" => Base with { Currency = "RUB" },
        "cash" => Base with { Cash = 2_000 },
        "periods" => Base with { PeriodsPerYear = 365 },
        "benchmark" => Base with { Benchmark = "us:QQQ" },
        _ => Base with { Timeframe = "1h" },
    };
}
