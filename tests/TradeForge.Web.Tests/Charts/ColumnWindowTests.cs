using System.Buffers.Binary;
using TradeForge.Web.Shared.Charts;

namespace TradeForge.Web.Tests.Charts;

public sealed class ColumnWindowTests
{
    private const long Minute = 60_000;

    [Fact]
    public void Write_OddCount_AlignsTheColumns()
    {
        var bytes = ColumnFormat.Write(60, [1_700_000_000_000], [[130_000.07], [double.NaN]]);

        Assert.Equal(8 + 4 + 4 + 2 * 8, bytes.Length); // header, one time, padding, two columns
        Assert.Equal(1u, BinaryPrimitives.ReadUInt32LittleEndian(bytes));
        Assert.Equal(60u, BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(4)));
        Assert.Equal(1_700_000_000u, BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(8)));
        Assert.Equal(130_000.07, BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(16)));
        Assert.Equal(double.NaN, BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(24)));
    }

    [Fact]
    public void Write_ColumnOfAnotherLength_Throws() => Assert.Throws<ArgumentException>(() => ColumnFormat.Write(60, [0, Minute], [[1.0]]));

    [Fact]
    public void Cut_FewBars_GivesTheBarsOfTheRange()
    {
        var window = ColumnWindow.Cut(Minutes(10), Minute, [Column(10, Merge.Last)], 2 * Minute, 4 * Minute, 100);

        Assert.Equal(60, window.Step);
        Assert.Equal([2 * Minute, 3 * Minute, 4 * Minute], window.Times);
        Assert.Equal([2.0, 3, 4], window.Columns[0]);
    }

    [Fact]
    public void Cut_TooManyBars_MergesBucketsOfFiveMinutes()
    {
        var merges = new[] { Merge.First, Merge.Max, Merge.Min, Merge.Last, Merge.Sum };
        var window = ColumnWindow.Cut(Minutes(12), Minute, [.. merges.Select(m => Column(12, m))], 0, 100 * Minute, 3);

        Assert.Equal(300, window.Step);
        Assert.Equal([0, 5 * Minute, 10 * Minute], window.Times); // 0-4, 5-9, 10-11
        Assert.Equal([0.0, 5, 10], window.Columns[0]);
        Assert.Equal([4.0, 9, 11], window.Columns[1]);
        Assert.Equal([0.0, 5, 10], window.Columns[2]);
        Assert.Equal([4.0, 9, 11], window.Columns[3]);
        Assert.Equal([10.0, 35, 21], window.Columns[4]); // 0+1+2+3+4, 5+6+7+8+9, 10+11
    }

    [Fact]
    public void Cut_DotsOnFewBars_SurviveTheMerging()
    {
        double[] dots = [double.NaN, 3, 4, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN];
        var window = ColumnWindow.Cut(Minutes(10), Minute, [new ChartColumn(dots, Merge.LastKnown)], 0, 100 * Minute, 3);

        Assert.Equal([4.0, double.NaN], window.Columns[0]);
    }

    [Fact]
    public void Cut_OtherWindow_SameBuckets()
    {
        var wide = ColumnWindow.Cut(Minutes(60), Minute, [Column(60, Merge.Last)], 0, 59 * Minute, 12);
        var late = ColumnWindow.Cut(Minutes(60), Minute, [Column(60, Merge.Last)], 10 * Minute, 59 * Minute, 12);

        Assert.Equal(wide.Times.Skip(2), late.Times);
        Assert.Equal(wide.Columns[0].Skip(2), late.Columns[0]);
    }

    [Fact]
    public void Cut_UnknownValues_StayOutOfTheBucket()
    {
        var column = new ChartColumn(new[] { double.NaN, 3.0, double.NaN, 1.0, double.NaN, double.NaN }, Merge.Max);
        var window = ColumnWindow.Cut(Minutes(6), Minute, [column], 0, 10 * Minute, 2);

        Assert.Equal([3.0, double.NaN], window.Columns[0]); // 0-4 holds 3 and 1, 5 holds nothing
    }

    [Fact]
    public void Cut_RangeBesideTheData_IsEmpty() =>
        Assert.Empty(ColumnWindow.Cut(Minutes(3), Minute, [Column(3, Merge.Last)], 100 * Minute, 200 * Minute, 10).Times);

    [Theory]
    [InlineData("x", null, null, "from")]
    [InlineData(null, "1960-01-01", null, "to")]
    [InlineData(null, null, "0", "max")]
    [InlineData("2024-02-01", "2024-01-01", null, "from")]
    public void Read_WrongInput_NamesTheField(string? from, string? to, string? max, string path)
    {
        var (query, problems) = WindowQuery.Read(from, to, max);

        Assert.Null(query);
        Assert.Equal(path, Assert.Single(problems).Path);
    }

    [Fact]
    public void Read_SeveralWrong_AllAtOnce() => Assert.Equal(["from", "to", "max"], WindowQuery.Read("x", "y", "z").Problems.Select(p => p.Path));

    [Fact]
    public void Read_NoZone_IsUtc() => Assert.Equal(new DateTimeOffset(2024, 3, 1, 10, 0, 0, TimeSpan.Zero), WindowQuery.Read("2024-03-01T10:00", null, null).Query!.From);

    [Theory]
    [InlineData(new[] { 1.5, 2.0 }, 2)]
    [InlineData(new[] { 0.00012345, 0.00012346 }, 8)]
    [InlineData(new[] { 64_123.125, 64_123.375 }, 3)]
    [InlineData(new[] { 3_830.3483292, 3_814.9401675 }, 4)] // eight digits in all
    [InlineData(new[] { 0.1 + 0.2 }, 2)] // the noise of a double is no digit
    [InlineData(new[] { 1.25, 1.5, 1.75, 2.0, 2.25, 2.5, 2.75, 3.0, 3.25, 3.83034832 }, 2)] // one in ten is odd
    public void Of_Prices_CountsTheirDecimals(double[] prices, int digits) => Assert.Equal(digits, PriceDigits.Of(prices));

    private static long[] Minutes(int count) => [.. Enumerable.Range(0, count).Select(i => i * Minute)];

    private static ChartColumn Column(int count, Merge merge) => new(Enumerable.Range(0, count).Select(i => (double)i).ToArray(), merge);
}
