namespace TradeForge.Core.Trading;

/// <summary>The border between measured prices and owned money.</summary>
internal static class MeasuredPrice
{
    private const int Places = 8;
    private const double Shift = 1e8, Most = 1e15; // the runtime's conversion keeps 15 digits

    /// <summary>The price as the runtime converts it, to the last digit, in a fraction of the time where the price has at most eight places.</summary>
    /// <remarks>A number of at most 15 digits that divides back into the price is the one that the runtime finds, for no two such numbers share a double.</remarks>
    public static QuickDecimal Of(double price)
    {
        var shifted = Math.Round(price * Shift);
        if (!(shifted >= 1 && shifted < Most && shifted / Shift == price)) return (decimal)price;
        var whole = (ulong)shifted;
        byte scale = Places;
        if (whole % 10_000 == 0) (whole, scale) = (whole / 10_000, (byte)(scale - 4));
        for (; scale > 0 && whole % 10 == 0; scale--) whole /= 10;
        return QuickDecimal.Of(whole, scale);
    }
}
