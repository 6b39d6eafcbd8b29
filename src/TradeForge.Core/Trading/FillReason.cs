namespace TradeForge.Core.Trading;

/// <summary>Why an order was sent or a position closed.</summary>
internal enum FillReason : byte { Signal, StopLoss, TakeProfit, TrailingStop, BreakEven, TimeStop, Reverse, Risk, EndOfData, Ruin, Rebalance, MarginCall, Split, Order }

internal enum OrderType : byte { Market, Limit, Stop, StopLimit, MarketOnClose }

internal enum OrderStatus : byte { Working, Filled, Partial, Cancelled, Expired, Refused }

/// <summary>The words of the result contract.</summary>
internal static class OrderWords
{
    private static readonly string[] Reasons =
        ["signal", "stop-loss", "take-profit", "trailing-stop", "break-even", "time-stop", "reverse", "risk", "end-of-data", "ruin", "rebalance", "margin-call", "split", "order"];
    private static readonly string[] Types = ["market", "limit", "stop", "stop-limit", "market-on-close"];
    private static readonly string[] Statuses = ["working", "filled", "partial", "cancelled", "expired", "rejected"];

    public static string Of(FillReason reason) => Reasons[(int)reason];
    public static string Of(OrderType type) => Types[(int)type];
    public static string Of(OrderStatus status) => Statuses[(int)status];
}
