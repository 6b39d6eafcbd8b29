namespace TradeForge.Web.Shared.Replay;

/// <summary>Names the resource file of replays.</summary>
public sealed class ReplayText;
