using System.Text.Json;
using Microsoft.Playwright;

namespace TradeForge.Web.Tests.Browser;

/// <summary>Whole pieces of work in the designer: by a newcomer, by keyboard alone, by finger on a telephone, and while the server goes away.</summary>
[Collection(AppFixture.Beside)]
public sealed class DesignerStoryTests(AppFixture fixture)
{
    private const int MostActions = 40;

    [Fact]
    public async Task Newcomer_BuildsAnRsiDipWithAStopFromNothing_AndRunsIt()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await tab.GoAsync("/strategies/new");
        var hands = new Hands(tab);
        await hands.ClickAsync("button:has-text('Start blank')");
        await tab.Page.WaitForURLAsync(url => Guid.TryParse(url.Split('/')[^1], out _));
        await hands.SelectAsync("price");                           // the closes and a purchase are there
        await FromAsync(hands, "relative strength", "rsi1");
        await FromAsync(hands, "crosses", "crosses1");              // the RSI crosses …
        await AddAsync(hands, "constant", "constant1");
        await hands.SetAsync("constant1-value", "30");
        await hands.SelectAsync("crosses1");
        await hands.SetAsync("crosses1-in-b", "constant1.value");   // … 30 …
        await hands.SelectAsync("buy");
        await hands.SetAsync("buy-in-when", "crosses1.result");     // … buy
        await hands.SelectAsync("rsi1");
        await FromAsync(hands, "compare", "compare1");
        await AddAsync(hands, "constant", "constant2");
        await hands.SetAsync("constant2-value", "60");
        await hands.SelectAsync("compare1");
        await hands.SetAsync("compare1-in-b", "constant2.value");
        await hands.SelectAsync("compare1");
        await FromAsync(hands, "exit long", "exit-long1");
        await AddAsync(hands, "stop loss", "stop-loss1");
        await hands.SetAsync("stop-loss1-value", "5");
        await hands.ClickAsync("[aria-label='Tidy up']");
        await Assertions.Expect(tab.Page.Locator(".tf-aside .tf-readback")).ToContainTextAsync("30");
        await hands.SettledAsync();
        await tab.ShootAsync("designer-newcomer");
        await hands.ClickAsync("a:has-text('Run backtest')");
        await tab.Page.WaitForURLAsync("**/runs/new?strategy=*");
        await tab.ReadyAsync();
        await tab.Page.SelectOptionAsync("#instrument", AppFixture.Series);
        await Assertions.Expect(tab.Page.Locator("#timeframe")).Not.ToHaveValueAsync("");
        await hands.ClickAsync("button[type=submit].tf-wide");
        Assert.True(hands.Actions + 1 < MostActions, $"{hands.Actions + 1} actions"); // and one for the instrument
        await tab.Page.WaitForURLAsync("**/runs?started=*");
        await tab.GoAsync(await tab.FinishedRunAsync());
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Typed_AndTheTabClosedOrTheRunStartedAtOnce_IsStored()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        var address = await tab.CreateStrategyAsync();
        var hands = new Hands(tab);
        await hands.SelectAsync("fast");
        var asked = new TaskCompletionSource<string>();
        tab.Page.Dialog += async (_, dialog) =>
        {
            await dialog.DismissAsync();
            asked.TrySetResult(dialog.Type);
        };
        await tab.Page.FillAsync("#fast-period", "14"); // the field is not left
        await tab.Page.CloseAsync(new() { RunBeforeUnload = true });
        Assert.Equal("beforeunload", await asked.Task.WaitAsync(TimeSpan.FromSeconds(30)));
        await Assertions.Expect(tab.Page.Locator(".tf-words .tf-readback")).ToContainTextAsync("SMA(14)"); // handed over while the browser asked
        await hands.SettledAsync();

        await tab.Page.FillAsync("#fast-period", "15");
        await tab.Page.ClickAsync("a:has-text('Run backtest')");
        await tab.Page.WaitForURLAsync("**/runs/new?strategy=*");
        await tab.GoAsync(address);
        await Assertions.Expect(tab.Page.Locator(".tf-words .tf-readback")).ToContainTextAsync("SMA(15)");
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Keyboard_AddsWiresSetsMovesAndTakesBack_WithoutAPointer()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        var hands = await BlankAsync(tab);
        await AddAsync(hands, "simple moving", "sma1", byKey: true);
        await FromAsync(hands, "crosses", "crosses1");
        await AddAsync(hands, "price", "price1", byKey: true);
        await tab.Page.Locator(".react-flow__node[data-id=crosses1]").FocusAsync(); // what Tab comes to, too
        await hands.KeyAsync("Enter");
        await Assertions.Expect(tab.Page.Locator("#inspector #crosses1-direction")).ToBeFocusedAsync();
        await hands.KeyAsync("ArrowDown");                          // upwards → downwards
        for (var i = 0; i < 2; i++) await hands.KeyAsync("Tab");
        await Assertions.Expect(tab.Page.Locator("#inspector #crosses1-in-b")).ToBeFocusedAsync();
        await hands.KeyAsync("ArrowDown");                          // the first output that fits
        await Assertions.Expect(hands.Wires).ToHaveCountAsync(2);
        await tab.Page.Locator(".react-flow__node[data-id=price1]").FocusAsync();
        await hands.KeyAsync("Space");
        await hands.KeyAsync("ArrowRight");
        await hands.KeyAsync("Shift+ArrowDown");
        await tab.ShootAsync("designer-keyboard");
        var graph = await hands.SavedAsync();
        Assert.Equal("below", Node(graph, "crosses1").GetProperty("data").GetProperty("direction").GetString());
        var moved = Node(graph, "price1").GetProperty("position").GetProperty("y").GetDouble();
        await hands.KeyAsync("Control+z");
        await Assertions.Expect(tab.Page.Locator(".tf-sentence")).ToContainTextAsync("Taken back: Moved");
        Assert.NotEqual(moved, Node(await hands.SavedAsync(), "price1").GetProperty("position").GetProperty("y").GetDouble());
        await hands.KeyAsync("Delete");
        await Assertions.Expect(tab.Page.Locator(".react-flow__node")).ToHaveCountAsync(3); // the focus is on a tab: nothing of the canvas may go
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Finger_OnATelephone_AddsWiresAndSets()
    {
        await using var tab = await fixture.OpenSignedInAsync(390, 844, touch: true);
        await tab.CreateStrategyAsync();
        var hands = new Hands(tab);
        await hands.Node("fast").Locator("header").TapAsync();
        await tab.Page.WaitForSelectorAsync("#inspector #fast-period");
        await tab.ShootAsync("designer-telephone-sheet");
        await hands.SetAsync("fast-period", "17");
        await tab.Page.Locator(".tf-sheet-close").TapAsync();
        await Assertions.Expect(tab.Page.Locator("#inspector #fast-period")).ToHaveCountAsync(0);
        await tab.Page.Locator("[aria-label='Add a block']").First.TapAsync();
        await hands.TypeAsync("once per day");
        await tab.Page.Locator(".tf-quick [role=option]").First.TapAsync();
        await Assertions.Expect(tab.Page.Locator(".react-flow__node")).ToHaveCountAsync(7);
        await tab.ShootAsync("designer-telephone");
        Assert.Equal(0, await tab.OverflowAsync());
        var graph = await hands.SavedAsync();
        Assert.Equal(17, Node(graph, "fast").GetProperty("data").GetProperty("period").GetDouble());
        Assert.Empty(await tab.AxeAsync());
    }

