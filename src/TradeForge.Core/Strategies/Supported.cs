namespace TradeForge.Core.Strategies;

/// <summary>
/// Which parts of the strategy format the trading session of this version carries out. The rest is refused by name, never ignored:
/// widen a line here when the session learns it.
/// </summary>
public static class Supported
{
    public static IReadOnlyList<string> OrderTypes { get; } = ["market", "limit", "stop", "stop-limit"];
    public static IReadOnlyList<string> TimesInForce { get; } = ["gtc", "day", "ioc", "fok", "gtd"];
    public static IReadOnlyList<string> OnOpposite { get; } = ["reverse", "block"];
    /// <summary>Most entries that one entry node may stack up in a position.</summary>
    public static int MostEntries => 100;
    public static IReadOnlyList<string> SizeModes { get; } = ["quantity", "lots", "money", "percent-equity", "percent-cash", "risk-percent", "volatility-target", "kelly", "equal-weight"];

    /// <summary>Longest look-back of a node.</summary>
    public const int MostBars = 100_000;

    /// <summary>Node types of the format that this version does not have; indicators beyond the catalogue are simply unknown.</summary>
    public static IReadOnlySet<string> LaterTypes { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
    };

    /// <summary>A choice of which the first words listed work and the others are refused as not available yet.</summary>
    internal static NodeParameter Choice(string name, Text label, IReadOnlyList<string> all, IReadOnlyList<string> working) =>
        NodeParameter.Choice(name, label, [.. all.Where(working.Contains)]) with { Reserved = [.. all.Where(w => !working.Contains(w))] };

    /// <summary>Percent of the position that an exit or target closes.</summary>
    internal static NodeParameter Part { get; } =
        NodeParameter.Number("part", new("Part, %", "Часть, %"), 100, 0, 100) with { AboveMin = true };
}
