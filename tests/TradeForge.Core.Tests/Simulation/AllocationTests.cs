using TradeForge.Core.Simulation;

namespace TradeForge.Core.Tests.Simulation;

/// <summary>Shares of the equity and the capacity of each of several instruments, by hand. Cash 10 000, lot 1, no costs.</summary>
public sealed class AllocationTests
{
    [Fact]
    public void Shares_LongAndShort_SumToTheEquity()
    {
        var result = Play.Graph().Node("size", "position-size", "mode=money", "value=4000").Run(Play.Settings,
            PlayMany.Flat("A", (100, Play.Buy), (100, 1), (150, 1)), PlayMany.Flat("B", (50, Play.Short), (50, 1), (0, 0), (50, 1)));
        var rows = result.Allocation!.Rows;

        Assert.Equal(["A", "B"], result.Allocation.Symbols);
        Assert.Equal((1, 4), (result.Allocation.Step, rows.Count));
        Assert.Equal((100, 0, 0), (rows[0].CashPercent, rows[0].Percents[0], rows[0].Percents[1]));
        Assert.Equal((100, 40, -40), (rows[1].CashPercent, rows[1].Percents[0], rows[1].Percents[1])); // 40 units of A, 80 of B sold short
        Assert.Equal((double[])[10_000 / 120.0, 50, -4_000 / 120.0], (double[])[rows[2].CashPercent, .. rows[2].Percents], (a, b) => Math.Abs(a - b) < 1e-9); // A at 150: equity 12 000; B has no bar and keeps its price
        Assert.Equal(rows[2].Percents, rows[3].Percents); // A has ended and is marked at its last close
        Assert.All(rows, row => Assert.Equal(100, row.CashPercent + row.Percents.Sum(), 1e-9));
    }

    [Fact]
    public void Shares_MoreThanTwentyInstruments_TheSmallestAreOne()
    {
        var series = Enumerable.Range(0, 25).Select(i => PlayMany.Flat($"S{i:00}", (100 + i, Play.Buy), (100 + i, 1))).ToArray();
        var result = Play.Graph().Node("size", "position-size", "mode=lots", "value=1").Run(Play.Settings, series);

        Assert.Equal([.. Enumerable.Range(6, 19).Select(i => $"S{i:00}"), ""], result.Allocation!.Symbols);
        Assert.Equal(6.15, result.Allocation.Rows[1].Percents[^1], 1e-9); // 100 + 101 + … + 105 of 10 000
        Assert.Equal(100, result.Allocation.Rows[1].CashPercent + result.Allocation.Rows[1].Percents.Sum(), 1e-9);
    }

    [Fact]
    public void Capacities_OfTwo_TheLowestComesFirst()
    {
        var result = Play.Graph().Node("size", "position-size", "mode=money", "value=5000")
            .Run(Play.Settings, PlayMany.Flat("A", (100, Play.Buy), (100, 1000)), PlayMany.Flat("B", (100, Play.Buy), (50, 400)));

        // 5 000 of the equity of 10 000 in A, which trades 100 000, and in B, which trades 20 000: 1 % of that is reached at 2 000 and at 400
        Assert.Equal([("B", 400.0, 1), ("A", 2000.0, 1)], result.Capacities.Select(c => (c.Symbol, Math.Round(c.Capacity, 9), c.Fills)));
    }

    [Fact]
    public void Json_ReadAgain_GivesTheSame()
    {
        var result = Play.Graph().Node("size", "position-size", "mode=money", "value=4000").Run(Play.Settings,
            PlayMany.Flat("A", (100, Play.Buy), (100, 1), (150, 1)), PlayMany.Flat("B", (50, Play.Short), (50, 1), (55, 1)));
        var json = ResultJson.ToBytes(result);

        Assert.Equal(result.Capacities, ResultJson.Read(json).Capacities);
        Assert.Equal(json, ResultJson.ToBytes(ResultJson.Read(json)));
    }

    [Fact]
    public void OneInstrument_HasNeither()
    {
        var result = Play.Graph().Run(Play.Settings, Play.Flat(100, Play.Buy), Play.Flat(100));

        Assert.Null(result.Allocation);
        Assert.Empty(result.Capacities);
    }
}
