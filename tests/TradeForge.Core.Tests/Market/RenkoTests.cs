using TradeForge.Core.Market;
using TradeForge.Tests;
using TradeForge.Tests.Indicators;

namespace TradeForge.Core.Tests.Market;

public class RenkoTests
{
    [SharedFact]
    public void Of_ReferenceQuotes_EqualsTheOraclesBricks()
    {
        var oracle = IndicatorRun.ReadCsv(SharedData.Path("reference", "indicators", "sp502", "renko_2.5_HighLow.csv"));
        var bricks = Renko.Of(IndicatorRun.ReadQuotes(SharedData.Path("reference", "indicators", "quotes", "sp502.csv")), 2.5m, RenkoPrice.HighLow);
        Assert.Equal(oracle["date"], bricks.Select(b => (double)b.Time));
        Assert.Equal(oracle["skender.is_up"], bricks.Select(b => b.IsUp ? 1.0 : 0));
        foreach (var (name, value) in new (string, Func<RenkoBrick, double>)[] { ("open", b => b.Open), ("high", b => b.High), ("low", b => b.Low), ("close", b => b.Close), ("volume", b => b.Volume) })
            IndicatorRun.AssertEqual(oracle["skender." + name], [.. bricks.Select(value)], name);
    }

    /// <summary>11.5: one brick up; 13.2: two more, the volume in halves; 12.1: none (12 is the bottom of the last); 11: one down from 12.</summary>
    [Fact]
    public void Next_Closes_TurnNeedsTwoSizes()
    {
        var series = CandleSeries.From("TEST", Timeframe.OneDay, [.. new[] { 10, 11.5, 13.2, 12.1, 11 }.Select((c, i) => new Candle(i, c, c + 1, c - 1, c, 2))]);
        Assert.Equal(
            [new(1, 10, 12.5, 10.5, 11, 2), new(2, 11, 14.2, 12.2, 12, 1), new(2, 12, 14.2, 12.2, 13, 1), new(4, 12, 13.1, 10, 11, 4)],
            Renko.Of(series, 1.0m, RenkoPrice.Close));
    }

    [Fact]
    public void Of_ThousandsOfSmallBricks_PricesDoNotDrift()
    {
        var series = CandleSeries.From("TEST", Timeframe.OneDay, [new(0, 1, 1, 1, 1, 1), new(1, 1, 5001, 1, 5001, 1)]);
        Assert.Equal(5001, Renko.Of(series, 0.1m, RenkoPrice.Close)[^1].Close);
    }

    [Fact]
    public void Next_HoleAndImpossibleSize_SkippedAndRefused()
    {
        var bricks = new List<RenkoBrick>();
        var renko = new Renko(0.000001m, RenkoPrice.Close);
        renko.Next(new Candle(0, 1, 1, 1, double.NaN, 1), bricks);
        renko.Next(new Candle(1, 1, 1, 1, 1, 1), bricks);
        Assert.Empty(bricks);
        Assert.Throws<ArgumentException>(() => renko.Next(new Candle(2, 100, 100, 100, 100, 1), bricks));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Renko(0, RenkoPrice.Close));
    }
}
