namespace TradeForge.Core.Trading;

/// <summary>Commission of one fill: the sum of its parts, charged on every fill at its real value (golden rule G19).</summary>
/// <param name="Percent">Percent of the fill's value: 0.1 = 0.1 %.</param>
/// <param name="PerOrder">Money for each fill.</param>
/// <param name="PerUnit">Money for each unit.</param>
/// <param name="PerLot">Money for each lot.</param>
public sealed record Commission(decimal Percent = 0, decimal PerOrder = 0, decimal PerUnit = 0, decimal PerLot = 0)
{
    public static Commission None { get; } = new();
}

public enum SlippageUnit { Percent, Ticks, Price }

/// <summary>Slippage of market and stop fills, against the trader (golden rule G21).</summary>
public sealed record Slippage(decimal Value = 0, SlippageUnit Unit = SlippageUnit.Percent)
{
    public static Slippage None { get; } = new();
}
