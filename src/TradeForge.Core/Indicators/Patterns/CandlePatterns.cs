namespace TradeForge.Core.Indicators.Patterns;

/// <summary>Every candlestick pattern there is.</summary>
public static class CandlePatterns
{
    /// <summary>Sorted by id.</summary>
    public static IReadOnlyList<CandlePattern> All { get; } =
    [
        .. ((IEnumerable<CandlePattern>)[.. OneCandle.All, .. TwoCandles.All, .. ThreeCandles.All, .. MoreCandles.All, .. Hikkake.All])
            .OrderBy(pattern => pattern.Id, StringComparer.Ordinal),
    ];
}
