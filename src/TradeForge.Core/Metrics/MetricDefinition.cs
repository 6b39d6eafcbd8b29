namespace TradeForge.Core.Metrics;

/// <summary>How a figure is shown: money in quote currency, percent (1 = 1 %), a plain number, days, or a count.</summary>
public enum MetricFormat { Money, Percent, Number, Days, Count }

/// <summary>One figure of a result and its one definition; the class that holds it computes it too.</summary>
/// <param name="Name">camelCase; the key in the result JSON.</param>
/// <param name="Label">For tables.</param>
/// <param name="Definition">Formula, period, annualisation, denominator, and when it is null; README.md repeats the English text.</param>
/// <param name="Format">How it is shown.</param>
/// <param name="HigherIsBetter">Null where neither direction is better.</param>
/// <param name="PerSide">It is also given for long and short trades alone.</param>
public sealed record MetricDefinition(string Name, Text Label, Text Definition, MetricFormat Format, bool? HigherIsBetter, bool PerSide);
