using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Tests.Simulation;

/// <summary>Orders of a program: trails, brackets, pairs, lots and margin, worked out by hand.</summary>
public sealed class OrderBookTests : BookPlay
{
    [Fact]
    public void TrailingStop_FollowsTheCloseAndActsFromTheNextBar()
    {
        var book = Book();
        Flat(book, 100);
        book.Submit(Buy(10));
        book.Submit(Sell(10, BookOrderType.TrailingStop) with { Stop = 95, TrailAmount = 5 });
        Bar(book, 100, 112, 99, 110); // 105 from the next bar on, although the low was 99
        Bar(book, 108, 109, 106, 106); // 101 would be lower: it stays
        Bar(book, 106, 106, 104, 104);
        Assert.Equal((3, OrderSide.Sell, 10m, 105m), (Last(book).FilledBar, Last(book).Side, Last(book).FilledQuantity, Last(book).Price));
        Assert.Equal(10_050m, book.Equity);
    }

    [Fact]
    public void TrailingStop_OfAFraction_FollowsForASale()
    {
        var book = Book();
        Flat(book, 100);
        book.Submit(Sell(1));
        book.Submit(Buy(1, BookOrderType.TrailingStop) with { Stop = 110, TrailFraction = 0.1 });
        Flat(book, 90); // 99
        Bar(book, 95, 100, 95, 97);
        Assert.Equal(99m, Last(book).Price);
    }

    [Fact]
    public void MarketOnClose_FillsAtTheCloseWithoutSlippage()
    {
        var book = Book(slippage: new Slippage(1));
        Flat(book, 100);
        book.Submit(Buy(1, BookOrderType.MarketOnClose));
        Bar(book, 101, 105, 99, 103);
        Assert.Equal((1, 103m), (Last(book).FilledBar, Last(book).Price));
    }

    [Fact]
    public void Bracket_OneChildFills_CancelsTheOther()
    {
        var book = Book();
        Flat(book, 100);
        var entry = book.Submit(Buy(1, BookOrderType.Limit) with { Limit = 99 });
        var stop = book.Submit(Sell(1, BookOrderType.Stop) with { Stop = 95, Parent = entry });
        var target = book.Submit(Sell(1, BookOrderType.Limit) with { Limit = 105, Parent = entry });
        Bar(book, 100, 106, 94, 100); // the entry; the children wait for the next bar
        Assert.Single(Filled(book));
        Bar(book, 100, 106, 96, 105);
        Assert.Equal((target, 105m), (Last(book).Id, Last(book).Price));
        Assert.Equal((stop, "cancelled"), Assert.Single(Ended(book)));
    }

    [Fact]
    public void Child_OfAnExpiredParent_IsCancelled()
    {
        var book = Book();
        Flat(book, 100);
        var entry = book.Submit(Buy(1, BookOrderType.Limit) with { Limit = 90, Until = 2 * 86_400_000L });
        var child = book.Submit(Sell(1, BookOrderType.Stop) with { Stop = 80, Parent = entry });
        Flat(book, 100);
        Assert.Empty(Ended(book));
        Flat(book, 100);
        Assert.Equal([(entry, "expired"), (child, "cancelled")], Ended(book));
    }

    [Fact]
    public void OneCancelsOther_FirstFill_EndsTheSecond()
    {
        var book = Book();
        Flat(book, 100);
        var low = book.Submit(Buy(1, BookOrderType.Limit) with { Limit = 95 });
        var high = book.Submit(Buy(1, BookOrderType.Stop) with { Stop = 105, OneCancels = low });
        Bar(book, 100, 106, 99, 105);
        Bar(book, 100, 106, 90, 105);
        Assert.Equal((high, 105m), (Assert.Single(Filled(book)).Id, Last(book).Price));
        Assert.Equal(low, Assert.Single(Ended(book)).Id);
    }

