using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Infrastructure.Postgres.Stores;

namespace TradeForge.Web.Features.Result.Trades;

/// <summary>Which trades the list shows. Null and empty = every one.</summary>
public sealed record TradeFilter(PositionSide? Side = null, bool? Won = null, string Entry = "", string Exit = "", string Symbol = "", string Words = "")
{
    public bool IsEmpty => this == new TradeFilter();

    /// <param name="trade">A trade of the run.</param>
    /// <param name="note">What was written about it, or null.</param>
    public bool Passes(Trade trade, TradeNote? note) =>
        (Side is null || trade.Side == Side)
        && (Won is null || trade.Pnl > 0 == Won)
        && (Entry.Length == 0 || trade.EntryReason == Entry)
        && (Exit.Length == 0 || trade.ExitReason == Exit)
        && (Symbol.Length == 0 || trade.Symbol == Symbol)
        && (Words.Length == 0 || (note is not null && (Has(note.Note) || note.Tags.Any(Has))));

    private bool Has(string text) => text.Contains(Words.Trim(), StringComparison.CurrentCultureIgnoreCase);
}
