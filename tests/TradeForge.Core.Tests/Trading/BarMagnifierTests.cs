using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Tests.Trading;

/// <summary>What happened first inside a bar: golden rule G7 with a lower timeframe.</summary>
public sealed class BarMagnifierTests
{
    private const long Minute = 60_000, Hour = 60 * Minute;

    /// <summary>Minutes from the epoch, each as open, high, low, close.</summary>
    private static CandleSeries Minutes(params (double O, double H, double L, double C)[] bars) =>
        CandleSeries.From("X", Timeframe.OneMinute, [.. bars.Select((b, i) => new Candle(i * Minute, b.O, b.H, b.L, b.C, 1))]);

    private static Magnified Long(CandleSeries lower) => BarMagnifier.Decide(lower, 0, Hour, 1, stop: 95, target: 110);

    [Fact]
    public void Decide_G7_TargetFirstThenStop_IsTheTarget()
    {
        var lower = Minutes((100, 104, 99, 103), (103, 111, 102, 105), (105, 105, 90, 92)); // the hour: O100 H111 L90, ambiguous by itself
        Assert.Equal(new Magnified(FirstTouch.Target, 1, false), Long(lower));
        Assert.Equal(new Magnified(FirstTouch.Stop, 0, false), BarMagnifier.Decide(lower, 0, Hour, 1, stop: 99, target: 110));
    }

    [Fact]
    public void Decide_G7_StopFirst_IsTheStop() => Assert.Equal(new Magnified(FirstTouch.Stop, 1, false), Long(Minutes((100, 101, 99, 100), (100, 100, 95, 96), (96, 112, 96, 111))));

    [Fact]
    public void Decide_G5_LowerBarOpensBeyondTheLevel_FillsAtItsOpen()
    {
        Assert.Equal(new Magnified(FirstTouch.Stop, 1, true), Long(Minutes((100, 101, 99, 100), (94, 115, 94, 111))));
        Assert.Equal(new Magnified(FirstTouch.Target, 1, true), Long(Minutes((100, 101, 99, 100), (112, 115, 90, 111))));
    }

    [Fact]
    public void Decide_Short_IsMirrored()
    {
        var lower = Minutes((100, 101, 94, 95), (95, 106, 95, 105));
        Assert.Equal(new Magnified(FirstTouch.Target, 0, false), BarMagnifier.Decide(lower, 0, Hour, -1, stop: 105, target: 95));
        Assert.Equal(new Magnified(FirstTouch.Stop, 1, false), BarMagnifier.Decide(lower, 0, Hour, -1, stop: 105, target: 90));
    }

    [Fact]
    public void Decide_OneLowerBarTouchesBoth_StaysUnresolved() => Assert.Equal(new Magnified(FirstTouch.Unresolved, 0, false), Long(Minutes((100, 111, 94, 100), (100, 101, 90, 91))));

    [Fact]
    public void Decide_HoleInTheData_StaysUnresolved()
    {
        Assert.Equal(new Magnified(FirstTouch.Unresolved, -1, false), Long(Minutes((100, 101, 99, 100))));
        Assert.Equal(new Magnified(FirstTouch.Unresolved, -1, false), BarMagnifier.Decide(Minutes((100, 200, 1, 100)), Hour, 2 * Hour, 1, 95, 110)); // no bars at all
    }

    [Fact]
    public void First_WithoutOneLevel_LooksForTheOther()
    {
        var lower = Minutes((100, 111, 94, 100));
        Assert.Equal(FirstTouch.Stop, BarMagnifier.First(lower, 0, 1, 1, 95, double.NaN).First);
        Assert.Equal(FirstTouch.Target, BarMagnifier.First(lower, 0, 1, 1, double.NaN, 110).First);
        Assert.Equal(FirstTouch.Neither, BarMagnifier.First(lower, 0, 1, 1, 90, 120).First);
    }

    [Fact]
    public void Inside_TakesTheLowerBarsOfTheBarAlone()
    {
        var lower = Minutes([.. Enumerable.Repeat((1.0, 1.0, 1.0, 1.0), 120)]);
        Assert.Equal((60, 120), BarMagnifier.Inside(lower, Hour, 2 * Hour));
        Assert.Equal((120, 120), BarMagnifier.Inside(lower, 2 * Hour, 3 * Hour));
    }

    [Theory]
    [InlineData(OrderSide.Buy, false, 98, 1, false)]   // buy limit: low 97 on the second minute
    [InlineData(OrderSide.Buy, true, 103, 2, true)]    // buy stop: the third minute opens at 104
    [InlineData(OrderSide.Sell, false, 104, 2, true)]  // sell limit
    [InlineData(OrderSide.Sell, true, 98, 1, false)]   // sell stop
    [InlineData(OrderSide.Sell, true, 90, -1, false)]
    public void Entry_FindsTheLowerBarOfTheFill(OrderSide side, bool isStop, double level, int row, bool atOpen) =>
        Assert.Equal((row, atOpen), BarMagnifier.Entry(Minutes((100, 101, 99, 100), (100, 102, 97, 101), (104, 105, 103, 104)), 0, 3, side, isStop, level));
}
