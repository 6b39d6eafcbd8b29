using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using TradeForge.Infrastructure.ClickHouse;
using TradeForge.Infrastructure.Hosting;
using TradeForge.Infrastructure.MarketData;
using TradeForge.Infrastructure.MarketData.Import;
using TradeForge.Infrastructure.MarketData.Samples;
using TradeForge.Infrastructure.Postgres;
using TradeForge.Infrastructure.Postgres.Server;
using TradeForge.Infrastructure.Postgres.Stores;
using TradeForge.Integration.Tests.ClickHouse;
using TradeForge.Integration.Tests.Postgres;

namespace TradeForge.Integration.Tests.MarketData;

[CollectionDefinition(Name)]
public sealed class ImportCollection : ICollectionFixture<ImportServers>
{
    public const string Name = "Import";
}

/// <summary>Both embedded servers in a temporary folder, with the schema in force.</summary>
public sealed class ImportServers : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private PostgresServer? _postgres;
    private ClickHouseServer? _clickHouse;
    private ServiceProvider? _services;

    public CandleStore Candles => Get<CandleStore>();
    public QuarantineStore Quarantine => Get<QuarantineStore>();
    public InstrumentStore Instruments => Get<InstrumentStore>();
    public CandleImporter Importer => Get<CandleImporter>();
    public SampleLoader Samples => Get<SampleLoader>();
    public ImportJobStore Jobs => Get<UserDataFactory>().CommandLineImports();

    /// <summary>An importer that notes its progress after so many rows.</summary>
    public CandleImporter ImporterOf(int batchRows) => new(Candles, Quarantine, Instruments, Get<UserDataFactory>()) { BatchRows = batchRows };

    /// <summary>A file in a temporary folder of this run.</summary>
    public string Write(string name, string text)
    {
        var path = System.IO.Path.Combine(_folder.Path, name);
        File.WriteAllText(path, text);
        return path;
    }

    public async Task InitializeAsync()
    {
        _postgres = await PostgresServer.StartAsync(Engines.Options(System.IO.Path.Combine(_folder.Path, "pg")), NullLogger.Instance, CancellationToken.None);
        _clickHouse = await ClickHouseServer.StartAsync(ClickHouseFixture.Options(System.IO.Path.Combine(_folder.Path, "ch")), TimeProvider.System, _ => { }, CancellationToken.None);
        await Schema.UpAsync(_postgres.ConnectionString, _clickHouse.Endpoint, CancellationToken.None);
        _services = new ServiceCollection().AddLogging().AddTradeForgePostgres(_postgres.ConnectionString).AddTradeForgeClickHouse(_clickHouse.Endpoint).AddTradeForgeMarketData().BuildServiceProvider();
    }

    public async Task DisposeAsync()
    {
        if (_services is not null) await _services.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        if (_clickHouse is not null) await _clickHouse.DisposeAsync();
        if (_postgres is not null) await _postgres.DisposeAsync();
        _folder.Dispose();
    }

    private T Get<T>() where T : notnull => (_services ?? throw new InvalidOperationException("The servers are not started.")).GetRequiredService<T>();
}
