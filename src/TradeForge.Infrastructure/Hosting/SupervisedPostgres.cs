using Microsoft.Extensions.Logging;
using TradeForge.Core;
using TradeForge.Infrastructure.Postgres.Server;

namespace TradeForge.Infrastructure.Hosting;

/// <summary>The embedded PostgreSQL, started again when it dies. The connection string stays the same, so its users only retry.</summary>
internal sealed class SupervisedPostgres : IAsyncDisposable
{
    private static readonly TimeSpan[] Pauses = [TimeSpan.Zero, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(10)];
    private static readonly TimeSpan Calm = TimeSpan.FromMinutes(5);
    private readonly PostgresServerOptions _options;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource<StartupException> _givenUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private PostgresServer _server;
    private Task _watch = Task.CompletedTask;

    private SupervisedPostgres(PostgresServerOptions options, ILogger log, PostgresServer server) => (_options, _log, _server) = (options, log, server);

    public string ConnectionString => _server.ConnectionString;

    public string Version => _server.Version;

    /// <summary>Ends when the server died too often, with the sentence that says so.</summary>
    public Task<StartupException> GivenUp => _givenUp.Task;

    public static async Task<SupervisedPostgres> StartAsync(PostgresServerOptions options, ILogger log, CancellationToken cancellationToken)
    {
        var supervised = new SupervisedPostgres(options, log, await PostgresServer.StartAsync(options, log, cancellationToken));
        supervised._watch = supervised.WatchAsync();
        return supervised;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _server.StopAsync();
        await _watch;
        await _server.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task WatchAsync()
    {
        var deaths = 0;
        while (true)
        {
            var started = TimeProvider.System.GetTimestamp();
            await _server.Exited;
            if (_stopping.IsCancellationRequested) return;
            deaths = TimeProvider.System.GetElapsedTime(started) > Calm ? 0 : deaths;
            _log.LogError("PostgreSQL ended unexpectedly.");
            if (await RestartAsync(deaths++)) continue;
            return;
        }
    }

    private async Task<bool> RestartAsync(int deaths)
    {
        var last = "";
        for (; deaths < Pauses.Length; deaths++)
        {
            try
            {
                await Task.Delay(Pauses[deaths], _stopping.Token);
                var old = _server;
                _server = await PostgresServer.StartAsync(_options, _log, _stopping.Token);
                await old.DisposeAsync();
                return true;
            }
            catch (OperationCanceledException)
            {
                return false;
            }
            catch (StartupException e)
            {
                last = e.Message;
                _log.LogError("PostgreSQL did not start again: {Reason}", e.Message);
            }
        }

        _givenUp.TrySetResult(new StartupException(new Text(
            $"PostgreSQL died {deaths} times and is not started again; its log is in {_options.LogFolder}. {last}".TrimEnd(),
            $"PostgreSQL завершился {deaths} раз и больше не запускается; журнал в {_options.LogFolder}. {last}".TrimEnd())));
        return false;
    }
}
