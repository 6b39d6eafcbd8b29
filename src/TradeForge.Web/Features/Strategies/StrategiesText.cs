namespace TradeForge.Web.Features.Strategies;

/// <summary>Names the resource file of the strategy pages.</summary>
public sealed class StrategiesText;
