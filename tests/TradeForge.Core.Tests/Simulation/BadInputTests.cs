using System.Text;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Core.Tests.Strategies;

namespace TradeForge.Core.Tests.Simulation;

/// <summary>What is wrong with data, settings or a graph is said with its place, or has a result that is documented; nothing throws.</summary>
public sealed class BadInputTests
{
    private static readonly CompiledStrategy Trades = Play.Graph().Compile();

    private static CandleCsv Csv(params string[] rows) => CandleCsv.Read(Encoding.UTF8.GetBytes("timestamp,open,high,low,close,volume\n" + string.Join('\n', rows)));

    private static CandleSeries Prices(params double[] prices) =>
        Play.Bars([.. prices.Select((p, i) => (p, p, p, p, i % 2 == 0 ? Play.Buy : Play.Sell))]);

    private static Problem Refused(CandleSeries series, BacktestSettings? settings = null)
    {
        var (data, problems) = BacktestData.Prepare(series, settings ?? Play.Settings);
        Assert.Null(data);
        return Assert.Single(problems);
    }

    [Theory]
    [InlineData("2024-01-02,100,101,99,NaN,5", CandleFault.NotFinite)]
    [InlineData("2024-01-02,100,Infinity,99,100,5", CandleFault.NotFinite)]
    [InlineData("2024-01-02,100,1e999,99,100,5", CandleFault.NotFinite)]
    [InlineData("2024-01-02,-100,101,99,100,5", CandleFault.PriceNotPositive)]
    [InlineData("2024-01-02,0,101,0,100,5", CandleFault.PriceNotPositive)]
    [InlineData("2024-01-02,100,101,99,100,-5", CandleFault.VolumeNegative)]
    [InlineData("2024-01-02,100,99,98,100,5", CandleFault.HighTooLow)]
    [InlineData("9999-01-02,100,101,99,100,5", CandleFault.TimeOutOfRange)]
    [InlineData("not,a,row", CandleFault.Unreadable)]
    public void Row_ThatIsNoCandle_IsLeftOutWithItsLine(string row, CandleFault fault)
    {
        var csv = Csv("2024-01-01,100,101,99,100,5", row, "2024-01-03,100,101,99,100,5");
        Assert.Equal(2, csv.Rows.Count);
        var dropped = Assert.Single(csv.Dropped);
        Assert.Equal((fault, "3"), (dropped.Fault, dropped.First[0]));
    }

    [Fact]
    public void Rows_OutOfOrderOrTwice_AreSortedAndCounted()
    {
        var csv = Csv("2024-01-03,3,3,3,3,1", "2024-01-01,1,1,1,1,1", "2024-01-02,2,2,2,2,1", "2024-01-01,9,9,9,9,1");
        var (series, quality) = CandleCleaner.Clean("X", null, csv.Rows, csv.Dropped);
        Assert.Equal([9, 2, 3], series.Close.ToArray()); // the later of two equal stamps
        Assert.Equal((3, 1), (quality.Sorted, quality.Duplicates));
        Assert.Equal(2, quality.Warnings.Count);
    }

    [Fact]
    public void Series_WithoutBars_IsRefused() => Assert.Equal("no-bars", Refused(Play.Bars()).Code);

    [Fact]
    public void Series_OfOneBar_IsAResultWithoutTrades()
    {
        var result = Play.Run(Trades, Play.Settings, Prices(100));
        Assert.Empty(result.Trades);
        Assert.Equal((1, Play.Settings.Cash), (result.Manifest.Bars, result.Equity[^1].Equity));
    }

    [Theory]
    [InlineData(1e-300)]
    [InlineData(1e-27)] // a unit of account buys more units than a decimal has digits
    [InlineData(1e16)]
    [InlineData(1e300)]
    public void Price_OutsideOfMoney_IsRefusedWithItsBar(double price)
    {
        var problem = Refused(Prices(100, 101, price, 100));
        Assert.Equal("price-out-of-range", problem.Code);
        Assert.Contains("2024-01-03 00:00", problem.Message.En, StringComparison.Ordinal);
        Assert.Contains("2024-01-03 00:00", problem.Message.Ru, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1e-15)]
    [InlineData(1e15)]
    public void Price_AtTheEndsOfTheRange_IsARun(double price) =>
        Assert.Equal(6, Play.Run(Trades, Play.Settings with { Lot = 0 }, Prices(price, price, price, price, price, price)).Equity.Count);

