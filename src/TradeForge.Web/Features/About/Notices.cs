namespace TradeForge.Web.Features.About;

/// <summary>The licence files that lie beside the program.</summary>
internal static class Notices
{
    private static readonly string[] Files = ["LICENSE", "THIRD-PARTY-NOTICES"];

    public static IReadOnlyList<(string Name, string Text)> All { get; } =
    [
        .. from stem in Files
           from path in Directory.EnumerateFiles(AppContext.BaseDirectory, stem + "*").Order(StringComparer.Ordinal)
           select (Path.GetFileName(path), File.ReadAllText(path)),
    ];
}
