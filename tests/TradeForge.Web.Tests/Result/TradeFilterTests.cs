using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Infrastructure.Postgres.Stores;
using TradeForge.Web.Features.Result.Trades;

namespace TradeForge.Web.Tests.Result;

public sealed class TradeFilterTests
{
    private static readonly Trade Sample = new("T", PositionSide.Long, 1, 0, DateTimeOffset.UnixEpoch, 1, "buy", 1, DateTimeOffset.UnixEpoch, 1, "stop-loss", 0, 5, 1, -1, 2);
    private static readonly TradeNote Note = new(0, "Bought too late", ["News"]);

    [Fact]
    public void Passes_EachCondition_DecidesAlone()
    {
        Assert.True(new TradeFilter().Passes(Sample, null));
        TradeFilter[] passing = [new(Side: PositionSide.Long), new(Won: true), new(Entry: "buy"), new(Exit: "stop-loss"), new(Symbol: "T"), new(Words: "LATE"), new(Words: " news ")];
        TradeFilter[] failing = [new(Side: PositionSide.Short), new(Won: false), new(Entry: "sell"), new(Exit: "signal"), new(Symbol: "U"), new(Words: "early")];
        Assert.All(passing, f => Assert.True(f.Passes(Sample, Note), f.ToString()));
        Assert.All(failing, f => Assert.False(f.Passes(Sample, Note), f.ToString()));
        Assert.False(new TradeFilter(Words: "late").Passes(Sample, null));
        Assert.True(new TradeFilter(Won: false).Passes(Sample with { Pnl = 0 }, null)); // a trade without profit is no win
    }
}
