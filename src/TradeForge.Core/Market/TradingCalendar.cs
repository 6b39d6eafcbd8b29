using TradeForge.Core.Simulation;

namespace TradeForge.Core.Market;

/// <summary>The days of a market: its zone, which date a bar belongs to, when its day is over, how many periods a year has.</summary>
/// <remarks>
/// Zones come from the tz database, so Moscow is +04:00 from 2011-03-27 to 2014-10-26 (golden rule G58). Holidays and sessions come from
/// the data file <c>calendars.txt</c>, read when an exchange's sessions are first asked for.
/// </remarks>
public sealed class TradingCalendar
{
    private static readonly long Day = Timeframe.OneDay.Milliseconds;
    private readonly Lazy<SessionTable>? _table;

    private TradingCalendar(CalendarKind kind, TimeZoneInfo zone, string? table)
    {
        (Kind, Zone) = (kind, zone);
        if (table is not null) _table = new(() => CalendarData.Default[table]);
    }

    /// <summary>No exchange named: UTC days; weekends trade if the data has weekend bars.</summary>
    public static TradingCalendar Auto { get; } = new(CalendarKind.Auto, TimeZoneInfo.Utc, null);

    /// <summary>Every day of the week, UTC days.</summary>
    public static TradingCalendar AroundTheClock { get; } = new(CalendarKind.AroundTheClock, TimeZoneInfo.Utc, null);

    /// <summary>US equity: New York days, which end with the regular session at 16:00 or early at 13:00.</summary>
    public static TradingCalendar Us => Exchanges.Us;

    /// <summary>Moscow Exchange shares: Moscow days with their morning, main, evening and weekend sessions.</summary>
    public static TradingCalendar Moex => Exchanges.Moex;

    public CalendarKind Kind { get; }
    public TimeZoneInfo Zone { get; }

    /// <summary>Sessions and holidays; without a named exchange every day is one session.</summary>
    public SessionTable Sessions => _table?.Value ?? SessionTable.AroundTheClock;

    /// <summary>Version of the session data behind <see cref="Sessions"/>; null where none is used.</summary>
    public string? DataVersion => _table is null ? null : CalendarData.Default.Version;

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

    /// <summary>What is not sure of the days up to a local date; null = all of them are known, or none need be.</summary>
    public Text? Doubt(DateOnly last)
    {
        if (_table is null || last.Year <= Sessions.Announced) return null;
        var (name, version, sessions) = (Name(Kind), DataVersion, Sessions);
        return last.Year > sessions.LastYear
            ? new($"The calendar {name} ({version}) knows no holidays after {sessions.LastYear}: from then on every weekday counts as a trading day with the latest hours.",
                $"Календарь {name} ({version}) не знает праздников после {sessions.LastYear} года: дальше каждый будний день считается торговым с последними известными часами.")
            : new($"The trading days of {sessions.Announced + 1} and later in the calendar {name} ({version}) are provisional: made by rule before the exchange named them.",
                $"Торговые дни с {sessions.Announced + 1} года в календаре {name} ({version}) предварительные: составлены по правилам, пока биржа их не объявила.");
    }

    /// <summary>When continuous trading of a local date ends, as a UTC instant (a closing auction that ends the day need not print a bar);
    /// null where days have no end or on a day without trading.</summary>
    public long? SessionEnd(DateOnly date)
    {
        var day = date.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
        return _table is not null && Sessions.DayEnd(day, continuous: true) is { } minute ? Instant(day, minute) : null;
    }

    /// <summary>Days since 1970-01-01 of the local date of a bar.</summary>
    internal long LocalDay(long time, Timeframe timeframe) => IsDateLabel(time, timeframe) ? time / Day : Floor(ToLocal(time), Day);

    /// <summary>Start of a local day in UTC milliseconds.</summary>
    internal long StartOfDay(long day) => ToUtc(DateOfDay(day).ToDateTime(TimeOnly.MinValue));

    /// <summary>A minute of a local day as a UTC instant in milliseconds.</summary>
    internal long Instant(long day, int minute) => ToUtc(DateOfDay(day).ToDateTime(TimeOnly.MinValue).AddMinutes(minute));

    internal static DateOnly DateOfDay(long day) => DateOnly.FromDateTime(DateTime.UnixEpoch.AddDays(day));

    internal static bool IsDateLabel(long time, Timeframe timeframe) => timeframe.Milliseconds >= Day && time % Day == 0;

    internal static long Floor(long value, long unit) => (value >= 0 ? value : value - unit + 1) / unit;

    /// <summary>1970-01-01 was a Thursday.</summary>
    internal static bool IsWeekend(long day) => ((day % 7) + 7) % 7 is 2 or 3;

    /// <summary>An instant by the clock of the exchange.</summary>
    internal long ToLocal(long time)
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
        var next = long.MinValue; // each day is looked at once
        foreach (var time in series.Times)
        {
            if (time < next) continue;
            var day = Floor(time, Day);
            if (IsWeekend(day)) return true;
            next = (day + 1) * Day;
        }
        return false;
    }

    /// <summary>Apart from the others, for zones are read from files and most runs need none.</summary>
    private static class Exchanges
    {
        public static readonly TradingCalendar Us = new(CalendarKind.Us, TimeZoneInfo.FindSystemTimeZoneById("America/New_York"), "us");
        public static readonly TradingCalendar Moex = new(CalendarKind.Moex, TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow"), "moex");
    }
}
