using System.Globalization;
using Microsoft.Extensions.Options;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Simulation.Lint;
using TradeForge.Core.Strategies;
using TradeForge.Core.Trading;
using TradeForge.Infrastructure.ClickHouse;
using TradeForge.Infrastructure.MarketData.Files;
using TradeForge.Web.Shared.Market;
using TradeForge.Web.Shared.Replay;

namespace TradeForge.Web.Tests.Replay;

public sealed class ReplaysTests
{
    private static readonly CompiledStrategy Cross = StrategyCompiler.Compile(StrategyTemplates.All[0].Graph).Strategy!;
    private static readonly Guid Mine = Guid.NewGuid();

    [Fact]
    public async Task Play_NewestBars_EqualsTheBacktestOnTheSameSettings()
    {
        using var desk = new Desk(bars: 3000);
        var replay = (await desk.PlayAsync(newest: 1000)).Replay!;
        var settings = desk.Market[0].UsualSettings with { Timeframe = Timeframe.OneHour, From = desk.Series[2000].OpenTime };
        var expected = Backtest.Run(Cross, BacktestData.Prepare(desk.Series, settings).Data!, settings, null, CancellationToken.None);
        Assert.Equal(ResultJson.ToBytes(expected), ResultJson.ToBytes(replay.Run.Result));
        Assert.True(expected.Trades.Count > 3);
        Assert.True(replay.IsWhole);
        Assert.Equal(1000, replay.Columns.Times.Length);
        Assert.Equal(["SMA 10", "SMA 30"], replay.Columns.Lines.Select(l => l.Label));
    }

    [Fact]
    public async Task Play_HigherTimeframe_EqualsTheBacktestThatResamples()
    {
        using var desk = new Desk(bars: 5000);
        var to = desk.Series[4444].OpenTime; // within a day: the last daily bar is made of what was over
        var settings = desk.Market[0].UsualSettings with { Timeframe = Timeframe.Parse("4h"), To = to };
        var outcome = await desk.Replays.PlayAsync(new(Mine, Cross, desk.Market, "test:WAVE", Timeframe.Parse("4h"), settings), CancellationToken.None);
        var expected = Backtest.Run(Cross, BacktestData.Prepare(desk.Series, settings).Data!, settings, null, CancellationToken.None);
        Assert.Equal(ResultJson.ToBytes(expected), ResultJson.ToBytes(outcome.Replay!.Run.Result));
    }

