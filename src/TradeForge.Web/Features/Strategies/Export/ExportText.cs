namespace TradeForge.Web.Features.Strategies.Export;

/// <summary>Names the resource file of the export.</summary>
public sealed class ExportText;
