using System.Text.Json;
using Microsoft.Playwright;

namespace TradeForge.Web.Tests.Browser;

/// <summary>What a person does on the canvas, counted: each click, drag, key press and filled field is one action.</summary>
internal sealed class Hands(Tab tab)
{
    public int Actions { get; private set; }

    public IPage Page => tab.Page;

    public ILocator Node(string id) => Page.Locator($".react-flow__node[data-id='{id}']");

    public ILocator Port(string node, string handle) => Node(node).Locator($".react-flow__handle[data-handleid='{handle}']");

    public ILocator Wires => Page.Locator(".react-flow__edge");

    public async Task ClickAsync(string selector)
    {
        Actions++;
        await Page.ClickAsync(selector);
    }

    public async Task SelectAsync(string node)
    {
        Actions++;
        await Node(node).Locator("header").ClickAsync();
        await Page.WaitForSelectorAsync($"#inspector #node-{node}");
    }

    public async Task KeyAsync(string keys)
    {
        Actions++;
        await Page.Keyboard.PressAsync(keys);
    }

    /// <summary>Types into what has the focus.</summary>
    public async Task TypeAsync(string text)
    {
        Actions++;
        await Page.Keyboard.TypeAsync(text);
    }

    /// <summary>Fills a field of the inspector and leaves it.</summary>
    public async Task SetAsync(string field, string value)
    {
        Actions++;
        var input = Page.Locator($"#inspector #{field}");
        if (await input.EvaluateAsync<string>("e => e.tagName") == "SELECT") await input.SelectOptionAsync(value);
        else
        {
            await input.FillAsync(value);
            await input.PressAsync("Tab");
        }
    }

    /// <summary>Drags a wire from one port to another and waits until it is there.</summary>
    public async Task WireAsync(string from, string output, string to, string input)
    {
        Actions++;
        var wires = await Wires.CountAsync();
        await Port(from, output).DragToAsync(Port(to, input));
        await Assertions.Expect(Wires).ToHaveCountAsync(wires + 1);
    }

    /// <summary>Drags by the mouse in small steps.</summary>
    public async Task DragAsync(ILocator from, float x, float y)
    {
        Actions++;
        var box = await Tab.BoxAsync(from);
        await Page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));
        await Page.Mouse.DownAsync();
        await Page.Mouse.MoveAsync(x, y, new() { Steps = 8 });
        await Page.Mouse.UpAsync();
    }

    /// <summary>The graph of the server, once everything has arrived there.</summary>
    public async Task<JsonElement> SavedAsync()
    {
        await SettledAsync();
        await Page.ClickAsync("#tab-json");
        var json = await Page.InputValueAsync("textarea.tf-json");
        await Page.ClickAsync("#tab-canvas");
        await Assertions.Expect(Page.Locator("textarea.tf-json")).ToHaveCountAsync(0); // else the next one to look would read this text again
        return JsonDocument.Parse(json).RootElement;
    }

    /// <summary>Every change is stored.</summary>
    public async Task SettledAsync()
    {
        await Assertions.Expect(Page.Locator("[data-canvas][data-link=quiet][data-pending=no]")).ToHaveCountAsync(1, new() { Timeout = 30_000 });
        await Assertions.Expect(Page.Locator("[data-saved=yes]")).ToHaveCountAsync(1, new() { Timeout = 30_000 });
    }
}
