namespace TradeForge.Web.Features.Results;

/// <summary>Names the resource file of the result page.</summary>
public sealed class ResultsText;
