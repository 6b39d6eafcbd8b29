namespace TradeForge.Web.Features.Strategies.Sharing;

/// <summary>Names the resource file of share links.</summary>
public sealed class SharingText;
