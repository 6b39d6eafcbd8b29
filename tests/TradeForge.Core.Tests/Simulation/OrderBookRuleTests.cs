using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Tests.Simulation;

/// <summary>What the settings of a run and the bars make of a book's orders: times in force, volume, same-bar rules, ends.</summary>
public sealed class OrderBookRuleTests : BookPlay
{
    [Fact]
    public void Day_OrderOfDailyBars_WorksOneBar()
    {
        var book = Book();
        Flat(book, 100);
        var order = book.Submit(Buy(1, BookOrderType.Limit) with { Limit = 90, TimeInForce = TimeInForce.Day });
        Flat(book, 95);
        Assert.Equal((order, "expired"), Assert.Single(Ended(book)));
        Flat(book, 80);
        Assert.Equal(0m, book.Holding);
    }

    [Fact]
    public void Ioc_FillsAtTheNextOpenOrGoes()
    {
        var book = Book();
        Flat(book, 100);
        var order = book.Submit(Buy(1, BookOrderType.Limit) with { Limit = 99, TimeInForce = TimeInForce.Ioc });
        Bar(book, 100, 100, 98, 100); // reached only after the open
        Assert.Equal((order, "cancelled"), Assert.Single(Ended(book)));
        book.Submit(Buy(1, BookOrderType.Limit) with { Limit = 99, TimeInForce = TimeInForce.Ioc });
        Bar(book, 98, 100, 98, 100);
        Assert.Equal(98m, Last(book).Price);
    }

    [Fact]
    public void Participation_TakesItsShareOfTheVolume()
    {
        var book = Book(new BacktestSettings { Cash = 10_000, Lot = 1, Participation = 10 });
        Flat(book, 100);
        var (gtc, ioc, fok) = (book.Submit(Buy(15)), book.Submit(Buy(15) with { TimeInForce = TimeInForce.Ioc }), book.Submit(Buy(15) with { TimeInForce = TimeInForce.Fok }));
        Flat(book, 100, volume: 100);
        Assert.Equal([(gtc, "partial", 10m), (ioc, "partial", 10m), (fok, "cancelled", 0m)], book.Orders().Select(o => (o.Id, o.Status, o.FilledQuantity)));
        Flat(book, 110, volume: 100);
        Assert.Equal(("filled", 15m, 1550m / 15), (book.Orders()[0].Status, book.Orders()[0].FilledQuantity, book.Orders()[0].Price));
        Assert.Equal(25m, book.Holding);
    }

    [Theory]
    [InlineData(SameBarRule.Pessimistic, 95)]
    [InlineData(SameBarRule.Path, 110)] // the high is nearer to the open
    [InlineData(SameBarRule.Optimistic, 110)]
    public void SameBar_BothOfAPairTouched_FollowsTheRule(SameBarRule rule, int exit)
    {
        foreach (var type in new[] { "attached", "bracket", "pair" })
        {
            var book = Book(new BacktestSettings { Cash = 10_000, SameBar = rule });
            Flat(book, 100);
            var entry = book.Submit(type == "attached" ? Buy(1) with { StopLoss = 95, TakeProfit = 110 } : Buy(1));
            if (type == "bracket")
            {
                book.Submit(Sell(1, BookOrderType.Limit) with { Limit = 110, Parent = entry });
                book.Submit(Sell(1, BookOrderType.Stop) with { Stop = 95, Parent = entry });
            }
            Flat(book, 103);
            var target = type == "pair" ? book.Submit(Sell(1, BookOrderType.Limit) with { Limit = 110 }) : 0;
            if (type == "pair") book.Submit(Sell(1, BookOrderType.Stop) with { Stop = 95, OneCancels = target });
            Bar(book, 104, 111, 94, 100);
            Assert.Equal((type, exit, 1), (type, Assert.Single(book.Trades()).ExitPrice, book.AmbiguousBars));
            Assert.Equal(0m, book.Holding);
        }
    }

    [Fact]
    public void SameBar_TargetAtTheOpen_IsBeforeAStopInside()
    {
        var book = Book();
        Flat(book, 100);
        book.Submit(Buy(1) with { StopLoss = 95, TakeProfit = 110 });
        Flat(book, 100);
        Bar(book, 112, 113, 90, 100);
        Assert.Equal((112m, "take-profit", 0), (Assert.Single(book.Trades()).ExitPrice, book.Trades()[0].ExitReason, book.AmbiguousBars));
    }

    [Fact]
    public void Protection_NextBar_StartsOneBarLater()
    {
        var book = Book(new BacktestSettings { Cash = 10_000, Protection = ProtectionRule.NextBar });
        Flat(book, 100);
        book.Submit(Buy(1) with { StopLoss = 95 });
        Bar(book, 100, 101, 90, 100);
        Assert.Empty(book.Trades());
        Bar(book, 100, 101, 94, 100);
        Assert.Equal((2, 95m), (Assert.Single(book.Trades()).ExitBar, book.Trades()[0].ExitPrice));
    }

    [Fact]
    public void ThisClose_MarketOrder_FillsAtItsClose()
    {
        var book = Book(new BacktestSettings { Cash = 10_000, Fill = FillRule.ThisClose });
        Bar(book, 100, 105, 95, 104);
        book.Submit(Buy(1));
        book.PlayClose();
        Assert.Equal((0, 104m), (Last(book).FilledBar, Last(book).Price));
    }

    [Fact]
    public void WhatItHangsOn_IsDecidedAlready()
    {
        var book = Book();
        Flat(book, 100);
        var (entry, gone) = (book.Submit(Buy(1)), book.Submit(Buy(1, BookOrderType.Limit) with { Limit = 50 }));
        book.Cancel(gone);
        Flat(book, 100);
        var child = book.Submit(Sell(1, BookOrderType.Limit) with { Limit = 105, Parent = entry }); // the entry has filled: it works
        var late = new[] { book.Submit(Buy(1) with { Parent = gone }), book.Submit(Buy(1) with { OneCancels = entry }), book.Submit(Sell(1) with { Closes = gone }) };
        Assert.All(late, id => Assert.Equal("cancelled", book.Orders()[id - 1].Status));
        Flat(book, 106);
        Assert.Equal((child, 106m), (Last(book).Id, Last(book).Price));
    }

    [Fact]
    public void CloseAtEnd_ClosesWithCosts()
    {
        var book = Book(new BacktestSettings { Cash = 10_000, CloseAtEnd = true, Slippage = new Slippage(1) });
        Flat(book, 100);
        book.Submit(Buy(1));
        Flat(book, 100);
        book.Finish();
        Assert.Equal((99m, "end-of-data"), (Assert.Single(book.Trades()).ExitPrice, book.Trades()[0].ExitReason));
        Assert.Equal(9_998m, book.Equity);
    }

    [Fact]
    public void Excursion_OfALotEnteredInside_SeesWhatCameAfter()
    {
        var book = Book();
        Flat(book, 100);
        book.Submit(Buy(1, BookOrderType.Limit) with { Limit = 98 });
        Bar(book, 100, 120, 97, 99); // the high may have come before the limit
        Bar(book, 99, 105, 98, 104);
        book.Submit(Sell(1));
        Bar(book, 103, 130, 50, 100); // of the exit bar its open
        Assert.Equal((100 * -1 / 98.0, 100 * 7 / 98.0), (book.Trades()[0].Mae, book.Trades()[0].Mfe), (a, b) => Math.Abs(a.Item1 - b.Item1) < 1e-12 && Math.Abs(a.Item2 - b.Item2) < 1e-12);
    }
}
