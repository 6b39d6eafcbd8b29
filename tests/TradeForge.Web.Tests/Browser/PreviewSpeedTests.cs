using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;

namespace TradeForge.Web.Tests.Browser;

/// <summary>How soon a change shows in a preview of 100 000 bars. Times are written to artifacts/preview-speed.txt; they are no pass or fail.</summary>
[Collection(AppFixture.Collection)]
public sealed class PreviewSpeedTests(AppFixture fixture)
{
    private const string Series = "test:LONG";
    private const int Bars = 100_000;

    [Fact]
    public async Task Preview_OfHundredThousandBars_FollowsEachEdit()
    {
        await AppFixture.SeedAsync(fixture.App, LargeResultTests.Minutes(Bars + 5_000, Series));
        await using var tab = await fixture.OpenSignedInAsync();
        await tab.CreateStrategyAsync();
        await tab.Page.WaitForSelectorAsync("[data-preview=rest] [data-figures]");
        await tab.Page.SelectOptionAsync("#preview-instrument", Series);
        await tab.Page.SelectOptionAsync("#preview-timeframe", "1m");
        await tab.Page.SelectOptionAsync("#preview-bars", Bars.ToString(CultureInfo.InvariantCulture));
        await Assertions.Expect(tab.Page.Locator("[data-terms]")).ToContainTextAsync("LONG 1m, 100,000 bars", new() { Timeout = 60_000 });
        var hands = new Hands(tab);
        await hands.SelectAsync("fast");
        var (profit, shown, played) = (tab.Page.Locator("[data-preview] [data-metric=netProfit]"), new List<double>(), new List<double>());
        for (var period = 11; period <= 15; period++)
        {
            var before = await profit.GetAttributeAsync("data-value");
            await tab.Page.FillAsync("#inspector #fast-period", period.ToString(CultureInfo.InvariantCulture));
            var watch = Stopwatch.StartNew();
            await tab.Page.PressAsync("#inspector #fast-period", "Tab");
            await tab.Page.WaitForFunctionAsync("was => document.querySelector('[data-preview] [data-metric=netProfit]').dataset.value !== was", before);
            shown.Add(watch.Elapsed.TotalMilliseconds);
            played.Add(double.Parse((await tab.Page.Locator("[data-preview]").GetAttributeAsync("data-took"))!, CultureInfo.InvariantCulture));
        }

        Assert.Empty(tab.Complaints);
        var line = string.Create(CultureInfo.InvariantCulture, $"{Bars} bars, {shown.Count} edits: shown after {Middle(shown):F0} ms (worst {shown.Max():F0}), of which played {Middle(played):F0} ms\n");
        await File.AppendAllTextAsync(Path.Combine(Repository.Root, "artifacts", "preview-speed.txt"), line);
    }

    private static double Middle(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
