using System.Collections.Concurrent;
using System.Threading.Channels;
using TradeForge.Core;
using TradeForge.Infrastructure.ClickHouse;
using TradeForge.Infrastructure.MarketData.Import;
using TradeForge.Infrastructure.Postgres.Stores;

namespace TradeForge.Web.Features.Data;

/// <summary>What came of asking for an import: its job, or why there is none.</summary>
public sealed record ImportStart(Guid? Job, IReadOnlyList<Problem> Problems);

/// <summary>Imports uploaded files one after the other, whoever still looks at the page. The job row in PostgreSQL tells how far each is; what a stop or
/// a crash of the process broke off is gone on with at the next start.</summary>
public sealed class ImportQueue(CandleImporter importer, Uploads uploads, UserDataFactory users, ILogger<ImportQueue> log) : BackgroundService
{
    private const int MostWaiting = 100;

    private sealed record Ticket(ImportRequest Request, TaskCompletionSource<ImportStart> Started);

    private readonly Channel<Ticket> _waiting = Channel.CreateBounded<Ticket>(MostWaiting);
    private readonly ConcurrentDictionary<Guid, CancellationTokenSource> _running = new();

    /// <summary>Queues the file, which then belongs to the queue, and waits until its job exists.</summary>
    /// <param name="cancellationToken">Ends the waiting, not the import.</param>
    public async Task<ImportStart> StartAsync(ImportRequest request, CancellationToken cancellationToken)
    {
        var started = NewStart();
        ImportTicket.Of(request).Write(request.Path);
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
        var waiting = uploads.Waiting();
        await FailInterruptedAsync([.. waiting.Select(w => w.Ticket.Job).OfType<Guid>()], stoppingToken);
        foreach (var (path, ticket) in waiting) await ImportAsync(new Ticket(ticket.ToRequest(path), NewStart()), stoppingToken);
        await foreach (var ticket in _waiting.Reader.ReadAllAsync(stoppingToken)) await ImportAsync(ticket, stoppingToken);
    }

    private async Task FailInterruptedAsync(IReadOnlyCollection<Guid> resumed, CancellationToken stoppingToken)
    {
        try
        {
            var failed = await users.FailInterruptedImportsAsync(resumed, stoppingToken);
            if (resumed.Count + failed > 0) log.LogInformation("Imports that the last end of TradeForge broke off: {Resumed} are gone on with, {Failed} failed.", resumed.Count, failed);
        }
        catch (Exception e) when (e is not OperationCanceledException) // new imports are possible all the same
        {
            log.LogError(e, "Imports that were broken off could not be marked as failed.");
        }
    }

    private static TaskCompletionSource<ImportStart> NewStart() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task ImportAsync(Ticket ticket, CancellationToken stoppingToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var job = Guid.Empty;
        var request = ticket.Request with
        {
            Started = id =>
            {
                _running[job = id] = stop;
                (ImportTicket.Of(ticket.Request) with { Job = id }).Write(ticket.Request.Path);
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
            if (!stoppingToken.IsCancellationRequested) Uploads.Remove(request.Path); // else the next start goes on with it
        }
    }
}
