namespace TradeForge.Web.Features.Strategies.Library;

/// <summary>Names the resource file of the strategies list and of versions.</summary>
public sealed class LibraryText;
