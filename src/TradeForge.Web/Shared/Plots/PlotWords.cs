namespace TradeForge.Web.Shared.Plots;

/// <summary>Names the resource file of the plots.</summary>
public sealed class PlotWords;
