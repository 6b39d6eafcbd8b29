using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace TradeForge.Web.Tests.Browser;

/// <summary>A browser tab that notes every request to elsewhere and every message of the console that should not be there.</summary>
public sealed partial class Tab : IAsyncDisposable
{
    private static readonly string Axe = File.ReadAllText(Path.Combine(Repository.Root, "tests", "TradeForge.Web.Tests", "node_modules", "axe-core", "axe.min.js"));
    private readonly IBrowserContext _context;
    private readonly string _address;

    internal Tab(IBrowserContext context, IPage page, string address)
    {
        (_context, Page, _address) = (context, page, address);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(address, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal)) Foreign.Add(request.Url);
        };
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.Contains("status of 4", StringComparison.Ordinal)) Complaints.Add(message.Text);
        };
        page.PageError += (_, error) => Complaints.Add(error);
    }

    public IPage Page { get; }
    public List<string> Foreign { get; } = [];
    public List<string> Complaints { get; } = [];

    public async Task GoAsync(string path)
    {
        await Page.GotoAsync(path);
        await ReadyAsync();
    }

    /// <summary>Waits until the circuit has taken over, on pages that have one.</summary>
    public async Task ReadyAsync()
    {
        await Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await Page.WaitForFunctionAsync("() => !document.querySelector('[data-live=soon]')");
        await Page.WaitForFunctionAsync("() => !document.querySelector('[role=status]')?.textContent.includes('…')");
    }

    public async Task RegisterAsync(string email, string password = AppFixture.Password)
    {
        await Page.GotoAsync("/account/register");
        await Page.FillAsync("#form-email", email);
        await Page.FillAsync("#form-password", password);
        await Page.FillAsync("#form-again", password);
        await Page.ClickAsync("button.tf-wide");
    }

    public async Task SignInAsync(string email, string password)
    {
        await Page.GotoAsync("/account/sign-in");
        await Page.FillAsync("#form-email", email);
        await Page.FillAsync("#form-password", password);
        await Page.ClickAsync("button.tf-wide");
    }

    /// <summary>Registers and signs in by the requests that the forms make; no page is drawn for it.</summary>
    public async Task EnterAsync(string email)
    {
        await PostAsync("/account/register", "register", ("Email", email), ("Password", AppFixture.Password), ("Again", AppFixture.Password));
        await PostAsync("/account/sign-in", "sign-in", ("Email", email), ("Password", AppFixture.Password));
    }

    private async Task PostAsync(string path, string form, params (string Name, string Value)[] fields)
    {
        Dictionary<string, string> headers = new() { ["Accept"] = "text/html", ["Accept-Language"] = "en-US" };
        var body = _context.APIRequest.CreateFormData().Set("_handler", form);
        var page = await (await _context.APIRequest.GetAsync(path, new() { Headers = headers })).TextAsync();
        body.Set("__RequestVerificationToken", Token().Match(page).Groups[1].Value);
        foreach (var (name, value) in fields) body.Set("Form." + name, value);
        var answer = await _context.APIRequest.PostAsync(path, new() { Headers = headers, Form = body, MaxRedirects = 0 });
        Assert.Equal((path, 302), (path, answer.Status)); // a refusal is the page again
    }

    /// <summary>Makes a strategy from the template of this place and returns its address.</summary>
    public async Task<string> CreateStrategyAsync(int template = 0)
    {
        await GoAsync("/strategies/new");
        await Page.Locator(".tf-template button").Nth(template).ClickAsync();
        await Page.WaitForURLAsync(url => url.Contains("/strategies/", StringComparison.Ordinal) && !url.EndsWith("/new", StringComparison.Ordinal));
        await ReadyAsync();
        await Assertions.Expect(Page.Locator(".react-flow__node").First).ToBeVisibleAsync(); // the canvas draws its blocks once it has measured them
        return new Uri(Page.Url).AbsolutePath;
    }

    /// <summary>Waits until the text that was typed last in the designer is stored. It was already said to be saved before the server had it: so another view is asked for, whose answer comes after it.</summary>
    public async Task SavedAsync()
    {
        await Page.ClickAsync("#tab-rules");
        await Assertions.Expect(Page.Locator("#tab-rules")).ToHaveAttributeAsync("aria-selected", "true");
        await Assertions.Expect(Page.Locator("[data-saved=yes]")).ToBeVisibleAsync();
    }

    /// <summary>Runs the strategy with the form's own settings and these, waits for its end and returns the address of the result.</summary>
    public async Task<string> RunAsync(string strategy, string instrument, params (string Field, string Value)[] settings)
    {
        await StartRunAsync(strategy, instrument, settings);
        return await FinishedRunAsync();
    }

    /// <summary>Starts the run and returns when the list shows it.</summary>
    public async Task StartRunAsync(string strategy, string instrument, params (string Field, string Value)[] settings)
    {
        await GoAsync($"/runs/new?strategy={strategy.Split('/')[^1]}&instrument={Uri.EscapeDataString(instrument)}");
        await Assertions.Expect(Page.Locator("#timeframe")).Not.ToHaveValueAsync("");
        foreach (var (field, value) in settings) await Page.FillAsync("#" + field, value);
        await Page.ClickAsync("button[type=submit].tf-wide", new() { Delay = 200 }); // as long as a hand takes: the form answers to the field just left while the button is down
        await Page.WaitForURLAsync("**/runs?started=*");
    }

    /// <summary>Chooses the light theme.</summary>
    public async Task GoLightAsync()
    {
        await Page.GotoAsync("/licences");
        await Page.ClickAsync("button[name=theme]");
        await Page.WaitForSelectorAsync("html[data-theme=light]");
    }

    /// <summary>Opens every closed group of the run form.</summary>
    public Task OpenGroupsAsync() => Page.EvaluateAsync("() => document.querySelectorAll('details.tf-run-group').forEach(group => group.open = true)");

    /// <summary>Waits for the end of the newest run of the list and returns its address.</summary>
    public async Task<string> FinishedRunAsync()
    {
        var row = Page.Locator("tr[data-run]").First;
        await Assertions.Expect(row).ToHaveAttributeAsync("data-status", "Succeeded", new() { Timeout = 60_000 });
        return (await row.Locator("a").First.GetAttributeAsync("href"))!;
    }

    /// <summary>Where an element lies, once it is there and visible; blocks are hidden until they are measured, and charts may just be replaced.</summary>
    public static async Task<LocatorBoundingBoxResult> BoxAsync(ILocator element, bool scroll = false)
    {
        for (var left = 50; left > 0; left--)
        {
            try
            {
                if (scroll) await element.ScrollIntoViewIfNeededAsync();
                if (await element.BoundingBoxAsync() is { } box) return box;
            }
            catch (PlaywrightException e) when (e.Message.Contains("not attached", StringComparison.Ordinal)) { }
            await Task.Delay(100);
        }
        throw new InvalidOperationException($"{element} was never in sight.");
    }

    /// <summary>Waits until every chart of the page shows its data.</summary>
    public Task DrawnAsync() => Page.WaitForFunctionAsync("() => [...document.querySelectorAll('.tf-chart')].every(c => c.hasAttribute('data-ready'))");

    /// <summary>Rules of WCAG 2.1 AA that the page breaks, with the elements.</summary>
    public async Task<string[]> AxeAsync()
    {
        await Page.EvaluateAsync(Axe + "; undefined");
        return await Page.EvaluateAsync<string[]>("""
            async () => (await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'], resultTypes: ['violations'] })).violations
                .map(v => v.id + ': ' + v.nodes.slice(0, 4).map(n => n.target.join(' ') + ' — ' + (n.any[0]?.message ?? n.all[0]?.message ?? '')).join(' | '))
            """);
    }

    /// <summary>Pixels by which the page is wider than the window.</summary>
    public Task<int> OverflowAsync() => Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");

    public Task ShootAsync(string name) => Page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Root, "artifacts", "screens", name + ".png"), FullPage = true });

    public async ValueTask DisposeAsync()
    {
        await Failures.ClosingAsync(Page, Complaints, _address);
        await _context.DisposeAsync();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]* value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
