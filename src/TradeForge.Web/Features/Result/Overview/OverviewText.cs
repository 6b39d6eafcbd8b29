namespace TradeForge.Web.Features.Result.Overview;

/// <summary>Names the resource file of the overview.</summary>
public sealed class OverviewText;
