namespace TradeForge.Core.Metrics;

/// <summary>The capacity of one of several instruments: the capital of the whole account at which one of its fills in twenty would exceed 1 % of what its bar traded.</summary>
/// <param name="Symbol">The instrument.</param>
/// <param name="Capacity">5th percentile, interpolated, over its fills of 0.01 · close · volume of the bar · equity at its close / value of the fill.</param>
/// <param name="Fills">How many of them are measured: those on bars with a volume.</param>
public sealed record CapacityRow(string Symbol, double Capacity, int Fills)
{
    internal static CapacityRow Of(string symbol, double[] capacities) => new(symbol, Sample.PercentileOf(capacities, 0.05)!.Value, capacities.Length);
}