    [Fact]
    public async Task Play_ManyTimes_ReadsTheMarketOnceUntilItChanges()
    {
        using var desk = new Desk(bars: 1000);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => desk.PlayAsync(newest: 500)));
        Assert.Equal(1, desk.Reads);
        desk.Stamp = new CandleStamp(2, 1000);
        await desk.PlayAsync(newest: 500);
        Assert.Equal(2, desk.Reads);
    }

    [Fact]
    public async Task Find_AnotherUser_FindsNothingAndForgetsNothing()
    {
        using var desk = new Desk(bars: 1000);
        var replay = (await desk.PlayAsync(newest: 500)).Replay!;
        Assert.Null(desk.Replays.Find(Guid.NewGuid(), replay.Id));
        desk.Replays.Forget(Guid.NewGuid(), replay.Id);
        Assert.Same(replay, desk.Replays.Find(Mine, replay.Id));
        desk.Replays.Forget(Mine, replay.Id);
        Assert.Null(desk.Replays.Find(Mine, replay.Id));
    }

    [Fact]
    public async Task Play_BeyondTheMemory_PushesOutAndRefusesWhatIsTooLarge()
    {
        using var desk = new Desk(bars: 5000, new() { RunMegabytes = 4, MostBars = 5000 });
        var first = (await desk.PlayAsync(newest: 5000)).Replay!;
        Assert.InRange(first.Bytes, 500_000, 2_000_000);
        var replays = new List<Guid> { first.Id };
        for (var i = 0; i < 20; i++)
        {
            replays.Add((await desk.PlayAsync(newest: 5000)).Replay!.Id);
            Assert.NotNull(desk.Replays.Find(Mine, replays[^1])); // the newest one always has room
        }

        var held = 0;
        for (var wait = 0; wait < 100; wait++) // the cache makes room on a thread of its own
        {
            held = replays.Count(id => desk.Replays.Find(Mine, id) is not null);
            if (held * first.Bytes <= 4 * 1024 * 1024) break;
            await Task.Delay(20);
        }

        Assert.InRange(held * first.Bytes, 0, 4 * 1024 * 1024);

        using var small = new Desk(bars: 5000, new() { RunMegabytes = 1, MostBars = 5000 });
        Assert.Equal("replay-too-large", (await small.PlayAsync(newest: 5000)).Problems.Single().Code);
    }

    [Fact]
    public async Task Play_Overtaken_EndsAndGivesItsPlaceToTheNext()
    {
        using var desk = new Desk(bars: 1000, new() { AtOnce = 1 }) { Gate = new() };
        using var change = new CancellationTokenSource();
        var first = desk.PlayAsync(500, change.Token);
        var second = desk.PlayAsync(500);
        Assert.False(second.IsCompleted);
        await change.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        desk.Gate.SetResult();
        Assert.NotNull((await second).Replay);
        Assert.Equal(1, desk.Reads); // what the first one had begun to read served the second
    }

    [Fact]
    public async Task Play_RunWithMagnifierAndFiles_IsTheRunOfTheEngine()
    {
        using var desk = new Desk(bars: 4000);
        var settings = desk.Request(null).Settings with { Timeframe = Timeframe.Parse("4h"), Magnifier = Timeframe.OneHour, To = desk.Series[3000].OpenTime };
        (string, byte[])[] files = [("dividends test:WAVE", "ex_date,amount\n2023-03-15,12.5\n"u8.ToArray())];
        var outcome = await desk.Replays.PlayAsync(desk.Request(null) with { Timeframe = Timeframe.Parse("4h"), Settings = settings, Files = files }, default);
        var events = RunFiles.Read(files, ["test:WAVE"], settings.Calendar).Files!.Events;
        var expected = Backtest.Run(Cross, BacktestData.Prepare(desk.Series, settings, events: events, lower: [desk.Series]).Data!, settings, null, default);
        var played = outcome.Replay!.Run.Result;
        Assert.NotEqual(0, expected.Holding!.Dividends);
        Assert.Equal((expected.Manifest.DataHash, expected.Metrics["netProfit"], expected.Trades.Count), (played.Manifest.DataHash, played.Metrics["netProfit"], played.Trades.Count));
    }

    [Fact]
    public async Task Play_TooSlowOrCrowdedOut_SaysSo()
    {
        var clock = new HandClock();
        using var desk = new Desk(bars: 1000, new() { AtOnce = 1 }, clock) { Gate = new() };
        var (first, second) = (desk.PlayAsync(500), desk.PlayAsync(500));
        clock.End(1); // the time of the second one, which still waits for its turn
        Assert.Equal("replay-busy", (await second).Problems.Single().Code);
        clock.End(0);
        Assert.Equal("replay-too-slow", (await first).Problems.Single().Code);
        desk.Gate.SetResult();
        Assert.NotNull((await desk.PlayAsync(500)).Replay); // both have given their place back
    }

    [Fact]
    public async Task LookOver_AReplay_FindsWhatTheCheckOfItsBarsFinds()
    {
        using var desk = new Desk(bars: 3000);
        var slow = StrategyCompiler.Compile(Cross.Graph, new Dictionary<string, string> { ["slow.period"] = "5000" });
        var replay = (await desk.Replays.PlayAsync(desk.Request(1000) with { Strategy = slow.Strategy! }, default)).Replay!;
        var found = await desk.Replays.LookOverAsync(replay, default);
        Assert.Equal(StrategyLint.Check(slow, replay.Run.Data), found);
        Assert.Equal(["warm-up-too-long", "never-known", "never-known"], found.Select(p => p.Code).Where(c => c != "no-effect")); // 3000 bars for an average of 5000
    }

    [Fact]
    public async Task LookOver_Overtaken_EndsAndGivesItsPlaceToTheNext()
    {
        using var desk = new Desk(bars: 1000);
        var replay = (await desk.PlayAsync(500)).Replay!;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => desk.Replays.LookOverAsync(replay, new CancellationToken(true)));
        desk.Replays.Forget(Mine, replay.Id); // what is replaced meanwhile is looked over to the end
        Assert.Equal(StrategyLint.Check(StrategyCompiler.Compile(Cross.Graph), replay.Run.Data), await desk.Replays.LookOverAsync(replay, default));
    }

    [Fact]
    public async Task LookOver_TooSlow_SaysWhatWasNotChecked()
    {
        using var desk = new Desk(bars: 1000, clock: new HandClock { IsOver = true });
        var replay = await new Desk(bars: 1000).PlayAsync(500);
        Assert.Equal(["not-checked"], (await desk.Replays.LookOverAsync(replay.Replay!, default)).Select(p => p.Code));
    }

    [Fact]
    public async Task Play_WhatCannotBePlayed_SaysWhy()
    {
        using var desk = new Desk(bars: 3000, new() { MostBars = 1000 });
        Assert.Equal("no-candles", (await desk.PlayAsync(500, instrument: "test:NONE")).Problems.Single().Code);
        Assert.Equal("replay-too-long", (await desk.PlayAsync(newest: null)).Problems.Single().Code);
        Assert.Equal("replay-too-long", (await desk.PlayAsync(newest: 2000)).Problems.Single().Code);
        var other = StrategyCompiler.Compile(StrategyJson.Parse("""
            { "schemaVersion": 1, "name": "other", "nodes": [ { "id": "p", "type": "price", "data": { "symbol": "test:NONE" } }, { "id": "z", "type": "constant", "data": { "value": 0 } }, { "id": "c", "type": "compare" }, { "id": "buy", "type": "enter-long" } ],
              "edges": [ { "id": "1", "source": "p", "sourceHandle": "value", "target": "c", "targetHandle": "a" }, { "id": "2", "source": "z", "sourceHandle": "value", "target": "c", "targetHandle": "b" }, { "id": "3", "source": "c", "sourceHandle": "result", "target": "buy", "targetHandle": "when" } ] }
            """).Graph!).Strategy!;
        Assert.Equal("symbol-missing", (await desk.Replays.PlayAsync(desk.Request(500) with { Strategy = other }, CancellationToken.None)).Problems.Single().Code);
    }

    [Fact]
    public async Task Play_LongSeries_ReadsNoMoreThanItNeeds()
    {
        using var desk = new Desk(bars: 9000, new() { MostBars = 1000 });
        var replay = (await desk.PlayAsync(newest: 1000)).Replay!;
        Assert.False(replay.IsWhole);
        Assert.Equal(1000, replay.Run.Bars);
        Assert.InRange(replay.Run.Data.Series.Count, 1900, 2100); // as many again to warm up
    }

    /// <summary>A clock whose limits of time end when the test says so, in the order in which they were set.</summary>
    private sealed class HandClock : TimeProvider
    {
        private readonly List<(TimerCallback Call, object? State)> _limits = [];

        /// <summary>Every limit ends as it is set.</summary>
        public bool IsOver { get; init; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _limits.Add((callback, state));
            if (IsOver) callback(state);
            return new Limit();
        }

        public void End(int number) => _limits[number].Call(_limits[number].State);

        private sealed class Limit : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;
            public void Dispose() { }
            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }

    /// <summary>Replays over hours of a wave, read from memory.</summary>
    private sealed class Desk : IDisposable
    {
        private readonly SeriesCache _cache;

        public Desk(int bars, ReplayOptions? options = null, TimeProvider? clock = null)
        {
            Series = Browser.AppFixture.Wave(bars);
            Market = [new("test:WAVE", [new StoredSeries("test:WAVE", Timeframe.OneHour, Series[0].OpenTime, Series[bars - 1].OpenTime, bars)], 1, 0.01m, new Commission(Percent: 0.05m), CalendarKind.Auto)];
            var limits = Options.Create(options ?? new ReplayOptions { Longest = TimeSpan.FromSeconds(60) });
            _cache = new SeriesCache(new MarketSource((_, _, _) => Task.FromResult(Stamp), ReadAsync), limits);
            Replays = new Replays(_cache, limits, clock ?? TimeProvider.System);
        }

        public CandleSeries Series { get; }
        public IReadOnlyList<RunInstrument> Market { get; }
        public Replays Replays { get; }
        public CandleStamp Stamp { get; set; } = new(1, 1000);
        public int Reads { get; private set; }
        public TaskCompletionSource? Gate { get; init; }

        public ReplayRequest Request(int? newest) =>
            new(Mine, Cross, Market, "test:WAVE", Timeframe.OneHour, Market[0].UsualSettings with { Timeframe = Timeframe.OneHour }, newest);

        public Task<ReplayOutcome> PlayAsync(int? newest, CancellationToken cancel = default, string instrument = "test:WAVE") =>
            Replays.PlayAsync(Request(newest) with { Instrument = instrument }, cancel);

        public void Dispose()
        {
            Replays.Dispose();
            _cache.Dispose();
        }

        private async Task<CandleSeries> ReadAsync(string instrument, Timeframe timeframe, DateTimeOffset? from, DateTimeOffset? to, CancellationToken cancel)
        {
            Reads++;
            if (Gate is not null) await Gate.Task;
            var start = from is { } f ? FirstFrom(f) : 0;
            return Series.Slice(start, (to is { } t ? FirstFrom(t) : Series.Count) - start);
        }

        private int FirstFrom(DateTimeOffset time)
        {
            var at = Series.Times.BinarySearch(time.ToUnixTimeMilliseconds());
            return at < 0 ? ~at : at;
        }
    }
}
