namespace TradeForge.Web.Features.Result.Sharing;

/// <summary>Names the resource file of the shared result.</summary>
public sealed class SharedRunText;
