namespace TradeForge.Core.Trading;

/// <summary>Commission of one fill: the sum of its parts, charged on every fill at its real value (golden rule G19).</summary>
/// <param name="Percent">Percent of the fill's value: 0.1 = 0.1 %.</param>
/// <param name="PerOrder">Money for each fill.</param>
/// <param name="PerUnit">Money for each unit.</param>
/// <param name="PerLot">Money for each lot.</param>
public sealed record Commission(decimal Percent = 0, decimal PerOrder = 0, decimal PerUnit = 0, decimal PerLot = 0)
{
    public static Commission None { get; } = new();

    /// <summary>Money for a fill of <paramref name="quantity"/> units at <paramref name="price"/>; a lot of 0 counts as one unit.</summary>
    public decimal On(decimal quantity, decimal price, decimal lot) =>
        quantity == 0 ? 0 : PerOrder + quantity * PerUnitAt(price, lot);

    /// <summary>The part of the commission that grows with the quantity, for one unit at <paramref name="price"/>.</summary>
    internal decimal PerUnitAt(decimal price, decimal lot)
    {
        var money = PerUnit;
        if (Percent != 0) money += price * Percent / 100;
        if (PerLot != 0) money += PerLot / (lot == 0 ? 1 : lot);
        return money;
    }
}
