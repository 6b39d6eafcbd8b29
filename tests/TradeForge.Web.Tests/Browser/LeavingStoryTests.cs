using Microsoft.Playwright;

namespace TradeForge.Web.Tests.Browser;

/// <summary>Somebody quicker than the pages: leaves them while they load, and types before and while the server answers.</summary>
[Collection(AppFixture.Collection)]
public sealed class LeavingStoryTests(AppFixture fixture)
{
    [Fact]
    public async Task Pages_LeftWhileTheyLoad_LeaveTheNextOneAlone()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        var strategy = await tab.CreateStrategyAsync();
        var log = fixture.App.Output.Length;
        for (var round = 0; round < 8; round++)
        {
            await tab.Page.ClickAsync(".tf-side a[href='/strategies']");
            await tab.Page.ClickAsync($"a[data-row][href='{strategy}']");
            await tab.Page.WaitForURLAsync("**" + strategy);
            await tab.Page.WaitForTimeoutAsync(round * 80); // each time at another point of its start
            await tab.Page.ClickAsync(".tf-side a[href='/runs']");
            await Assertions.Expect(tab.Page.Locator("h1")).ToHaveTextAsync("Runs");
        }
        await Assertions.Expect(tab.Page.Locator("h1:focus")).ToHaveTextAsync("Runs");
        Assert.DoesNotContain("fail:", fixture.App.Output[log..], StringComparison.Ordinal);
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Search_TypedOnASlowLine_LosesNoLetter()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await tab.CreateStrategyAsync();
        await SlowAsync(tab, 120);
        await tab.GoAsync("/strategies");
        var search = tab.Page.Locator("#search");
        await search.FocusAsync();
        await tab.Page.Keyboard.TypeAsync("average cross", new() { Delay = 70 }); // an answer comes between any two letters
        await tab.Page.WaitForURLAsync("**?q=average*cross");
        await Assertions.Expect(search).ToHaveValueAsync("average cross");
        await Assertions.Expect(tab.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        await tab.GoAsync("/strategies/new");
        await search.FocusAsync();
        await tab.Page.Keyboard.TypeAsync("rsi divergence", new() { Delay = 70 });
        await Assertions.Expect(tab.Page.Locator(".tf-template h2")).ToHaveTextAsync(["RSI divergence"]);
        await Assertions.Expect(search).ToHaveValueAsync("rsi divergence");
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Search_TypedBeforeTheCircuitIsThere_IsKept()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await tab.CreateStrategyAsync(0);
        await tab.CreateStrategyAsync(6);
        await tab.Page.RouteAsync("**/_blazor/negotiate*", async route =>
        {
            await tab.Page.Locator("#search[data-typed]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
            await route.ContinueAsync();
        });
        await tab.Page.GotoAsync("/strategies");
        await tab.Page.Locator("[data-live=soon] #search").FocusAsync();
        await tab.Page.Keyboard.TypeAsync("average");
        await tab.Page.EvalOnSelectorAsync("#search", "e => e.dataset.typed = ''"); // lets the circuit come
        await tab.Page.WaitForSelectorAsync("[data-live=yes]");
        await Assertions.Expect(tab.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        await tab.Page.Keyboard.TypeAsync(" cross");
        await Assertions.Expect(tab.Page.Locator("#search")).ToHaveValueAsync("average cross");
        await tab.Page.WaitForURLAsync("**?q=average*cross");
        Assert.Empty(tab.Complaints);
    }

    /// <summary>Every message of the circuit takes so many milliseconds in either direction.</summary>
    private static Task SlowAsync(Tab tab, int milliseconds) => tab.Page.RouteWebSocketAsync("**/_blazor*", socket =>
    {
        var server = socket.ConnectToServer();
        Task to = Task.CompletedTask, from = Task.CompletedTask; // one after another, as they came
        socket.OnMessage(frame => to = LaterAsync(to, () => Pass(server, frame)));
        server.OnMessage(frame => from = LaterAsync(from, () => Pass(socket, frame)));

        async Task LaterAsync(Task before, Action pass)
        {
            var due = Task.Delay(milliseconds);
            await before;
            await due;
            pass();
        }
    });

    private static void Pass(IWebSocketRoute to, IWebSocketFrame frame)
    {
        if (frame.Binary is { } bytes) to.Send(bytes);
        else to.Send(frame.Text!);
    }
}
