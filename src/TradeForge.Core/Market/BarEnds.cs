namespace TradeForge.Core.Market;

/// <summary>When a bar is over: its start plus its length; for bars of days the end of the last local day.</summary>
public readonly struct BarEnds(TradingCalendar calendar, Timeframe timeframe)
{
    private static readonly long Day = Timeframe.OneDay.Milliseconds;

    /// <summary>End of the bar that starts at <paramref name="time"/>, both in milliseconds since 1970-01-01T00:00Z.</summary>
    public long Of(long time)
    {
        var length = timeframe.Milliseconds;
        if (length % Day != 0) return time + length;
        var day = calendar.LocalDay(time, timeframe);
        var isDay = TradingCalendar.IsDateLabel(time, timeframe) || calendar.StartOfDay(day) == time;
        return isDay ? calendar.StartOfDay(day + (length / Day)) : time + length;
    }
}
