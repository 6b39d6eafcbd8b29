using TradeForge.Core.Market;

namespace TradeForge.Core.Strategies;

/// <summary>A series that a node reads: by default the one that is traded, in its own timeframe.</summary>
/// <param name="Symbol">Another symbol; null = the traded one.</param>
/// <param name="Timeframe">A higher timeframe; null = that of the run.</param>
public readonly record struct SeriesKey(string? Symbol, Timeframe? Timeframe)
{
    /// <summary>The series that is traded.</summary>
    public static SeriesKey Main => default;
}

/// <summary>A column that a strategy reads (<see cref="TimedColumn"/>), and the first node that does.</summary>
public sealed record ColumnNeed(string Name, string NodeId);

/// <summary>A series that a strategy reads besides the traded one, and the first node that does.</summary>
public sealed record SeriesNeed(SeriesKey Key, string NodeId);
