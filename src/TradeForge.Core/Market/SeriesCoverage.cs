namespace TradeForge.Core.Market;

/// <summary>A hole in a series.</summary>
/// <param name="From">End of the bar before the hole, milliseconds since 1970-01-01T00:00Z.</param>
/// <param name="To">Start of the bar after it.</param>
/// <param name="MissingBars">Bars that would fit in; on an exchange, trading days without a bar when the hole spans days.</param>
public sealed record SeriesGap(long From, long To, long MissingBars);

/// <summary>From where to where a series reaches and what is missing in between.</summary>
public sealed record SeriesCoverage
{
    public required int Bars { get; init; }
    /// <summary>Start of the first bar, milliseconds; 0 without bars.</summary>
    public required long From { get; init; }
    /// <summary>End of the last bar.</summary>
    public required long To { get; init; }
    /// <summary>Number of holes, also of those not listed.</summary>
    public required int GapCount { get; init; }
    /// <summary>The longest holes, in the order of time.</summary>
    public required IReadOnlyList<SeriesGap> Gaps { get; init; }

    /// <summary>Finds the holes longer than <paramref name="intervals"/> intervals.</summary>
    /// <remarks>
    /// On an exchange nights and days without trading are no holes: a hole across dates is the trading days between them, each counting as
    /// one interval of a daily series and as longer than the limit of an intraday one. Trading days are those of the exchange's table; under
    /// <c>auto</c> without weekend bars they are the weekdays, so holidays are listed.
    /// </remarks>
    public static SeriesCoverage Of(CandleSeries series, TradingCalendar calendar, int intervals = 3, int keep = 200)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(intervals, 1);
        var always = calendar.TradesOnWeekends(series);
        var length = series.Timeframe.Milliseconds;
        var longest = new PriorityQueue<SeriesGap, long>();
        var count = 0;
        for (var i = 1; i < series.Count; i++)
        {
            var (from, to) = (series.Times[i - 1] + length, series.Times[i]);
            if (to - from < length * (long)intervals && to - from < Timeframe.OneDay.Milliseconds) continue;
            var missing = always ? (to - from) / length : OnExchange(series, calendar, i, intervals);
            if (missing < (always ? intervals : 1)) continue;
            count++;
            longest.Enqueue(new SeriesGap(from, to, missing), to - from);
            if (longest.Count > keep) longest.Dequeue();
        }
        return new SeriesCoverage
        {
            Bars = series.Count,
            From = series.Count > 0 ? series.Times[0] : 0,
            To = series.Count > 0 ? series.Times[^1] + length : 0,
            GapCount = count,
            Gaps = [.. longest.UnorderedItems.Select(g => g.Element).OrderBy(g => g.From)],
        };
    }

    /// <summary>Bars missing inside one date, or trading days missing between two dates; 0 when that is no hole.</summary>
    private static long OnExchange(CandleSeries series, TradingCalendar calendar, int i, int intervals)
    {
        var length = series.Timeframe.Milliseconds;
        var first = calendar.LocalDay(series.Times[i - 1], series.Timeframe);
        var second = calendar.LocalDay(series.Times[i], series.Timeframe);
        if (first == second) return (series.Times[i] - series.Times[i - 1] - length) / length is var bars && bars >= intervals ? bars : 0;
        if (length > Timeframe.OneDay.Milliseconds) return (series.Times[i] - series.Times[i - 1] - length) / length is var weeks && weeks >= intervals ? weeks : 0;
        var missing = 0L;
        for (var day = first + 1; day < second; day++) missing += Trades(calendar, day) ? 1 : 0;
        return length < Timeframe.OneDay.Milliseconds || missing >= intervals ? missing : 0;
    }

    private static bool Trades(TradingCalendar calendar, long day) =>
        calendar.DataVersion is null ? !TradingCalendar.IsWeekend(day) : calendar.Sessions.IsTradingDay((int)day);
}
