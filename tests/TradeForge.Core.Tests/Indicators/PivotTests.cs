using TradeForge.Core.Indicators;
using TradeForge.Core.Market;

namespace TradeForge.Tests.Indicators;

public sealed class PivotTests
{
    private const double N = double.NaN;

    /// <summary>Open 8, high 12, low 6, close 9, next open 10: (12 + 6 + 9) / 3 = 9, range 6; Woodie (18 + 20) / 4 = 9.5; DeMark after a rise 24 + 6 + 9 = 39.</summary>
    [Theory]
    [InlineData("standard", new[] { 9.0, 12, 15, 18, 6, 3, 0 })]
    [InlineData("fibonacci", new[] { 9, 11.292, 12.708, 15, 6.708, 5.292, 3 })]
    [InlineData("camarilla", new[] { 9, 9.55, 10.1, 10.65, 8.45, 7.9, 7.35 })]
    [InlineData("woodie", new[] { 9.5, 13, 15.5, 19, 7, 3.5, 1 })]
    [InlineData("demark", new[] { 9.75, 13.5, N, N, 7.5, N, N })]
    public void Next_AfterOneWindow_LevelsOfIt(string kind, double[] expected)
    {
        Candle[] candles = [new(0, 8, 12, 7, 11, 1), new(3_600_000, 11, 11, 6, 9, 1), new(86_400_000, 10, 20, 5, 15, 1), new(86_400_001, 15, 30, 1, 2, 1)];
        var kinds = PivotPoints.Definition.Parameters[1].Choices!.ToList();
        var days = Columns("pivot-points", [0, kinds.IndexOf(kind)], candles);
        var rolling = Columns("rolling-pivots", [2, 0, kinds.IndexOf(kind)], candles);
        for (var k = 0; k < 7; k++)
        {
            Assert.Equal([N, N, expected[k], expected[k]], days[k], Close); // the rest of the day changes nothing
            Assert.Equal([N, N, expected[k]], rolling[k][..3], Close);
        }
    }

    /// <summary>DeMark after a fall: (12 + 2 · 6 + 8) / 4; where the close is the open: (12 + 6 + 2 · 8) / 4.</summary>
    [Theory]
    [InlineData(9, 8), InlineData(8, 8.5)]
    public void Demark_FallAndStandstill_WeighLowAndClose(double open, double expected) =>
        Assert.Equal([N, expected], Columns("rolling-pivots", [1, 0, 4], [new(0, open, 12, 6, 8, 1), new(1, 1, 2, 1, 1, 1)])[0]);

    [Fact]
    public void RollingPivots_Offset_LooksFurtherBack()
    {
        Candle[] candles = [.. Enumerable.Range(1, 6).Select(i => new Candle(i, 10 * i, 10 * i, 10 * i, 10 * i, 1))];
        Assert.Equal([N, N, N, (10 + 20 + 20) / 3.0, (20 + 30 + 30) / 3.0, (30 + 40 + 40) / 3.0], Columns("rolling-pivots", [2, 1, 0], candles)[0], Close);
    }

    /// <summary>2024-03-01 is a Friday: the week turns on the 4th, the month on the 1st.</summary>
    [Theory]
    [InlineData("day", "2024-02-29 2024-03-01", 1), InlineData("week", "2024-03-03 2024-03-04", 1), InlineData("week", "2024-03-04 2024-03-10", 0)]
    [InlineData("month", "2024-02-29 2024-03-01", 1), InlineData("month", "2024-03-01 2024-03-31", 0), InlineData("day", "1969-12-31 1970-01-01", 1), InlineData("week", "1969-12-28 1969-12-29", 1)]
    public void PivotPoints_Window_TurnsWithTheCalendar(string window, string dates, int known)
    {
        var words = PivotPoints.Definition.Parameters[0].Choices!.ToList();
        Candle[] candles = [.. dates.Split(' ').Select(d => new Candle(DateTimeOffset.Parse(d + "Z", null).ToUnixTimeMilliseconds(), 1, 2, 1, 2, 1))];
        Assert.Equal(known, Columns("pivot-points", [words.IndexOf(window), 0], candles)[0].Count(double.IsFinite));
    }

    private static double[][] Columns(string id, double[] values, Candle[] candles) =>
        IndicatorRun.Batch(IndicatorCatalog.Find(id)!, values, CandleSeries.From("TEST", Timeframe.OneHour, candles));

    private static bool Close(double a, double b) => (double.IsNaN(a) && double.IsNaN(b)) || Math.Abs(a - b) < 1e-12;
}
