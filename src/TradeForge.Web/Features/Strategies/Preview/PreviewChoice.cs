using System.Globalization;
using System.Text.Json;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Web.Shared.Market;

namespace TradeForge.Web.Features.Strategies.Preview;

/// <summary>What a preview runs on, as its owner chose it; kept per user and strategy.</summary>
/// <param name="Instrument">Key of a stored instrument.</param>
/// <param name="Timeframe">Bars of the run.</param>
/// <param name="Bars">The newest so many.</param>
/// <param name="To">End as <c>yyyy-MM-dd</c>, exclusive, UTC; empty = the newest bar.</param>
/// <param name="IsOpen">The panel is unfolded.</param>
/// <param name="IsTall">It takes most of the page's height.</param>
internal sealed record PreviewChoice(string Instrument, string Timeframe, int Bars, string To = "", bool IsOpen = true, bool IsTall = false)
{
    private const int Usual = 5_000, FewestBars = 300;

    /// <summary>Windows that are offered.</summary>
    public static IReadOnlyList<int> Windows { get; } = [500, 1_000, 5_000, 20_000, 100_000];

    /// <summary>Where the choice of a strategy is kept.</summary>
    public static string KeyOf(Guid strategy) => $"preview-{strategy:N}";

    public DateTimeOffset? End =>
        DateTimeOffset.TryParseExact(To, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;

    public string ToJson() => JsonSerializer.Serialize(this);

    /// <summary>The kept choice if it can still be had, else the usual one; null when nothing is stored at all.</summary>
    public static PreviewChoice? From(string? json, IReadOnlyList<RunInstrument> market, CompiledStrategy? strategy) =>
        Read(json) is { } kept && Fits(kept, market) ? kept : Suggest(market, strategy);

    /// <summary>
    /// The stored series that fits: of the strategy's own instruments if it names some, long enough for its values to settle; of those the one of
    /// the longest bars up to a day, on which costs weigh least (below a day if the strategy asks for the time of day); and of those the longest
    /// that can be shown whole.
    /// </summary>
    public static PreviewChoice? Suggest(IReadOnlyList<RunInstrument> market, CompiledStrategy? strategy)
    {
        var wanted = strategy?.Portfolio?.Symbols ?? [];
        var series = market.SelectMany(m => m.Series).Where(s => wanted.Count == 0 || wanted.Contains(s.Instrument)).ToList();
        if (series.Count == 0) series = [.. market.SelectMany(m => m.Series)];
        var (most, day) = (Windows[^1], Core.Market.Timeframe.OneDay.Milliseconds);
        var clocked = strategy is not null && strategy.Graph.Nodes.Any(n => AsksForTheHour(strategy, n));
        var best = series.OrderByDescending(s => s.Count >= Math.Max(FewestBars, 2L * (strategy?.WarmUpOn(s.Timeframe) ?? 0)))
            .ThenByDescending(s => clocked && s.Timeframe.Milliseconds < day).ThenByDescending(s => Math.Min(s.Timeframe.Milliseconds, day))
            .ThenByDescending(s => s.Count <= most).ThenByDescending(s => Math.Min(s.Count, most)).ThenBy(s => s.Instrument, StringComparer.Ordinal).FirstOrDefault();
        return best is null ? null : new(best.Instrument, best.Timeframe.ToString(), Usual);
    }

    /// <summary>The run that it asks for.</summary>
    public BacktestSettings Settings(RunInstrument instrument) => instrument.UsualSettings with { Timeframe = Core.Market.Timeframe.Parse(Timeframe), To = End };

    private static bool AsksForTheHour(CompiledStrategy strategy, GraphNode node) => node.Type switch
    {
        "session" => strategy.Parameters.GetValueOrDefault($"{node.Id}.from") is { Length: > 0 },
        "time" => strategy.Parameters.GetValueOrDefault($"{node.Id}.part") is "hour" or "minute",
        _ => false,
    };

    private static bool Fits(PreviewChoice choice, IReadOnlyList<RunInstrument> market) =>
        Windows.Contains(choice.Bars) && Core.Market.Timeframe.TryParse(choice.Timeframe, out var timeframe)
        && market.FirstOrDefault(m => m.Key == choice.Instrument)?.Timeframes.Contains(timeframe) == true;

    private static PreviewChoice? Read(string? json)
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize<PreviewChoice>(json);
        }
        catch (JsonException)
        {
            return null; // written by another version: the usual choice stands in
        }
    }
}
