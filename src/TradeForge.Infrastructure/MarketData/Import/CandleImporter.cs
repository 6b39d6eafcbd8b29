using System.Threading.Channels;
using TradeForge.Core;
using TradeForge.Core.Market;
using TradeForge.Core.Market.Import;
using TradeForge.Infrastructure.ClickHouse;
using TradeForge.Infrastructure.Postgres;
using TradeForge.Infrastructure.Postgres.Stores;

namespace TradeForge.Infrastructure.MarketData.Import;

/// <summary>A file to import.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Instrument">Key <c>venue:SYMBOL</c>.</param>
/// <param name="Settings">What the user says about the format.</param>
/// <param name="Owner">Who imports; null = the command line.</param>
/// <param name="FileName">Name to show; null = the name of the path.</param>
/// <param name="Started">Told the import's job as soon as it exists.</param>
public sealed record ImportRequest(string Path, string Instrument, ImportSettings Settings, Guid? Owner = null, string? FileName = null, Action<Guid>? Started = null)
{
    public string Name => FileName ?? System.IO.Path.GetFileName(Path);
}

/// <summary>How far an import is.</summary>
/// <param name="Fraction">Of the file's bytes, 0 to 1.</param>
/// <param name="Rows">Rows read so far.</param>
public sealed record ImportStep(string FileName, double Fraction, long Rows);

/// <summary>What an import did.</summary>
/// <param name="Rows">Rows read, in all tries of this import.</param>
/// <param name="Stored">Bars handed to the store.</param>
/// <param name="Repeated">Rows that a later row of the same batch replaced; further repeats replace themselves in the store.</param>
/// <param name="ResumedBehind">Line behind which an earlier, unfinished import was continued; 0 = from the start.</param>
public sealed record ImportReport(Guid Job, ImportFormat Format, long Rows, long Stored, long Repeated, long Quarantined, long ResumedBehind);

/// <summary>The report, or every problem.</summary>
public sealed record ImportOutcome(ImportReport? Report, IReadOnlyList<Problem> Problems);

/// <summary>Imports candle files: read, check, quarantine, store. Can be repeated and continued: bars and quarantined rows replace themselves, and a
/// broken-off import goes on behind its last stored batch.</summary>
public sealed class CandleImporter(CandleStore candles, QuarantineStore quarantine, InstrumentStore instruments, UserDataFactory users)
{
    /// <summary>Rows between two notes of the progress; large inserts suit the store.</summary>
    internal int BatchRows { get; init; } = CandleStore.BatchRows;

