using TradeForge.Core.Simulation;

namespace TradeForge.Core.Trading;

/// <summary>Commission of one fill: the sum of its parts, charged on every fill at its real value (golden rule G19).</summary>
/// <param name="Percent">Percent of the fill's value: 0.1 = 0.1 %. With a <see cref="MakerPercent"/> that of a taker.</param>
/// <param name="PerOrder">Money for each fill.</param>
/// <param name="PerUnit">Money for each unit.</param>
/// <param name="PerLot">Money for each lot.</param>
public sealed record Commission(decimal Percent = 0, decimal PerOrder = 0, decimal PerUnit = 0, decimal PerLot = 0)
{
    public static Commission None { get; } = new();

    /// <summary>Least money for a fill; 0 = no floor.</summary>
    public decimal Minimum { get; init; }
    /// <summary>Most money for a fill; 0 = no ceiling.</summary>
    public decimal Maximum { get; init; }
    /// <summary>Percent for a fill that rested in the book (a limit order that the open had not passed); null = as a taker's (G20).</summary>
    public decimal? MakerPercent { get; init; }
    /// <summary>Charged on sales alone.</summary>
    public bool SalesOnly { get; init; }
    /// <summary>Money of a fill is rounded up to this step, such as a cent; 0 = not rounded.</summary>
    public decimal RoundUpTo { get; init; }
    /// <summary>A second commission on the same fill with its own floor and ceiling, such as the exchange's beside the broker's.</summary>
    public Commission? And { get; init; }

    /// <summary>The sum of the parts alone: none of floor, ceiling, rounding, maker or sales rule.</summary>
    internal bool IsPlain => Minimum == 0 && Maximum == 0 && MakerPercent is null && !SalesOnly && RoundUpTo == 0 && And is null;

    /// <summary>Money for a taker's purchase of <paramref name="quantity"/> units at <paramref name="price"/>; a lot of 0 counts as one unit.</summary>
    public decimal On(decimal quantity, decimal price, decimal lot) =>
        quantity == 0 ? 0 : IsPlain ? PerOrder + quantity * PerUnitAt(price, lot) : On(quantity, price, lot, OrderSide.Buy, isMaker: false);

    /// <summary>Money for a fill. The order of things: sum of the parts, floor, ceiling, rounding up; then the second commission.</summary>
    public decimal On(decimal quantity, decimal price, decimal lot, OrderSide side, bool isMaker)
    {
        if (quantity == 0) return 0;
        if (IsPlain) return PerOrder + quantity * PerUnitAt(price, lot);
        var money = SalesOnly && side == OrderSide.Buy ? 0 : Own(quantity, price, lot, isMaker);
        return And is null ? money : money + And.On(quantity, price, lot, side, isMaker);
    }

    /// <summary>The largest quantity whose value and commission, as a taker's, fit into <paramref name="money"/> (G25): whole lots, or with a
    /// lot of 0 multiples of 1e-8.</summary>
    public decimal Affordable(decimal money, decimal price, decimal lot, OrderSide side)
    {
        if (money <= 0 || price <= 0) return 0;
        var step = lot == 0 ? 1e-8m : lot;
        var (low, high) = (0m, Down(money / price, lot)); // the cost never falls with the quantity
        if (IsPlain) low = Math.Max(0, Down((money - PerOrder) / (price + PerUnitAt(price, lot)), lot));
        while (IsPlain && low > 0 && !Fits(low)) low -= step; // the division is rounded at 28 digits, so the exact condition decides
        while (IsPlain && Fits(low + step)) low += step;
        while (!IsPlain && high - low > step)
        {
            var middle = Down((low + high) / 2, lot);
            if (Fits(middle)) low = middle;
            else high = middle;
        }
        return !IsPlain && Fits(high) ? high : low;

        bool Fits(decimal quantity) => quantity * price + On(quantity, price, lot, side, isMaker: false) <= money;
    }

    /// <summary>All money and percents times a factor, 0 or more; the rounding step stays.</summary>
    public Commission Times(decimal factor) => factor == 0 ? None : this with
    {
        Percent = Percent * factor,
        PerOrder = PerOrder * factor,
        PerUnit = PerUnit * factor,
        PerLot = PerLot * factor,
        Minimum = Minimum * factor,
        Maximum = Maximum * factor,
        MakerPercent = MakerPercent * factor,
        And = And?.Times(factor),
    };

    private static decimal Down(decimal quantity, decimal lot) => lot == 0 ? Math.Round(quantity, 8, MidpointRounding.ToZero) : Math.Floor(quantity / lot) * lot;

    /// <summary>The part of the commission that grows with the quantity, for one unit at <paramref name="price"/>.</summary>
    internal decimal PerUnitAt(decimal price, decimal lot)
    {
        var money = PerUnit;
        if (Percent != 0) money += price * Percent * 0.01m;
        if (PerLot != 0) money += PerLot / (lot == 0 ? 1 : lot);
        return money;
    }

    private decimal Own(decimal quantity, decimal price, decimal lot, bool isMaker)
    {
        var money = PerOrder + quantity * PerUnitAt(price, lot);
        if (isMaker && MakerPercent is { } maker) money += quantity * price * (maker - Percent) * 0.01m;
        if (Minimum != 0) money = Math.Max(money, Minimum);
        if (Maximum != 0) money = Math.Min(money, Maximum);
        return RoundUpTo == 0 ? money : Math.Ceiling(money / RoundUpTo) * RoundUpTo;
    }
}
