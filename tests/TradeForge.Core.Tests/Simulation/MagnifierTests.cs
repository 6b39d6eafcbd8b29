using FsCheck;
using FsCheck.Fluent;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Core.Tests.Strategies;

namespace TradeForge.Core.Tests.Simulation;

/// <summary>Lower bars decide what came first on a bar that touches both stop and target: G7.</summary>
public sealed class MagnifierTests
{
    private const long Hour = 3_600_000, Start = 1_704_067_200_000;

    private static readonly BacktestSettings Settings = Play.Settings with { Magnifier = Timeframe.OneHour };

    /// <summary>Hours of the days from the first on: day, then open, high, low, close.</summary>
    private static CandleSeries Hours(params (int Day, double O, double H, double L, double C)[] bars) => CandleSeries.From(
        "TEST", Timeframe.OneHour, [.. bars.Select((b, i) => new Candle(Start + (b.Day * 24 * Hour) + (bars.Take(i).Count(x => x.Day == b.Day) * Hour), b.O, b.H, b.L, b.C, 1))]);

    private static BacktestResult Run(GraphBuilder graph, BacktestSettings settings, CandleSeries lower, params (double, double, double, double, double)[] bars) => Run(graph.Compile(), settings, lower, Play.Bars(bars));

    private static BacktestResult Run(CompiledStrategy strategy, BacktestSettings settings, CandleSeries lower, CandleSeries bars)
    {
        var (data, problems) = BacktestData.Prepare(bars, settings, lower: [lower]);
        Assert.Empty(problems);
        return Backtest.Run(strategy, data!, settings, null, CancellationToken.None);
    }

    private static GraphBuilder Held => Play.Graph().Node("stop", "stop-loss", "value=5").Node("target", "take-profit", "value=10");

    private static readonly (double, double, double, double, double)[] Ambiguous = [Play.Flat(100, Play.Buy), Play.Flat(100), (100, 112, 94, 100, 1), Play.Flat(100)];

    [Fact]
    public void G7_LowerBars_SayThatTheTargetCameFirst()
    {
        var result = Run(Held, Settings, Hours((2, 100, 104, 97, 103), (2, 103, 112, 102, 105), (2, 105, 105, 94, 100)), Ambiguous);
        Assert.Equal((110m, "take-profit"), (Assert.Single(result.Trades).ExitPrice, result.Trades[0].ExitReason));
        Assert.Equal(new MagnifierReport(Timeframe.OneHour, 1, 1, 100), result.Magnifier);
        Assert.Equal((0, result.Equity[^1].Equity), (result.Band.AmbiguousBars, result.Band.PessimisticEquity));
    }

    [Fact]
    public void G5_LowerBarThatOpensBeyondTheStop_FillsAtItsOpen() =>
        Assert.Equal(94.5m, Run(Held, Settings, Hours((2, 100, 104, 97, 103), (2, 94.5, 112, 94, 105)), Ambiguous).Trades[0].ExitPrice);

    [Theory] // one lower bar touches both, lower bars with a hole, none at all
    [InlineData(100, 112, 94, 100)]
    [InlineData(100, 104, 97, 103)]
    [InlineData(0, 0, 0, 0)]
    public void G7_LowerBarsThatDoNotTell_LeaveTheRuleAndTheBand(double open, double high, double low, double close)
    {
        var result = Run(Held, Settings, open > 0 ? Hours((2, open, high, low, close)) : Hours((9, 1, 1, 1, 1)), Ambiguous);
        Assert.Equal(95m, result.Trades[0].ExitPrice);
        Assert.Equal((1, new MagnifierReport(Timeframe.OneHour, 0, 0, 0)), (result.Band.AmbiguousBars, result.Magnifier));
        Assert.True(result.Band.OptimisticEquity > result.Band.PessimisticEquity);
    }

    [Fact]
    public void G7_StopEntryInsideTheBar_OnlyWhatCameAfterItCounts()
    {
        var graph = Play.Graph(buy: "orderType=stop").Price("buy.stop", 105).Node("stop", "stop-loss", "value=5").Node("target", "take-profit", "value=10");
        var bars = new[] { Play.Flat(100, Play.Buy), (100, 107, 94, 106, 1), Play.Flat(106) };
        Assert.Single(graph.Run(Settings with { Magnifier = null }, bars).Trades); // the low counts against it
        var result = Run(graph, Settings, Hours((1, 100, 101, 94, 101), (1, 101, 106, 101, 105), (1, 105, 107, 104, 106)), bars);
        Assert.Empty(result.Trades);
        Assert.Equal((1, 0), (result.Magnifier!.DecidedBars, result.Band.AmbiguousBars));
    }

    [Fact]
    public void G7_TwoTargetsAndAStop_FillInTheirOrder()
    {
        var graph = Play.Graph().Node("stop", "stop-loss", "value=5").Node("near", "take-profit", "value=4", "part=50").Node("far", "take-profit", "value=10");
        var result = Run(graph, Settings, Hours((2, 100, 105, 99, 101), (2, 101, 101, 94, 96), (2, 96, 112, 96, 100)), Ambiguous);
        Assert.Equal([104m, 95m], result.Trades.Select(t => t.ExitPrice));
        Assert.Equal(2, result.Magnifier!.DecidedTrades);
    }

