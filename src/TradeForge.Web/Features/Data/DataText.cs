namespace TradeForge.Web.Features.Data;

/// <summary>Names the resource file of the data pages.</summary>
public sealed class DataText;
