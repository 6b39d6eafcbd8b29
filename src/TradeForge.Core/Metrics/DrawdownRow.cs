namespace TradeForge.Core.Metrics;

/// <summary>One fall of equity below its running peak, at bar closes.</summary>
/// <param name="Peak">Start of the bar of the peak; of the first bar where the initial cash is the peak.</param>
/// <param name="Trough">Start of the bar with the lowest close.</param>
/// <param name="End">Start of the bar that is back at the peak; null while it lasts.</param>
/// <param name="Percent">100 · (lowest equity / peak − 1), negative.</param>
/// <param name="Days">Calendar days from the peak to the end, or to the last bar.</param>
public sealed record DrawdownRow(DateTimeOffset Peak, DateTimeOffset Trough, DateTimeOffset? End, double Percent, double Days);
