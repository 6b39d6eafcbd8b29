namespace TradeForge.Core.Trading;

public enum SlippageUnit { Percent, Ticks, Price }

/// <summary>Slippage of market and stop fills, against the trader (golden rule G21).</summary>
public sealed record Slippage(decimal Value = 0, SlippageUnit Unit = SlippageUnit.Percent)
{
    public static Slippage None { get; } = new();
}