    [Fact]
    public void Report_IsWrittenAndReadBack()
    {
        var result = Run(Held, Settings, Hours((2, 100, 104, 97, 103), (2, 103, 112, 102, 105)), Ambiguous);
        var again = ResultJson.Read(ResultJson.ToBytes(result));
        Assert.Equal((result.Magnifier, Timeframe.OneHour), (again.Magnifier, again.Manifest.Settings.Magnifier!.Value));
        Assert.NotEqual(BacktestData.Prepare(Play.Bars(Ambiguous), Settings with { Magnifier = null }).Data!.Hash, result.Manifest.DataHash);
    }

    [Fact]
    public void Prepare_WithoutFittingLowerBars_IsRefused()
    {
        var bars = Play.Bars(Ambiguous);
        Assert.Equal("magnifier-missing", Assert.Single(BacktestData.Prepare(bars, Settings).Problems).Code);
        Assert.Equal("magnifier-missing", Assert.Single(BacktestData.Prepare(bars, Settings with { Magnifier = Timeframe.OneDay }, lower: [bars]).Problems).Code);
        Assert.Equal("magnifier", Assert.Single(SettingsCheck.Problems(Settings with { Timeframe = Timeframe.OneHour })).Path);
    }

    private static readonly CompiledStrategy Long = Play.Graph(buy: "orderType=stop pyramiding=2").Node("level", "formula", "expression=close*1.01").Wire("level.value -> buy.stop")
        .Node("stop", "stop-loss", "value=3").Node("near", "take-profit", "value=2", "part=50").Node("far", "take-profit", "value=4").Compile();

    private static readonly CompiledStrategy Market = Play.Graph().Node("stop", "stop-loss", "value=3").Node("target", "take-profit", "value=3").Node("size", "position-size", "mode=percent-equity", "value=60").Compile();

    /// <summary>Eight hours that walk from the open to the nearer extreme, to the other and to the close, as the path rule assumes it; of equal ones the low first.</summary>
    private static CandleSeries Walked(CandleSeries bars)
    {
        var rows = new List<Candle>();
        for (var i = 0; i < bars.Count; i++)
        {
            var b = bars[i];
            var lowFirst = b.Open - b.Low <= b.High - b.Open;
            double[] way = [b.Open, lowFirst ? b.Low : b.High, lowFirst ? b.High : b.Low, b.Close];
            for (var leg = 0; leg < 3; leg++)
                rows.Add(new Candle(b.Time + (leg * 8 * Hour), way[leg], Math.Max(way[leg], way[leg + 1]), Math.Min(way[leg], way[leg + 1]), way[leg + 1], b.Volume));
        }
        return CandleSeries.From("TEST", Timeframe.OneHour, [.. rows]);
    }

    [Fact]
    public void LowerBarsThatWalkThePath_GiveThePathRule() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(40), WalkedIsPath);

    [Fact] // a stop that the bar's volume cut short: it was sold once more on the same bar
    public void LowerBarsThatWalkThePath_StopCutShort_GiveThePathRule() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(1).WithReplay(5841051577509233491, 8634529030279273335, 78), WalkedIsPath);

    private static Property WalkedIsPath => Prop.ForAll(
        (from s in Gen.Elements(Long, Market) from r in SessionLaws.Rules from c in SessionLaws.Series select (s, r, c)).ToArbitrary(), x =>
        {
            var rules = x.r with { SameBar = SameBarRule.Path, Margin = Core.Trading.Margin.None };
            var longOnly = CandleSeries.From("TEST", Timeframe.OneDay, [.. Enumerable.Range(0, x.c.Count).Select(i => x.c[i] with { Volume = x.c[i].Volume is Play.Short or Play.BuyAndShort or Play.SellAndShort ? Play.None : x.c[i].Volume })]);
            var plain = Play.Run(x.s, rules, longOnly);
            var seen = Run(x.s, rules with { Magnifier = Timeframe.OneHour }, Walked(longOnly), longOnly);
            Assert.Equal(plain.Trades, seen.Trades);
            Assert.Equal(plain.Orders, seen.Orders);
            Assert.Equal(plain.Equity, seen.Equity);
            Assert.True(seen.Band.AmbiguousBars + seen.Magnifier!.DecidedBars == plain.Band.AmbiguousBars);
        });

    [Fact] // whatever the lower bars say, they are asked on ambiguous bars alone
    public void WithoutAnAmbiguousBar_NothingChanges() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(40), Prop.ForAll(
        (from s in Gen.Elements(SessionLaws.Protected, SessionLaws.Priced, SessionLaws.Plain) from r in SessionLaws.Rules from c in SessionLaws.Series from other in SessionLaws.Series select (s, r, c, other)).ToArbitrary(), x =>
        {
            var plain = Play.Run(x.s, x.r, x.c);
            if (plain.Band.AmbiguousBars > 0)
            {
                var first = Enumerable.Range(1, x.c.Count).First(n => Play.Run(x.s, x.r, x.c.Slice(0, n)).Band.AmbiguousBars > 0); // up to the bar before
                if (first < 2) return;
                (x.c, plain) = (x.c.Slice(0, first - 1), Play.Run(x.s, x.r, x.c.Slice(0, first - 1)));
            }
            var seen = Run(x.s, x.r with { Magnifier = Timeframe.OneHour }, Walked(x.other), x.c);
            Assert.Equal(plain.Trades, seen.Trades);
            Assert.Equal(plain.Orders, seen.Orders);
            Assert.Equal(plain.Equity, seen.Equity);
            Assert.Equal(plain.Metrics, seen.Metrics);
            Assert.Equal(0, seen.Magnifier!.DecidedBars);
        }));
}