    /// <summary>What would be imported; nothing is stored.</summary>
    public static async Task<ImportPreview> PreviewAsync(string path, string instrument, ImportSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            using var file = new ImportFile(path);
            var (head, isWhole) = await file.HeadAsync(cancellationToken);
            var zone = Instrument.TryParseKey(instrument, out var venue, out _) && VenueCatalog.Find(venue) is { } known ? TimeZoneInfo.FindSystemTimeZoneById(known.Zone) : null;
            return ImportDetector.Detect(head, isWhole, settings, zone);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return new ImportPreview(null, [], 0, [], [new Problem(Severity.Error, "import-unreadable", System.IO.Path.GetFileName(path), new($"The file cannot be read: {e.Message}", $"Файл не читается: {e.Message}"))]);
        }
    }

    /// <summary>Imports the file and returns when every bar is stored.</summary>
    /// <exception cref="ClickHouseException">The store refused; the job is marked as failed and may be continued by importing again.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; what was stored stays, and importing again goes on behind it.</exception>
    public async Task<ImportOutcome> ImportAsync(ImportRequest request, IProgress<ImportStep>? progress, CancellationToken cancellationToken)
    {
        if (VenueCatalog.FindInstrument(request.Instrument) is not { } instrument) return new ImportOutcome(null, [UnknownInstrument(request.Instrument)]);
        var preview = await PreviewAsync(request.Path, request.Instrument, request.Settings, cancellationToken);
        if (preview.Format is not { } format || preview.Problems.Any(p => p.Severity == Severity.Error)) return new ImportOutcome(null, preview.Problems);

        var jobs = request.Owner is { } owner ? users.For(owner).Imports : users.CommandLineImports();
        var identity = await ImportFile.IdentityAsync(request.Path, format, cancellationToken);
        var timeframe = format.Timeframe.ToString();
        var earlier = await jobs.FindUnfinishedAsync(identity, request.Instrument, timeframe, cancellationToken);
        var job = earlier?.Id ?? await jobs.StartAsync(new StartImport(request.Name, identity, request.Instrument, timeframe, new FileInfo(request.Path).Length), cancellationToken);
        var totals = earlier is null ? new ImportProgress(0, 0, 0, 0, 0, 0) : new(earlier.BytesRead, earlier.RowsRead, earlier.RowsStored, earlier.RowsReplaced, earlier.RowsQuarantined, earlier.LastCommittedLine);
        if (earlier is not null) await jobs.ReportAsync(job, totals, cancellationToken); // under way again
        request.Started?.Invoke(job);
        try
        {
            await IntroduceAsync(instrument, cancellationToken);
            var done = await StoreAsync(request, format, identity, jobs, job, totals, progress, cancellationToken);
            await jobs.FinishAsync(job, ImportStatus.Succeeded, null, cancellationToken);
            return new ImportOutcome(new ImportReport(job, format, done.RowsRead, done.RowsStored, done.RowsReplaced, done.RowsQuarantined, totals.LastCommittedLine), preview.Problems);
        }
        catch (OperationCanceledException)
        {
            await jobs.FinishAsync(job, ImportStatus.Cancelled, null, CancellationToken.None);
            throw;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or ClickHouseException)
        {
            await jobs.FinishAsync(job, ImportStatus.Failed, e.Message, CancellationToken.None);
            if (e is ClickHouseException) throw;
            return new ImportOutcome(null, [new Problem(Severity.Error, "import-unreadable", request.Name, new($"The file cannot be read to its end: {e.Message}", $"Файл не удалось прочитать до конца: {e.Message}"))]);
        }
    }

    private async Task<ImportProgress> StoreAsync(
        ImportRequest request, ImportFormat format, string identity, ImportJobStore jobs, Guid job, ImportProgress totals, IProgress<ImportStep>? progress, CancellationToken cancellationToken)
    {
        using var file = new ImportFile(request.Path);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var batches = Channel.CreateBounded<ImportBatch>(new BoundedChannelOptions(2) { SingleReader = true, SingleWriter = true });
        var reading = Task.Run(() => ImportReader.ReadAsync(file, new ImportRows(format, totals.LastCommittedLine), BatchRows, batches.Writer, stop.Token), CancellationToken.None);
        var origin = new QuarantineOrigin(request.Instrument, format.Timeframe, identity, request.Name);
        try
        {
            await foreach (var batch in batches.Reader.ReadAllAsync(cancellationToken))
            {
                var (series, quality) = CandleCleaner.Clean(request.Instrument, format.Timeframe, batch.Good, []);
                if (series.Count > 0) await candles.AppendAsync(request.Instrument, format.Timeframe, series, cancellationToken);
                await quarantine.AppendAsync(origin, batch.Bad, cancellationToken);
                totals = new ImportProgress(
                    batch.BytesRead, totals.RowsRead + batch.Good.Count + batch.Bad.Count, totals.RowsStored + series.Count, totals.RowsReplaced + quality.Duplicates,
                    totals.RowsQuarantined + batch.Bad.Count, batch.Line);
                await jobs.ReportAsync(job, totals, cancellationToken);
                progress?.Report(new ImportStep(request.Name, file.Bytes == 0 ? 1 : (double)batch.BytesRead / file.Bytes, totals.RowsRead));
            }
            return totals;
        }
        finally
        {
            await stop.CancelAsync();
            await reading; // it ends the channel with its error and throws nothing
        }
    }

    /// <summary>Notes the instrument with the terms of its venue, unless it is known: then its terms may have been edited.</summary>
    private async Task IntroduceAsync(Instrument instrument, CancellationToken cancellationToken)
    {
        if (await instruments.FindAsync(instrument.Key, cancellationToken) is not null) return;
        var terms = instrument.Terms.Select(t => new StoredTerms(new DateTimeOffset(t.ValidFrom.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero), t.Lot, t.PriceStep, t.Commission));
        await instruments.SaveAsync(new StoredInstrument(
            instrument.Key, instrument.Name.En, instrument.Venue, instrument.Kind.ToString().ToLowerInvariant(), instrument.QuoteCurrency, instrument.PriceDecimals, [.. terms]), cancellationToken);
    }

    /// <summary>The problem of a key that names no instrument.</summary>
    public static Problem UnknownInstrument(string key)
    {
        var venues = string.Join(", ", VenueCatalog.All.Select(v => v.Id));
        return new(Severity.Error, "import-instrument", "instrument", new(
            $"'{key}' is no instrument; write venue:SYMBOL with one of the venues {venues}.",
            $"«{key}» — не инструмент; пишите venue:SYMBOL, где venue — одна из площадок {venues}."));
    }
}
