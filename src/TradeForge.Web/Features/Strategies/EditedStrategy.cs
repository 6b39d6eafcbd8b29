namespace TradeForge.Web.Features.Strategies;

/// <summary>Hands the draft of a page to its parts.</summary>
public sealed class EditedStrategy
{
    internal EditedStrategy(StrategyDraft draft) => Draft = draft;

    internal StrategyDraft Draft { get; }
}
