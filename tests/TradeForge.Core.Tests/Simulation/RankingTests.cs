using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;

namespace TradeForge.Core.Tests.Simulation;

public sealed class RankingTests
{
    private static int[] Pick(int top, int bottom, params double[] scores)
    {
        var places = new int[scores.Length];
        return Ranking.Pick(scores, top, bottom, places) ? places : [];
    }

    private static double[] Shares(WeightMode mode, double[] volatility, params int[] places)
    {
        var weights = new double[places.Length];
        Weights.Of(mode, places, volatility, weights);
        return [.. weights.Select(w => Math.Round(w, 9))];
    }

    [Fact]
    public void G94_HighestAndLowest_GetTheirPlaces() => Assert.Equal([0, 1, -1, 2, -2], Pick(2, 2, 3, 9, 1, 5, 2));

    [Fact]
    public void G94_Ties_StayInTheOrderOfTheSymbols()
    {
        Assert.Equal([1, 2, 0, 0], Pick(2, 0, 5, 5, 5, 5));
        Assert.Equal([0, 0, -2, -1], Pick(0, 2, 5, 5, 5, 5)); // the earlier symbol stands higher, so the last is the lowest
    }

    [Fact]
    public void G94_CountOfZero_IsNoLeg()
    {
        Assert.Equal([1, 0], Pick(1, 0, 2, 1));
        Assert.Equal([0, -1], Pick(0, 1, 2, 1));
        Assert.Equal([100.0, 0], Shares(WeightMode.Equal, [1, 1], 1, 0)); // one leg alone gets all
    }

    [Fact]
    public void G94_FewerKnownScoresThanPicked_PicksNobody()
    {
        Assert.Equal([], Pick(1, 1, 3, double.NaN));
        Assert.Equal([1, -1, 0], Pick(1, 1, 3, 2, double.NaN));
    }

    [Fact]
    public void Weights_ByMode()
    {
        double[] same = [1, 1, 1, 1];
        Assert.Equal([50.0, 50, 0, 0], Shares(WeightMode.Equal, same, 1, 2, 0, 0));
        Assert.Equal([25.0, 25, 25, 25], Shares(WeightMode.Equal, same, 1, 2, -1, -2)); // two legs: half each
        Assert.Equal([Math.Round(100.0 / 3, 9), Math.Round(200.0 / 3, 9), 0, 0], Shares(WeightMode.Rank, same, 2, 1, 0, 0)); // 2 to 1 of 3
        Assert.Equal([75.0, 25, 0, 0], Shares(WeightMode.InverseVolatility, [0.01, 0.03, 1, 1], 1, 2, 0, 0)); // 100 to 33.3
    }

    [Fact]
    public void Volatility_NeedsItsReturns()
    {
        var close = Enumerable.Range(0, 21).Select(i => i % 2 == 0 ? 100.0 : 110).ToArray(); // ten of +10 %, ten of −9.0909 %
        var (up, down) = (0.1, -1.0 / 11);
        var deviation = (up - down) / 2;
        Assert.Equal(Math.Sqrt(20 * deviation * deviation / 19), Weights.Volatility(close, 20), 12);
        Assert.True(double.IsNaN(Weights.Volatility(close.AsSpan(1), 20)));
        Assert.Equal((up - down) / Math.Sqrt(2), Weights.Volatility(close, 2), 12); // the last two
    }

    [Theory]
    [InlineData(RebalanceSchedule.Day, "2024-01-30 2024-01-31 2024-02-01 2024-02-05 2024-04-01")]
    [InlineData(RebalanceSchedule.Week, "2024-01-30 2024-02-05 2024-04-01")] // Tuesday; Monday; Monday
    [InlineData(RebalanceSchedule.Month, "2024-01-30 2024-02-01 2024-04-01")]
    [InlineData(RebalanceSchedule.Quarter, "2024-01-30 2024-04-01")]
    [InlineData(RebalanceSchedule.None, "2024-01-30")]
    public void Clock_IsDueAtTheFirstMomentOfEachSpan(RebalanceSchedule schedule, string expected)
    {
        var clock = new RebalanceClock(schedule, new TradingDays(TradingCalendar.Auto, Timeframe.OneDay));
        var due = new List<string>();
        foreach (var day in (string[])["2024-01-30", "2024-01-31", "2024-02-01", "2024-02-05", "2024-04-01"])
        {
            if (!clock.IsDue(DateTimeOffset.Parse(day + "T00:00Z", System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds())) continue;
            due.Add(day);
            clock.Done();
        }
        Assert.Equal(expected, string.Join(' ', due));
    }

    [Fact]
    public void Clock_WhatWasNotDone_StaysDue()
    {
        var clock = new RebalanceClock(RebalanceSchedule.Month, new TradingDays(TradingCalendar.Auto, Timeframe.OneDay));
        Assert.True(clock.IsDue(0));
        Assert.True(clock.IsDue(86_400_000));
        clock.Done();
        Assert.False(clock.IsDue(2 * 86_400_000));
    }
}
