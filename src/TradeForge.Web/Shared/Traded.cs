namespace TradeForge.Web.Shared;

/// <summary>The instruments of a run in few words.</summary>
public static class Traded
{
    private const int Most = 20;

    /// <summary>The first one and how many more there are: <c>moex:GAZP +2</c>.</summary>
    public static string Short(IReadOnlyList<string> names) => First(names, 1, " ");

    /// <summary>All of them where they fit into a line or two; of hundreds the first, and how many more.</summary>
    public static string List(IReadOnlyList<string> names) => First(names, Most, ", ");

    private static string First(IReadOnlyList<string> names, int most, string before) =>
        string.Join(", ", names.Take(most)) + (names.Count > most ? $"{before}+{names.Count - most}" : "");
}
