namespace TradeForge.Core.Market;

/// <summary>Reads the exchange's clock at the start of bars that come in time order; asks the zone once a day instead of once a bar.</summary>
public struct LocalClock(TradingCalendar calendar, Timeframe timeframe)
{
    private const long Day = 86_400_000;
    private long _from = long.MaxValue, _offset;
    private bool _changes; // the clock is changed on this day

    /// <summary>The local time of a bar start as milliseconds since 1970-01-01T00:00 of the same clock; a date, a label in no zone, is that date at midnight.</summary>
    public long Of(long time)
    {
        if (TradingCalendar.IsDateLabel(time, timeframe)) return time;
        if (time < _from || time >= _from + Day) Enter(TradingCalendar.Floor(time, Day) * Day);
        return _changes ? calendar.ToLocal(time) : time + _offset;
    }

    private void Enter(long day)
    {
        _from = day;
        _offset = calendar.ToLocal(day) - day;
        _changes = calendar.ToLocal(day + Day) - (day + Day) != _offset;
    }
}
