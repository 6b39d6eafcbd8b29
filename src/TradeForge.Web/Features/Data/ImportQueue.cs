using System.Collections.Concurrent;
using System.Threading.Channels;
using TradeForge.Core;
using TradeForge.Infrastructure.ClickHouse;
using TradeForge.Infrastructure.MarketData.Import;

namespace TradeForge.Web.Features.Data;

/// <summary>What came of asking for an import: its job, or why there is none.</summary>
public sealed record ImportStart(Guid? Job, IReadOnlyList<Problem> Problems);

/// <summary>Imports uploaded files one after the other, whoever still looks at the page. The job row in PostgreSQL tells how far each is.</summary>
public sealed class ImportQueue(CandleImporter importer, ILogger<ImportQueue> log) : BackgroundService
{
    private const int MostWaiting = 100;

    private sealed record Ticket(ImportRequest Request, TaskCompletionSource<ImportStart> Started);

    private readonly Channel<Ticket> _waiting = Channel.CreateBounded<Ticket>(MostWaiting);
    private readonly ConcurrentDictionary<Guid, CancellationTokenSource> _running = new();

    /// <summary>Queues the file, which then belongs to the queue, and waits until its job exists.</summary>
    /// <param name="cancellationToken">Ends the waiting, not the import.</param>
    public async Task<ImportStart> StartAsync(ImportRequest request, CancellationToken cancellationToken)
    {
        var started = new TaskCompletionSource<ImportStart>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _waiting.Writer.WriteAsync(new Ticket(request, started), cancellationToken);
        return await started.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Asks the import to stop; false when it is not under way here.</summary>
    public bool Cancel(Guid job)
    {
        if (!_running.TryGetValue(job, out var stop)) return false;
        stop.Cancel();
        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var ticket in _waiting.Reader.ReadAllAsync(stoppingToken)) await ImportAsync(ticket, stoppingToken);
    }

    private async Task ImportAsync(Ticket ticket, CancellationToken stoppingToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var job = Guid.Empty;
        var request = ticket.Request with
        {
            Started = id =>
            {
                _running[job = id] = stop;
                ticket.Started.TrySetResult(new ImportStart(id, []));
            },
        };
        try
        {
            var outcome = await importer.ImportAsync(request, progress: null, stop.Token);
            ticket.Started.TrySetResult(new ImportStart(null, outcome.Problems)); // no job was made
        }
        catch (OperationCanceledException)
        {
            ticket.Started.TrySetCanceled(CancellationToken.None);
        }
        catch (Exception e) // whatever one file did, the next one is imported
        {
            log.LogError(e, "The import of {File} into {Instrument} broke off.", request.Name, request.Instrument);
            ticket.Started.TrySetException(e);
        }
        finally
        {
            _running.TryRemove(job, out _);
            Uploads.Remove(request.Path);
        }
    }
}