    [Fact]
    public async Task Server_KilledWhileEditing_EverythingDrawnMeanwhileComesBack()
    {
        var port = FreePort();
        var app = await AppProcess.StartAsync("--port", port);
        var alive = true;
        try
        {
            await using var tab = await fixture.OpenAtAsync(app.Address);
            var email = fixture.NewEmail();
            await tab.RegisterAsync(email);
            await tab.SignInAsync(email, AppFixture.Password);
            await tab.CreateStrategyAsync();
            var hands = new Hands(tab);
            await hands.SelectAsync("slow");
            await hands.SetAsync("slow-period", "41");
            await Assertions.Expect(hands.Node("slow").Locator("dd")).ToHaveTextAsync("41");
            await hands.SettledAsync();
            await app.KillHardAsync();
            alive = false;
            await Assertions.Expect(tab.Page.Locator("#components-reconnect-modal[open]")).ToHaveCountAsync(1, new() { Timeout = 30_000 });
            await tab.ShootAsync("designer-offline");
            await hands.Node("sell").Locator("header").ClickAsync();
            await hands.KeyAsync("Delete");                          // nobody hears of it
            await Assertions.Expect(tab.Page.Locator(".react-flow__node")).ToHaveCountAsync(5);
            await Assertions.Expect(tab.Page.Locator("[data-canvas][data-link=offline]")).ToHaveCountAsync(1, new() { Timeout = 15_000 });
            app = await AppProcess.StartOnAsync(app.Data, AppProcess.Runtime, "--port", port);
            alive = true;
            await tab.Page.ReloadAsync();
            await tab.ReadyAsync();
            await Assertions.Expect(tab.Page.Locator(".react-flow__node")).ToHaveCountAsync(5, new() { Timeout = 30_000 });
            var graph = await hands.SavedAsync();
            Assert.Equal(5, graph.GetProperty("nodes").GetArrayLength());
            Assert.Equal(41, Node(graph, "slow").GetProperty("data").GetProperty("period").GetDouble());
            Assert.Equal(0, await tab.Page.EvaluateAsync<int>("() => Object.keys(localStorage).filter(k => k.startsWith('tf.draft.')).length"));
        }
        finally
        {
            if (alive) await app.DisposeAsync();
        }
    }

    /// <summary>An empty canvas: a template with everything taken away.</summary>
    private static async Task<Hands> BlankAsync(Tab tab)
    {
        await tab.CreateStrategyAsync();
        await tab.Page.ClickAsync(".react-flow__node[data-id=fast] header");
        await tab.Page.Keyboard.PressAsync("Control+a");
        await tab.Page.Keyboard.PressAsync("Delete");
        await Assertions.Expect(tab.Page.Locator(".react-flow__node")).ToHaveCountAsync(0);
        return new Hands(tab);
    }

    /// <summary>Three actions: the button or "/", what is looked for, Enter.</summary>
    private static async Task AddAsync(Hands hands, string name, string id, bool byKey = false)
    {
        if (byKey) await hands.KeyAsync("/");
        else await hands.ClickAsync(".tf-toolbar [aria-label='Add a block']");
        await FindAsync(hands, name, id);
    }

    /// <summary>Three actions: a block wired to the selected one.</summary>
    private static async Task FromAsync(Hands hands, string name, string id)
    {
        await hands.KeyAsync("c");
        await FindAsync(hands, name, id);
    }

    private static async Task FindAsync(Hands hands, string name, string id)
    {
        await hands.Page.WaitForSelectorAsync(".tf-quick input:focus");
        await hands.TypeAsync(name);
        await hands.KeyAsync("Enter");
        await hands.Page.WaitForSelectorAsync($"#inspector #node-{id}");
    }

    private static JsonElement Node(JsonElement graph, string id) => graph.GetProperty("nodes").EnumerateArray().Single(n => n.GetProperty("id").GetString() == id);

    private static string FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
