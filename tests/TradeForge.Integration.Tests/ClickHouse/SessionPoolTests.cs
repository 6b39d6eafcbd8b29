using TradeForge.Infrastructure.ClickHouse;

namespace TradeForge.Integration.Tests.ClickHouse;

/// <summary>Sessions of the embedded engine are handed from request to request: nobody gets what belongs to another.</summary>
[Collection(ClickHouseCollection.Name)]
public sealed class SessionPoolTests(ClickHouseFixture fixture)
{
    private readonly ClickHouseClient _client = new(fixture.Server.Endpoint, "default");

    [Fact]
    public async Task ManyAtOnce_MoreThanSessions_AllAnswerTheirOwnQuestion() => await Task.WhenAll(Enumerable.Range(0, 60).Select(async i =>
    {
        if (i % 3 > 0) await AskAsync((ulong)i);
        else Assert.Contains("UNKNOWN_IDENTIFIER", (await Assert.ThrowsAsync<ClickHouseException>(() => _client.QueryAsync($"SELECT {i}, nope", null, CancellationToken.None))).Message, StringComparison.Ordinal);
    }));

    [Fact]
    public async Task ManyLeaveEarly_TheOthers_AnswerTheirOwnQuestion()
    {
        var random = new Random(1);
        for (var round = 0; round < 50; round++)
        {
            using var leave = new CancellationTokenSource();
            var leaving = Enumerable.Range(0, 6).Select(i => LeaveAsync(i, leave.Token)).ToList();
            await Task.Delay(random.Next(30));
            await leave.CancelAsync();
            await Task.WhenAll(Enumerable.Range(0, 12).Select(i => AskAsync((ulong)((round * 100) + i))));
            await Task.WhenAll(leaving);
        }
    }

    private async Task AskAsync(ulong id)
    {
        var answer = await _client.QueryAsync("SELECT {id:UInt64} AS id, sum(number) AS sum FROM numbers(100000)", new QueryParameters().Add("id", (long)id), CancellationToken.None);
        Assert.Equal(1, answer.Rows);
        Assert.Equal((id, 4999950000UL), (answer.Column<ulong>("id")[0], answer.Column<ulong>("sum")[0]));
    }

    private async Task LeaveAsync(int kind, CancellationToken leave)
    {
        try
        {
            await _client.QueryAsync((kind % 3) switch
            {
                0 => "SELECT toLowCardinality(toString(number % 50)) AS t, number FROM numbers(3000000)",
                1 => "SELECT toLowCardinality(toString(number % 7)) AS t, count() AS n FROM numbers(4000000) GROUP BY t",
                _ => "SELECT number, sleepEachRow(0.001) AS s, toLowCardinality('x') AS x FROM numbers(100) SETTINGS max_block_size = 5",
            }, null, leave);
        }
        catch (OperationCanceledException)
        {
        }
    }
}
