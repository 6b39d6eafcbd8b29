using System.Xml.Linq;
using Microsoft.Playwright;
using TradeForge.Core.Strategies;

namespace TradeForge.Web.Tests.Browser;

/// <summary>The way of a reader of Russian through the app, empty and full. Pictures are left behind, to be looked at.</summary>
[Collection(AppFixture.Collection)]
public sealed class RussianStoryTests(AppFixture fixture)
{
    private static readonly string[] Empty = ["/", "/strategies", "/strategies?trash=1", "/runs", "/runs?trash=1", "/runs/new", "/compare", "/data/imports", "/no-such-page", "/status/500"];
    private static readonly string[] Full = ["/", "/strategies", "/strategies/new", "/runs", "/runs/new", "/data", $"/data/{AppFixture.Series}/1h", "/data/import", "/account/profile"];
    private static readonly string[] Tabs = ["Overview", "Chart", "Why", "Performance", "Trades", "Orders", "Metrics", "Signals", "Manifest"];
    private static readonly int Donchian = StrategyTemplates.All.Index().First(t => t.Item.Name.En.StartsWith("Donchian", StringComparison.Ordinal)).Index;
    private readonly List<string> _faults = [];

    [Theory]
    [InlineData("dark", 1440)]
    [InlineData("light", 1440)]
    [InlineData("light", 390)]
    public async Task Pages_InRussian_HoldNoEnglishAndFit(string theme, int width)
    {
        await using var tab = await fixture.OpenAsync(width, locale: "ru-RU");
        var email = fixture.NewEmail();
        await tab.RegisterAsync(email);
        await tab.SignInAsync(email, AppFixture.Password);
        if (theme == "light") await tab.GoLightAsync();
        var look = $"{theme}-{width}";
        foreach (var path in Empty) await LookAsync(tab, path, $"ru-empty-{NameOf(path)}-{look}");

        var strategy = await tab.CreateStrategyAsync(Donchian);
        var run = await tab.RunAsync(strategy, AppFixture.Series);
        foreach (var path in Full) await LookAsync(tab, path, $"ru-{NameOf(path)}-{look}");
        foreach (var name in Tabs) await LookAsync(tab, $"{run}?tab={name}&trade=3", $"ru-result-{name.ToLowerInvariant()}-{look}");

        await tab.GoAsync(strategy);
        var hands = new Hands(tab);
        await tab.Page.Locator(".react-flow__node").First.WaitForAsync();
        await LookAsync(tab, null, $"ru-designer-lanes-{look}");
        if (width > 860) // a telephone shows the block in a sheet over the canvas
        {
            await hands.SelectAsync("channel");
            await hands.SetAsync("channel-period", "33");
            await hands.SettledAsync();
            await Assertions.Expect(tab.Page.Locator(".react-flow__node .tf-changed")).ToHaveCountAsync(1);
            await LookAsync(tab, null, $"ru-designer-changed-{look}");
        }

        Assert.True(_faults.Count == 0, string.Join('\n', _faults));
        Assert.Empty(tab.Complaints);
    }

    private async Task LookAsync(Tab tab, string? path, string name)
    {
        if (path is not null) await tab.GoAsync(path);
        await tab.DrawnAsync();
        await tab.Page.EvaluateAsync("() => scrollTo(0, 0)");
        await tab.ShootAsync(name);
        Assert.Equal("ru", await tab.Page.GetAttributeAsync("html", "lang"));
        if (await tab.OverflowAsync() is > 0 and var pixels) _faults.Add($"{name} scrolls {pixels} pixels sideways");
        var shown = await tab.Page.EvaluateAsync<string[]>("""
            () => {
              const texts = new Set(), walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              while (walk.nextNode()) if (!walk.currentNode.parentElement.closest('script, style, code, textarea, #blazor-error-ui, .tf-sym')) texts.add(walk.currentNode.data.trim());
              for (const e of document.querySelectorAll('[title], [aria-label], [placeholder]')) for (const a of ['title', 'aria-label', 'placeholder']) texts.add((e.getAttribute(a) ?? '').trim());
              return [...texts].filter(t => /[a-z]{3}/.test(t));
            }
            """);
        _faults.AddRange(shown.Where(English.Contains).Select(t => $"{name} says “{t}”"));
    }

    private static string NameOf(string path) => path == "/" ? "dashboard" : path.StartsWith($"/data/{AppFixture.Series}", StringComparison.Ordinal) ? "series" : path.Trim('/').Replace('/', '-').Replace("?trash=1", "-trash", StringComparison.Ordinal);

    /// <summary>Every text of the resources that the Russian ones say in other words, and the words of the blocks.</summary>
    private static HashSet<string> English { get; } =
    [
        .. Directory.EnumerateFiles(Repository.Web, "*.resx", SearchOption.AllDirectories).Where(f => !f.EndsWith(".ru.resx", StringComparison.Ordinal) && !f.Contains("/obj/", StringComparison.Ordinal)).SelectMany(f =>
        {
            var (en, ru) = (Read(f), Read(f.Replace(".resx", ".ru.resx", StringComparison.Ordinal)));
            return en.Where(e => ru[e.Key] != e.Value).Select(e => e.Value);
        }),
        .. StrategyTemplates.All.Select(t => t.Description).Concat(NodeCatalog.All.SelectMany(n => new[] { n.Name, n.Help })).Where(t => t.En != t.Ru).Select(t => t.En),
    ];

    private static Dictionary<string, string> Read(string file) =>
        XDocument.Load(file).Root!.Elements("data").ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value, StringComparer.Ordinal);
}
