namespace TradeForge.Web.Features.Result;

/// <summary>Names the resource file of the result page.</summary>
public sealed class ResultText;
