namespace TradeForge.Core.Trading;

/// <summary>Trading with borrowed money (golden rule G29), in percent of the value of a position.</summary>
/// <param name="Initial">Own money that an entry needs: 100 = none is borrowed, 20 = five times the own money.</param>
/// <param name="Maintenance">Own money that keeping it needs; below it everything is closed at the next price.</param>
public sealed record Margin(decimal Initial = 100, decimal Maintenance = 0)
{
    /// <summary>Nothing is borrowed.</summary>
    public static Margin None { get; } = new();

    /// <summary>Value that may still be entered: what is not bound by open positions, times 100 / <see cref="Initial"/>; never below 0.</summary>
    /// <param name="equity">Equity at the last mark.</param>
    /// <param name="openValue">Value of all open positions, longs and shorts added up.</param>
    public decimal Available(decimal equity, decimal openValue) => Math.Max(0, equity * 100 / Initial - openValue);

    /// <summary>Own money that a value binds.</summary>
    public decimal Required(decimal value) => value * Initial / 100;

    /// <summary>A margin call: with positions open, equity is below the maintenance share of their value.</summary>
    public bool IsCall(decimal equity, decimal openValue) => openValue > 0 && equity < openValue * Maintenance / 100;

    /// <summary>The price below (long) or above (short) which a single position is called; null when no price does that.</summary>
    /// <param name="cash">Cash beside the position: below 0 a loan, with the proceeds of a short sale.</param>
    /// <param name="quantity">Units held, below 0 when short.</param>
    public decimal? LiquidationPrice(decimal cash, decimal quantity)
    {
        // equity = cash + quantity · p; the call is at equity = maintenance · |quantity| · p
        var perUnit = quantity - Math.Abs(quantity) * Maintenance / 100;
        if (perUnit == 0) return null;
        var price = -cash / perUnit;
        return price > 0 ? price : null;
    }
}
