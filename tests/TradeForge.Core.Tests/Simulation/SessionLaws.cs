using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using TradeForge.Core.Market;
using TradeForge.Core.Metrics;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Core.Tests.Strategies;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Tests.Simulation;

/// <summary>The laws of a run, on random bars with random signals: architecture section 2.</summary>
public sealed class SessionLaws
{
    private static readonly Config Cases = Config.QuickThrowOnFailure.WithMaxTest(40);

    /// <summary>Bars that gap and swing, each with a random signal; a few without volume.</summary>
    internal static Gen<CandleSeries> Series => Gen.Choose(0, int.MaxValue - 1).Select(SeriesOf);

    internal static CandleSeries SeriesOf(int seed)
    {
        var random = new Random(seed);
        var price = 100.0;
        var bars = new List<(double, double, double, double, double)>();
        for (var i = 0; i < 120; i++)
        {
            var open = Math.Round(price * (1 + (0.06 * (random.NextDouble() - 0.5))), 2);
            var close = Math.Round(open * (1 + (0.1 * (random.NextDouble() - 0.5))), 2);
            var high = Math.Round(Math.Max(open, close) * (1 + (0.04 * random.NextDouble())), 2);
            var low = Math.Round(Math.Min(open, close) * (1 - (0.04 * random.NextDouble())), 2);
            bars.Add((open, high, low, close, random.Next(12) == 0 ? 0 : random.Next(10, 22)));
            price = close;
        }
        return Play.Bars([.. bars]);
    }

    internal static Gen<BacktestSettings> Rules => from bits in Gen.Choose(0, 4095)
                                                   from sameBar in Gen.Elements(SameBarRule.Pessimistic, SameBarRule.Path, SameBarRule.Optimistic)
                                                   select new BacktestSettings
                                                   {
                                                       Cash = 10_000,
                                                       SameBar = sameBar,
                                                       Fill = (bits & 1) == 0 ? FillRule.NextOpen : FillRule.ThisClose,
                                                       Protection = (bits & 2) == 0 ? ProtectionRule.EntryBar : ProtectionRule.NextBar,
                                                       GapLimit = (bits & 4) == 0 ? GapLimitRule.Improve : GapLimitRule.Exact,
                                                       Commission = (bits & 8) == 0 ? Commission.None : new Commission(0.1m, 1),
                                                       Slippage = (bits & 16) == 0 ? Slippage.None : new Slippage(0.05m),
                                                       PriceStep = (bits & 32) == 0 ? 0 : 0.05m,
                                                       Lot = (bits & 64) == 0 ? 0 : 1,
                                                       CloseAtEnd = (bits & 128) != 0,
                                                       Participation = (bits & 256) == 0 ? 0 : 150,
                                                       Margin = (bits & 512) == 0 ? Margin.None : new Margin(25, 15),
                                                       Financing = (bits & 1024) == 0 ? Financing.None : new Financing(12, 4, 3, 5, -1),
                                                       Later = (bits & 2048) == 0 ? [] : [new TermsChange(new DateOnly(2024, 2, 10)) { Commission = new Commission(0.3m), PriceStep = 0.5m, Lot = 2, Financing = new Financing(Borrow: 20) }],
                                                   };

    internal static readonly CompiledStrategy Plain = Play.Graph().Compile();

    internal static readonly CompiledStrategy Protected = Play.Graph(buy: "pyramiding=2", shortEntry: "onOpposite=block")
        .Node("stop", "stop-loss", "value=3").Node("target", "take-profit", "value=4").Node("trail", "trailing-stop", "value=4", "activation=1")
        .Node("time", "time-stop", "bars=9").Node("size", "position-size", "mode=percent-equity", "value=60").Compile();

    /// <summary>Working orders of every type and time in force, two targets, an exit of a part.</summary>
    internal static readonly CompiledStrategy Priced = Play.Graph(buy: "orderType=stop-limit timeInForce=gtd until=2030-01-01 pyramiding=2", shortEntry: "orderType=limit timeInForce=day", sell: "orderType=limit part=60")
        .Node("up", "formula", "expression=close*1.01").Node("more", "formula", "expression=close*1.015").Node("down", "formula", "expression=high")
        .Wire("up.value -> buy.stop", "more.value -> buy.limit", "down.value -> short.limit", "up.value -> sell.limit")
        .Node("stop", "stop-loss", "value=3").Node("near", "take-profit", "value=2", "part=50").Node("far", "take-profit", "value=5").Compile();

