using TradeForge.Core.Market;
using TradeForge.Core.Simulation;

namespace TradeForge.Core.Metrics;

/// <summary>Simple returns from one exchange day to the next (golden rule G32), and beside them those of the market.</summary>
/// <param name="Days">Days since 1970-01-01 of the dates; none after ruin.</param>
/// <param name="Ends">Last bar of each day.</param>
/// <param name="Returns">Of the equity at the last close of each day; the first one from the initial cash.</param>
/// <param name="Market">Of the benchmark, else of the close, from the day before; NaN on the first day and where it is not known.</param>
internal sealed record DailyReturns(long[] Days, int[] Ends, double[] Returns, double[] Market)
{
    /// <summary>The returns of the days on which the market's is known too, and those of the market.</summary>
    public (double[] Own, double[] Market) Pairs { get; } = PairsOf(Returns, Market);

    public static DailyReturns Of(MetricsInput input)
    {
        var (days, ends) = DayEnds(input.Bars, input.Calendar);
        var (returns, market) = (new double[ends.Count], new double[ends.Count]);
        var price = new MarketPrice(input);
        var (previous, before) = ((double)input.InitialCash, double.NaN);
        var count = 0;
        for (; count < ends.Count && previous > 0; count++)
        {
            var (equity, close) = (Math.Max(0, input.Equity[ends[count]]), price.At(ends[count]));
            (returns[count], market[count]) = ((equity / previous) - 1, (close / before) - 1);
            (previous, before) = (equity, close);
        }

        return new DailyReturns([.. days[..count]], [.. ends[..count]], returns[..count], market[..count]);
    }

    /// <summary>What the initial cash is worth at the end of each day if it is put into the market at the close of the first tradable bar, or as soon as the market is known, at one entry cost (golden rule G41).</summary>
    public double[] Held(MetricsInput input)
    {
        var (price, start, worth) = (new MarketPrice(input), new MarketPrice(input).At(input.FirstTradableBar), new double[Returns.Length]);
        for (var day = 0; day < worth.Length; day++)
        {
            worth[day] = (double)input.InitialCash;
            if (Ends[day] < input.FirstTradableBar) continue;
            var now = price.At(Ends[day]);
            if (double.IsNaN(start)) start = now;
            if (!double.IsNaN(start)) worth[day] *= (1 - input.BuyHoldCost) * now / start;
        }

        return worth;
    }

    /// <summary>The first day whose last bar is <paramref name="bar"/> or later.</summary>
    public int DayOf(int bar)
    {
        var index = Ends.AsSpan().BinarySearch(bar);
        return index < 0 ? ~index : index;
    }

    public DateOnly Date(int day) => TradingCalendar.DateOfDay(Days[day]);

    /// <summary>Day and last bar of each exchange day; a bar of a day or longer is a day of its own.</summary>
    private static (List<long> Days, List<int> Ends) DayEnds(CandleSeries bars, TradingCalendar calendar)
    {
        var (days, ends) = (new List<long>(), new List<int>());
        var times = bars.Times;
        var labels = bars.Timeframe.Milliseconds >= Timeframe.OneDay.Milliseconds;
        for (var i = 0; i < times.Length;)
        {
            var local = calendar.LocalDay(times[i], bars.Timeframe);
            var next = labels ? i + 1 : i + FirstAtOrAfter(times[i..], calendar.StartOfDay(local + 1)); // asking the zone once a day, not once a bar
            var day = bars.Timeframe.Milliseconds > Timeframe.OneDay.Milliseconds ? local : calendar.Sessions.TradeDay((int)local); // a weekend session of Moscow belongs to the next trading day (G33, G59)
            if (days.Count > 0 && days[^1] == day) ends[^1] = next - 1;
            else
            {
                days.Add(day);
                ends.Add(next - 1);
            }

            i = next;
        }

        return (days, ends);
    }

    private static (double[] Own, double[] Market) PairsOf(double[] returns, double[] market)
    {
        var (own, other) = (new List<double>(returns.Length), new List<double>(returns.Length));
        for (var i = 0; i < returns.Length; i++)
        {
            if (double.IsNaN(market[i])) continue;
            own.Add(returns[i]);
            other.Add(market[i]);
        }

        return ([.. own], [.. other]);
    }

    /// <summary>At least 1: the first bar belongs to the day.</summary>
    private static int FirstAtOrAfter(ReadOnlySpan<long> times, long moment)
    {
        var index = times.BinarySearch(moment);
        return Math.Max(1, index < 0 ? ~index : index);
    }

    /// <summary>What the market is worth at the close of a bar: the last close of the benchmark that is known by then, or the bar's own.</summary>
    private sealed class MarketPrice(MetricsInput input)
    {
        private int _next;

        /// <summary>NaN before the benchmark's first close. Bars are asked in ascending order.</summary>
        public double At(int bar)
        {
            if (input.Benchmark is not { } benchmark) return input.Bars.Close[bar];
            var end = input.Bars.Times[bar] + input.Bars.Timeframe.Milliseconds;
            while (_next < benchmark.Count && benchmark.Times[_next] + benchmark.Timeframe.Milliseconds <= end) _next++;
            return _next == 0 ? double.NaN : benchmark.Close[_next - 1];
        }
    }
}
