using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Tests.Simulation;

/// <summary>Files of orders: read with every problem named, played as a run with a result like any other.</summary>
public sealed class OrderRunTests
{
    internal const string Text = """
        id,time,bar,side,quantity,type,limit,stop,trail,tif,until,parent,oco,closes,stop-loss,take-profit
        in,,0,buy,10,market,,,,,,,,,95,
        goal,,0,sell,5,limit,112,,,gtd,2024-01-09,in,,,,
        follow,,1,sell,5,trailing-stop,,,5%,,,,goal,,,
        dip,2024-01-03T12:00Z,,buy,2,stop-limit,99,100,,day,,,,,,
        late,,3,buy,1,limit,90,,,,,,,,,
        late,,4,cancel,,,,,,,,,,,,
        out,,5,sell,10,market-on-close,,,,,,,,in,,
        """;

    private static readonly CandleSeries Bars = Play.Bars(
        (100, 101, 99, 100, 1), (100, 104, 99, 103, 1), (103, 108, 102, 107, 1), (107, 110, 106, 109, 1),
        (109, 113, 108, 112, 1), (112, 115, 111, 114, 1), (114, 116, 112, 113, 1), (113, 114, 112, 113, 1));

    private static OrderList List(string text)
    {
        var (orders, problems) = OrderCsv.Read(text);
        Assert.Empty(problems.Select(p => p.Message.En));
        return orders!;
    }

    private static BacktestResult Run(string text, BacktestSettings? settings = null)
    {
        settings ??= new BacktestSettings { Cash = 10_000 };
        return OrderRun.Run(List(text), BacktestData.Prepare(Bars, settings).Data!, settings, null, CancellationToken.None);
    }

    [Fact]
    public void Run_File_GivesTradesOrdersAndEquity()
    {
        var result = Run(Text);
        Assert.Equal([("in", 5m, 4, 112m, "order"), ("in", 5m, 6, 113m, "order")], result.Trades.Select(t => (t.EntryReason, t.Quantity, t.ExitBar, t.ExitPrice, t.ExitReason)));
        Assert.Equal(
            [("in", "market", "filled"), ("goal", "limit", "filled"), ("in", "stop", "cancelled"), ("follow", "trailing-stop", "cancelled"), ("dip", "stop-limit", "expired"), ("late", "limit", "cancelled"), ("out", "market-on-close", "filled")],
            result.Orders.Select(o => (o.Node, o.Type, o.Status)));
        Assert.Equal(10_125m, result.Equity[^1].Equity);
        Assert.Equal((0, 0, 10_125.0), (result.Signals, result.Blocked.Count, result.Metrics["equityFinal"]));
        Assert.Equal(new BookSettings(), result.Manifest.Settings.Book);
    }

    [Fact]
    public void Run_Again_GivesTheSameBytesAndIsReadBack()
    {
        var settings = new BacktestSettings { Cash = 10_000, Margin = new Margin(20, 10), Book = new BookSettings(true, 0.1m, true) };
        var bytes = ResultJson.ToBytes(Run(Text, settings));
        Assert.Equal(bytes, ResultJson.ToBytes(Run(Text, settings)));
        Assert.Equal(bytes, ResultJson.ToBytes(ResultJson.Read(bytes)));
        Assert.Equal(settings.Book, ResultJson.Read(bytes).Manifest.Settings.Book);
    }

    [Fact]
    public void Hash_IsThatOfWhatTheLinesSay()
    {
        var plain = List("bar,side,quantity\n1,buy,2").Hash;
        Assert.Equal(plain, List("\n side ,quantity,bar,type\r\nBUY,2.00,1,market\r\n").Hash);
        Assert.NotEqual(plain, List("bar,side,quantity\n1,buy,3").Hash);
    }

    [Theory] // the first bar that starts then or later
    [InlineData("2023-12-01", 0)]
    [InlineData("2024-01-02", 1)]
    [InlineData("2024-01-02T00:01Z", 2)]
    public void Time_IsWhenItBecomesKnown(string time, int filled) =>
        Assert.Equal(filled, Assert.Single(Run($"time,side,quantity\n{time},buy,1").Orders).FilledBar);

