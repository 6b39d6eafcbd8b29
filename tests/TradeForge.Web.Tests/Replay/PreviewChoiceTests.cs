using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Core.Trading;
using TradeForge.Infrastructure.ClickHouse;
using TradeForge.Web.Features.Strategies.Preview;
using TradeForge.Web.Shared.Market;

namespace TradeForge.Web.Tests.Replay;

public sealed class PreviewChoiceTests
{
    private static readonly CompiledStrategy Cross = StrategyCompiler.Compile(StrategyTemplates.All[0].Graph).Strategy!;
    private static readonly RunInstrument Short = Stored("a:SHORT", "1d", 40), Fair = Stored("b:FAIR", "1d", 5_000), Long = Stored("c:LONG", "1m", 2_000_000), Minutes = Stored("a:MINUTES", "1m", 90_000), Weeks = Stored("d:WEEKS", "1w", 400);

    [Theory]
    [InlineData("b:FAIR", "1d", "a:SHORT", "b:FAIR", "c:LONG")]
    [InlineData("b:FAIR", "1d", "a:MINUTES", "b:FAIR")] // more bars, but on each trade of minutes costs weigh most
    [InlineData("b:FAIR", "1d", "b:FAIR", "d:WEEKS")] // weeks are no better than days, and there are more days
    [InlineData("a:MINUTES", "1m", "a:MINUTES", "c:LONG")] // the longest that is shown whole
    [InlineData("c:LONG", "1m", "a:SHORT", "c:LONG")] // forty bars are too few for an average of thirty
    [InlineData("a:SHORT", "1d", "a:SHORT")]
    public void Suggest_StoredSeries_TakesTheOneThatFits(string instrument, string timeframe, params string[] stored)
    {
        var choice = PreviewChoice.Suggest([.. new[] { Short, Fair, Long, Minutes, Weeks }.Where(m => stored.Contains(m.Key))], Cross)!;
        Assert.Equal((instrument, timeframe), (choice.Instrument, choice.Timeframe));
    }

    [Fact]
    public void Suggest_StrategyWithHours_TakesBarsThatHaveThem()
    {
        var scalping = StrategyCompiler.Compile(StrategyTemplates.All.Single(t => t.Id == "scalping-5m").Graph).Strategy!;
        Assert.Equal("a:MINUTES", PreviewChoice.Suggest([Fair, Minutes], scalping)!.Instrument);
        Assert.Equal("b:FAIR", PreviewChoice.Suggest([Fair], scalping)!.Instrument); // better than nothing
    }

    [Fact]
    public void Suggest_NothingStored_IsNothing() => Assert.Null(PreviewChoice.Suggest([], Cross));

    [Fact]
    public void From_KeptChoice_IsTakenWhileItCanBeHad()
    {
        var kept = new PreviewChoice("c:LONG", "1h", 20_000, "2024-02-01", IsOpen: false);
        Assert.Equal(kept, PreviewChoice.From(kept.ToJson(), [Fair, Long], Cross));
        Assert.Equal("b:FAIR", PreviewChoice.From(kept.ToJson(), [Fair], Cross)!.Instrument); // the series was deleted
        Assert.Equal("b:FAIR", PreviewChoice.From((kept with { Bars = 7 }).ToJson(), [Fair], Cross)!.Instrument);
        Assert.Equal("b:FAIR", PreviewChoice.From("[]", [Fair], Cross)!.Instrument);
    }

    [Fact]
    public void KeyOf_AnyStrategy_FitsTheStore() => Assert.InRange(PreviewChoice.KeyOf(Guid.NewGuid()).Length, 1, 50);

    private static RunInstrument Stored(string key, string timeframe, int count)
    {
        var bar = Timeframe.Parse(timeframe);
        var first = DateTimeOffset.UnixEpoch;
        return new(key, [new StoredSeries(key, bar, first, first.AddMilliseconds(bar.Milliseconds * (count - 1.0)), count)], 0, 0, Commission.None, CalendarKind.Auto);
    }
}
