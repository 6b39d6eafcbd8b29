using System.Collections;
using TradeForge.Core.Market;
using TradeForge.Core.Metrics;
using TradeForge.Core.Simulation;
using TradeForge.Core.Simulation.Explain;
using TradeForge.Core.Simulation.Lint;
using TradeForge.Core.Strategies;
using TradeForge.Core.Tests.Strategies;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Tests.Simulation;

/// <summary>Every stage before, in and after a run looks at its token. How long each goes on at most is measured by <c>-- cancel</c> of the benchmarks.</summary>
public sealed class CancelTests
{
    private static readonly CompiledStrategy Busy = Play.Graph().Compile();

    private static readonly TradingCalendar Us = TradingCalendar.For(CalendarKind.Us);

    private static readonly CorporateActions Split = new([new Split(19_800, 1, 2)], [new Dividend(19_801, 1)]);

    private static CandleSeries Bars(int count, string symbol = "TEST", Timeframe? timeframe = null) => CandleSeries.From(symbol, timeframe ?? Timeframe.OneDay,
        [.. Enumerable.Range(0, count).Select(i => new Candle(1_704_067_200_000 + (i * (timeframe ?? Timeframe.OneDay).Milliseconds), 100, 101, 99, 100, i % 2 == 0 ? Play.Buy : Play.Sell))]);

    private static BacktestData Data(int bars) => BacktestData.Prepare(Bars(bars), Play.Settings).Data!;

    private static readonly Dictionary<string, Action<CancellationToken>> Stages = new()
    {
        ["clean rows in no order"] = stop => CandleCleaner.Clean("X", null, Backwards(40_000), [], stop),
        ["choose a session"] = stop => SessionFilter.Apply(Bars(10, timeframe: Timeframe.OneMinute), SessionChoice.Regular, Us, stop),
        ["resample"] = stop => Resampler.TryResample(Bars(10, timeframe: Timeframe.OneMinute), Timeframe.OneHour, Us, stop),
        ["adjust for splits"] = stop => Split.AdjustForSplits(Bars(10), Us, cancellationToken: stop),
        ["adjust for dividends"] = stop => Split.AdjustFully(Bars(10), Us, cancellationToken: stop),
        ["doubt splits"] = stop => Split.Doubts(Bars(10), Us, stop),
        ["hash bars"] = stop => DataHash.Of([Bars(10)], [], stop),
        ["prepare a run"] = stop => BacktestData.Prepare(Bars(10), Play.Settings, cancellationToken: stop),
        ["convert prices"] = stop => BacktestData.Prepare(Bars(10), Play.Settings with { Currency = "RUB", Quotes = new Dictionary<string, string> { ["TEST"] = "USD" } }, events: Rates(), cancellationToken: stop),
        ["prepare a portfolio"] = stop => PortfolioData.Prepare(Busy, [(Bars(10), []), (Bars(9, "OTHER"), [])], Play.Settings, cancellationToken: stop),
        ["compile"] = stop => StrategyCompiler.Compile(Busy.Graph, null, stop),
        ["compute values"] = stop => Data(10).Evaluate(Busy, true, stop),
        ["play"] = stop => Backtest.Play(Busy, Data(10), Play.Settings, true, null, stop),
        ["run"] = stop => Backtest.Run(Busy, Data(10), Play.Settings, null, stop),
        ["run a portfolio"] = stop => PortfolioBacktest.Run(Busy, PortfolioData.Of(Data(10)), Play.Settings, null, stop),
        ["run orders"] = stop => OrderRun.Run(OrderCsv.Read("bar,side,quantity\n1,buy,1\n").Orders!, Data(10), Play.Settings, null, stop),
        ["go through the orders of a bar"] = stop => Book(stop).Play(0, Bars(1)[0]),
        ["sweep"] = stop => Sweep.Run(Busy.Graph, Data(10), Play.Settings, [new SweepAxis("c11.value", 1, 4, 1)], "sharpe", 1, null, stop),
        ["cost strip"] = stop => CostStrip.Of(Busy, Data(10), Play.Settings, Backtest.Run(Busy, Data(10), Play.Settings, null, default), stop),
        ["explain a bar"] = stop => BarExplanation.At(Busy, Data(10), Play.Settings, Data(10).Series[5].OpenTime, stop),
        ["look for mistakes"] = stop => StrategyLint.Check(StrategyCompiler.Compile(Busy.Graph), Data(10), stop),
        ["value of what is held"] = stop => EquityCurve.Held([new AccountRow(-1, 0, 1)], [100, 101], stop),
        ["group trades"] = stop => ResultDetails.Of(Backtest.Run(Busy, Data(10), Play.Settings, null, default), stop),
    };

