namespace TradeForge.Web.Features.Result.Card;

/// <summary>Names the resource file of the run card.</summary>
public sealed class CardText;
