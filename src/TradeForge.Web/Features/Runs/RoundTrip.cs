using TradeForge.Core.Simulation;
using TradeForge.Core.Trading;

namespace TradeForge.Web.Features.Runs;

/// <summary>What it costs to buy with all the cash at a price and to sell at once at the same price, by the engine's own rules.</summary>
internal sealed record RoundTrip(decimal Quantity, decimal Commission, decimal Slippage)
{
    public decimal Total => Commission + Slippage;

    /// <summary>Null when the cash does not buy one lot.</summary>
    public static RoundTrip? Of(BacktestSettings settings, double price)
    {
        var fill = new FillPrice(settings.Slippage, settings.PriceStep);
        var (buy, sell) = (fill.Market(OrderSide.Buy, price), fill.Market(OrderSide.Sell, price));
        if (buy <= 0) return null;
        var quantity = Whole(settings.Cash / (buy * (1 + settings.Commission.Percent / 100)), settings.Lot);
        if (quantity <= 0) return null;
        var commission = settings.Commission.On(quantity, buy, settings.Lot) + settings.Commission.On(quantity, sell, settings.Lot);
        return new RoundTrip(quantity, commission, quantity * (buy - sell));
    }

    private static decimal Whole(decimal quantity, decimal lot) =>
        lot > 0 ? Math.Floor(quantity / lot) * lot : Math.Floor(quantity * 100_000_000) / 100_000_000;
}
