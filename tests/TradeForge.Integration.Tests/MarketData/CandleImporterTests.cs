using System.Globalization;
using TradeForge.Core.Market;
using TradeForge.Core.Market.Import;
using TradeForge.Infrastructure.MarketData.Files;
using TradeForge.Infrastructure.MarketData.Import;
using TradeForge.Infrastructure.MarketData.Samples;
using TradeForge.Infrastructure.Postgres;
using TradeForge.Tests;

namespace TradeForge.Integration.Tests.MarketData;

[Collection(ImportCollection.Name)]
public sealed class CandleImporterTests(ImportServers servers)
{
    private const string Header = "timestamp,open,high,low,close,volume\n";

    private static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromSeconds(90)).Token;

    private static string Minutes(int count, double shift = 0) => Header + string.Concat(Enumerable.Range(0, count).Select(i =>
        string.Create(CultureInfo.InvariantCulture, $"{DateTime.UnixEpoch.AddMinutes(26_000_000 + i):yyyy-MM-ddTHH:mm:ssZ},{i + 1 + shift},{i + 3 + shift},{i + 0.5 + shift},{i + 2 + shift},{i}\n")));

    private async Task<CandleSeries> StoredAsync(string instrument, string timeframe = "1m") =>
        await servers.Candles.ReadAsync(instrument, Timeframe.Parse(timeframe), null, null, Limit);

    [Fact]
    public async Task Import_FileWithBadRows_StoresGoodOnesAndQuarantinesTheRest()
    {
        const string key = "bitfinex:BADROWS";
        var path = servers.Write("bad.csv", Header + "2024-03-01T10:00Z,1,3,0.5,2,9\n2024-03-01T10:01Z,1,0.7,0.5,2,9\nnonsense\n2024-03-01T10:02Z,0,0,0,0,0\n2024-03-01T10:01Z,2,3,1,2,9\n2024-03-01T10:00Z,5,6,4,5,9\n");
        var outcome = await servers.Importer.ImportAsync(new ImportRequest(path, key, new ImportSettings()), null, Limit);

        var report = outcome.Report!;
        Assert.Equal((6L, 2L, 1L, 3L), (report.Rows, report.Stored, report.Repeated, report.Quarantined));
        var stored = await StoredAsync(key);
        Assert.Equal((2, 5.0, 2.0), (stored.Count, stored[0].Open, stored[1].Open)); // the last row of 10:00 stays
        var rows = await servers.Quarantine.ListAsync(key, 10, Limit);
        Assert.Equal([(3L, "high-too-low", "2024-03-01T10:01Z,1,0.7,0.5,2,9"), (4L, "unreadable", "nonsense"), (5L, "price-not-positive", "2024-03-01T10:02Z,0,0,0,0,0")], rows.Select(r => (r.Line, r.Reason, r.Raw)));
        Assert.Equal(3, (await servers.Quarantine.CountsAsync(Limit))[key]);
        var job = await servers.Jobs.FindAsync(report.Job, Limit);
        Assert.Equal((ImportStatus.Succeeded, 6L, 2L, 1L, 3L, 7L), (job!.Status, job.RowsRead, job.RowsStored, job.RowsReplaced, job.RowsQuarantined, job.LastCommittedLine));
        Assert.Equal("USD", (await servers.Instruments.FindAsync(key, Limit))!.QuoteCurrency);
    }

    [Fact]
    public async Task Import_TheSameFileTwice_ChangesNothing()
    {
        const string key = "bitfinex:TWICE";
        var path = servers.Write("twice.csv", Minutes(2000) + "broken\n");
        var first = await servers.Importer.ImportAsync(new ImportRequest(path, key, new ImportSettings()), null, Limit);
        var hash = DataHash.Of(await StoredAsync(key));
        var second = await servers.Importer.ImportAsync(new ImportRequest(path, key, new ImportSettings()), null, Limit);

        Assert.Equal((2000L, 2000L), (first.Report!.Stored, second.Report!.Stored));
        Assert.Equal(0, second.Report.ResumedBehind);
        var stored = await StoredAsync(key);
        Assert.Equal((2000, hash), (stored.Count, DataHash.Of(stored)));
        Assert.Single(await servers.Quarantine.ListAsync(key, 10, Limit));
    }

    [Fact]
    public async Task Import_CorrectedFile_ReplacesTheBars()
    {
        const string key = "bitfinex:CORRECTED";
        await servers.Importer.ImportAsync(new ImportRequest(servers.Write("old.csv", Minutes(100)), key, new ImportSettings()), null, Limit);
        await servers.Importer.ImportAsync(new ImportRequest(servers.Write("new.csv", Minutes(50, shift: 1000)), key, new ImportSettings()), null, Limit);
        var stored = await StoredAsync(key);
        Assert.Equal((100, 1001.0, 51.0), (stored.Count, stored.Open[0], stored.Open[50]));
    }

    [Fact]
    public async Task Import_BrokenOffInTheMiddle_GoesOnBehindTheLastBatchAndEndsTheSame()
    {
        const string key = "bitfinex:RESUMED";
        var path = servers.Write("resumed.csv", Minutes(5000) + "broken\n");
        var importer = servers.ImporterOf(1000);
        using var stop = new CancellationTokenSource();
        var seen = new List<long>();
        var progress = new Direct(step =>
        {
            seen.Add(step.Rows);
            if (step.Rows >= 2000) stop.Cancel(); // as a process that ends between two batches: the job notes 2000 rows
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => importer.ImportAsync(new ImportRequest(path, key, new ImportSettings()), progress, stop.Token));
        Assert.Equal([1000, 2000], seen);
        Assert.Equal(2000, (await StoredAsync(key)).Count);

        var outcome = await importer.ImportAsync(new ImportRequest(path, key, new ImportSettings()), null, Limit);
        Assert.Equal((2001L, 5001L, 5000L, 1L), (outcome.Report!.ResumedBehind, outcome.Report.Rows, outcome.Report.Stored, outcome.Report.Quarantined));
        var expected = (await CandleFileReader.ReadAsync([path], key, null, [], Limit)).Series[0].Series;
        Assert.Equal(DataHash.Of(expected), DataHash.Of(await StoredAsync(key)));
    }

    [Fact]
    public async Task Import_JobLeftRunningByAKilledProcess_IsContinued()
    {
        const string key = "bitfinex:KILLED";
        var path = servers.Write("killed.csv", Minutes(3000));
        var preview = await CandleImporter.PreviewAsync(path, key, new ImportSettings(), Limit);
        var identity = await ImportFile.IdentityAsync(path, preview.Format!, Limit);
        // What a killed process leaves: the bars of line 2 to 1001 are stored and noted, the bars of the next batch are stored and not noted.
        var all = (await CandleFileReader.ReadAsync([path], key, null, [], Limit)).Series[0].Series;
        await servers.Candles.AppendAsync(key, Timeframe.OneMinute, all.Slice(0, 2000), Limit);
        var job = await servers.Jobs.StartAsync(new("killed.csv", identity, key, "1m", 1), Limit);
        await servers.Jobs.ReportAsync(job, new(1, 1000, 1000, 0, 0, 1001), Limit);

        var outcome = await servers.Importer.ImportAsync(new ImportRequest(path, key, new ImportSettings()), null, Limit);
        Assert.Equal((job, 1001L, 3000L), (outcome.Report!.Job, outcome.Report.ResumedBehind, outcome.Report.Stored));
        Assert.Equal(DataHash.Of(all), DataHash.Of(await StoredAsync(key)));
    }

    [Fact]
    public async Task Import_WithOtherSettings_IsAnotherImport()
    {
        var path = servers.Write("zones.csv", "20240301 100000;1;3;0.5;2;9\n20240301 110000;2;3;1;2;9\n");
        var moscow = await CandleImporter.PreviewAsync(path, "moex:ZONES", new ImportSettings(), Limit);
        var utc = await CandleImporter.PreviewAsync(path, "moex:ZONES", new ImportSettings { Zone = "UTC" }, Limit);
        Assert.Equal("2024-03-01T07:00:00", moscow.FirstRows[0].OpenTime.ToString("s", CultureInfo.InvariantCulture));
        Assert.NotEqual(await ImportFile.IdentityAsync(path, moscow.Format!, Limit), await ImportFile.IdentityAsync(path, utc.Format!, Limit));
    }

    [Fact]
    public async Task Import_WrongRequests_AreProblemsAndStoreNothing()
    {
        var text = servers.Write("text.csv", "hello\n");
        Assert.Equal("import-instrument", Assert.Single((await servers.Importer.ImportAsync(new ImportRequest(text, "BTCUSD", new ImportSettings()), null, Limit)).Problems).Code);
        Assert.Equal("import-format", Assert.Single((await servers.Importer.ImportAsync(new ImportRequest(text, "moex:X", new ImportSettings()), null, Limit)).Problems).Code);
        Assert.Equal("import-unreadable", Assert.Single((await servers.Importer.ImportAsync(new ImportRequest(text + ".absent", "moex:X", new ImportSettings()), null, Limit)).Problems).Code);
        Assert.Equal(0, (await StoredAsync("moex:X")).Count);
    }

    [Fact]
    public async Task Import_TornGzip_FailsInWords()
    {
        const string key = "bitfinex:TORN";
        var whole = Path.Combine(SampleLoader.Folder, "BTCUSD.coinbase.1m.csv.gz");
        var path = servers.Write("torn.csv.gz", "");
        var bytes = await File.ReadAllBytesAsync(whole, Limit);
        bytes.AsSpan(bytes.Length / 2, 100).Fill(0xFF);
        await File.WriteAllBytesAsync(path, bytes, Limit);
        var outcome = await servers.ImporterOf(500).ImportAsync(new ImportRequest(path, key, new ImportSettings()), null, Limit);
        Assert.Null(outcome.Report);
        Assert.Equal("import-unreadable", Assert.Single(outcome.Problems).Code);
    }

    [Fact]
    public async Task Samples_LoadedTwice_AreThereOnce()
    {
        var samples = SampleLoader.List(SampleLoader.Folder);
        Assert.Equal(6, samples.Count);
        Assert.Equal(samples, await servers.Samples.LoadAsync(SampleLoader.Folder, Limit));
        Assert.Empty(await servers.Samples.LoadAsync(SampleLoader.Folder, Limit));
        foreach (var sample in samples)
        {
            var file = (await CandleFileReader.ReadAsync([Path.Combine(SampleLoader.Folder, sample.File)], sample.Instrument, null, [], Limit)).Series[0];
            Assert.Empty(file.Quality.Warnings);
            Assert.Equal(DataHash.Of(file.Series), DataHash.Of(await StoredAsync(sample.Instrument, sample.Timeframe)));
            Assert.NotNull(await servers.Instruments.FindAsync(sample.Instrument, Limit));
        }
    }

    [SharedFact]
    public async Task Import_TwoMillionMinutes_StoresEveryBar()
    {
        const string key = "bitfinex:BTCUSD";
        long rows = 0;
        foreach (var file in Directory.GetFiles(SharedData.Path("data", "candles", "bitfinex", "BTCUSD", "1m"), "*.gz").Order(StringComparer.Ordinal))
            rows += (await servers.Importer.ImportAsync(new ImportRequest(file, key, new ImportSettings()), null, Limit)).Report!.Stored;
        Assert.Equal(2_117_490, rows);
        var expected = (await CandleFileReader.ReadAsync([SharedData.Path("data", "candles", "bitfinex", "BTCUSD", "1m")], key, null, [], Limit)).Series[0].Series;
        Assert.Equal(DataHash.Of(expected), DataHash.Of(await StoredAsync(key)));
    }

    private sealed class Direct(Action<ImportStep> report) : IProgress<ImportStep>
    {
        public void Report(ImportStep value) => report(value);
    }
}
