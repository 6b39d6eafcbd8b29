namespace TradeForge.Web.Features.Strategies.Rules;

/// <summary>Names the resource file of the list of rules.</summary>
public sealed class RulesText;
