using System.Text.Json;
using Microsoft.Playwright;

namespace TradeForge.Web.Tests.Browser;

/// <summary>What is done with the hands on the canvas, read back from the JSON that the server holds.</summary>
[Collection(AppFixture.Collection)]
public sealed class CanvasStoryTests(AppFixture fixture)
{
    [Fact]
    public async Task Canvas_DeleteUndoAndEdit_ServerFollows()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await tab.CreateStrategyAsync();
        await Assertions.Expect(tab.Page.Locator(".react-flow__node")).ToHaveCountAsync(6);
        await tab.ShootAsync("canvas-template");
        await tab.Page.ClickAsync(".react-flow__node[data-id=sell] header");
        await tab.Page.WaitForSelectorAsync("#inspector #sell-orderType");
        await tab.Page.Keyboard.PressAsync("Delete");
        await Assertions.Expect(tab.Page.Locator(".react-flow__node")).ToHaveCountAsync(5);
        Assert.Equal(5, (await SavedAsync(tab)).GetProperty("nodes").GetArrayLength());
        await tab.Page.Keyboard.PressAsync("Control+z");
        await Assertions.Expect(tab.Page.Locator(".react-flow__node")).ToHaveCountAsync(6);
        await tab.Page.ClickAsync(".react-flow__node[data-id=fast] header");
        await tab.Page.FillAsync("#inspector #fast-period", "-3");
        await tab.Page.PressAsync("#inspector #fast-period", "Enter");
        await tab.Page.WaitForSelectorAsync(".react-flow__node[data-id=fast] .tf-bad");
        await tab.ShootAsync("canvas-problem");
        await tab.Page.ClickAsync("[aria-label=Undo]");
        await Assertions.Expect(tab.Page.Locator("#inspector #fast-period")).ToHaveValueAsync("10");
        var saved = await SavedAsync(tab);
        Assert.Equal((6, 6), (saved.GetProperty("nodes").GetArrayLength(), saved.GetProperty("edges").GetArrayLength()));
        Assert.Empty(await tab.AxeAsync());
        Assert.Empty(tab.Complaints);
    }

    /// <summary>The graph of the server, once everything has arrived there.</summary>
    internal static async Task<JsonElement> SavedAsync(Tab tab)
    {
        await Assertions.Expect(tab.Page.Locator("[data-canvas][data-link=quiet]")).ToHaveCountAsync(1);
        await tab.Page.WaitForTimeoutAsync(400);
        await Assertions.Expect(tab.Page.Locator("[data-saved=yes]")).ToHaveCountAsync(1);
        await tab.Page.ClickAsync("#tab-json");
        var json = await tab.Page.InputValueAsync("textarea.tf-json");
        await tab.Page.ClickAsync("#tab-canvas");
        return JsonDocument.Parse(json).RootElement;
    }
}
