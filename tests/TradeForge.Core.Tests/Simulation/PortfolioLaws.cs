using FsCheck;
using FsCheck.Fluent;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Tests.Simulation;

/// <summary>The laws of a run over several instruments, on random bars with random signals.</summary>
public sealed class PortfolioLaws
{
    private static readonly Config Cases = Config.QuickThrowOnFailure.WithMaxTest(15);

    private static readonly CompiledStrategy Ranked = Play.Graph().Node("stop", "stop-loss", "value=6").Node("roc", "roc", "period=3").Node("rank", "rank", "top=1", "bottom=1").Node("weight", "weight", "mode=rank")
        .Node("again", "rebalance", "schedule=week", "drift=8").Node("most", "max-position", "percent=40").Wire("roc.value -> rank.source").Compile();

    private static readonly ExposureLimits Limits = new() { Gross = 90, Net = 60, Symbol = 50, Sector = 55, Sectors = new Dictionary<string, string> { ["AAA"] = "x", ["CCC"] = "x" } };

    private static void ForAll(Action<CompiledStrategy, BacktestSettings, CandleSeries[]> law)
    {
        var cases = from s in Gen.Elements(SessionLaws.Plain, SessionLaws.Protected, SessionLaws.Priced, SessionLaws.Immediate, SessionLaws.OnClose, SessionLaws.Limited, SessionLaws.PositionDependent, Ranked)
                    from r in SessionLaws.Rules
                    from a in SessionLaws.Series
                    from b in SessionLaws.Series
                    from c in SessionLaws.Series
                    from holes in Gen.Choose(0, int.MaxValue - 1)
                    select (s, r: holes % 3 == 0 ? r with { Exposure = Limits } : r, new[] { a.Renamed("AAA"), Holed(b, holes).Renamed("BBB"), Holed(c, holes + 1).Renamed("CCC") });
        Check.One(Cases, Prop.ForAll(cases.ToArbitrary(), x => law(x.s, x.r, x.Item3)));
    }

    /// <summary>One bar in ten is missing.</summary>
    private static CandleSeries Holed(CandleSeries series, int seed)
    {
        var random = new Random(seed);
        return CandleSeries.From(series.Symbol, series.Timeframe, [.. Enumerable.Range(0, series.Count).Where(_ => random.Next(10) > 0).Select(i => series[i])]);
    }

    private static byte[] Bytes(BacktestResult result) => ResultJson.ToBytes(result);

    [Fact]
    public void EveryPortfolio_KeepsItsBooks() => ForAll((strategy, settings, series) => PlayMany.Run(strategy, settings, series));

    [Fact]
    public void OneSymbol_EqualsThePlainBacktest_BitForBit() => ForAll((strategy, settings, series) =>
    {
        foreach (var one in series) Assert.Equal(Bytes(Play.Run(strategy, settings, one)), Bytes(PlayMany.Run(strategy, settings, one)));
    });

    [Fact]
    public void OrderOfTheFiles_ChangesNothing() => ForAll((strategy, settings, series) =>
        Assert.Equal(Bytes(PlayMany.Run(strategy, settings, series)), Bytes(PlayMany.Run(strategy, settings, series[2], series[0], series[1]))));

    [Fact]
    public void FutureBars_NeverChangeAPastMoment() => ForAll((strategy, settings, series) =>
    {
        settings = settings with { CloseAtEnd = false };
        var whole = PlayMany.Run(strategy, settings, series);
        var cut = whole.Equity[80].Time;
        var prefix = PlayMany.Run(strategy, settings, [.. series.Select(s => s.Slice(0, s.Times.BinarySearch(cut) is >= 0 and var at ? at : ~s.Times.BinarySearch(cut)))]);
        Assert.Equal(prefix.Trades, whole.Trades.Where(t => t.ExitBar < 80));
        Assert.Equal(prefix.Equity, whole.Equity.Take(80));
    });

    /// <summary>Entries of one moment take their cash one after the other: bought outright, it never goes below zero.</summary>
    [Fact]
    public void Cash_OfALongPortfolio_IsNeverBelowZero()
    {
        var strategy = Play.Graph().Node("size", "position-size", "mode=percent-equity", "value=45").Compile();
        ForAll((_, settings, series) =>
        {
            var longs = series.Select(s => CandleSeries.From(s.Symbol, s.Timeframe, [.. Enumerable.Range(0, s.Count).Select(i => s[i] with { Volume = s[i].Volume is Play.Buy or Play.Sell ? s[i].Volume : Play.None })])).ToArray();
            Assert.All(PlayMany.Run(strategy, settings with { Margin = Margin.None, Financing = Financing.None, Later = [] }, longs).Equity, e => Assert.True(e.Cash >= 0, $"cash {e.Cash}"));
        });
    }
}
