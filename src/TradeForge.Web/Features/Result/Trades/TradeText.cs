namespace TradeForge.Web.Features.Result.Trades;

/// <summary>Names the resource file of the trades tab.</summary>
public sealed class TradeText;
