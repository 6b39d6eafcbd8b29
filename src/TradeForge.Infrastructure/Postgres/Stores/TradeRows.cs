using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Infrastructure.Postgres.Rows;

namespace TradeForge.Infrastructure.Postgres.Stores;

/// <summary>Between Core's trade and its row.</summary>
internal static class TradeRows
{
    public static BacktestTradeRow Of(Guid run, int ordinal, Trade t) => new()
    {
        RunId = run,
        Ordinal = ordinal,
        Symbol = t.Symbol,
        Side = t.Side.ToString(),
        Quantity = t.Quantity,
        EntryBar = t.EntryBar,
        EntryTime = t.EntryTime,
        EntryPrice = t.EntryPrice,
        EntryReason = t.EntryReason,
        ExitBar = t.ExitBar,
        ExitTime = t.ExitTime,
        ExitPrice = t.ExitPrice,
        ExitReason = t.ExitReason,
        Fees = t.Fees,
        Pnl = t.Pnl,
        PnlPercent = t.PnlPercent,
        Mae = t.Mae,
        Mfe = t.Mfe,
    };

    public static Trade Read(BacktestTradeRow x) => new(
        x.Symbol, Enum.Parse<PositionSide>(x.Side), x.Quantity, x.EntryBar, x.EntryTime, x.EntryPrice, x.EntryReason,
        x.ExitBar, x.ExitTime, x.ExitPrice, x.ExitReason, x.Fees, x.Pnl, x.PnlPercent, x.Mae, x.Mfe);
}
