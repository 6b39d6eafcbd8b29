namespace TradeForge.Web.Tests;

public static class Repository
{
    public static string Root { get; } = Find();

    public static string Web { get; } = Path.Combine(Root, "src", "TradeForge.Web");

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "TradeForge.sln"))) return folder.FullName;
        throw new InvalidOperationException($"There is no TradeForge.sln above {AppContext.BaseDirectory}.");
    }
}
