using System.Globalization;

namespace TradeForge.Core.Market;

/// <summary>Reads <c>calendars.txt</c>, the data file of exchange hours and holidays that is part of the assembly.</summary>
public sealed class CalendarData
{
    private static readonly Lazy<CalendarData> Embedded = new(() => Parse(Resource()));
    private readonly Dictionary<string, SessionTable> _tables = [];

    /// <summary>The data file of this assembly.</summary>
    public static CalendarData Default => Embedded.Value;

    /// <summary>Version of the facts, shown with every result that used them.</summary>
    public string Version { get; private set; } = "";

    /// <summary>The table of <c>us</c> or <c>moex</c>.</summary>
    /// <exception cref="KeyNotFoundException">The file has no such calendar.</exception>
    public SessionTable this[string id] => _tables[id];

    /// <exception cref="FormatException">A line is not understood; the message holds its number and text.</exception>
    public static CalendarData Parse(string text)
    {
        var data = new CalendarData();
        SessionTable? table = null;
        var header = (Id: "", Zone: "");
        SessionSpan[] special = [];
        var number = 0;
        foreach (var raw in text.Split('\n'))
        {
            number++;
            var words = raw.Split([' ', '\r'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0 || words[0][0] == '#') continue;
            try
            {
                if (words[0] == "version") data.Version = words[1];
                else if (words[0] == "calendar") header = (words[1], words[2]);
                else if (words[0] == "day") data._tables.Add(header.Id, table = new SessionTable(header.Zone, words[1] == "regular"));
                else if (words[0] == "short") special = Sessions(words.AsSpan(1), out _);
                else Fact(table!, words, special);
            }
            catch (Exception e) when (e is FormatException or IndexOutOfRangeException or NullReferenceException or InvalidOperationException)
            {
                throw new FormatException($"calendars.txt, line {number}: '{raw}' is not understood.", e);
            }
        }
        return data;
    }

    private static void Fact(SessionTable table, string[] words, SessionSpan[] special)
    {
        switch (words[0])
        {
            case "hours":
                var sessions = Sessions(words.AsSpan(2), out var auction);
                table.AddHours(Day(words[1]), sessions, auction);
                return;
            case "announced":
                table.Announced = int.Parse(words[1], CultureInfo.InvariantCulture);
                return;
            case "weekend":
                table.AddWeekend(Day(words[1]), Sessions(words.AsSpan(2), out _));
                return;
            default:
                for (var i = 2; i < words.Length; i++) Date(table, words[0], Day(words[1] + "-" + words[i]), special);
                return;
        }
    }

    private static void Date(SessionTable table, string word, int day, SessionSpan[] special)
    {
        switch (word)
        {
            case "closed": table.AddClosed(day); return;
            case "extra": table.AddExtra(day); return;
            case "also": table.AddAlso(day); return;
            case "on": table.AddSpecial(day, special); return;
            default: throw new FormatException($"'{word}' is no kind of line.");
        }
    }

    private static SessionSpan[] Sessions(ReadOnlySpan<string> words, out int? auction)
    {
        auction = null;
        var spans = new List<SessionSpan>();
        for (var i = 0; i < words.Length; i += 2)
        {
            if (words[i] == "auction") auction = Minute(words[i + 1]);
            else spans.Add(new SessionSpan(Enum.Parse<SessionKind>(words[i], ignoreCase: true), Minute(words[i + 1][..5]), Minute(words[i + 1][6..])));
        }
        return [.. spans];
    }

    private static int Minute(string clock) => int.Parse(clock.AsSpan(0, 2), CultureInfo.InvariantCulture) * 60 + int.Parse(clock.AsSpan(3), CultureInfo.InvariantCulture);

    private static int Day(string date) => DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    private static string Resource()
    {
        using var stream = typeof(CalendarData).Assembly.GetManifestResourceStream("TradeForge.Core.Market.calendars.txt")
            ?? throw new InvalidOperationException("The assembly lacks its resource calendars.txt.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
