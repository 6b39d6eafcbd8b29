namespace TradeForge.Web.Shared;

/// <summary>Names the resource file of the shell.</summary>
public sealed class SharedText;