    internal static readonly CompiledStrategy Limited = Play.Graph(buy: "orderType=limit pyramiding=2").Node("at", "price").Wire("at.value -> buy.limit").Node("size", "position-size", "mode=kelly", "value=200")
        .Node("dd", "max-drawdown", "percent=12", "action=close-all").Node("day", "daily-loss", "percent=2", "action=stop-new").Node("few", "max-trades-per-day", "count=1").Node("most", "max-position", "percent=70").Compile();

    internal static readonly CompiledStrategy Immediate = Play.Graph(buy: "orderType=stop timeInForce=ioc", shortEntry: "timeInForce=fok", sell: "orderType=stop timeInForce=gtc")
        .Node("at", "price").Node("low", "price", "field=low").Wire("at.value -> buy.stop", "low.value -> sell.stop").Node("time", "time-stop", "bars=6").Compile();

    internal static readonly CompiledStrategy OnClose = Play.Graph(buy: "orderType=market-on-close pyramiding=2", shortEntry: "orderType=market-on-close timeInForce=day", sell: "orderType=market-on-close part=60")
        .Node("stop", "stop-loss", "value=3").Node("target", "take-profit", "value=4").Node("time", "time-stop", "bars=6").Compile();

    internal static readonly CompiledStrategy PositionDependent = new GraphBuilder().Node("in", "in-position").Node("flat", "not")
        .Node("a", "sma", "period=3").Node("b", "sma", "period=7").Node("up", "compare", "op=gt").Node("down", "compare", "op=lt").Node("go", "and")
        .Node("buy", "enter-long").Node("sell", "exit-long")
        .Wire("in.result -> flat.in", "a.value -> up.a", "b.value -> up.b", "a.value -> down.a", "b.value -> down.b", "flat.result -> go.in1", "up.result -> go.in2", "go.result -> buy.when", "down.result -> sell.when")
        .Compile();

    private static void ForAll(Action<CompiledStrategy, BacktestSettings, CandleSeries> law)
    {
        var cases = from s in Gen.Elements(Plain, Protected, Priced, Immediate, OnClose, Limited, PositionDependent) from r in Rules from c in Series select (s, r, c);
        Check.One(Cases, Prop.ForAll(cases.ToArbitrary(), x => law(x.s, x.r, x.c)));
    }

    private static byte[] Bytes(CompiledStrategy strategy, BacktestSettings settings, CandleSeries series, bool skip = true) =>
        ResultJson.ToBytes(Backtest.Run(strategy, BacktestData.Prepare(series, settings).Data!, settings, skip, null, CancellationToken.None));

    [Fact]
    public void EveryResult_KeepsItsBooks() => ForAll((strategy, settings, series) => Play.Run(strategy, settings, series));

    [Fact]
    public void SkippingIdleBars_ChangesNothing() => ForAll((strategy, settings, series) =>
        Assert.Equal(Bytes(strategy, settings, series, skip: false), Bytes(strategy, settings, series, skip: true)));

    [Fact]
    public void FutureBars_NeverChangeAPastDecision() => ForAll((strategy, settings, series) =>
    {
        settings = settings with { CloseAtEnd = false };
        var whole = Play.Run(strategy, settings, series);
        const int Cut = 80;
        var prefix = Play.Run(strategy, settings, series.Slice(0, Cut));
        Assert.Equal(prefix.Trades, whole.Trades.Where(t => t.ExitBar < Cut));
        Assert.Equal(prefix.Equity, whole.Equity.Take(Cut));
    });

    /// <summary>A live session gets one bar at a time; recorded data replayed so gives the backtest, trade for trade.</summary>
    [Fact]
    public void BarByBar_EqualsTheBacktest() => ForAll((strategy, settings, series) =>
    {
        var expected = Play.Run(strategy, settings, series);
        var group = new LiveGroup();
        var sessions = Enumerable.Range(0, 5).Select(_ => new TradingSession(strategy, series.Symbol, settings, true, new TradingDays(TradingCalendar.Auto, series.Timeframe))).ToList();
        foreach (var session in sessions) group.Add(session, new StrategyEvaluation(strategy));
        for (var i = 0; i < series.Count; i++) group.OnBar(i, series.Slice(i, 1), i);
        foreach (var session in sessions)
        {
            session.Finish();
            Assert.Equal(expected.Trades, session.Trades());
            Assert.Equal(expected.Signals, session.Signals);
            Assert.Equal(expected.Equity[^1].Equity, ResultBuilder.FinalEquity(session, BacktestData.Prepare(series, settings).Data!));
        }
    });

