using TradeForge.Core;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Web.Shared.Market;

namespace TradeForge.Web.Features.Runs;

/// <summary>How much a run would read, and what does not fit together in it.</summary>
internal static class RunScope
{
    /// <summary>Bars from the start of the run to its end, over all instruments; a little more or less than there are, for gaps are not looked at.</summary>
    public static long Bars(IEnumerable<RunInstrument> traded, BacktestSettings settings) =>
        settings.Timeframe is { } timeframe ? traded.Sum(instrument => Bars(instrument, timeframe, settings)) : 0;

    /// <summary>What the run takes as one although it differs between the instruments.</summary>
    /// <param name="traded">The instruments.</param>
    /// <param name="settings">With the account's currency, in which prices in others are converted, and the lots.</param>
    public static IReadOnlyList<Text> Mixed(IReadOnlyList<RunInstrument> traded, BacktestSettings settings)
    {
        var warnings = new List<Text>();
        if (settings.Currency is null && Differ(traded, i => VenueCatalog.FindInstrument(i.Key)?.QuoteCurrency ?? "?") is { } currencies)
            warnings.Add(new($"Quoted in several currencies ({currencies}): the run adds them up as if they were one, unless the account has a currency.", $"Котировки в разных валютах ({currencies}): прогон складывает их как одну, пока не названа валюта счёта."));
        var lots = Differ(traded, i => Number(i.Lot)) is null ? [] : traded.Where(i => settings.For(i.Key).Lot != i.Lot).Select(i => $"{i.Key} {Number(settings.For(i.Key).Lot)} ({Number(i.Lot)})").ToList();
        if (lots.Count > 0) warnings.Add(new($"Other lots than those of the market (in brackets): {string.Join(", ", lots)}.", $"Лоты не те, что на рынке (в скобках): {string.Join(", ", lots)}."));
        if (Differ(traded, i => SettingsText.Word(i.Calendar)) is { } calendars)
            warnings.Add(new($"The calendars differ ({calendars}): the run takes the one chosen for all.", $"Календари разные ({calendars}): прогон берёт выбранный для всех."));
        return warnings;
    }

    private static string Number(decimal number) => number.ToString("0.########", System.Globalization.CultureInfo.InvariantCulture);

    private static long Bars(RunInstrument instrument, Timeframe timeframe, BacktestSettings settings)
    {
        if (instrument.SourceOf(timeframe) is not { } source) return 0;
        var (first, end) = (source.First, source.Last.AddMilliseconds(source.Timeframe.Milliseconds));
        var (from, to) = (settings.From is { } f && f > first ? f : first, settings.To is { } t && t < end ? t : end);
        if (to <= from) return 0;
        return (long)Math.Ceiling(source.Count * ((to - from) / (end - first)) * source.Timeframe.Milliseconds / timeframe.Milliseconds);
    }

    private static string? Differ(IReadOnlyList<RunInstrument> traded, Func<RunInstrument, string> of)
    {
        var found = traded.Select(of).Distinct().Order(StringComparer.Ordinal).ToList();
        return found.Count > 1 ? string.Join(", ", found) : null;
    }
}
