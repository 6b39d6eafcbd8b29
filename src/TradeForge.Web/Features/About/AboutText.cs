namespace TradeForge.Web.Features.About;

/// <summary>Names the resource file of the licences page.</summary>
public sealed class AboutText;
