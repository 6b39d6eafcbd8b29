namespace TradeForge.Web.Features.Strategies.Templates;

/// <summary>Names the resource file of the ways to begin a strategy.</summary>
public sealed class TemplatesText;
