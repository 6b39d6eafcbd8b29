namespace TradeForge.Web.Shared.Graphs;

/// <summary>Names the resource file of what differs between two graphs.</summary>
public sealed class DifferenceText;
