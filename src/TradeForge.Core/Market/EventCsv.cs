using System.Globalization;

namespace TradeForge.Core.Market;

/// <summary>One line of a small table: the fields of the wanted columns, empty where a column is absent.</summary>
internal readonly record struct EventRow(int Line, string[] Fields)
{
    public bool TryDay(int column, out int day)
    {
        var good = DateOnly.TryParseExact(Fields[column], ["yyyy-MM-dd", "yyyyMMdd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date);
        day = date.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
        return good;
    }

    public bool TryTime(int column, out long time) => new IsoTime().TryParse(CsvLine.Utf8(Fields[column]), out time);

    public bool TryNumber(int column, out decimal value) => decimal.TryParse(Fields[column], NumberStyles.Float, CultureInfo.InvariantCulture, out value);
}

/// <summary>Reads small tables of events: splits, dividends, funding. A header names the columns; further columns are ignored.</summary>
internal static class EventCsv
{
    /// <param name="columns">For each wanted column its names in lower case, separated by blanks; a leading <c>?</c> marks one that may be absent.</param>
    public static (List<EventRow> Rows, Problem? Problem) Read(string text, params string[] columns)
    {
        var rows = new List<EventRow>();
        int[]? places = null;
        var number = 0;
        foreach (var raw in text.Split('\n'))
        {
            number++;
            var line = raw.TrimEnd('\r').TrimStart('\uFEFF');
            if (string.IsNullOrWhiteSpace(line)) continue;
            var fields = CsvLine.Split(line, ',').ConvertAll(f => f.Trim());
            if (places is not null)
            {
                rows.Add(new EventRow(number, [.. places.Select(p => p >= 0 && p < fields.Count ? fields[p] : "")]));
                continue;
            }
            places = [.. columns.Select(c => fields.FindIndex(f => c.TrimStart('?').Split(' ').Contains(f.ToLowerInvariant(), StringComparer.Ordinal)))];
            for (var i = 0; i < columns.Length; i++)
                if (places[i] < 0 && columns[i][0] != '?') return (rows, Header(columns));
        }
        return places is null ? (rows, Header(columns)) : (rows, null);
    }

    /// <summary>The problem of a line that is not understood.</summary>
    public static Problem Wrong(EventRow row) => new(Severity.Error, "event-line", row.Line.ToString(CultureInfo.InvariantCulture), new(
        $"Line {row.Line} is not understood: {string.Join(',', row.Fields)}.", $"Строка {row.Line} не понята: {string.Join(',', row.Fields)}."));

    private static Problem Header(string[] columns)
    {
        var wanted = string.Join(", ", columns.Where(c => c[0] != '?').Select(c => c.Replace(" ", " / ", StringComparison.Ordinal)));
        return new Problem(Severity.Error, "event-header", "1", new($"The first line must be a header with the columns {wanted}.", $"Первая строка должна быть заголовком со столбцами {wanted}."));
    }
}
