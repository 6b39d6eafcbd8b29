namespace TradeForge.Core.Market;

/// <summary>Which part of a trading day a session is. MOEX: morning, main, evening, weekend; US: pre-market, regular, after-hours.</summary>
public enum SessionKind { None, Early, Regular, Late, Weekend }

/// <summary>A session of one local day in minutes of the exchange's clock, close exclusive.</summary>
public readonly record struct SessionSpan(SessionKind Kind, int Open, int Close);

/// <summary>The sessions of a market by local day, from the data file <c>calendars.txt</c>. Immutable.</summary>
/// <remarks>Days are counted from 1970-01-01. Before the first known hours the first ones hold; what the table does not know to be closed is open: <see cref="TradingCalendar.Doubt"/> says from when on.</remarks>
public sealed class SessionTable
{
    private const int Midnight = 24 * 60;
    private readonly List<(int From, DayPlan Plan)> _hours = [], _weekend = [];
    private readonly Dictionary<int, DayPlan> _special = [];
    private readonly HashSet<int> _closed = [], _extra = [], _also = [];

    internal SessionTable(string zone, bool regularEndsDay) => (Zone, RegularEndsDay) = (zone, regularEndsDay);

    /// <summary>Every day from midnight to midnight.</summary>
    internal static SessionTable AroundTheClock { get; } = Always();

    internal string Zone { get; }
    /// <summary>The exchange's day ends with its regular session, later trading notwithstanding.</summary>
    internal bool RegularEndsDay { get; }

    /// <summary>The last year whose days the exchange itself has named; 0 = not said.</summary>
    public int Announced { get; internal set; }

    /// <summary>The last year with known holidays; 0 = none are known. Every weekday after it is open.</summary>
    public int LastYear => _closed.Count == 0 ? 0 : TradingCalendar.DateOfDay(_closed.Max()).Year;

    /// <summary>Sessions of a local day in the order of their times; none on a day without trading.</summary>
    public ReadOnlySpan<SessionSpan> Of(int day) => Plan(day) is { } plan ? plan.Sessions : [];

    /// <summary>The day has a regular session: a weekday that is no holiday, or a working weekend day.</summary>
    public bool IsTradingDay(int day) => Plan(day) is { HasRegular: true };

    /// <summary>The trading day that trades of a local day count for: weekend sessions belong to the next one (golden rule G59).</summary>
    public int TradeDay(int day)
    {
        if (Of(day).IsEmpty) return day;
        while (!IsTradingDay(day)) day++;
        return day;
    }

    /// <summary>Minute at which the exchange's day is over; null on a day without trading. <paramref name="continuous"/>: before a closing auction that ends it.</summary>
    internal int? DayEnd(int day, bool continuous = false) => Plan(day) is { } plan ? (continuous ? plan.Continuous : plan.End) : null;

    internal void AddHours(int from, IReadOnlyList<SessionSpan> sessions, int? auction) => _hours.Add((from, new DayPlan(sessions, RegularEndsDay, auction)));

    internal void AddWeekend(int from, IReadOnlyList<SessionSpan> sessions) => _weekend.Add((from, new DayPlan(sessions, RegularEndsDay, null)));

    internal void AddSpecial(int day, IReadOnlyList<SessionSpan> sessions) => _special[day] = new DayPlan(sessions, RegularEndsDay, null);

    internal void AddClosed(int day) => _closed.Add(day);

    internal void AddExtra(int day) => _extra.Add(day);

    internal void AddAlso(int day) => _also.Add(day);

    private DayPlan? Plan(int day)
    {
        if (_special.TryGetValue(day, out var special)) return special;
        if (_extra.Contains(day) || ReferenceEquals(this, AroundTheClock)) return At(_hours, day) ?? _hours[0].Plan;
        if (_also.Contains(day)) return At(_weekend, day);
        if (_closed.Contains(day)) return null;
        return TradingCalendar.IsWeekend(day) ? At(_weekend, day) : At(_hours, day) ?? _hours[0].Plan;
    }

    private static DayPlan? At(List<(int From, DayPlan Plan)> plans, int day)
    {
        for (var i = plans.Count - 1; i >= 0; i--)
            if (plans[i].From <= day) return plans[i].Plan;
        return null;
    }

    private static SessionTable Always()
    {
        var table = new SessionTable("UTC", regularEndsDay: false);
        table.AddHours(0, [new SessionSpan(SessionKind.Regular, 0, Midnight)], null);
        return table;
    }

    private sealed class DayPlan
    {
        public DayPlan(IReadOnlyList<SessionSpan> sessions, bool regularEndsDay, int? auction)
        {
            Sessions = [.. sessions];
            HasRegular = Sessions.Any(s => s.Kind == SessionKind.Regular);
            End = (regularEndsDay ? Sessions.Last(s => s.Kind == SessionKind.Regular) : Sessions[^1]).Close;
            Continuous = auction ?? End;
        }

        public SessionSpan[] Sessions { get; }
        public bool HasRegular { get; }
        public int End { get; }
        public int Continuous { get; }
    }
}