    [Fact]
    public void MoreCost_NeverRaisesTheProfitOfAFixedListOfTrades() => ForAll((strategy, settings, series) =>
    {
        var trades = Play.Run(strategy, settings, series).Trades;
        decimal Net(Commission c) => trades.Sum(t =>
        {
            var direction = t.Side == PositionSide.Long ? 1 : -1;
            return (direction * t.Quantity * (t.ExitPrice - t.EntryPrice)) - c.On(t.Quantity, t.EntryPrice, settings.Lot) - c.On(t.Quantity, t.ExitPrice, settings.Lot);
        });
        Assert.True(Net(new Commission(0.2m, 2, 0.01m)) <= Net(new Commission(0.1m, 1)));
        Assert.True(Net(new Commission(0.1m, 1)) <= Net(Commission.None));
    });

    /// <summary>With a fixed quantity and no level that moves, slippage and commission can only cost.</summary>
    [Fact]
    public void MoreCost_NeverRaisesTheProfitOfFixedSizes()
    {
        var strategy = Play.Graph().Node("size", "position-size", "mode=quantity", "value=10").Compile();
        Check.One(Cases, Prop.ForAll(Series.ToArbitrary(), series =>
        {
            decimal Net(Commission c, decimal slippage) =>
                Play.Run(strategy, new BacktestSettings { Cash = 1_000_000, Commission = c, Slippage = new(slippage) }, series).Equity[^1].Equity;
            var (free, fee, both) = (Net(Commission.None, 0), Net(new(0.1m), 0), Net(new(0.1m), 0.1m));
            Assert.True(free >= fee && fee >= both);
        }));
    }

    [Fact]
    public void HoldingCosts_NeverRaiseTheProfitOfFixedSizes()
    {
        var strategy = Play.Graph().Node("size", "position-size", "mode=quantity", "value=10").Compile();
        Check.One(Cases, Prop.ForAll(Series.ToArbitrary(), series =>
        {
            decimal Net(Financing financing) => Play.Run(strategy, new BacktestSettings { Cash = 1_000_000, Financing = financing }, series).Equity[^1].Equity;
            var (free, fee, both, earning) = (Net(Financing.None), Net(new(Borrow: 3)), Net(new(Borrow: 3, OvernightLong: 5, OvernightShort: 1)), Net(new(Interest: 4)));
            Assert.True(earning > free && free >= fee && fee >= both);
        }));
    }

    [Fact]
    public void Culture_DoesNotChangeAByte() => ForAll((strategy, settings, series) =>
    {
        var before = CultureInfo.CurrentCulture;
        var expected = Bytes(strategy, settings, series);
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("ru-RU");
            Assert.True(expected.AsSpan().SequenceEqual(Bytes(strategy, settings, series)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    });

    [Fact]
    public void ResultJson_ReadBackAndWritten_IsTheSame() => ForAll((strategy, settings, series) =>
    {
        var bytes = Bytes(strategy, settings, series);
        Assert.True(bytes.AsSpan().SequenceEqual(ResultJson.ToBytes(ResultJson.Read(bytes))));
    });

    [Fact]
    public void ShiftingTimeByAWeek_ChangesNothingButTheTimes() => ForAll((strategy, settings, series) =>
    {
        var shifted = CandleSeries.From("TEST", series.Timeframe, [.. Enumerable.Range(0, series.Count).Select(i => series[i] with { Time = series[i].Time + (7 * 86_400_000L) })]);
        var later = settings with { Later = [.. settings.Later.Select(change => change with { From = change.From.AddDays(7) })] };
        var (a, b) = (Play.Run(strategy, settings, series), Play.Run(strategy, later, shifted));
        Assert.Equal(a.Trades.Select(t => (t.EntryBar, t.ExitBar, t.Pnl)), b.Trades.Select(t => (t.EntryBar, t.ExitBar, t.Pnl)));
        string[] ofCalendarPeriods = [.. PeriodMetrics.All.Select(m => m.Name), "gainToPainMonth", "sterling"];
        Assert.Equal(a.Metrics.ExceptBy(ofCalendarPeriods, m => m.Key), b.Metrics.ExceptBy(ofCalendarPeriods, m => m.Key));
    });

    [Fact]
    public void PessimisticBand_IsNeverBetterOnASingleTrade()
    {
        var strategy = Play.Graph().Node("stop", "stop-loss", "value=3").Node("target", "take-profit", "value=4").Compile();
        Check.One(Cases, Prop.ForAll(Series.ToArbitrary(), series =>
        {
            var bars = Enumerable.Range(0, 40).Select(i => series[i] with { Volume = i == 3 ? Play.Buy : 1 });
            var band = Play.Run(strategy, Play.Settings, CandleSeries.From("TEST", series.Timeframe, [.. bars])).Band;
            Assert.True(band.PessimisticEquity <= band.OptimisticEquity);
        }));
    }
}
