namespace TradeForge.Web.Features.Strategies;

/// <summary>Names the resource file of the designer page.</summary>
public sealed class DesignerText;
