namespace TradeForge.Web.Features.Result.Performance;

/// <summary>Names the resource file of the performance tab.</summary>
public sealed class PerformanceText;
