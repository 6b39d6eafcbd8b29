using System.Globalization;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Trading;
using TradeForge.Web.Features.Result;

namespace TradeForge.Web.Tests.Result;

public sealed class TermLinesTests
{
    private static readonly BacktestSettings All = new()
    {
        Commission = new(Percent: 0.01m),
        Slippage = new() { Spread = 0.02m, SpreadUnit = SlippageUnit.Price },
        Lot = 10,
        PriceStep = 0.5m,
        Touch = 2,
        Later = [new(new(2022, 11, 1)) { Commission = new(Percent: 0.03m), Lot = 1 }, new(new(2023, 1, 1)) { PriceStep = 0.01m, Financing = new(Loan: 12) }],
        Margin = new(20, 10),
        DividendTax = 13,
        Currency = "RUB",
        Quotes = new Dictionary<string, string> { ["us:AAPL"] = "USD" },
        Participation = 10,
        Session = SessionChoice.Regular,
        Calendar = CalendarKind.Moex,
        Magnifier = Timeframe.OneMinute,
        Exposure = new() { Gross = 150, Symbol = 12.5m },
        Benchmark = "us:SPY",
        RiskFree = 4,
        WarmUp = 50,
        Split = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero),
        Trials = 20,
        CloseAtEnd = true,
    };

    [Fact]
    public void Of_EverySetting_StandsInTheHeader() => Assert.Equal(
        [
            "Initial cash: 100,000.00", "Commission: 0.01%, 2022-11-01: 0.03%", "Slippage: spread 0.02", "Fills: at the next open", "Same bar: pessimistic", "Stops act: from the entry bar",
            "Limit in a gap: at the open", "Steps through: 2", "Lot / price step: 10, 2022-11-01: 1 / 0.5, 2023-01-01: 0.01", "Margin: 20%/10%", "Financing a year: 0, 2023-01-01: loan 12%",
            "Tax on dividends: 13 %", "Currency of the account: RUB, prices in us:AAPL = USD", "Most of a bar's volume: 10 %", "Sessions: the regular one", "Looks inside with bars of: 1m",
            "Limits of exposure: longs and shorts 150 %, one instrument 12.5 %", "Benchmark: us:SPY", "Risk-free rate: 4 %", "No decision before bar: 50", "Out of sample from: 2024-01-01",
            "Variants tried: 20", "At the end: positions are closed",
        ],
        Lines(All, "en-US"));

    [Fact]
    public void Of_TermsOfOneSymbol_FollowThoseOfAll()
    {
        var own = new SortedDictionary<string, SymbolTerms> { ["moex:LKOH"] = new() { Lot = 1, Commission = new(Percent: 0.05m) }, ["moex:SBER"] = new() { PriceStep = 0.01m } };
        var lines = Lines(All with { OwnTerms = own }, "en-US");
        Assert.Contains("Commission: 0.01%, 2022-11-01: 0.03%; moex:LKOH: 0.05%", lines);
        Assert.Contains("Lot / price step: 10, 2022-11-01: 1 / 0.5, 2023-01-01: 0.01; moex:LKOH: 1 / 0.5, 2023-01-01: 0.01; moex:SBER: 10, 2022-11-01: 1 / 0.01", lines);
    }

    [Fact]
    public void Of_PlainSettings_SaysThatThereAreNoCosts()
    {
        var lines = Lines(new(), "ru-RU");
        Assert.Equal(8, lines.Count);
        Assert.Contains("Комиссия: нет", lines);
        Assert.Contains("Проскальзывание: нет", lines);
    }

    /// <summary>Costs that are no fixed distance are costs too.</summary>
    [Theory]
    [InlineData("spread 0.02")]
    [InlineData("impact 10%")]
    public void Of_SpreadOrImpactAlone_IsNotNone(string text)
    {
        Assert.True(CostText.TryParseSlippage(text, out var slippage));
        Assert.Contains($"Slippage: {text}", Lines(new() { Slippage = slippage }, "en-US"));
    }

    private static List<string> Lines(BacktestSettings settings, string culture)
    {
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (new(culture), new(culture));
        return [.. TermLines.Of(settings, ResultSamples.Words<ResultText>()).Select(l => $"{l.Label}: {l.Value}")];
    }
}
