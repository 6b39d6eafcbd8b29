using System.Runtime.CompilerServices;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;

namespace TradeForge.Core.Trading;

/// <summary>Whether a working order fills, and at what market price, before slippage: golden rules G5, G6, G8.</summary>
/// <param name="touch">Distance that a limit must be traded through.</param>
/// <param name="gapLimit">What a resting limit fills at when the open is beyond it.</param>
internal readonly struct OrderMatch(decimal touch, GapLimitRule gapLimit)
{
    private readonly bool _touches = touch == 0;

    /// <summary>The market stands at <paramref name="price"/> (an open, or the close at which it was sent); NaN = no fill. A stop that is reached triggers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double At(ref SimulatedOrder order, double price) => order.Type == OrderType.Market ? price : AtPrice(ref order, price);

    private double AtPrice(ref SimulatedOrder order, double price)
    {
        var isBuy = order.Side == OrderSide.Buy;
        var rested = order.Type == OrderType.Limit || order.Triggered;
        if (order.Type is OrderType.Stop or OrderType.StopLimit && !order.Triggered)
        {
            if (isBuy ? !(price >= order.StopPrice) : !(price <= order.StopPrice)) return double.NaN;
            order.Triggered = true;
        }
        if (order.Type is OrderType.Stop or OrderType.MarketOnClose) return price;
        if (!Reaches(order, price)) return double.NaN;
        return rested && gapLimit == GapLimitRule.Exact ? order.LimitPrice : price;
    }

    /// <summary>The bar moves on from its open, at which the order did not fill; NaN = no fill. A stop that is reached triggers.</summary>
    /// <remarks>
    /// A stop-limit triggered on the way fills at its stop if its limit allows that; else on this bar only if the close, which comes after the
    /// trigger, has reached the limit, and at the limit.
    /// </remarks>
    public double Inside(ref SimulatedOrder order, in Candle bar)
    {
        var isBuy = order.Side == OrderSide.Buy;
        if (order.Type == OrderType.Limit || (order.Type == OrderType.StopLimit && order.Triggered))
            return Reaches(order, isBuy ? bar.Low : bar.High) ? order.LimitPrice : double.NaN;
        if (order.Type == OrderType.Market || order.Triggered || (isBuy ? !(bar.High >= order.StopPrice) : !(bar.Low <= order.StopPrice))) return double.NaN;
        order.Triggered = true;
        if (order.Type == OrderType.Stop || Reaches(order, order.StopPrice)) return order.StopPrice;
        return Reaches(order, bar.Close) ? order.LimitPrice : double.NaN;
    }

    /// <summary>Market and stop fills slip, limit fills do not.</summary>
    public static bool Slips(OrderType type) => type is OrderType.Market or OrderType.Stop;

    /// <summary>Which of a stop and a target inside one bar comes first where nothing else tells: G7. At equal distances the stop.</summary>
    public static bool StopFirst(SameBarRule rule, in Candle bar, bool isLong) => rule switch
    {
        SameBarRule.Optimistic => false,
        SameBarRule.Path => isLong ? bar.Open - bar.Low <= bar.High - bar.Open : bar.High - bar.Open <= bar.Open - bar.Low,
        _ => true,
    };

    /// <summary>The price fills a limit there.</summary>
    public bool Reaches(in SimulatedOrder order, double price) => order.Side == OrderSide.Buy ? price <= Through(order) : price >= Through(order);

    /// <summary>The price that must trade before a limit fills (G8).</summary>
    public double Through(in SimulatedOrder order) =>
        _touches ? order.LimitPrice : (double)(order.Side == OrderSide.Buy ? (decimal)order.LimitPrice - touch : (decimal)order.LimitPrice + touch);
}
