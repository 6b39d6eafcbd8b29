using TradeForge.Core.Market;
using TradeForge.Core.Simulation;

namespace TradeForge.Core.Metrics;

/// <summary>Simple returns from one exchange day to the next (golden rule G32).</summary>
/// <param name="Returns">Of the equity at the last close of each day; the first one from the initial cash; none after ruin.</param>
/// <param name="Market">Of the close, from the second day on: <c>Market[i]</c> is the day of <c>Returns[i + 1]</c>.</param>
internal sealed record DailyReturns(double[] Returns, double[] Market)
{
    private static readonly long FirstWeekendSession = DayNumber(2025, 3, 1), WorkingSaturday = DayNumber(2025, 11, 1);

    public static DailyReturns Of(MetricsInput input)
    {
        var ends = DayEnds(input.Bars, input.Calendar);
        var returns = new List<double>(ends.Count);
        var market = new List<double>(ends.Count);
        var close = input.Bars.Close;
        var previous = (double)input.InitialCash;
        for (var i = 0; i < ends.Count && previous > 0; i++)
        {
            var equity = Math.Max(0, input.Equity[ends[i]]);
            returns.Add((equity / previous) - 1);
            if (i > 0) market.Add((close[ends[i]] / close[ends[i - 1]]) - 1);
            previous = equity;
        }

        return new DailyReturns([.. returns], [.. market]);
    }

    /// <summary>The last bar of each exchange day; a bar of a day or longer is a day of its own.</summary>
    private static List<int> DayEnds(CandleSeries bars, TradingCalendar calendar)
    {
        var ends = new List<int>();
        var times = bars.Times;
        var labels = bars.Timeframe.Milliseconds >= Timeframe.OneDay.Milliseconds;
        var (day, until) = (long.MinValue, long.MinValue);
        for (var i = 0; i < times.Length; i++)
        {
            if (times[i] < until) continue; // asking the zone once a day, not once a bar
            var local = calendar.LocalDay(times[i], bars.Timeframe);
            until = labels ? long.MinValue : calendar.StartOfDay(local + 1);
            var next = SessionDay(local, calendar);
            if (next != day && i > 0) ends.Add(i - 1);
            day = next;
        }

        ends.Add(times.Length - 1);
        return ends;
    }

    /// <summary>A weekend session of Moscow belongs to the next trading day (golden rules G33, G59); a working Saturday is a day of its own.</summary>
    private static long SessionDay(long day, TradingCalendar calendar)
    {
        if (calendar.Kind != CalendarKind.Moex || day < FirstWeekendSession || day == WorkingSaturday) return day;
        while (TradingCalendar.IsWeekend(day)) day++;
        return day;
    }

    private static long DayNumber(int year, int month, int day) => new DateOnly(year, month, day).DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
}
