using System.Globalization;
using TradeForge.Core.Simulation;
using TradeForge.Web.Features.Result.Overview;

namespace TradeForge.Web.Tests.Result;

public sealed class VerdictTests
{
    private static readonly BacktestResult Sample = ResultSamples.Run();

    public VerdictTests() => (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (new("en-US"), new("en-US"));

    [Theory]
    [InlineData(12.5, 30.0, "After all costs it earned 12.50 %", "this did worse, by 17.50 percentage points")]
    [InlineData(-8.0, -20.0, "After all costs it lost 8.00 %", "this did better, by 12.00 percentage points")]
    public void Of_AgainstTheMarket_SaysWhichWasBetterAndByHowMuch(double earned, double market, string first, string second)
    {
        var text = Of(With(("returnPercent", earned), ("buyHoldPercent", market)));
        Assert.StartsWith(first, text, StringComparison.Ordinal);
        Assert.Contains(second, text, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_Costs_NamesTheBreakEvenOrThatThereIsNone()
    {
        CostRow Free(decimal profit) => new(0, 0, profit, 0, null, 0, 1, 0);
        Assert.Contains("no more than 12.50 basis points", Of(Sample with { CostStrip = new([Free(10)], 12.5) }), StringComparison.Ordinal);
        Assert.Contains("even without any costs", Of(Sample with { CostStrip = new([Free(-10)], null) }), StringComparison.Ordinal);
        Assert.Contains("outlasts every cost", Of(Sample with { CostStrip = new([Free(10)], null) }), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_NoTrade_SaysOnlyThat() =>
        Assert.Equal("It never traded. The tab of signals says why.", Of(Sample with { Trades = [], OpenPositions = [] }));

    [Theory]
    [InlineData(29, "too few")]
    [InlineData(30, "a fair sample")]
    [InlineData(200, "a good sample")]
    public void Of_NumberOfTrades_SaysHowSure(int trades, string words) =>
        Assert.Contains(words, Of(Sample with { Trades = [.. Enumerable.Repeat(Sample.Trades[0], trades)] }), StringComparison.Ordinal);

    [Fact]
    public void Cautions_OneTradeMadeHalf_IsNamedAndLessIsNot()
    {
        var trade = Sample.Trades[0];
        BacktestResult Of(params decimal[] profits) => Sample with { Trades = [.. profits.Select(p => trade with { Pnl = p })] };
        Assert.Equal(50, Cautions.OneTrade(Of(50, 30, 20))!.Pnl);
        Assert.Null(Cautions.OneTrade(Of(49, 31, 20)));
        Assert.Null(Cautions.OneTrade(Of(-50, -30))); // nothing was earned
        Assert.Null(Cautions.OneTrade(Of(50)));
    }

    [Fact]
    public void Cautions_FreeShortRun_NamesBoth()
    {
        var words = ResultSamples.Words<OverviewText>();
        var free = ResultSamples.Run(new BacktestSettings { Commission = Core.Trading.Commission.None, Slippage = Core.Trading.Slippage.None, To = new DateTimeOffset(2023, 6, 1, 0, 0, 0, TimeSpan.Zero) });
        Assert.Equal([words["ShortSample", "151"].Value, words["NoCosts"].Value, words["ChosenByHand"].Value], Cautions.Of(free, words)); // January to May of 2023 are 151 days
        Assert.DoesNotContain(words["NoCosts"].Value, Cautions.Of(Sample, words));
    }

    private static string Of(BacktestResult result) => string.Join(' ', Verdict.Of(result, ResultSamples.Words<OverviewText>()));

    private static BacktestResult With(params (string Name, double Value)[] metrics)
    {
        var all = new Dictionary<string, double?>(Sample.Metrics);
        foreach (var (name, value) in metrics) all[name] = value;
        return Sample with { Metrics = all };
    }
}
