using TradeForge.Core.Simulation;

namespace TradeForge.Core.Trading;

/// <summary>The border between measured prices (<c>double</c>) and owned money (<c>decimal</c>): slippage and price steps.</summary>
/// <remarks>A measured price becomes a decimal of at most 15 significant digits, the digits that a double is sure of.</remarks>
public readonly struct FillPrice(Slippage slippage, decimal priceStep)
{
    /// <summary>A market or stop fill at <paramref name="price"/>: slippage against the trader, then rounded against the trader to the step (G21, G22).</summary>
    public decimal Market(OrderSide side, double price)
    {
        var exact = (decimal)price;
        if (slippage.Value == 0) return side == OrderSide.Buy ? Up(exact) : Down(exact);
        var slip = slippage.Unit switch
        {
            SlippageUnit.Percent => exact * slippage.Value / 100,
            SlippageUnit.Ticks => slippage.Value * priceStep,
            _ => slippage.Value,
        };
        return side == OrderSide.Buy ? Up(exact + slip) : Math.Max(Down(exact - slip), 0);
    }

    /// <summary>A stop level at its creation: a buy stop rounds up, a sell stop down (G22).</summary>
    public double StopLevel(OrderSide side, double price) => (double)(side == OrderSide.Buy ? Up((decimal)price) : Down((decimal)price));

    /// <summary>A limit level at its creation: a buy limit rounds down, a sell limit up (G22).</summary>
    public double LimitLevel(OrderSide side, double price) => (double)(side == OrderSide.Buy ? Down((decimal)price) : Up((decimal)price));

    private decimal Up(decimal price) => priceStep == 0 ? price : Math.Ceiling(price / priceStep) * priceStep;

    private decimal Down(decimal price) => priceStep == 0 ? price : Math.Floor(price / priceStep) * priceStep;
}
