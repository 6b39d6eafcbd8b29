using TradeForge.Infrastructure.ClickHouse;

namespace TradeForge.Integration.Tests.ClickHouse;

/// <summary>What ClickHouse documents of its HTTP interface and TradeForge relies on, asked of the embedded engine.</summary>
[Collection(ClickHouseCollection.Name)]
public sealed class EmbeddedHttpContractTests(ClickHouseFixture fixture) : HttpContract
{
    protected override ClickHouseEndpoint Endpoint => fixture.Server.Endpoint;

    [Fact] public Task Ping() => PingAnswersOk();
    [Fact] public Task Select() => SelectAnswersWithItsHeaders();
    [Fact] public Task Get() => GetReadsAndDoesNotWrite();
    [Theory, MemberData(nameof(Errors))] public Task Error(string sql, int status, int code) => ErrorHasStatusCodeAndText(sql, status, code);
    [Fact] public Task Parameters() => ParametersAreValuesAndNeverSql();
    [Fact] public Task Settings() => SettingsHoldForOneRequestOnly();
    [Fact] public Task Database() => DatabaseParameterIsHonoured();
    [Fact] public Task Rows() => InsertTakesRowsFromTheBody();
    [Fact] public Task Truncated() => TruncatedInsertStoresNothing();
    [Fact] public Task Broken() => BrokenOffInsertStoresNothing();
    [Fact] public Task WrongUser() => UnknownUserIsForbidden();
    [Fact] public Task UnknownPath() => UnknownPathIsNotFound();

    [Fact]
    public async Task Disconnect_LongQuery_IsKilled()
    {
        using var leave = new CancellationTokenSource(500);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => PostAsync("", "SELECT count() FROM numbers(1000000000000) WHERE sipHash64(number) = 4242", leave.Token));
        for (var tries = 0; ; tries++)
        {
            var running = await TextAsync("", "SELECT count() FROM system.processes WHERE query LIKE '%= 4242' AND query NOT LIKE '%processes%'");
            if (running == "0\n") return;
            Assert.True(tries < 50, $"{running.Trim()} statements still run 5 s after their client left.");
            await Task.Delay(100);
        }
    }
}

/// <summary>The same questions to a real server, when TRADEFORGE_CLICKHOUSE names one.</summary>
public sealed class RealServerHttpContractTests : HttpContract
{
    protected override ClickHouseEndpoint Endpoint => ClickHouseEndpoint.Parse(Environment.GetEnvironmentVariable("TRADEFORGE_CLICKHOUSE")!);

    [RealServerFact] public Task Ping() => PingAnswersOk();
    [RealServerFact] public Task Select() => SelectAnswersWithItsHeaders();
    [RealServerFact] public Task Get() => GetReadsAndDoesNotWrite();
    [RealServerTheory, MemberData(nameof(Errors))] public Task Error(string sql, int status, int code) => ErrorHasStatusCodeAndText(sql, status, code);
    [RealServerFact] public Task Parameters() => ParametersAreValuesAndNeverSql();
    [RealServerFact] public Task Settings() => SettingsHoldForOneRequestOnly();
    [RealServerFact] public Task Database() => DatabaseParameterIsHonoured();
    [RealServerFact] public Task Rows() => InsertTakesRowsFromTheBody();
    [RealServerFact] public Task Truncated() => TruncatedInsertStoresNothing();
    [RealServerFact] public Task Broken() => BrokenOffInsertStoresNothing();
    [RealServerFact] public Task WrongUser() => UnknownUserIsForbidden();
    [RealServerFact] public Task UnknownPath() => UnknownPathIsNotFound();
}

internal static class RealServer
{
    public static string? Missing => string.IsNullOrEmpty(Environment.GetEnvironmentVariable("TRADEFORGE_CLICKHOUSE")) ? "TRADEFORGE_CLICKHOUSE names no real ClickHouse server." : null;
}

internal sealed class RealServerFactAttribute : FactAttribute
{
    public RealServerFactAttribute() => Skip = RealServer.Missing;
}

internal sealed class RealServerTheoryAttribute : TheoryAttribute
{
    public RealServerTheoryAttribute() => Skip = RealServer.Missing;
}
