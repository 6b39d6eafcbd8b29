namespace TradeForge.Core.Indicators;

/// <summary>Where a chart draws an output.</summary>
public enum ChartPane { Price, Own }

/// <summary>How a chart draws an output: joined, as bars from zero, or as a mark on its bar.</summary>
public enum ChartMark { Line, Histogram, Dots }

/// <summary>One output column of an indicator.</summary>
/// <param name="Name">camelCase; <c>value</c> for a single output.</param>
/// <param name="Label">For legends.</param>
/// <param name="ChartOnly">Looks ahead; a condition cannot use it (golden rule G12).</param>
public sealed record IndicatorOutput(string Name, Text Label, bool ChartOnly = false)
{
    /// <summary>The library column that it equals where <see cref="IndicatorDefinition.OracleOf"/> would guess wrong: <c>hist</c> of the same library,
    /// <c>-pine.direction_pine</c> of another with the sign turned, <c>hand</c> for cases worked out by hand.</summary>
    public string? Oracle { get; init; }

    public ChartMark Mark { get; init; }

    /// <summary>Where a chart draws it, if not where its indicator lies: a direction or a share beside lines on the price.</summary>
    public ChartPane? Pane { get; init; }

    /// <summary>It may be NaN on some bars after the warm-up too, as its documentation says (the stop of the other side, a level that is not there).</summary>
    public bool Sparse { get; init; }
}
