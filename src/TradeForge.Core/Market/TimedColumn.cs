namespace TradeForge.Core.Market;

/// <summary>Named values that hold from a time on: a spread, signals from outside, scores of a model.</summary>
/// <param name="Name">By which a strategy asks for them.</param>
/// <param name="Times">From when each value was known, in milliseconds since 1970-01-01T00:00Z, strictly ascending.</param>
/// <param name="Values">As many; NaN = not known from then on.</param>
public sealed record TimedColumn(string Name, IReadOnlyList<long> Times, IReadOnlyList<double> Values);
