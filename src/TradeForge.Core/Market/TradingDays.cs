namespace TradeForge.Core.Market;

/// <summary>Numbers the trading days of bars that come in time order; asks the zone once a day instead of once a bar.</summary>
public struct TradingDays(TradingCalendar calendar, Timeframe timeframe)
{
    private long _from = long.MaxValue, _to = long.MinValue;
    private int _day;

    /// <summary>Days since 1970-01-01 of the exchange-local date of a bar start, in milliseconds since 1970-01-01T00:00Z.</summary>
    public int Of(long time)
    {
        if (time >= _from && time < _to) return _day;
        var day = calendar.LocalDay(time, timeframe);
        _day = (int)day;
        var isLabel = TradingCalendar.IsDateLabel(time, timeframe); // a date, not an instant: holds for this stamp alone
        (_from, _to) = isLabel ? (time, time + 1) : (calendar.StartOfDay(day), calendar.StartOfDay(day + 1));
        return _day;
    }

    /// <summary>The bar that starts at <paramref name="time"/> ends its day: the next moment belongs to another one.</summary>
    public bool EndsDay(long time) => Of(time + timeframe.Milliseconds) != Of(time);
}
