using TradeForge.Core.Strategies.Templates;

namespace TradeForge.Core.Strategies;

/// <summary>Ready strategies of every customary kind, and the smallest one to begin with.</summary>
public static class StrategyTemplates
{
    public static IReadOnlyList<StrategyTemplate> All { get; } = [.. TrendTemplates.All, .. ReversionTemplates.All, .. BreakoutTemplates.All, .. MomentumTemplates.All, .. RiskTemplates.All];

    /// <summary>A price and an entry, the condition between them left to draw.</summary>
    public static StrategyGraph Blank(string name) => new GraphDraft(name).Node("price", "price", 0, 0, ("field", "close")).Node("buy", "enter-long", 2, 0).Graph();
}
