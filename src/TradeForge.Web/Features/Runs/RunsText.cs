namespace TradeForge.Web.Features.Runs;

/// <summary>Names the resource file of the run form and the list of runs.</summary>
public sealed class RunsText;
