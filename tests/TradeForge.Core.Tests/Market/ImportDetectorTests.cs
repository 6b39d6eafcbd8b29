using System.Globalization;
using System.Text;
using TradeForge.Core.Market;
using TradeForge.Core.Market.Import;

namespace TradeForge.Core.Tests.Market;

public sealed class ImportDetectorTests
{
    private static readonly TimeZoneInfo Moscow = TradingCalendar.Moex.Zone;

    private static (ImportPreview Preview, ImportRows Rows) Read(string text, ImportSettings? settings = null, TimeZoneInfo? zone = null)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var preview = ImportDetector.Detect(bytes, true, settings ?? new(), zone);
        Assert.NotNull(preview.Format);
        var rows = new ImportRows(preview.Format);
        rows.Finish(bytes.AsSpan(rows.Feed(bytes)));
        return (preview, rows);
    }

    private static long At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeMilliseconds();

    public static TheoryData<string, string, string> Forms => new()
    {
        { "contract", "timestamp,open,high,low,close,volume\n2024-03-01T10:00:00Z,1,3,0.5,2,9\n2024-03-01T11:00:00Z,2,3,1,2,9\n", "2024-03-01T10:00Z" },
        { "MOEX export: heading lines, semicolons, close before high, Moscow time", "candles\n\nopen;close;high;low;value;volume;begin;end\n1;2;3;0.5;77;9;2024-03-01 10:00:00;2024-03-01 10:59:59\n2;2;3;1;77;9;2024-03-01 11:00:00;2024-03-01 11:59:59\n", "2024-03-01T10:00Z" },
        { "address line before the header, newest first", "https://www.example.org/download\nUnix Timestamp,Date,Symbol,Open,High,Low,Close,Volume\n1709290800,2024-03-01 11:00:00,X,2,3,1,2,9\n1709287200,2024-03-01 10:00:00,X,1,3,0.5,2,9\n", "2024-03-01T10:00Z" },
        { "Bitfinex without a header: open, close, high, low", "1709287200000,1,2,3,0.5,9\n1709290800000,2,2,3,1,9\n", "2024-03-01T10:00Z" },
        { "Coinbase without a header: low, high, open, close", "1709287200,0.5,3,1,2,9\n1709290800,1,3,2,2,9\n", "2024-03-01T10:00Z" },
        { "microseconds", "1709287200000000,1,3,0.5,2,9,1709290799999999,5,1,2,3,0\n1709290800000000,2,3,1,2,9,1709294399999999,5,1,2,3,0\n", "2024-03-01T10:00Z" },
        { "seconds and milliseconds mixed", "time,open,high,low,close,volume\n1709287200.0,1,3,0.5,2,9\n1709290800000,2,3,1,2,9\n", "2024-03-01T10:00Z" },
        { "decimal comma and quotes", "Date;Open;High;Low;Close;Volume\n\"01.03.2024 10:00\";\"1,0\";\"3,00\";\"0,5\";\"2,0\";\"9\"\n\"01.03.2024 11:00\";2,0;3,0;1,0;2,0;9\n", "2024-03-01T10:00Z" },
        { "tab, US clock with PM", "Date\tOpen\tHigh\tLow\tClose\tVol\n3/1/2024 12:00 PM\t1\t3\t0.5\t2\t9\n3/1/2024 1:00 PM\t2\t3\t1\t2\t9\n", "2024-03-01T12:00Z" },
        { "no header, date and clock apart", "20240301;100000;1;3;0.5;2;9\n20240301;110000;2;3;1;2;9\n", "2024-03-01T10:00Z" },
        { "fourteen digits", "20240301100000,1,3,0.5,2,9\n20240301110000,2,3,1,2,9\n", "2024-03-01T10:00Z" },
        { "offset of New York", "Date,Open,High,Low,Close,Adj Close,Volume\n2024-03-01T05:00:00-05:00,1,3,0.5,2,1.9,9\n2024-03-01T06:00:00-05:00,2,3,1,2,1.9,9\n", "2024-03-01T10:00Z" },
        { "JSON arrays", "[[1709287200000, 1, 3, 0.5, 2, 9],\n [1709290800000, 2, 3, 1, 2, 9]]", "2024-03-01T10:00Z" },
        { "Russian headings", "Дата;Время;Открытие;Максимум;Минимум;Закрытие;Объём\n01.03.2024;10:00;1;3;0,5;2;9\n01.03.2024;11:00;2;3;1;2;9\n", "2024-03-01T10:00Z" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Detect_Form_GivesTheSameTwoHours(string name, string text, string first)
    {
        var (preview, rows) = Read(text);
        var (series, _) = CandleCleaner.Clean("X", null, rows.Good, []);
        Assert.Equal((2, "1h"), (series.Count, preview.Format!.Timeframe.ToString()));
        Assert.True(new Candle(At(first), 1, 3, 0.5, 2, 9) == series[0], $"{name}: {series[0]}");
        Assert.Empty(rows.Bad);
    }

    [Fact]
    public void Detect_LocalTimes_AreOfTheVenueAndNamedAsAnAssumption()
    {
        const string text = "20120601;100000;1;3;0.5;2;9\n20120601;110000;2;3;1;2;9\n";
        var (preview, rows) = Read(text, zone: Moscow);
        Assert.Equal(At("2012-06-01T06:00Z"), rows.Good.Times[0]); // golden rule G58
        Assert.Contains(preview.Format!.Ambiguities, a => a.En.Contains("Europe/Moscow", StringComparison.Ordinal));
        (preview, rows) = Read(text, new ImportSettings { Zone = "UTC" }, Moscow);
        Assert.Equal(At("2012-06-01T10:00Z"), rows.Good.Times[0]);
        Assert.DoesNotContain(preview.Format!.Ambiguities, a => a.En.Contains("time zone", StringComparison.Ordinal));
    }

    [Fact]
    public void Detect_DatesOfDailyBars_StayDatesInEveryZone()
    {
        var (preview, rows) = Read("Date,Open,High,Low,Close\n2024-03-01 00:00:00-05:00,1,3,0.5,2\n2024-03-02 00:00:00-05:00,2,3,1,2\n", zone: Moscow);
        Assert.True(preview.Format!.DatesOnly);
        Assert.Equal([At("2024-03-01"), At("2024-03-02")], rows.Good.Times.ToArray());
        Assert.Contains(preview.Format.Ambiguities, a => a.En.Contains("no volume", StringComparison.Ordinal));
        Assert.Equal(0, rows.Good.Volume[0]);
    }

    [Fact]
    public void Detect_DayOrMonth_IsDecidedByTheDatesOrNamedAmbiguous()
    {
        const string rows = "Date,Open,High,Low,Close,Volume\n01/02/2024,1,3,0.5,2,9\n02/02/2024,2,3,1,2,9\n";
        var (open, _) = Read(rows);
        Assert.Equal(StampLayout.DayFirst, open.Format!.Layout); // a day apart beats a month apart
        Assert.Contains(open.Format.Ambiguities, a => a.En.Contains("month, day", StringComparison.Ordinal));
        var (clear, _) = Read(rows + "13/02/2024,2,3,1,2,9\n");
        Assert.Equal(StampLayout.DayFirst, clear.Format!.Layout);
        Assert.DoesNotContain(clear.Format.Ambiguities, a => a.En.Contains("month, day", StringComparison.Ordinal));
        var (said, read) = Read(rows, new ImportSettings { Layout = StampLayout.MonthFirst });
        Assert.Equal(StampLayout.MonthFirst, said.Format!.Layout);
        Assert.Equal(At("2024-01-02"), read.Good.Times[0]);
    }

    [Fact]
    public void Detect_StampIsEnd_MovesTheBars()
    {
        var (_, rows) = Read("timestamp,open,high,low,close,volume\n2024-03-01T10:01Z,1,3,0.5,2,9\n2024-03-01T10:02Z,2,3,1,2,9\n", new ImportSettings { StampIsEnd = true });
        Assert.Equal(At("2024-03-01T10:00Z"), rows.Good.Times[0]);
    }

    [Fact]
    public void Detect_ColumnsSaid_AreTaken()
    {
        var settings = new ImportSettings { Columns = new Dictionary<string, string> { ["close"] = "Adj Close", ["volume"] = "8" } };
        var (_, rows) = Read("Date,Open,High,Low,Close,Adj Close,Volume,Money\n2024-03-01,1,3,0.5,2,1.5,9,77\n2024-03-02,1,3,0.5,2,1.5,9,78\n", settings);
        Assert.Equal((1.5, 77), (rows.Good.Close[0], rows.Good.Volume[0]));
    }

    [Theory]
    [InlineData("hello\nworld\n")]
    [InlineData("")]
    [InlineData("a,b,c,d,e,f\n1,2,3,4,5,6\n")]
    public void Detect_NoCandles_IsAProblem(string text)
    {
        var preview = ImportDetector.Detect(Encoding.UTF8.GetBytes(text), true, new(), null);
        Assert.Null(preview.Format);
        Assert.Equal("import-format", Assert.Single(preview.Problems).Code);
    }

    [Fact]
    public void Detect_WrongSettings_AreAllNamed()
    {
        var settings = new ImportSettings { Zone = "Mars/Base", Columns = new Dictionary<string, string> { ["colour"] = "1" } };
        Assert.Equal(["import-zone", "import-column"], ImportDetector.Detect("x"u8, true, settings, null).Problems.Select(p => p.Code));
    }

    [Fact]
    public void Detect_OneRow_NeedsATimeframe()
    {
        const string row = "timestamp,open,high,low,close,volume\n2024-03-01T10:00Z,1,3,0.5,2,9\n";
        Assert.Equal("import-timeframe", Assert.Single(Read(row).Preview.Problems).Code);
        Assert.Empty(Read(row, new ImportSettings { Timeframe = Timeframe.OneHour }).Preview.Problems);
    }

    [Fact]
    public void Detect_TimeframeThatTheRowsContradict_IsAWarning()
    {
        var (preview, _) = Read("timestamp,open,high,low,close,volume\n2024-03-01T10:00Z,1,3,0.5,2,9\n2024-03-01T10:01Z,1,3,0.5,2,9\n", new ImportSettings { Timeframe = Timeframe.OneHour });
        Assert.Equal((Severity.Warning, "import-timeframe"), (Assert.Single(preview.Problems).Severity, preview.Problems[0].Code));
    }

    [Fact]
    public void Read_BadRows_KeepLineTextAndReason()
    {
        var (preview, rows) = Read("timestamp,open,high,low,close,volume\n2024-03-01,1,3,0.5,2,9\n2024-03-02,1,0.7,0.5,2,9\n\nnonsense\n2024-03-03,1,3,0.5,2,9");
        Assert.Equal([new QuarantinedRow(3, "2024-03-02,1,0.7,0.5,2,9", CandleFault.HighTooLow), new QuarantinedRow(5, "nonsense", CandleFault.Unreadable)], rows.Bad);
        Assert.Equal(2, rows.Good.Count);
        Assert.Equal([CandleFault.HighTooLow, CandleFault.Unreadable], preview.Faults.Select(f => f.Fault));
    }

    [Fact]
    public void Feed_WithLimitAndSkip_GoesOnWhereItStopped()
    {
        var text = Encoding.UTF8.GetBytes("timestamp,open,high,low,close,volume\n" + string.Concat(Enumerable.Range(1, 20).Select(d => $"2024-03-{d:00},1,3,0.5,2,{d}\n")));
        var format = ImportDetector.Detect(text, true, new(), null).Format!;
        var first = new ImportRows(format);
        var used = first.Feed(text, most: 7);
        Assert.Equal((7, 8L), (first.Good.Count, first.Line));
        first.Clear();
        first.Feed(text.AsSpan(used));
        var second = new ImportRows(format, skipThrough: 8);
        second.Feed(text);
        Assert.Equal(13, second.Good.Count);
        Assert.Equal(first.Good.Times.ToArray(), second.Good.Times.ToArray());
    }

    [Fact]
    public void Words_OfAFormat_ExistInBothLanguages()
    {
        var (preview, _) = Read(Forms.First()[1].ToString()!);
        Assert.Equal(8, preview.Format!.Words.Count);
        Assert.All(preview.Format.Words, w => Assert.NotEqual(w.En, w.Ru));
        Assert.Contains(preview.Format.Words, w => w.En == "columns: time = 1 (timestamp), open = 2 (open), high = 3 (high), low = 4 (low), close = 5 (close), volume = 6 (volume)");
    }
}
