using TradeForge.Core.Metrics;
using TradeForge.Core.Simulation;
using TradeForge.Core.Tests.Simulation;
using static TradeForge.Core.Tests.Simulation.Play;

namespace TradeForge.Core.Tests.Metrics;

public sealed class RunCardTests
{
    private static readonly BacktestSettings Plain = new() { Cash = 1_000, Lot = 1 };

    // 100 units from day 2 on: 1000, 1000, 1200 (sold), 1200
    private static BacktestResult Result(decimal commission = 0) =>
        Graph().Run(Plain with { Commission = new(Percent: commission) }, Flat(10, Buy), Flat(10), Flat(12, Sell), Flat(12));

    [Fact]
    public void Forward_AfterAChange_CountsOnlyWhatCameLater()
    {
        var record = ForwardRecord.Of(Result(), new(2024, 1, 2, 12, 0, 0, TimeSpan.Zero));
        Assert.Equal((3, 2, 1), (record.From!.Value.Day, record.Points, record.Trades));
        Assert.Equal(20, record.ReturnPercent!.Value, 9); // 1200 against the 1000 of day 2
    }

    [Fact]
    public void Forward_ChangedBeforeOrAfterAllBars_IsAllOrNothing()
    {
        Assert.Equal((4, 20.0), (ForwardRecord.Of(Result(), new(2023, 1, 1, 0, 0, 0, TimeSpan.Zero)) is var all ? all.Points : 0, Math.Round(all.ReturnPercent!.Value, 9)));
        var none = ForwardRecord.Of(Result(), new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal((null, 0, null, 0), (none.From, none.Points, none.ReturnPercent, none.Trades));
    }

    [Fact]
    public void Diff_OfTheSameRun_IsEmpty() => Assert.Empty(ResultDiff.Of(ResultJson.ToBytes(Result()), ResultJson.ToBytes(Result())));

    [Fact]
    public void Diff_OfAnotherCommission_NamesThePathsAndStopsInTime()
    {
        var (one, two) = (ResultJson.ToBytes(Result()), ResultJson.ToBytes(Result(1)));
        var first = ResultDiff.Of(one, two, most: 3);
        Assert.Equal(3, first.Count);
        Assert.Equal(("manifest.costs.commission", "\"0\"", "\"1%\""), (first[0].Path, first[0].Before, first[0].After));
        Assert.Contains(ResultDiff.Of(one, two, most: 1000), d => d.Path == "trades[0].fees" && d.Before == "0");
    }

    [Fact]
    public void Key_SameInput_IsTheSameAndHoldsNoFigure()
    {
        Assert.Equal(RunKey.Of(Result().Manifest), RunKey.Of(Result().Manifest));
        Assert.NotEqual(RunKey.Of(Result().Manifest), RunKey.Of(Result(1).Manifest));
        Assert.Equal(RunKey.Of(Result().Manifest), RunKey.Of((Result() with { Metrics = new Dictionary<string, double?>() }).Manifest));
        Assert.NotEqual(RunKey.OfResult(ResultJson.ToBytes(Result())), RunKey.OfResult(ResultJson.ToBytes(Result(1))));
    }
}