    [Fact]
    public void Orders_AfterTheLastClose_AreCounted()
    {
        var result = Run("bar,side,quantity\n0,buy,1\n7,sell,1");
        Assert.Equal(["filled", "working"], result.Orders.Select(o => o.Status));
        Assert.Contains(result.Warnings, w => w.En.StartsWith("1 orders were sent at or after the last close", StringComparison.Ordinal));
    }

    [Fact]
    public void Band_OfAnAmbiguousBar_HoldsBothOrdersOfEvents()
    {
        var result = Run("bar,side,quantity,stop-loss,take-profit\n2,buy,1,106.5,109.5");
        Assert.Equal((1, 9_999.5m, 10_002.5m), (result.Band.AmbiguousBars, result.Band.PessimisticEquity, result.Band.OptimisticEquity));
        Assert.Equal(10_002.5m, Run("bar,side,quantity,stop-loss,take-profit\n2,buy,1,106.5,109.5", new BacktestSettings { Cash = 10_000, SameBar = SameBarRule.Optimistic }).Equity[^1].Equity);
    }

    [Fact]
    public void Read_BadFile_NamesEveryLine()
    {
        var (orders, problems) = OrderCsv.Read("""
            id,time,bar,side,quantity,type,limit,stop,trail,tif,until,parent,oco,closes,stop-loss,take-profit
            a,,0,hold,10,market,,,,,,,,,,
            b,2024,0,buy,-1,limit,,,,,,,,,,
            c,,-2,buy,1,iceberg,,,,,,,,,,
            d,,0,buy,1,stop,5,,,7,,,,,,
            e,,0,buy,1,trailing-stop,,,0%,,,,,,,
            f,,0,buy,1,limit,x,,,gtc,2024-01-01,zz,,,,
            f,noon,,buy,1,market,,,2,gtd,,,,f,1,
            nobody,,1,cancel,,,,,,,,,,,,
            """);
        Assert.Null(orders);
        Assert.Equal(["2", "3", "3", "3", "4", "4", "5", "5", "5", "6", "7", "7", "7", "8", "8", "8", "8", "8", "9"], problems.Select(p => p.Path));
        Assert.All(problems, p => Assert.True(p.Message.En.StartsWith($"Line {p.Path}:", StringComparison.Ordinal) && p.Message.Ru.StartsWith($"Строка {p.Path}:", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("", "header")]
    [InlineData("bar,quantity\n0,1", "side")]
    [InlineData("bar,side,quantity", "no order")]
    [InlineData("bar,side,quantity,take_profit\n0,buy,1,5", "take_profit")]
    public void Read_BadHeader_IsNamed(string text, string word) => Assert.Contains(word, Assert.Single(OrderCsv.Read(text).Problems).Message.En);

    [Fact]
    public void Problems_OfTheData_NameTheLine()
    {
        var settings = new BacktestSettings { Lot = 10 };
        var problems = List("id,bar,side,quantity,type,trail,closes\na,9,buy,15,,,\nb,-1,sell,10,trailing-stop,5,a\na,3,cancel,,,,").Problems(BacktestData.Prepare(Bars, settings).Data!, settings);
        Assert.Equal(["2", "2", "3", "3", "4"], problems.Select(p => p.Path));
    }

    [Fact]
    public void Settings_OfABook_AreChecked() =>
        Assert.Equal(["entry-spread"], SettingsCheck.Problems(new BacktestSettings { Book = new BookSettings(EntrySpread: -1) }).Select(p => p.Path));

    [Fact]
    public void CostStrip_OfOrders_RunsThemAgain()
    {
        var settings = new BacktestSettings { Cash = 10_000, Commission = new Commission(PerOrder: 1) };
        var data = BacktestData.Prepare(Bars, settings).Data!;
        var strip = CostStrip.Of(List(Text), data, settings, OrderRun.Run(List(Text), data, settings, null, default), default);
        Assert.Equal([125m, 122m, 119m, 116m], strip.Rows.Select(r => r.NetProfit));
    }
}
