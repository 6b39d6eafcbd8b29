using TradeForge.Core.Simulation;

namespace TradeForge.Web.Features.Result.Trades;

/// <summary>A column of the trade list: how it sorts, and whether it can be hidden. In the order of the list: what is asked for first is in sight on the narrowest window.</summary>
/// <param name="Name">Its resource, and its name where the choice of columns is kept.</param>
/// <param name="Number">It stands to the right.</param>
/// <param name="Key">What it sorts by; null = the number of the trade.</param>
public sealed record TradeColumn(string Name, bool Number, Func<Trade, IComparable>? Key)
{
    public static IReadOnlyList<TradeColumn> All { get; } =
    [
        new("Number", true, null), new("Symbol", false, t => t.Symbol), new("Side", false, t => t.Side), new("Pnl", true, t => t.Pnl), new("PnlPercent", true, t => t.PnlPercent),
        new("EntryTime", false, t => t.EntryTime), new("EntryPrice", true, t => t.EntryPrice),
        new("EntryReason", false, t => t.EntryReason), new("ExitTime", false, t => t.ExitTime), new("ExitPrice", true, t => t.ExitPrice), new("ExitReason", false, t => t.ExitReason),
        new("Quantity", true, t => t.Quantity), new("Fees", true, t => t.Fees),
        new("Mae", true, t => t.Mae), new("Mfe", true, t => t.Mfe), new("Bars", true, t => t.Bars),
        new("RunUp", true, t => t.RunUp), new("Drawdown", true, t => t.Drawdown), new("EntryRate", true, t => t.EntryRate), new("ExitRate", true, t => t.ExitRate),
        new("InitialStop", true, t => t.Levels?.InitialStop ?? 0), new("InitialTarget", true, t => t.Levels?.InitialTarget ?? 0), new("FinalStop", true, t => t.Levels?.FinalStop ?? 0), new("FinalTarget", true, t => t.Levels?.FinalTarget ?? 0),
    ];
}
