using TradeForge.Core.Market;
using TradeForge.Core.Simulation;

namespace TradeForge.Core.Metrics;

/// <summary>Figures of a stretch of a run, as if it had begun there with the equity of the close before.</summary>
/// <param name="Name"><see cref="SampleParts.Inside"/> or <see cref="SampleParts.Outside"/>.</param>
/// <param name="From">Start of its first bar.</param>
/// <param name="To">Start of its last bar.</param>
/// <param name="Bars">Bars in it.</param>
/// <param name="Metrics">The figures of <see cref="SampleParts.Names"/>; null = not defined on this stretch.</param>
public sealed record SamplePart(string Name, DateTimeOffset From, DateTimeOffset To, int Bars, IReadOnlyDictionary<string, double?> Metrics);

/// <summary>A run cut in two: the stretch on which a strategy was made, and the one that it had not seen. One account goes through both.</summary>
/// <remarks>A trade belongs to the stretch in which it was closed, so none is counted twice and none is lost.</remarks>
public static class SampleParts
{
    public const string Inside = "in-sample", Outside = "out-of-sample";

    /// <summary>The figures that mean the same on a stretch as on a whole run.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "netProfit", "returnPercent", "cagrPercent", "volatilityPercent", "sharpe", "sortino", "maxDrawdownPercent",
        "trades", "winRatePercent", "profitFactor", "expectancyPercent",
    ];

    /// <summary>Both stretches; none without a split, or where it leaves one of them without a bar.</summary>
    public static IReadOnlyList<SamplePart> Of(MetricsInput input)
    {
        if (input.Split is not { } split) return [];
        var at = input.Bars.Times.BinarySearch(split.ToUnixTimeMilliseconds());
        if (at < 0) at = ~at;
        if (at == 0 || at == input.Bars.Count) return [];
        return [Part(Inside, input, 0, at), Part(Outside, input, at, input.Bars.Count)];
    }

    private static SamplePart Part(string name, MetricsInput whole, int from, int to)
    {
        var cash = from == 0 ? whole.InitialCash : (decimal)whole.Equity[from - 1];
        var bars = whole.Bars.Slice(from, to - from);
        var figures = cash <= 0 ? null : MetricsCalculator.Compute(MetricsCalculator.Open(whole with // after ruin there is nothing to measure
        {
            Split = null,
            Bars = bars,
            Equity = whole.Equity[from..to],
            DeepestInside = null,
            Turnover = null,
            Held = whole.Held is var (net, gross) ? (net[from..to], gross[from..to]) : null,
            InitialCash = cash,
            Columns = null,
            Trades = [.. whole.Trades.Where(t => t.ExitBar >= from && t.ExitBar < to).Select(t => t with { EntryBar = Math.Max(0, t.EntryBar - from), ExitBar = t.ExitBar - from })],
            OpenPositions = [],
            FirstTradableBar = Math.Clamp(whole.FirstTradableBar - from, 0, to - from - 1),
        })).Overall;
        return new SamplePart(name, Instant(bars.Times[0]), Instant(bars.Times[^1]), bars.Count, Names.ToDictionary(n => n, n => figures?[n]));
    }

    private static DateTimeOffset Instant(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
