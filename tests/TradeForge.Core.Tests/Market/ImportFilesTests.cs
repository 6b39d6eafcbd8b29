using System.Globalization;
using System.IO.Compression;
using TradeForge.Core.Market;
using TradeForge.Core.Market.Import;
using TradeForge.Tests;

namespace TradeForge.Core.Tests.Market;

/// <summary>The provider files of the reference data, each in a format of its own.</summary>
public sealed class ImportFilesTests
{
    private static readonly TimeZoneInfo Moscow = TradingCalendar.Moex.Zone;

    private static byte[] Bytes(string file)
    {
        using var raw = File.OpenRead(SharedData.Path("data", "csv-import", file));
        using var stream = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(raw, CompressionMode.Decompress) : (Stream)raw;
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    private static (ImportPreview Preview, ImportRows Rows) Read(string file, ImportSettings? settings = null, TimeZoneInfo? zone = null)
    {
        var bytes = Bytes(file);
        var preview = ImportDetector.Detect(bytes.AsSpan(0, Math.Min(bytes.Length, ImportDetector.SampleBytes)), bytes.Length <= ImportDetector.SampleBytes, settings ?? new(), zone);
        Assert.NotNull(preview.Format);
        var rows = new ImportRows(preview.Format);
        rows.Finish(bytes.AsSpan(rows.Feed(bytes)));
        return (preview, rows);
    }

    private static string At(long time) => DateTimeOffset.FromUnixTimeMilliseconds(time).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>file, zone of the venue, layout, timeframe, good rows, bad rows, first row's time, first row's open and close, first volume</summary>
    public static TheoryData<string, string, StampLayout, string, int, int, string, double, double, double> Files => new()
    {
        { "backtrader-2006-5min.txt", "Europe/Berlin", StampLayout.Iso, "5m", 2142, 0, "2006-01-02T09:05:00Z", 3578.73, 3582.99, 0 },
        { "binance-vision-LINKUSDT-1m-2023-02.csv.gz", "UTC", StampLayout.Epoch, "1m", 40320, 0, "2023-02-01T00:00:00Z", 6.949, 6.957, 30020.25 },
        { "cryptodatadownload-BTCUSDT-1h.csv.gz", "UTC", StampLayout.Epoch, "1h", 36062, 0, "2021-06-10T00:00:00Z", 37388.05, 37584.76, 798.276499 },
        { "finam-SBER-1d.csv.gz", "Europe/Moscow", StampLayout.CompactYearFirst, "1d", 5511, 0, "2000-01-05T00:00:00Z", 1150, 1218.01, 29819 },
        { "finam-SBER-1h.csv.gz", "Europe/Moscow", StampLayout.ShortYearFirst, "1h", 22505, 0, "2017-01-03T07:00:00Z", 173.41, 175.55, 5846030 },
        { "freqtrade-UNITTEST_BTC-1m.json.gz", "UTC", StampLayout.Epoch, "1m", 13681, 0, "2017-11-04T23:02:00Z", 0.00162008, 0.00162008, 108.14853839 },
        { "googlefinance-ORCL-malformed.csv", "America/New_York", StampLayout.MonthName, "1d", 251, 1, "2010-12-31T00:00:00Z", 31.22, 31.30, 11716389 },
        { "ninjatrader-SPY-1m.csv.gz", "UTC", StampLayout.CompactYearFirst, "1m", 14180, 0, "2011-01-03T09:01:00Z", 126.35, 126.39, 1579 },
        { "skender-bad.csv", "America/New_York", StampLayout.MonthFirst, "1d", 337, 165, "2017-01-03T00:00:00Z", 212.61, 212.8, 96708880 },
        { "skender-issue0859.adx.nan.csv", "Asia/Kolkata", StampLayout.Iso, "3m", 595, 0, "2022-07-25T03:45:00Z", 498.075, 498.075, 50 },
        { "skender-mismatch.csv", "America/New_York", StampLayout.MonthFirst, "1d", 502, 0, "2017-01-03T00:00:00Z", 212.61, 212.8, 96708880 },
        { "skender-penny.csv", "America/New_York", StampLayout.Iso, "1d", 533, 0, "2018-12-21T00:00:00Z", 2.72, 2.63, 136251 },
        { "skender-toobig.csv", "UTC", StampLayout.MonthFirst, "1d", 1246, 0, "2017-08-16T00:00:00Z", 42667410863718.8, 42903702221740.8, 7961320441231.66 },
    };

    [SharedTheory]
    [MemberData(nameof(Files))]
    public void Detect_EveryProviderFile_IsReadRight(string file, string zone, StampLayout layout, string timeframe, int good, int bad, string first, double open, double close, double volume)
    {
        var (preview, rows) = Read(file, zone: TimeZoneInfo.FindSystemTimeZoneById(zone));
        Assert.Equal((layout, timeframe), (preview.Format!.Layout, preview.Format.Timeframe.ToString()));
        Assert.Equal((good, bad), (rows.Good.Count, rows.Bad.Count));
        Assert.Equal((first, open, close, volume), (At(rows.Good.Times[0]), rows.Good.Open[0], rows.Good.Close[0], rows.Good.Volume[0]));
        Assert.Equal(rows.Good[0], preview.FirstRows[0]);
        Assert.DoesNotContain(preview.Problems, p => p.Severity == Severity.Error);
    }

    [SharedFact]
    public void Detect_Ticks_AreRefusedInWords()
    {
        var bytes = Bytes("backtrader-ticksample.csv");
        var preview = ImportDetector.Detect(bytes, true, new(), null);
        Assert.Contains(preview.Problems, p => p.Code == "import-ticks" && p.Severity == Severity.Error);
    }

    [SharedFact]
    public void Read_AllZeros_GoToTheQuarantine()
    {
        var (preview, rows) = Read("skender-zeros.csv");
        Assert.Equal((0, 200), (rows.Good.Count, rows.Bad.Count));
        Assert.All(rows.Bad, b => Assert.Equal(CandleFault.PriceNotPositive, b.Fault));
        Assert.Contains(preview.Problems, p => p.Code == "import-all-bad");
        Assert.Equal(StampLayout.MonthFirst, preview.Format!.Layout);
    }

    [SharedFact]
    public void Read_BinanceMixedUnits_AreAllHoursOf2017To2021()
    {
        var (preview, rows) = Read("cryptodatadownload-BTCUSDT-1h.csv.gz");
        Assert.True(preview.Format!.NewestFirst);
        Assert.Contains(preview.Format.Ambiguities, a => a.En.Contains("Volume USDT", StringComparison.Ordinal));
        var (series, quality) = CandleCleaner.Clean("BTCUSDT", null, rows.Good, []);
        Assert.Equal((33413, 36062 - 33413), (series.Count, quality.Duplicates)); // the reference counts 2649 bars that occur twice
        Assert.Equal(("2017-08-17T04:00:00Z", "2021-06-10T00:00:00Z"), (At(series.Times[0]), At(series.Times[^1])));
    }

    [SharedFact]
    public void Read_FinamHours_EqualTheNormalForm()
    {
        var (_, rows) = Read("finam-SBER-1h.csv.gz", zone: Moscow);
        using var stream = new GZipStream(File.OpenRead(SharedData.Path("data", "candles", "moex", "SBER", "1h.csv.gz")), CompressionMode.Decompress);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        var normal = CandleCsv.Read(memory.ToArray()).Rows;
        var known = Enumerable.Range(0, normal.Count).ToDictionary(i => normal.Times[i], i => normal.Close[i]);
        var common = Enumerable.Range(0, rows.Good.Count).Where(i => known.ContainsKey(rows.Good.Times[i])).ToList();
        Assert.True(common.Count > 10_000, $"{common.Count} hours in common");
        Assert.True(common.Count(i => known[rows.Good.Times[i]] == rows.Good.Close[i]) > 0.99 * common.Count);
    }

    [SharedFact]
    public void Read_NinjaTraderEnds_MovedToStartsEqualTheNormalForm()
    {
        var (_, rows) = Read("ninjatrader-SPY-1m.csv.gz", new ImportSettings { StampIsEnd = true });
        using var stream = new GZipStream(File.OpenRead(SharedData.Path("data", "candles", "us-equity", "SPY", "1m-2011-01.csv.gz")), CompressionMode.Decompress);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        var normal = CandleCsv.Read(memory.ToArray()).Rows;
        Assert.Equal(normal.Times.ToArray(), rows.Good.Times.ToArray());
        Assert.Equal(normal.Close.ToArray(), rows.Good.Close.ToArray());
    }
}