    [Theory]
    [InlineData("2030-01-01", null)]
    [InlineData(null, "2000-01-01")]
    public void Dates_OutsideTheData_AreRefusedWithTheRange(string? from, string? to)
    {
        var problem = Refused(Prices(100, 101), Play.Settings with { From = Date(from), To = Date(to) });
        Assert.Equal("no-bars", problem.Code);
        Assert.Contains((from ?? to)!, problem.Message.En, StringComparison.Ordinal);

        static DateTimeOffset? Date(string? text) => text is null ? null : DateTimeOffset.Parse(text + "T00:00Z", System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Split_OutsideTheData_LeavesTheRunUndivided() =>
        Assert.Empty(Play.Run(Trades, Play.Settings with { Split = DateTimeOffset.UnixEpoch }, Prices(100, 101, 102)).Parts);

    [Fact]
    public void Lot_AboveTheCash_BlocksEveryEntryAndSaysWhy()
    {
        var result = Play.Run(Trades, Play.Settings with { Lot = 1000 }, Prices(100, 100, 100, 100, 100, 100));
        Assert.Empty(result.Trades);
        Assert.NotEmpty(result.Blocked);
        Assert.All(result.Blocked, b => Assert.Equal("below-one-lot", b.Reason));
        Assert.Equal(result.Signals, result.Blocked.Sum(b => b.Bars) + result.Orders.Count);
    }

    [Fact] // what the workers of a sweep throw is not wrapped
    public void Sweep_WhoseMoneyOutgrowsItsDigitsOrOrders_EndsWithTheLimit()
    {
        var bars = Play.Bars([.. Enumerable.Range(0, 40).Select(i => i % 2 == 0 ? (1e-6, 1e-6, 1e-6, 1e-6, Play.Buy) : (1e6, 1e6, 1e6, 1e6, Play.Sell)).SelectMany(b => new[] { b, b with { Item5 = Play.None } })]);
        Assert.Equal("limit-money", Code(Play.Settings with { Lot = 0 }, bars));
        Assert.Equal("limit-orders", Code(Play.Settings with { Limits = new RunLimits { Orders = 1 } }, Prices([.. Enumerable.Repeat(100.0, 600)])));

        static string Code(BacktestSettings settings, CandleSeries bars) => Assert.Throws<RunLimitException>(() =>
            Sweep.Run(Trades.Graph, BacktestData.Prepare(bars, settings).Data!, settings, [new SweepAxis("c12.value", 12, 13, 1)], "sharpe", 2, null, default)).Problem.Code;
    }

    [Theory]
    [InlineData("period=0", "out-of-range")]
    [InlineData("period=1000000000", "out-of-range")]
    [InlineData("period=2.5", "wrong-type")]
    [InlineData("length=5", "unknown-parameter")]
    public void Parameter_ThatIsWrong_IsNamedWithItsNode(string data, string code) => Named(new GraphBuilder().Node("fast", "sma", data), code, "fast");

    [Fact]
    public void Type_ThatIsUnknown_IsNamedWithItsNode() => Named(new GraphBuilder().Node("x", "smaa"), "unknown-node-type", "x");

    [Fact]
    public void Cycle_IsNamedWithItsNodes() =>
        Named(new GraphBuilder().Node("p", "price").Node("a", "max").Node("b", "max").Wire("a.value -> b.a", "b.value -> a.a", "p.value -> a.b", "p.value -> b.b"), "cycle", "a");

    [Fact]
    public void Graph_OfTenThousandNodes_IsRefusedAtOnce()
    {
        var graph = Enumerable.Range(0, 10_000).Aggregate(new GraphBuilder(), (g, i) => g.Node($"n{i}", "constant", "value=1")).Graph();
        var problem = Assert.Single(StrategyCompiler.Compile(graph).Problems, p => p.Severity == Severity.Error);
        Assert.Equal("too-large", problem.Code);
        Assert.Contains("10000", problem.Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Formula_WithASyntaxError_IsNamedWithItsCharacter()
    {
        var graph = new GraphBuilder().Node("f", "formula", "expression=(close+").Graph();
        var problem = Assert.Single(StrategyCompiler.Compile(graph).Problems, p => p.Code == "formula-syntax");
        Assert.Equal("f", problem.Path);
        Assert.Contains("character 8", problem.Message.En, StringComparison.Ordinal);
    }

    private static void Named(GraphBuilder graph, string code, string node) =>
        Assert.Contains(StrategyCompiler.Compile(graph.Graph()).Problems, p => (p.Severity, p.Code, p.Path) == (Severity.Error, code, node));
}
