using TradeForge.Infrastructure.ClickHouse;

namespace TradeForge.Integration.Tests.ClickHouse;

/// <summary>One embedded engine for all ClickHouse tests of a run, in a temporary folder. Join with <c>[Collection(ClickHouseCollection.Name)]</c>.</summary>
[CollectionDefinition(Name)]
public sealed class ClickHouseCollection : ICollectionFixture<ClickHouseFixture>
{
    public const string Name = "ClickHouse";
}

public sealed class ClickHouseFixture : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tf-ch-test-").FullName;
    private ClickHouseServer? _server;
    private int _databases;

    public ClickHouseServer Server => _server ?? throw new InvalidOperationException("The engine is not started.");

    /// <summary>The folder with the installed engines: TRADEFORGE_RUNTIME, or .runtime beside the solution.</summary>
    public static string RuntimeFolder => Environment.GetEnvironmentVariable("TRADEFORGE_RUNTIME") is { Length: > 0 } set ? set : Path.Combine(RepositoryRoot(), ".runtime");

    /// <summary>The command-line executable, which the engine's process is.</summary>
    public static IReadOnlyList<string> HostCommand => ["dotnet", Path.Combine(AppContext.BaseDirectory, "tradeforge-cli.dll")];

    public static ClickHouseServerOptions Options(string folder) => new()
    {
        DataFolder = Path.Combine(folder, "data"),
        LogFolder = Path.Combine(folder, "logs"),
        RuntimeFolder = RuntimeFolder,
        HostCommand = HostCommand,
    };

    /// <summary>A client with a migrated database of its own.</summary>
    public async Task<ClickHouseClient> NewDatabaseAsync(string prefix = "test")
    {
        var client = new ClickHouseClient(Server.Endpoint, $"{prefix}_{Interlocked.Increment(ref _databases)}");
        await new ClickHouseMigrator(client, TimeProvider.System).UpAsync(CancellationToken.None);
        return client;
    }

    public async Task InitializeAsync() =>
        _server = await ClickHouseServer.StartAsync(Options(_folder), TimeProvider.System, Console.WriteLine, CancellationToken.None);

    public async Task DisposeAsync()
    {
        if (_server != null) await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder != null && !File.Exists(Path.Combine(folder.FullName, "TradeForge.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"TradeForge.sln is in no folder above {AppContext.BaseDirectory}.");
    }
}
