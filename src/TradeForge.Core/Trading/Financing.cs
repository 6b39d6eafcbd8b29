namespace TradeForge.Core.Trading;

/// <summary>What holding costs overnight, in percent a year (golden rule G29): charged for each calendar day, days / <see cref="DaysInYear"/>.</summary>
/// <param name="Loan">On cash below 0.</param>
/// <param name="Interest">Received on cash above 0, without the proceeds of short sales.</param>
/// <param name="Borrow">Fee on the value of shares sold short.</param>
/// <param name="OvernightLong">On the value of a long position; below 0 it is received.</param>
/// <param name="OvernightShort">On the value of a short position; below 0 it is received.</param>
public sealed record Financing(decimal Loan = 0, decimal Interest = 0, decimal Borrow = 0, decimal OvernightLong = 0, decimal OvernightShort = 0)
{
    public static Financing None { get; } = new();

    /// <summary>The day count convention: 365, or 360 on money markets.</summary>
    public int DaysInYear { get; init; } = 365;

    /// <summary>What holding for <paramref name="days"/> calendar days adds to the cash, by cause; below 0 is paid.</summary>
    /// <param name="days">Calendar days since the last charge.</param>
    /// <param name="cash">Cash with the proceeds of short sales, at the start of the days.</param>
    /// <param name="longValue">Value of what is held long, 0 or more.</param>
    /// <param name="shortValue">Value of what is sold short, 0 or more.</param>
    public FinancingCharge For(int days, decimal cash, decimal longValue, decimal shortValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        var own = Math.Max(0, cash - shortValue);
        var interest = cash < 0 ? cash * Loan : own * Interest;
        return new FinancingCharge(Year(interest), -Year(shortValue * Borrow), -Year(longValue * OvernightLong + shortValue * OvernightShort));

        decimal Year(decimal percents) => percents * days / (100m * DaysInYear);
    }
}

/// <summary>Money added to the cash by cause; below 0 is paid.</summary>
public readonly record struct FinancingCharge(decimal Interest, decimal Borrow, decimal Overnight)
{
    public decimal Total => Interest + Borrow + Overnight;
}
