using TradeForge.Web.Shared.Graphs;

namespace TradeForge.Web.Features.Strategies;

/// <summary>Hands the draft of a page, the canvas that draws it and what the page can do with it to the page's parts.</summary>
public sealed class EditedStrategy
{
    internal EditedStrategy(StrategyDraft draft, Func<Task> reload) => (Draft, ReloadAsync) = (draft, reload);

    internal StrategyDraft Draft { get; }

    internal CanvasHandle Canvas { get; } = new();

    /// <summary>Shows what the store holds now, as one step for undo: after a version was restored.</summary>
    internal Func<Task> ReloadAsync { get; }
}
