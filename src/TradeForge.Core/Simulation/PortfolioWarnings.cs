using TradeForge.Core.Strategies;

namespace TradeForge.Core.Simulation;

/// <summary>The warnings of a run over several instruments: those of the data by symbol, the others summed over all.</summary>
internal static class PortfolioWarnings
{
    private const int MostNames = 10;
    private const double LeastDifference = 0.01; // of the equity, in percent

    public static IReadOnlyList<Text> Of(CompiledStrategy strategy, PortfolioData data, PortfolioSession session)
    {
        var warnings = session.Lines is [var only] ? ResultBuilder.Warnings(strategy, only.Data, only.Session) : OfSeveral(strategy, data, session);
        if (session.Postponed > 0)
            warnings.Add(ResultBuilder.Counted("On {0} bars that called for a new ranking fewer instruments had a known score than are picked; it waited.", "На {0} барах, где пора было отбирать заново, известных оценок было меньше, чем отбирается; отбор ждал.", session.Postponed));
        if (session.Weights.MaxBy(row => Math.Abs(row.LargestDifference)) is { Time: { } time } far && Math.Abs(far.LargestDifference) >= LeastDifference)
            warnings.Add(ResultBuilder.Counted($"After rounding to lots, costs and cash a weight was up to {{0:0.##}} % of the equity away from its target ({far.Symbol}, {{1:yyyy-MM-dd}}).", $"После округления до лотов, издержек и нехватки денег доля отличалась от цели не более чем на {{0:0.##}} % капитала ({far.Symbol}, {{1:yyyy-MM-dd}}).", Math.Abs(far.LargestDifference), time));
        return warnings;
    }

    private static List<Text> OfSeveral(CompiledStrategy strategy, PortfolioData data, PortfolioSession session)
    {
        var warnings = data.Instruments.Skip(1).Aggregate(data.Instruments[0].Warnings.AsEnumerable(), (all, i) => all.Intersect(i.Warnings)).ToList(); // said once
        var ofAll = warnings.ToHashSet();
        foreach (var (series, found) in data.Instruments.Select(i => (i.Series, i.Warnings)))
            warnings.AddRange(found.Where(w => !ofAll.Contains(w)).Select(w => new Text($"{series.Symbol}: {w.En}", $"{series.Symbol}: {w.Ru}")));
        if (Names(data.Instruments.Where(i => i.VolumeUnknown)) is { Length: > 0 } silent)
            warnings.Add(new($"No bar has a volume: it counts as unknown, and orders fill on every bar ({silent}).", $"Ни у одного бара нет объёма: он считается неизвестным, заявки исполняются на любом баре ({silent})."));
        var warmUp = strategy.WarmUpOn(data.Timeframe);
        if (Names(data.Instruments.Where(i => i.Start < warmUp)) is { Length: > 0 } rough)
            warnings.Add(ResultBuilder.Counted($"The indicators need {{0}} bars before the start to be settled; there are fewer, so the first values are missing or rough ({rough}).", $"Индикаторам нужно {{0}} баров до начала, чтобы установиться; их меньше, поэтому первые значения отсутствуют или неточны ({rough}).", warmUp));
        if (Names(data.Instruments.Where((_, i) => data.Places[i][^1] < data.Bars - 1)) is { Length: > 0 } early)
            warnings.Add(new($"The bars end before the run does; what is held then stays at the last close ({early}).", $"Бары кончаются раньше прогона; удерживаемое остаётся по последнему закрытию ({early})."));
        for (var x = 0; x < strategy.Exits.Count; x++)
            if (session.Lines.Sum(line => line.Session.UnknownExits[x]) is > 0 and var unknown)
                warnings.Add(ResultBuilder.Counted($"The exit {strategy.Exits[x].NodeId} was not known on {{0}} bars in a position and did nothing there.", $"Выход {strategy.Exits[x].NodeId} был неизвестен на {{0}} барах в позиции и там не сработал.", unknown));
        ResultBuilder.AddLimits(warnings, session.Lines[0].Session); // one guard for all
        ResultBuilder.AddCalls(warnings, session.Lines.Sum(line => line.Session.MarginCalls));
        ResultBuilder.AddCommon(warnings, session.Lines.Sum(line => line.Session.AmbiguousBars), session.Ruined, session.Lines.Sum(line => line.Session.TradeCount));
        return warnings;
    }

    private static string Names(IEnumerable<BacktestData> instruments)
    {
        var names = instruments.Select(i => i.Series.Symbol).ToList();
        return string.Join(", ", names.Take(MostNames)) + (names.Count > MostNames ? $", … ({names.Count})" : "");
    }
}
