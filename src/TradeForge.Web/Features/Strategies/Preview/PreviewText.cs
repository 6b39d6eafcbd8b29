namespace TradeForge.Web.Features.Strategies.Preview;

/// <summary>Names the resource file of the preview.</summary>
public sealed class PreviewText;
