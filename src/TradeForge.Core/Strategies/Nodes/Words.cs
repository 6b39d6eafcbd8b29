namespace TradeForge.Core.Strategies.Nodes;

/// <summary>Kebab-case words of the strategy JSON and the enums that they name.</summary>
internal static class Words
{
    public static T Parse<T>(string word) where T : struct, Enum => Enum.Parse<T>(word.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
}