    public static TheoryData<string> Names => [.. Stages.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Stage_Cancelled_Stops(string name)
    {
        Assert.ThrowsAny<OperationCanceledException>(() => Stages[name](new CancellationToken(canceled: true)));
        Stages[name](CancellationToken.None);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Result_CancelledWhileItIsWritten_WritesNoMore(bool indented)
    {
        var result = Backtest.Run(Busy, Data(5000), Play.Settings, null, default);
        Assert.True(Written(result, indented, int.MaxValue) > 10);
        Assert.InRange(Written(result, indented, 3), 3, 4); // what was pending goes out at the end
    }

    [Fact]
    public void Result_CancelledAtItsEquity_WritesNoMore() // an order run without trades: its equity is most of the text
    {
        var result = OrderRun.Run(OrderCsv.Read("bar,side,quantity\n1,buy,1\n").Orders!, Data(5000), Play.Settings with { Equity = EquityResolution.Bars }, null, default);
        Assert.True(Written(result, false, int.MaxValue) > 5);
        Assert.InRange(Written(result, false, 2), 2, 3);
    }

    [Fact]
    public void Sweep_CancelledWhileItIsWritten_WritesNoMore()
    {
        var result = Sweep.Run(Busy.Graph, Data(10), Play.Settings, [new SweepAxis("c11.value", 1, 100, 1)], "sharpe", 1, null, default).Result!;
        using var stop = new CancellationTokenSource();
        var parts = new Parts(2, stop);
        Assert.ThrowsAny<OperationCanceledException>(() => ResultJson.Write(result, parts, false, stop.Token));
        Assert.InRange(parts.Written, 2, 3);
    }

    [Fact] // the second of two series is not looked at any more
    public void Portfolio_CancelledBetweenItsInstruments_PreparesNoMore()
    {
        using var stop = new CancellationTokenSource();
        var times = new Times(stop);
        Assert.ThrowsAny<OperationCanceledException>(() => PortfolioData.Prepare(Busy, [(Bars(5), []), (Bars(5, "OTHER"), [])], Play.Settings, columns: [new TimedColumn("x", times, [1])], cancellationToken: stop.Token));
        Assert.Equal(1, times.Read);
    }

    /// <summary>Parts that went to the stream until the writing ended, cancelled at part <paramref name="last"/>.</summary>
    private static int Written(BacktestResult result, bool indented, int last)
    {
        using var stop = new CancellationTokenSource();
        var parts = new Parts(last, stop);
        if (last == int.MaxValue) ResultJson.Write(result, parts, indented, stop.Token);
        else Assert.ThrowsAny<OperationCanceledException>(() => ResultJson.Write(result, parts, indented, stop.Token));
        return parts.Written;
    }

    private static CandleColumns Backwards(int count)
    {
        var columns = new CandleColumns(count);
        for (var i = count; i > 0; i--) columns.Add(i * 60_000L, 1, 1, 1, 1, 1);
        return columns;
    }

    private static Dictionary<string, HoldingEvents> Rates() => new()
    {
        ["TEST"] = new HoldingEvents(CorporateActions.None, null, new CurrencyRates([("USD", "RUB", CandleSeries.From("USDRUB", Timeframe.OneDay, [new Candle(1_600_000_000_000, 90, 90, 90, 90, 1)]))], Us)),
    };

    private static OrderBook Book(CancellationToken stop)
    {
        var book = new OrderBook(Play.Settings, "TEST", true, new TradingDays(Us, Timeframe.OneDay)) { Stop = stop };
        book.Submit(new BookOrder(OrderSide.Buy, 1, BookOrderType.Limit) { Limit = 1 });
        return book;
    }

    /// <summary>The times of a column; cancels when they are read.</summary>
    private sealed class Times(CancellationTokenSource stop) : IReadOnlyList<long>
    {
        public int Read { get; private set; }
        public int Count => 1;
        public long this[int index] => 1_704_067_200_000;

        public IEnumerator<long> GetEnumerator()
        {
            Read++;
            stop.Cancel();
            yield return this[0];
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    /// <summary>Counts what is written and cancels at the last part it wants.</summary>
    private sealed class Parts(int last, CancellationTokenSource stop) : MemoryStream
    {
        public int Written { get; private set; }

        public override void Write(byte[] buffer, int offset, int count) => Count();

        public override void Write(ReadOnlySpan<byte> buffer) => Count();

        private void Count()
        {
            if (++Written == last) stop.Cancel();
        }
    }
}
