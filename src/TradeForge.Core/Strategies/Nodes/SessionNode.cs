using System.Globalization;
using TradeForge.Core.Market;

namespace TradeForge.Core.Strategies.Nodes;

/// <summary>session: whether a bar overlaps a span of the day on some days of the week, by the exchange's clock (golden rule G16).</summary>
internal static class SessionNode
{
    private static readonly string[] Names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    private static readonly Text[] Short = [new("Mon", "пн"), new("Tue", "вт"), new("Wed", "ср"), new("Thu", "чт"), new("Fri", "пт"), new("Sat", "сб"), new("Sun", "вс")];
    private static readonly TextForm Clock = new(new("a time of day such as 09:30, at most 24:00", "время суток вида 09:30, не позже 24:00"), ReadClock);
    private static readonly TextForm Week = new(new("days such as mon-fri, or 1-5 with 1 = Monday, separated by commas", "дни вида mon-fri или 1-5, где 1 — понедельник, через запятую"), ReadDays);

    public static NodeDescriptor Descriptor { get; } = new(
        "session", NodeGroup.Data, new("Session", "Сессия"),
        new("True on bars that overlap the span of the day on the chosen days, by the clock of the exchange; a span may pass midnight.",
            "Истина на барах, которые пересекаются с промежутком суток в выбранные дни по часам биржи; промежуток может переходить через полночь."),
        "hourglass_empty", [], [Ports.Result],
        [
            NodeParameter.Formed("from", new("From", "С"), Clock), NodeParameter.Formed("to", new("To (not included)", "До (не включая)"), Clock),
            NodeParameter.Formed("days", new("Days", "Дни"), Week),
        ])
    {
        CreateStep = v => new SessionStep(Minutes(v.Text("from")), Minutes(v.Text("to")), v.Text("days")),
        Check = n => n.Values.Text("from") is { Length: > 0 } from && from == n.Values.Text("to") ? [GraphProblems.EmptySession(n.Id, from)] : [],
        Say = p => Say(p.Values),
    };

    /// <summary>09:30 of 9:30 and 09:30, or null.</summary>
    private static string? ReadClock(string text)
    {
        var parts = text.Split(':');
        if (parts.Length != 2 || parts[0].Length is < 1 or > 2 || parts[1].Length != 2) return null;
        if (!int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var hours) || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)) return null;
        return minutes < 60 && (hours * 60) + minutes <= 1440 ? $"{hours:00}:{minutes:00}" : null;
    }

    /// <summary>1,2,3,4,5 of mon-fri, or null; a range may pass Sunday.</summary>
    private static string? ReadDays(string text)
    {
        var days = new SortedSet<int>();
        foreach (var item in text.ToLowerInvariant().Split(','))
        {
            var ends = item.Split('-').Select(e => Day(e.Trim())).ToArray();
            if (ends.Length > 2 || ends.Contains(0)) return null;
            for (var day = ends[0]; ; day = (day % 7) + 1)
            {
                days.Add(day);
                if (day == ends[^1]) break;
            }
        }
        return string.Join(',', days);
    }

    private static int Day(string word) => word.Length == 1 && word[0] is >= '1' and <= '7' ? word[0] - '0' : Array.IndexOf(Names, word) + 1;

    private static int Minutes(string clock) => (int.Parse(clock[..2], CultureInfo.InvariantCulture) * 60) + int.Parse(clock[3..], CultureInfo.InvariantCulture);

    private static Text Say(NodeValues v)
    {
        if (v.Text("from").Length * v.Text("to").Length * v.Text("days").Length == 0) return new("the session is …", "сессия …");
        var days = v.Text("days").Split(',').Select(d => Short[d[0] - '1']).ToList();
        return new(
            $"the session is {v.Text("from")}–{v.Text("to")}{(days.Count == 7 ? "" : $" on {string.Join(", ", days.Select(d => d.En))}")}",
            $"сессия {v.Text("from")}–{v.Text("to")}{(days.Count == 7 ? "" : $" ({string.Join(", ", days.Select(d => d.Ru))})")}");
    }
}

internal sealed class SessionStep : Step
{
    private const long Day = 86_400_000;
    private readonly bool[] _days = new bool[8]; // by weekday, 1 = Monday
    private readonly long _from, _to;
    private LocalClock? _clock;

    public SessionStep(int from, int to, string days)
    {
        (_from, _to) = (from * 60_000L, (to > from ? to : to + 1440) * 60_000L);
        foreach (var day in days.Split(',')) _days[day[0] - '0'] = true;
    }

    public override void Run(StepFrame frame, int from, int to)
    {
        var clock = _clock ?? new LocalClock(frame.Calendar, frame.Chunk.Timeframe);
        var length = frame.Chunk.Timeframe.Milliseconds;
        var times = frame.Chunk.Times[(from - frame.ChunkStart)..];
        var result = frame.TruthResult[from..to];
        for (var i = 0; i < result.Length; i++) result[i] = Overlaps(clock.Of(times[i]), length) ? Kleene.T : Kleene.F;
        _clock = clock;
    }

    /// <summary>A span belongs to the day on which it opens, so the day before is asked too.</summary>
    private bool Overlaps(long start, long length)
    {
        var last = TradingCalendar.Floor(start + length - 1, Day);
        for (var day = TradingCalendar.Floor(start, Day) - 1; day <= last; day++)
            if (_days[TimeNode.Weekday(day)] && start < (day * Day) + _to && start + length > (day * Day) + _from) return true;
        return false;
    }
}
