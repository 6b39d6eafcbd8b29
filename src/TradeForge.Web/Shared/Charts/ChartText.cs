namespace TradeForge.Web.Shared.Charts;

/// <summary>Names the resource file of the charts.</summary>
public sealed class ChartText;
