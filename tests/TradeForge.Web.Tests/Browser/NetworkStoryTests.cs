using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace TradeForge.Web.Tests.Browser;

/// <summary>The line is cut while the server lives on.</summary>
[Collection(AppFixture.Beside)]
public sealed partial class NetworkStoryTests(AppFixture fixture)
{
    [Fact]
    public async Task Network_IsCutWhileEditing_WhatWasDrawnArrivesOnceItIsBack()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        var (open, isCut) = (new ConcurrentBag<(IWebSocketRoute Page, IWebSocketRoute Server)>(), false);
        await tab.Page.RouteWebSocketAsync(Hub(), socket =>
        {
            if (isCut) _ = socket.CloseAsync();
            else open.Add((socket, socket.ConnectToServer()));
        });
        await tab.CreateStrategyAsync();
        var hands = new Hands(tab);
        await hands.SettledAsync();
        isCut = true;
        await tab.Page.Context.SetOfflineAsync(true);
        foreach (var (page, server) in open)
        {
            await server.CloseAsync();
            await page.CloseAsync();
        }

        await Assertions.Expect(tab.Page.Locator("#components-reconnect-modal[open]")).ToHaveCountAsync(1, new() { Timeout = 30_000 });
        await hands.Node("sell").Locator("header").ClickAsync();
        await hands.KeyAsync("Delete");                          // nobody hears of it
        await Assertions.Expect(tab.Page.Locator(".react-flow__node")).ToHaveCountAsync(5);
        await Assertions.Expect(tab.Page.Locator("[data-canvas][data-link=offline]")).ToHaveCountAsync(1, new() { Timeout = 15_000 });
        await tab.ShootAsync("designer-network-cut");

        isCut = false;
        await tab.Page.Context.SetOfflineAsync(false);
        await Assertions.Expect(tab.Page.Locator("#components-reconnect-modal[open]")).ToHaveCountAsync(0, new() { Timeout = 60_000 });
        Assert.Equal(5, (await hands.SavedAsync()).GetProperty("nodes").GetArrayLength());
    }

    [GeneratedRegex("/_blazor")]
    private static partial Regex Hub();
}
