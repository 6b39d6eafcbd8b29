using System.Globalization;
using Microsoft.Playwright;
using TradeForge.Core.Strategies;

namespace TradeForge.Web.Tests.Browser;

/// <summary>Every template is opened as it is offered, and plays on the sample candles without a word changed.</summary>
[Collection(AppFixture.Collection)]
public sealed class TemplateStoryTests(AppFixture fixture)
{
    [Fact]
    public async Task Templates_EachOne_PlaysOnTheSample()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await WholeStoryTests.ImportAsync(tab);
        var idle = new List<string>();
        for (var i = 0; i < StrategyTemplates.All.Count; i++)
        {
            var template = StrategyTemplates.All[i];
            await tab.CreateStrategyAsync(i);
            await Assertions.Expect(tab.Page.Locator("input.tf-title-input")).ToHaveValueAsync(template.Name.En);
            await tab.Page.WaitForSelectorAsync("[data-preview=rest] [data-figures]", new() { Timeout = 60_000 });
            await tab.Page.SelectOptionAsync("#preview-instrument", WholeStoryTests.Key);
            await Assertions.Expect(tab.Page.Locator("[data-terms]")).ToContainTextAsync(WholeStoryTests.Key.Split(':')[1], new() { Timeout = 60_000 });
            Assert.Equal((template.Id, 0), (template.Id, await tab.Page.Locator("[data-no-preview]").CountAsync()));
            await tab.ShootAsync($"template-{template.Id}");
            if (double.Parse((await tab.Page.Locator("[data-preview] [data-metric=trades]").GetAttributeAsync("data-value"))!, CultureInfo.InvariantCulture) == 0) idle.Add(template.Id);
        }

        Assert.True(idle.Count <= 4, string.Join(", ", idle)); // what asks for hours of the day finds none on days
        Assert.Empty(tab.Complaints);
    }
}
