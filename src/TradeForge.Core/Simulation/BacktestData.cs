using TradeForge.Core.Market;

namespace TradeForge.Core.Simulation;

/// <summary>The bars of a run, ready: resampled, cut at <c>to</c>, with the warm-up bars before <c>from</c> still in front.</summary>
/// <param name="Series">Warm-up bars and the bars of the run.</param>
/// <param name="Start">First bar of the run in <paramref name="Series"/>.</param>
/// <param name="Calendar">Days and periods of the market.</param>
/// <param name="Hash"><see cref="DataHash"/> of <paramref name="Series"/>, warm-up included.</param>
/// <param name="VolumeUnknown">No bar has a volume: the zero-volume rule is off.</param>
/// <param name="Warnings">What the cleaning of the data found.</param>
public sealed record BacktestData(CandleSeries Series, int Start, TradingCalendar Calendar, string Hash, bool VolumeUnknown, IReadOnlyList<Text> Warnings)
{
    public int Bars => Series.Count - Start;

    /// <summary>Cuts and resamples a cleaned series for a run, or says why there is nothing to run on.</summary>
    public static (BacktestData? Data, IReadOnlyList<Problem> Problems) Prepare(CandleSeries series, BacktestSettings settings, IReadOnlyList<Text>? warnings = null)
    {
        var calendar = TradingCalendar.For(settings.Calendar);
        var before = settings.To is { } to ? series.Slice(0, FirstAtOrAfter(series.Times, to)) : series; // a bar that ends after `to` is unfinished
        before = SessionFilter.Apply(before, settings.Session, calendar);
        if (before.Count == 0) return (null, [NoBars(series, settings)]);
        var (bars, problem) = settings.Timeframe is { } timeframe ? Resampler.TryResample(before, timeframe, calendar) : (before, null);
        if (bars is null) return (null, [problem!]);

        var start = settings.From is { } from ? FirstAtOrAfter(bars.Times, from) : 0;
        if (start >= bars.Count) return (null, [NoBars(series, settings)]);
        return (new BacktestData(bars, start, calendar, DataHash.Of(bars), !bars.Volume[start..].ContainsAnyExcept(0.0), [.. warnings ?? [], .. Unfiltered(series, settings)]), []);
    }

    private static Text[] Unfiltered(CandleSeries series, BacktestSettings settings) =>
        settings.Session == SessionChoice.All || series.Timeframe.Milliseconds < Timeframe.OneDay.Milliseconds ? [] :
        [new("Bars of a day or more hold all sessions of their source; the choice of the session leaves them as they are.", "Дневные и более длинные бары содержат все сессии источника; выбор сессии их не меняет.")];

    private static int FirstAtOrAfter(ReadOnlySpan<long> times, DateTimeOffset moment)
    {
        var index = times.BinarySearch(moment.ToUnixTimeMilliseconds());
        return index < 0 ? ~index : index;
    }

    private static Problem NoBars(CandleSeries series, BacktestSettings settings) => new(Severity.Error, "no-bars", "candles", new Text(
        $"{series.Symbol} has no bars in the chosen range{Range(settings)}.", $"У {series.Symbol} нет баров в выбранном промежутке{Range(settings)}."));

    private static string Range(BacktestSettings s) =>
        s.From is null && s.To is null ? "" : FormattableString.Invariant($" ({s.From:yyyy-MM-dd HH:mm} … {s.To:yyyy-MM-dd HH:mm} UTC)");
}
