namespace TradeForge.Core.Market;

/// <summary>The session of one bar. Times in milliseconds since 1970-01-01T00:00Z, days since 1970-01-01.</summary>
/// <param name="Kind">None: the bar lies outside every session; then open and close are the bounds of the local day.</param>
/// <param name="LocalDay">Date of the bar by the exchange's clock.</param>
/// <param name="TradeDay">The trading day it counts for: of a weekend session the next one, else the local day.</param>
/// <param name="Open">When the session opens.</param>
/// <param name="Close">When it closes; on a market-on-close order this is the close that is meant.</param>
/// <param name="DayEnd">When the exchange's local day is over and day orders end: the last session's close, for <c>us</c> the regular one's,
/// around the clock midnight.</param>
public readonly record struct BarSession(SessionKind Kind, int LocalDay, int TradeDay, long Open, long Close, long DayEnd)
{
    /// <summary>The same number for all bars of one session and no other.</summary>
    public long Id => LocalDay * 8L + (int)Kind;

    /// <summary>The bar holds the session's open.</summary>
    public bool StartsSession(long barStart) => barStart <= Open;

    /// <summary>The bar ends at or after the session's close.</summary>
    public bool EndsSession(long barEnd) => barEnd >= Close;

    /// <summary>The bar ends at or after the end of the exchange's day.</summary>
    public bool EndsDay(long barEnd) => barEnd >= DayEnd;

    /// <summary>Milliseconds from the end of the bar to the session's close; 0 when it is reached.</summary>
    public long TimeToClose(long barEnd) => Math.Max(0, Close - barEnd);
}

/// <summary>Tells the session of bars that come in time order; asks table and zone once a day instead of once a bar.</summary>
/// <remarks>
/// By the calendar alone, never by the next bar, so that live and backtest agree. A bar that overlaps several sessions belongs to the
/// regular one if that is among them, else to the first. A bar that is a date, a label in no zone, is a session of its own.
/// </remarks>
public sealed class SessionClock(TradingCalendar calendar, Timeframe timeframe)
{
    private const long Minute = 60_000;
    private readonly long _length = timeframe.Milliseconds;
    private BarSession _now;
    private long _from = long.MaxValue, _to = long.MinValue;
    private long _day = long.MinValue, _dayStart, _dayNext;

    /// <summary>The session of a bar by its start.</summary>
    public BarSession At(long barStart)
    {
        if (barStart < _from || barStart >= _to) Find(barStart);
        return _now;
    }

    private void Find(long time)
    {
        var day = calendar.LocalDay(time, timeframe);
        if (TradingCalendar.IsDateLabel(time, timeframe))
        {
            var kind = calendar.Sessions.IsTradingDay((int)day) ? SessionKind.Regular : SessionKind.None;
            (_now, _from, _to) = (new BarSession(kind, (int)day, calendar.Sessions.TradeDay((int)day), time, time + _length, time + _length), time, time + 1);
            return;
        }
        if (day != _day) (_day, _dayStart, _dayNext) = (day, calendar.StartOfDay(day), calendar.StartOfDay(day + 1));
        (_from, _to) = (_dayStart, _dayNext);
        var (found, open, close) = (SessionKind.None, _dayStart, _dayNext);
        foreach (var span in calendar.Sessions.Of((int)day))
        {
            var (spanOpen, spanClose) = (Instant(span.Open), Instant(span.Close));
            var first = spanOpen - _length + 1; // the earliest start of a bar that overlaps the session
            Bound(first, time);
            Bound(spanClose, time);
            if (time >= first && time < spanClose && (found == SessionKind.None || span.Kind == SessionKind.Regular)) (found, open, close) = (span.Kind, spanOpen, spanClose);
        }
        var dayEnd = calendar.Sessions.DayEnd((int)day) is { } minute ? Instant(minute) : _dayNext;
        _now = new BarSession(found, (int)day, calendar.Sessions.TradeDay((int)day), open, close, dayEnd);
    }

    /// <summary>The answer holds up to the next border after the bar and from the last one before it.</summary>
    private void Bound(long border, long time)
    {
        if (border <= time) _from = Math.Max(_from, border);
        else _to = Math.Min(_to, border);
    }

    /// <summary>A minute of the exchange's clock as an instant; on a day of a clock change the calendar answers.</summary>
    private long Instant(int minute) =>
        _dayNext - _dayStart == 1440 * Minute ? _dayStart + minute * Minute : calendar.Instant(_day, minute);
}
