using System.Globalization;
using System.Text;
using TradeForge.Core.Market;

namespace TradeForge.Core.Tests.Market;

public sealed class CandleCsvTests
{
    private const string Header = "timestamp,open,high,low,close,volume\n";

    private static CandleCsv Read(string text) => CandleCsv.Read(Encoding.UTF8.GetBytes(text));

    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("1e-8")]
    [InlineData("37388.05000000")]
    [InlineData("9007199254740993")]
    [InlineData("0.1234567890123456789")]
    [InlineData("1.7976931348623157E+308")]
    [InlineData("4.9E-324")]
    [InlineData("123456789012345678901234567890")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("+7.25")]
    [InlineData("2.2250738585072011e-308")]
    public void FastNumber_AnyDigits_EqualsDoubleParse(string text)
    {
        Assert.True(FastNumber.TryParse(Encoding.ASCII.GetBytes(text), out var value));
        Assert.Equal(BitConverter.DoubleToInt64Bits(double.Parse(text, CultureInfo.InvariantCulture)), BitConverter.DoubleToInt64Bits(value));
    }

    [Fact]
    public void FastNumber_RandomDecimals_EqualDoubleParse()
    {
        var random = new Random(7);
        for (var i = 0; i < 200_000; i++)
        {
            var text = random.NextInt64(0, (long)Math.Pow(10, random.Next(1, 19))).ToString(CultureInfo.InvariantCulture);
            var point = random.Next(0, text.Length + 1);
            text = (random.Next(4) == 0 ? "-" : "") + text[..point] + "." + text[point..] + (random.Next(10) == 0 ? "e" + random.Next(-30, 30).ToString(CultureInfo.InvariantCulture) : "");
            Assert.True(FastNumber.TryParse(Encoding.ASCII.GetBytes(text), out var value), text);
            Assert.True(double.Parse(text, CultureInfo.InvariantCulture).Equals(value), text);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("1,2")]
    [InlineData("abc")]
    [InlineData("1e")]
    [InlineData("1.2.3")]
    public void FastNumber_NoNumber_IsRefused(string text) => Assert.False(FastNumber.TryParse(Encoding.ASCII.GetBytes(text), out _));

    [Theory]
    [InlineData("2024-03-01", "2024-03-01T00:00:00.000Z")]
    [InlineData("2024-03-01T10:00", "2024-03-01T10:00:00.000Z")]
    [InlineData("2024-03-01 10:00:30", "2024-03-01T10:00:30.000Z")]
    [InlineData("2024-03-01T10:00:30.2567Z", "2024-03-01T10:00:30.256Z")]
    [InlineData("2024-03-01T10:00:00+05:30", "2024-03-01T04:30:00.000Z")]
    [InlineData("2024-03-01T10:00:00-0400", "2024-03-01T14:00:00.000Z")]
    [InlineData("2024-03-01T10:00+03", "2024-03-01T07:00:00.000Z")]
    [InlineData("1969-12-31T23:59:59Z", "1969-12-31T23:59:59.000Z")]
    public void IsoTime_Forms_AreInstants(string text, string expected)
    {
        var clock = new IsoTime();
        Assert.True(clock.TryParse(Encoding.ASCII.GetBytes(text), out var time));
        Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds(), time);
    }

    [Theory]
    [InlineData("2024-02-30")]
    [InlineData("2024-13-01")]
    [InlineData("2024-03-01T24:00")]
    [InlineData("2024-03-01T10:60")]
    [InlineData("2024-03-01T10:00:00X")]
    [InlineData("2024-03-01T10:00:00+3:00")]
    [InlineData("20240301")]
    [InlineData("\0\0\0\0\0\0\0\0\0\0")]
    public void IsoTime_OtherText_IsRefused(string text)
    {
        var clock = new IsoTime();
        Assert.False(clock.TryParse(Encoding.ASCII.GetBytes(text), out _));
    }

    [Fact]
    public void Read_BomQuotesCrLfAndScientific_AreTheSameRows()
    {
        var plain = Read(Header + "2024-01-01T00:00:00Z,1,2,0.5,1.5,0.00000001\n2024-01-02,1,2,0.5,1.5,7");
        var odd = Read("\uFEFF\"Date\",\"Open\",\"High\",\"Low\",\"Close\",\"Volume\"\r\n\r\n\"2024-01-01\",\"1\",\"2\",\"0.5\",\"1.5\",\"1e-8\"\r\n2024-01-02 00:00,1,2,5e-1,1.50,7\r\n");
        Assert.Equal(2, odd.Rows.Count);
        Assert.Equal(plain.Rows[0], odd.Rows[0]);
        Assert.Equal(plain.Rows[1], odd.Rows[1]);
    }

    [Fact]
    public void Read_ColumnsInAnotherOrder_FollowTheHeader()
    {
        var csv = Read("close,time,volume,extra,low,high,open\n1.5,2024-01-01,9,x,0.5,2,1\n");
        Assert.Equal(new Candle(1704067200000, 1, 2, 0.5, 1.5, 9), csv.Rows[0]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2024-01-01,1,2,0.5,1.5,9\n")]
    [InlineData("timestamp,open,high,low,close\n2024-01-01,1,2,0.5,1.5\n")]
    public void Read_WithoutHeader_IsAProblem(string text)
    {
        var csv = Read(text);
        Assert.Equal("candle-header", csv.Problem?.Code);
        Assert.Equal(0, csv.Rows.Count);
    }

    [Theory]
    [InlineData("1,2,0.5,1.5,NaN", CandleFault.NotFinite)]
    [InlineData("1,Infinity,0.5,1.5,1", CandleFault.NotFinite)]
    [InlineData("0,2,0,1.5,1", CandleFault.PriceNotPositive)]
    [InlineData("0,0,0,0,0", CandleFault.PriceNotPositive)]
    [InlineData("1,1.4,0.5,1.5,1", CandleFault.HighTooLow)]
    [InlineData("1,2,1.2,1.5,1", CandleFault.LowTooHigh)]
    [InlineData("1,2,0.5,1.5,-1", CandleFault.VolumeNegative)]
    [InlineData("1,2,0.5,1.5", CandleFault.Unreadable)]
    [InlineData("-,2,0.5,1.5,1", CandleFault.Unreadable)]
    [InlineData("1,2,0.5,,1", CandleFault.Unreadable)]
    public void Read_RowThatBreaksG57_IsDroppedWithItsReason(string row, CandleFault fault)
    {
        var csv = Read(Header + "2024-01-01,1,2,0.5,1.5,1\n2024-01-02," + row + "\n2024-01-03,1,2,0.5,1.5,1\n");
        Assert.Equal(2, csv.Rows.Count);
        var dropped = Assert.Single(csv.Dropped);
        Assert.Equal((fault, 1, "3"), (dropped.Fault, dropped.Count, dropped.First[0]));
    }

    [Fact]
    public void Check_EqualPricesAndZeroVolume_IsGood() => Assert.Equal(CandleFault.None, CandleCheck.Check(0, 1, 1, 1, 1, 0));

    [Fact]
    public void Feed_AnyChunking_GivesTheSameRows()
    {
        var text = Encoding.UTF8.GetBytes(Header + string.Concat(Enumerable.Range(1, 28).Select(d => $"2024-02-{d:00},{d},{d + 1},{d},{d},{d}e-3\r\n")));
        var whole = CandleCsv.Read(text);
        for (var size = 1; size < 40; size++)
        {
            var csv = new CandleCsv();
            var rest = Array.Empty<byte>();
            foreach (var chunk in text.Chunk(size))
            {
                byte[] window = [.. rest, .. chunk];
                rest = window[csv.Feed(window)..];
            }
            csv.Finish(rest);
            Assert.Equal(28, csv.Rows.Count);
            for (var i = 0; i < 28; i++) Assert.Equal(whole.Rows[i], csv.Rows[i]);
        }
    }

    [Fact]
    public void Clean_UnsortedWithRepeats_SortsKeepsTheLastAndCounts()
    {
        // stamps 3 1 2 3 1: three rows stand after a later one (1, 2, 1), two stamps are repeated
        var csv = Read(Header + string.Concat(new[] { (3, 10), (1, 20), (2, 30), (3, 40), (1, 50) }.Select(r => $"2024-01-0{r.Item1},{r.Item2},{r.Item2},{r.Item2},{r.Item2},1\n")));
        var (series, quality) = CandleCleaner.Clean("X", null, csv.Rows, csv.Dropped);
        Assert.Equal([50.0, 30, 40], series.Close.ToArray());
        Assert.Equal((5, 3, 3, 2), (quality.Rows, quality.Bars, quality.Sorted, quality.Duplicates));
        Assert.Equal(2, quality.Warnings.Count);
        Assert.Equal(Timeframe.OneDay, series.Timeframe);
    }

    [Fact]
    public void Clean_BrokenRepeat_DoesNotReplaceTheGoodRow()
    {
        var csv = Read(Header + "2024-01-01,1,1,1,1,1\n2024-01-01,0,0,0,0,0\n");
        var (series, quality) = CandleCleaner.Clean("X", null, csv.Rows, csv.Dropped);
        Assert.Equal(1, series[0].Close);
        Assert.Equal((2, 0), (quality.Rows, quality.Duplicates));
        Assert.Contains("1 rows were dropped: a price is zero or negative (line 3)", Assert.Single(quality.Warnings).En, StringComparison.Ordinal);
    }

    [Fact]
    public void CommonestStep_WithHoles_IsTheMostFrequentOne()
    {
        Assert.Equal(new Timeframe(60_000), CandleCleaner.CommonestStep([0, 60_000, 120_000, 420_000, 480_000]));
        Assert.Equal(new Timeframe(60_000), CandleCleaner.CommonestStep([0, 300_000, 360_000])); // a tie: the smaller
        Assert.Null(CandleCleaner.CommonestStep([5]));
    }

    [Fact]
    public void DataHash_OneBar_IsShaOfLittleEndianColumns()
    {
        var series = CandleSeries.From("X", Timeframe.OneDay, [new Candle(1, 2, 3, 1.5, 2.5, 10)]);
        var bytes = new[] { BitConverter.GetBytes(1L), BitConverter.GetBytes(2.0), BitConverter.GetBytes(3.0), BitConverter.GetBytes(1.5), BitConverter.GetBytes(2.5), BitConverter.GetBytes(10.0) }.SelectMany(b => b).ToArray();
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)), DataHash.Of(series));
    }

    [Fact]
    public void VolumeUnknown_OnlyZeros_IsTrue()
    {
        Assert.True(CandleCheck.VolumeUnknown(CandleSeries.From("X", Timeframe.OneDay, [new Candle(1, 1, 1, 1, 1, 0)])));
        Assert.False(CandleCheck.VolumeUnknown(CandleSeries.From("X", Timeframe.OneDay, [new Candle(1, 1, 1, 1, 1, 0), new Candle(2, 1, 1, 1, 1, 1)])));
    }
}
