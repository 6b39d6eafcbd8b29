namespace TradeForge.Core.Simulation;

/// <summary>Settings of an order run beside those of every run.</summary>
/// <param name="Hedged">Longs and shorts stand side by side; else an order closes opposite lots first, the oldest before the others.</param>
/// <param name="EntrySpread">Percent of the price paid once, where a lot is opened.</param>
/// <param name="IgnoreVolume">Bars without volume fill too.</param>
public sealed record BookSettings(bool Hedged = false, decimal EntrySpread = 0, bool IgnoreVolume = false);
