namespace TradeForge.Web.Shared;

/// <summary>Names the resource file of the first-run tour.</summary>
public sealed class TourText;
