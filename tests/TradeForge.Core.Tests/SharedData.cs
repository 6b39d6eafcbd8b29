namespace TradeForge.Tests;

/// <summary>The reference data beside the repository (or where TRADEFORGE_SHARED points). Tests that need it are skipped without it.</summary>
internal static class SharedData
{
    public static string Root { get; } = Find();

    public static bool Exists { get; } = Directory.Exists(Root);

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    /// <summary>A file of the repository's own tests/data.</summary>
    public static string OwnPath(params string[] parts) => System.IO.Path.Combine([Repository() ?? throw new InvalidOperationException("No TradeForge.sln above the tests."), "tests", "data", .. parts]);

    private static string Find()
    {
        if (Environment.GetEnvironmentVariable("TRADEFORGE_SHARED") is { Length: > 0 } named) return named;
        return Repository() is { } repository ? System.IO.Path.GetFullPath(System.IO.Path.Combine(repository, "..", "shared")) : "shared";
    }

    private static string? Repository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "TradeForge.sln"))) return folder.FullName;
        return null;
    }
}

/// <summary>A fact that reads <see cref="SharedData"/>.</summary>
internal sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute()
    {
        if (!SharedData.Exists) Skip = $"The reference data is not at {SharedData.Root}; set TRADEFORGE_SHARED.";
    }
}

/// <summary>A theory that reads <see cref="SharedData"/>.</summary>
internal sealed class SharedTheoryAttribute : TheoryAttribute
{
    public SharedTheoryAttribute()
    {
        if (!SharedData.Exists) Skip = $"The reference data is not at {SharedData.Root}; set TRADEFORGE_SHARED.";
    }
}
