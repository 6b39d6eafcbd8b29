namespace TradeForge.Web.Tests;

public static class Repository
{
    public static string Root { get; } = Find();

    public static string Web { get; } = Path.Combine(Root, "src", "TradeForge.Web");

    /// <summary>A program of the solution, built as these tests are: bin/Debug or bin/Release.</summary>
    public static string Built(string project, string file)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/')).Parent!.Name;
        return Path.Combine(Root, "src", project, "bin", configuration, "net10.0", file);
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "TradeForge.sln"))) return folder.FullName;
        throw new InvalidOperationException($"There is no TradeForge.sln above {AppContext.BaseDirectory}.");
    }
}
