namespace TradeForge.Core.Strategies.Reading;

/// <summary>Numbers with their nouns: 1 bar, 3 bars; 1 бар, 3 бара, 5 баров.</summary>
internal static class Counted
{
    public static Text Bars(double n) => new(En(n, "bar"), Ru(n, "бар", "бара", "баров"));

    public static string En(double n, string noun) => $"{Number(n)} {noun}{(n == 1 ? "" : "s")}";

    /// <param name="n">How many.</param>
    /// <param name="one">1, 21: бар.</param>
    /// <param name="few">2 to 4, 22, and broken numbers: бара.</param>
    /// <param name="many">All others: баров.</param>
    public static string Ru(double n, string one, string few, string many) => $"{Number(n)} {Form(n, one, few, many)}";

    /// <summary>After «не больше», «из»: 1 бара, 5 баров.</summary>
    public static string RuGenitive(double n, string one, string many) => $"{Number(n)} {(n == Math.Floor(n) && n % 10 == 1 && n % 100 != 11 ? one : many)}";

    /// <summary>A number that is not given, or not one, is three dots.</summary>
    public static string Number(double n) => double.IsNaN(n) ? "…" : NodeValues.Canonical(n);

    private static string Form(double n, string one, string few, string many)
    {
        if (double.IsNaN(n)) return many;
        if (n != Math.Floor(n)) return few;
        var (ten, hundred) = (Math.Abs(n) % 10, Math.Abs(n) % 100);
        return ten == 1 && hundred != 11 ? one : ten is >= 2 and <= 4 && hundred is < 12 or > 14 ? few : many;
    }
}
