namespace TradeForge.Web.Features.Result.Export;

/// <summary>Names the resource file of the exports.</summary>
public sealed class ExportText;