    [Fact]
    public void AttachedLevels_OfAMarketEntry_LiveOnItsBar()
    {
        var book = Book();
        Flat(book, 100);
        book.Submit(Buy(1) with { StopLoss = 95, TakeProfit = 110 });
        Bar(book, 100, 111, 94, 100); // both: the stop is looked at first
        Assert.Equal((1, 95m, "stop-loss"), (Assert.Single(book.Trades()).ExitBar, book.Trades()[0].ExitPrice, book.Trades()[0].ExitReason));
        book.Submit(Buy(1, BookOrderType.Limit) with { Limit = 99, StopLoss = 95, TakeProfit = 110 });
        Bar(book, 100, 111, 94, 100);
        Assert.Single(book.Trades()); // of a limit entry from the next bar on
        Bar(book, 100, 111, 96, 100);
        Assert.Equal((3, 110m), (book.Trades()[1].ExitBar, book.Trades()[1].ExitPrice));
    }

    [Fact]
    public void Hedged_BothSides_StandUntilNamed()
    {
        var book = Book(new BacktestSettings { Cash = 10_000, Margin = new Margin(10), Book = new BookSettings(Hedged: true) });
        Flat(book, 100);
        book.Submit(Buy(3));
        var shortOrder = book.Submit(Sell(3) with { Name = "the short" });
        Flat(book, 100);
        Assert.Equal(0, book.Holding);
        Assert.Empty(book.Trades());
        book.Submit(Buy(2) with { Closes = shortOrder });
        Flat(book, 90);
        Assert.Equal(("the short", PositionSide.Short, 2m, 20m), (Assert.Single(book.Trades()).EntryReason, book.Trades()[0].Side, book.Trades()[0].Quantity, book.Trades()[0].Pnl));
        Assert.Equal(2m, book.Holding);
    }

    [Fact]
    public void Opposite_Order_ClosesTheOldestLotFirst()
    {
        var book = Book();
        Flat(book, 100);
        book.Submit(Buy(2));
        Flat(book, 100);
        book.Submit(Buy(2));
        Flat(book, 110);
        book.Submit(Sell(3));
        Flat(book, 120);
        Assert.Equal([(2m, 100m), (1m, 110m)], book.Trades().Select(t => (t.Quantity, t.EntryPrice)));
    }

    [Fact]
    public void Margin_TooLargeAnOrder_IsRejected()
    {
        var book = Book(new Margin(20)); // five times 10 000
        Flat(book, 100);
        book.Submit(Buy(501));
        book.Submit(Buy(500));
        Flat(book, 100);
        Assert.Equal("rejected", Assert.Single(Ended(book)).Status);
        Assert.Equal(500m, book.Holding);
    }

    [Fact]
    public void MarginCall_ClosesAtTheNextOpen()
    {
        var book = Book(new Margin(20, 10));
        Flat(book, 100);
        book.Submit(Buy(500));
        Flat(book, 100);
        Flat(book, 88); // equity 10 000 − 6 000 = 4 000 < 10 % of 44 000
        Assert.Equal(500m, book.Holding);
        Flat(book, 87);
        Assert.Equal((0m, 3_500m), (book.Holding, book.Equity));
    }

    [Fact]
    public void Ruin_AtAClose_ClosesEverything()
    {
        var book = Book(new Margin(20));
        Flat(book, 100);
        book.Submit(Buy(500));
        Flat(book, 100);
        Flat(book, 79);
        Assert.True(book.Ruined);
        Assert.Equal((0m, 0m), (book.Equity, book.Holding));
    }

    [Fact]
    public void Volume_Zero_FillsNothing()
    {
        var book = Book();
        Flat(book, 100);
        book.Submit(Buy(1));
        Flat(book, 101, volume: 0);
        Flat(book, 102);
        Assert.Equal(102m, Assert.Single(Filled(book)).Price);
    }

    [Fact]
    public void Submit_WhatIsNoOrder_Throws()
    {
        Assert.Throws<ArgumentException>(() => Book().Submit(Buy(0)));
        Assert.Throws<ArgumentException>(() => Book().Submit(Buy(1, BookOrderType.TrailingStop)));
        Assert.Throws<ArgumentException>(() => Book().Submit(Buy(1, BookOrderType.Limit)));
        Assert.Throws<ArgumentException>(() => Book().Submit(Buy(1) with { Stop = 5 }));
    }
}
