using System.Globalization;

namespace TradeForge.Core.Market;

/// <summary>Reads files of splits and dividends; every line that is not understood is a problem.</summary>
public static class CorporateActionsCsv
{
    /// <summary>Reads splits: <c>date,before,after</c>, the first day of the new units and how many new ones stand for how many old ones.</summary>
    public static (IReadOnlyList<Split> Splits, IReadOnlyList<Problem> Problems) ReadSplits(string text)
    {
        var (rows, problem) = EventCsv.Read(text, "date", "before", "after");
        if (problem is not null) return ([], [problem]);
        var (splits, problems) = (new List<Split>(), new List<Problem>());
        foreach (var row in rows)
        {
            if (row.TryDay(0, out var day) && row.TryNumber(1, out var before) && row.TryNumber(2, out var after) && before > 0 && after > 0 && splits.TrueForAll(s => s.Day != day))
                splits.Add(new Split(day, before, after));
            else problems.Add(EventCsv.Wrong(row));
        }
        return (splits, problems);
    }

    /// <summary>Reads dividends: <c>ex_date,amount</c>, or <c>registry_close,amount</c> with record dates that <paramref name="exDay"/> turns into
    /// ex-dates. A row whose <c>registry_close_source</c> is <c>yahoo_ex_div</c> has an ex-date in that column too.</summary>
    /// <param name="text">The file.</param>
    /// <param name="exDay">Ex-date of a record date; null where a file of record dates cannot be used.</param>
    public static (IReadOnlyList<Dividend> Dividends, IReadOnlyList<Problem> Problems) ReadDividends(string text, Func<int, int>? exDay)
    {
        var (rows, problem) = EventCsv.Read(text, "ex_date ex_dividend_date exdate registry_close record_date", "amount dividend", "?registry_close record_date", "?registry_close_source");
        if (problem is not null) return ([], [problem]);
        var (dividends, problems) = (new List<Dividend>(), new List<Problem>());
        foreach (var row in rows)
        {
            if (!row.TryDay(0, out var day) || !row.TryNumber(1, out var amount) || amount <= 0) problems.Add(EventCsv.Wrong(row));
            else if (row.Fields[2] != row.Fields[0] || row.Fields[3] == "yahoo_ex_div") dividends.Add(new Dividend(day, amount));
            else if (exDay is not null) dividends.Add(new Dividend(exDay(day), amount));
            else return ([], [RecordDates()]);
        }
        dividends.Sort((a, b) => a.ExDay.CompareTo(b.ExDay));
        problems.AddRange(Twice(dividends));
        return (dividends, problems);
    }

    /// <summary>Two of almost one size within a few days are mostly one dividend told by two sources: a warning, nothing is left out.</summary>
    private static IEnumerable<Problem> Twice(List<Dividend> dividends)
    {
        for (var i = 1; i < dividends.Count; i++)
        {
            var (first, second) = (dividends[i - 1], dividends[i]);
            if (second.ExDay - first.ExDay > 5 || Math.Abs(second.Amount / first.Amount - 1) > 0.2m) continue;
            var (a, b) = (Name(first), Name(second));
            yield return new Problem(Severity.Warning, "dividend-twice", "", new($"Perhaps one dividend twice: {a} and {b}.", $"Возможно, один дивиденд дважды: {a} и {b}."));
        }

        static string Name(Dividend d) => TradingCalendar.DateOfDay(d.ExDay).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + " " + d.Amount.ToString(CultureInfo.InvariantCulture);
    }

    private static Problem RecordDates() => new(Severity.Error, "record-dates", "", new(
        "The dividends have record dates; name the calendar moex, whose settlement turns them into ex-dates.", "У дивидендов даты закрытия реестра; назовите календарь moex: по его расчётам находятся экс-даты."));
}
