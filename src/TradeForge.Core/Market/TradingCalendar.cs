using TradeForge.Core.Simulation;

namespace TradeForge.Core.Market;

/// <summary>The days of a market: its zone, which date a bar belongs to, when its day is over, how many periods a year has.</summary>
/// <remarks>
/// Zones come from the tz database, so Moscow is +04:00 from 2011-03-27 to 2014-10-26 (golden rule G58). Holidays are not known here:
/// what is not in the data did not trade.
/// </remarks>
public sealed class TradingCalendar
{
    private static readonly long Day = Timeframe.OneDay.Milliseconds;
    private readonly Func<DateOnly, TimeSpan>? _close;

    private TradingCalendar(CalendarKind kind, TimeZoneInfo zone, Func<DateOnly, TimeSpan>? close)
    {
        (Kind, Zone, _close) = (kind, zone, close);
    }

    /// <summary>No exchange named: UTC days; weekends trade if the data has weekend bars.</summary>
    public static TradingCalendar Auto { get; } = new(CalendarKind.Auto, TimeZoneInfo.Utc, null);

    /// <summary>Every day of the week, UTC days.</summary>
    public static TradingCalendar AroundTheClock { get; } = new(CalendarKind.AroundTheClock, TimeZoneInfo.Utc, null);

    /// <summary>US equity: New York days, the regular session ends at 16:00.</summary>
    public static TradingCalendar Us { get; } = new(CalendarKind.Us, TimeZoneInfo.FindSystemTimeZoneById("America/New_York"), _ => TimeSpan.FromHours(16));

    /// <summary>Moscow Exchange shares: Moscow days.</summary>
    public static TradingCalendar Moex { get; } = new(CalendarKind.Moex, TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow"), MoexClose);

    public CalendarKind Kind { get; }
    public TimeZoneInfo Zone { get; }

    public static TradingCalendar For(CalendarKind kind) => kind switch
    {
        CalendarKind.Auto => Auto,
        CalendarKind.AroundTheClock => AroundTheClock,
        CalendarKind.Us => Us,
        CalendarKind.Moex => Moex,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such calendar."),
    };

    /// <summary>Reads <c>auto</c>, <c>24x7</c>, <c>us</c>, <c>moex</c>.</summary>
    public static bool TryParse(string? text, out CalendarKind kind)
    {
        (var known, kind) = text switch
        {
            "auto" => (true, CalendarKind.Auto),
            "24x7" => (true, CalendarKind.AroundTheClock),
            "us" => (true, CalendarKind.Us),
            "moex" => (true, CalendarKind.Moex),
            _ => (false, CalendarKind.Auto),
        };
        return known;
    }

    /// <summary>The word of the contract for a calendar.</summary>
    public static string Name(CalendarKind kind) => kind switch
    {
        CalendarKind.AroundTheClock => "24x7",
        CalendarKind.Us => "us",
        CalendarKind.Moex => "moex",
        _ => "auto",
    };

    /// <summary>The local calendar date of a bar; of a bar of a day or longer stamped 00:00 UTC the date of the stamp, which is a label.</summary>
    /// <param name="time">Bar start in milliseconds since 1970-01-01T00:00Z.</param>
    public DateOnly TradingDate(long time, Timeframe timeframe) => DateOfDay(LocalDay(time, timeframe));

    /// <summary>Periods a year for annualising: 52 for weekly bars, 12 for monthly ones; else 252 for an exchange, 365 around the clock,
    /// and for <c>auto</c> 365 if any bar falls on a weekend, else 252.</summary>
    public double PeriodsPerYear(CandleSeries series) => series.Timeframe.Milliseconds switch
    {
        var t when t >= 28 * Day => 12,
        var t when t >= 7 * Day => 52,
        _ => TradesOnWeekends(series) ? 365 : 252,
    };

    /// <summary>False on exchanges, true around the clock; <c>auto</c> asks the data.</summary>
    public bool TradesOnWeekends(CandleSeries series) => Kind switch
    {
        CalendarKind.AroundTheClock => true,
        CalendarKind.Auto => HasWeekendBar(series),
        _ => false,
    };

    /// <summary>When trading of a local date ends, as a UTC instant; null where days have no end.</summary>
    public long? SessionEnd(DateOnly date) => _close is null ? null : ToUtc(date.ToDateTime(TimeOnly.MinValue) + _close(date));

    /// <summary>Days since 1970-01-01 of the local date of a bar.</summary>
    internal long LocalDay(long time, Timeframe timeframe) => IsDateLabel(time, timeframe) ? time / Day : Floor(ToLocal(time), Day);

    /// <summary>Start of a local day in UTC milliseconds.</summary>
    internal long StartOfDay(long day) => ToUtc(DateOfDay(day).ToDateTime(TimeOnly.MinValue));

    internal static DateOnly DateOfDay(long day) => DateOnly.FromDateTime(DateTime.UnixEpoch.AddDays(day));

    internal static bool IsDateLabel(long time, Timeframe timeframe) => timeframe.Milliseconds >= Day && time % Day == 0;

    internal static long Floor(long value, long unit) => (value >= 0 ? value : value - unit + 1) / unit;

    /// <summary>1970-01-01 was a Thursday.</summary>
    internal static bool IsWeekend(long day) => ((day % 7) + 7) % 7 is 2 or 3;

    private long ToLocal(long time)
    {
        var utc = DateTime.UnixEpoch.AddMilliseconds(time);
        return time + (long)Zone.GetUtcOffset(utc).TotalMilliseconds;
    }

    /// <summary>A local time that a clock change skips means the first instant after it, one that occurs twice means the first.</summary>
    private long ToUtc(DateTime local)
    {
        while (Zone.IsInvalidTime(local)) local = local.AddMinutes(30);
        var offset = Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max() : Zone.GetUtcOffset(local);
        return (local - DateTime.UnixEpoch - offset).Ticks / TimeSpan.TicksPerMillisecond;
    }

    private bool HasWeekendBar(CandleSeries series)
    {
        long previous = long.MinValue;
        foreach (var time in series.Times)
        {
            var day = Floor(time, Day);
            if (day != previous && IsWeekend(day)) return true;
            previous = day;
        }
        return false;
    }

    /// <summary>Main session until the evening session came; without it from 2022-02-28 to 2022-09-09 (golden rule G59).</summary>
    private static TimeSpan MoexClose(DateOnly date)
    {
        if (date >= new DateOnly(2022, 3, 24) && date <= new DateOnly(2022, 3, 30)) return new TimeSpan(13, 50, 0);
        var evening = date >= new DateOnly(2020, 6, 22) && (date < new DateOnly(2022, 2, 28) || date >= new DateOnly(2022, 9, 12));
        return evening && !IsWeekend(date.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber) ? new TimeSpan(23, 50, 0) : new TimeSpan(18, 40, 0);
    }
}
