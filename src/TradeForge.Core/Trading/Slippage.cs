namespace TradeForge.Core.Trading;

public enum SlippageUnit { Percent, Ticks, Price }

/// <summary>How the price moves with the share of the bar's volume that a fill takes.</summary>
public enum ImpactModel { SquareRoot, Linear }

/// <summary>Slippage of market and stop fills, against the trader (golden rule G21): the sum of its parts.</summary>
/// <param name="Value">A fixed distance in <paramref name="Unit"/>.</param>
public sealed record Slippage(decimal Value = 0, SlippageUnit Unit = SlippageUnit.Percent)
{
    public static Slippage None { get; } = new();

    /// <summary>Distance of bid and ask in <see cref="SpreadUnit"/>; prices are taken as the middle, so a fill pays half of it.</summary>
    public decimal Spread { get; init; }
    public SlippageUnit SpreadUnit { get; init; }

    /// <summary>Percent of the price that taking the whole volume of the bar would move it; a fill of quantity q in a bar of volume V moves it by
    /// <c>Impact · √(q/V)</c> or <c>Impact · q/V</c>. Without a volume there is no impact.</summary>
    /// <remarks>Square root: the empirical law of market impact (J. Almgren et al., Direct Estimation of Equity Market Impact, 2005, and others)
    /// with the bar's volume as the yardstick. Linear: A. S. Kyle, Continuous Auctions and Insider Trading, 1985.</remarks>
    public decimal Impact { get; init; }
    public ImpactModel Model { get; init; }

    /// <summary>A slipped price is taken back into the bar's range, low to high. Hides cost; off by default.</summary>
    public bool ClampToBar { get; init; }

    /// <summary>All distances times a factor, 0 or more.</summary>
    public Slippage Times(decimal factor) => this with { Value = Value * factor, Spread = Spread * factor, Impact = Impact * factor };

    /// <summary>The bar and the quantity are needed to know the price.</summary>
    public bool NeedsBar => Impact != 0 || ClampToBar;
}
