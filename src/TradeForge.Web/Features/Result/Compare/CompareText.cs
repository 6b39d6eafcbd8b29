namespace TradeForge.Web.Features.Result.Compare;

/// <summary>Names the resource file of the comparison.</summary>
public sealed class CompareText;
