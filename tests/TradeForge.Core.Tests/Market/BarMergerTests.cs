using TradeForge.Core.Market;
using TradeForge.Core.Simulation;

namespace TradeForge.Core.Tests.Market;

public class BarMergerTests
{
    private static long At(string stamp) => DateTimeOffset.Parse(stamp, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();

    private static CandleSeries Bars(Timeframe timeframe, params string[] stamps) =>
        CandleSeries.From("A", timeframe, [.. stamps.Select((s, i) => new Candle(At(s), i + 10, i + 12, i + 9, i + 11, 1))]);

    /// <summary>Each finished bar as "start closed known" in hours of 2024-01-01.</summary>
    private static string Finished(BarMerger merger)
    {
        var (closes, known) = (merger.Closes.ToArray(), merger.Known.ToArray());
        var bars = merger.Take("A");
        if (bars is null) return "";
        return string.Join("; ", Enumerable.Range(0, bars.Count).Select(i => $"{Hour(bars.Times[i])} {Hour(closes[i])} {Hour(known[i])}"));
    }

    private static double Hour(long time) => (time - At("2024-01-01T00:00Z")) / 3_600_000.0;

    private static void Feed(BarMerger merger, CandleSeries series, TradingCalendar calendar)
    {
        var ends = new BarEnds(calendar, series.Timeframe);
        for (var i = 0; i < series.Count; i++)
        {
            merger.Add(series[i], ends.Of(series.Times[i]));
            merger.Reach(ends.Of(series.Times[i]));
        }
    }

    [Fact]
    public void Add_LastBarOfTheBucket_FinishesAtOnce()
    {
        var merger = new BarMerger(TradingCalendar.Auto, new(1_800_000), Timeframe.OneHour);
        Feed(merger, Bars(new(1_800_000), "2024-01-01T10:00Z", "2024-01-01T10:30Z"), TradingCalendar.Auto);
        Assert.Equal("10 11 11", Finished(merger)); // at 11:00 sharp the bar 10:00 to 11:00 is there
    }

    [Fact]
    public void Reach_HoleAtTheEnd_FinishesWhenTheTimeHasCome()
    {
        var merger = new BarMerger(TradingCalendar.Auto, Timeframe.OneHour, new(4 * 3_600_000));
        Feed(merger, Bars(Timeframe.OneHour, "2024-01-01T08:00Z", "2024-01-01T09:00Z"), TradingCalendar.Auto);
        merger.Reach(At("2024-01-01T11:59Z"));
        Assert.Equal("", Finished(merger));
        merger.Reach(At("2024-01-01T12:00Z"));
        Assert.Equal("8 12 12", Finished(merger));
    }

    [Fact]
    public void Reach_BarsOffTheGrid_WaitsForTheLastThatMayReachOver()
    {
        // hours from half past: the bar 11:30 belongs to the bucket 08:00 to 12:00 and is over at 12:30
        var merger = new BarMerger(TradingCalendar.Auto, Timeframe.OneHour, new(4 * 3_600_000));
        Feed(merger, Bars(Timeframe.OneHour, "2024-01-01T09:30Z", "2024-01-01T10:30Z"), TradingCalendar.Auto);
        merger.Reach(At("2024-01-01T12:00Z"));
        Assert.Equal("", Finished(merger));
        Feed(merger, Bars(Timeframe.OneHour, "2024-01-01T11:30Z"), TradingCalendar.Auto);
        Assert.Equal("8 12 12.5", Finished(merger));
    }

    [Fact]
    public void Add_NextBucket_FinishesTheOneBefore()
    {
        var merger = new BarMerger(TradingCalendar.Auto, Timeframe.OneHour, new(4 * 3_600_000));
        Feed(merger, Bars(Timeframe.OneHour, "2024-01-01T08:00Z", "2024-01-01T14:00Z"), TradingCalendar.Auto);
        Assert.Equal("8 12 15", Finished(merger));
    }

    [Theory]
    [InlineData("1h", "4h", CalendarKind.Auto)]
    [InlineData("1h", "1d", CalendarKind.Us)]
    [InlineData("1h", "1w", CalendarKind.Moex)]
    [InlineData("30m", "7h", CalendarKind.Auto)]
    [InlineData("1d", "1w", CalendarKind.Us)]
    [InlineData("1h", "1h", CalendarKind.Auto)]
    public void Add_RandomBars_GivesTheBarsOfTheResampler(string source, string target, CalendarKind kind)
    {
        var (random, calendar, from, to) = (new Random(7), TradingCalendar.For(kind), Timeframe.Parse(source), Timeframe.Parse(target));
        var time = At("2024-02-26T00:00Z");
        var candles = new List<Candle>();
        for (var i = 0; i < 700; i++, time += from.Milliseconds * (random.Next(5) == 0 ? random.Next(1, 9) : 1))
            candles.Add(new Candle(time, random.Next(50, 60), random.Next(60, 70), random.Next(40, 50), random.Next(50, 60), random.Next(9)));
        var series = CandleSeries.From("A", from, candles);

        var merger = new BarMerger(calendar, from, to);
        Feed(merger, series, calendar);
        merger.Reach(long.MaxValue);
        var bars = merger.Take("A")!;
        var expected = Resampler.Resample(series, to, calendar);
        Assert.Equal(All(expected), All(bars).Take(expected.Count)); // the resampler leaves out the last one unless the data reach its end
        Assert.InRange(bars.Count - expected.Count, 0, 1);
    }

    private static IEnumerable<Candle> All(CandleSeries series) => Enumerable.Range(0, series.Count).Select(i => series[i]);
}
