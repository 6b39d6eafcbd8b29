using Microsoft.Playwright;
using TradeForge.Core.Strategies;

namespace TradeForge.Web.Tests.Browser;

/// <summary>A result that is read in the dark and put on paper by the browser. The files are left behind, to be looked at.</summary>
[Collection(AppFixture.Collection)]
public sealed class PrintStoryTests(AppFixture fixture)
{
    private const int Paper = 703, Wide = 1031; // pixels of A4 less its margins, upright and lying
    private static readonly string[] Tabs = ["Overview", "Chart", "Why", "Performance", "Trades", "Orders", "Metrics", "Signals", "Manifest"];
    private static readonly int Donchian = StrategyTemplates.All.Index().First(t => t.Item.Name.En.StartsWith("Donchian", StringComparison.Ordinal)).Index;

    [Fact]
    public async Task Print_OfAResultInTheDark_IsLightAndWholeOnEveryTab()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        var run = await tab.RunAsync(await tab.CreateStrategyAsync(Donchian), AppFixture.Series);
        foreach (var name in Tabs)
        {
            await tab.GoAsync($"{run}?tab={name}&trade=3");
            if (name == "Why") await Assertions.Expect(tab.Page.Locator("[data-drawn] .react-flow__node, .tf-canvas-view .react-flow__node").First).ToBeVisibleAsync();
            await tab.DrawnAsync();
            await tab.Page.EvaluateAsync("() => { window.tfPrinted = []; for (const name of ['beforeprint', 'afterprint']) addEventListener(name, () => window.tfPrinted.push(name + ' ' + document.documentElement.dataset.theme)); }");
            await tab.Page.PdfAsync(new() { Path = Path.Combine(Repository.Root, "artifacts", "screens", $"print-{name.ToLowerInvariant()}.pdf"), PreferCSSPageSize = true });
            Assert.Equal(["beforeprint light", "afterprint dark"], await tab.Page.EvaluateAsync<string[]>("() => window.tfPrinted"));
            await FitsAsync(tab, name);
        }

        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Print_OfAChart_DrawsItInLightColoursAndGoesBack()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        var run = await tab.RunAsync(await tab.CreateStrategyAsync(Donchian), AppFixture.Series);
        await tab.GoAsync(run + "?tab=chart&trade=3");
        await tab.DrawnAsync();
        var size = await Tab.BoxAsync(tab.Page.Locator(".tf-chart-canvas"));
        Assert.Equal("17,22,31", await PaintAsync(tab, ".tf-chart-canvas canvas")); // #11161f
        await tab.Page.EvaluateAsync("() => dispatchEvent(new Event('beforeprint'))");
        Assert.Equal("255,255,255", await PaintAsync(tab, ".tf-chart-paper canvas"));
        await tab.Page.EvaluateAsync("() => dispatchEvent(new Event('afterprint'))");
        Assert.Equal(0, await tab.Page.Locator(".tf-chart-paper canvas").CountAsync());
        for (var left = 50; left > 0 && await PaintAsync(tab, ".tf-chart-canvas canvas") != "17,22,31"; left--) await Task.Delay(100);
        Assert.Equal("17,22,31", await PaintAsync(tab, ".tf-chart-canvas canvas"));
        var after = await Tab.BoxAsync(tab.Page.Locator(".tf-chart-canvas"));
        Assert.Equal((size.Width, size.Height), (after.Width, after.Height));
        Assert.Equal("dark", await tab.Page.GetAttributeAsync("html", "data-theme"));
        Assert.Empty(tab.Complaints);
    }

    /// <summary>The colour that most of the drawing has.</summary>
    private static Task<string> PaintAsync(Tab tab, string canvas) => tab.Page.EvaluateAsync<string>("""
        canvas => {
          const c = document.querySelector(canvas), { data } = c.getContext('2d').getImageData(0, 0, c.width, c.height), counts = {};
          for (let i = 0; i < data.length; i += 4 * 97) { const color = data.slice(i, i + 3).join(); counts[color] = (counts[color] ?? 0) + 1; }
          return Object.entries(counts).sort((a, b) => b[1] - a[1])[0][0];
        }
        """, canvas);

    /// <summary>On paper nothing is wider than the sheet and nothing can be scrolled.</summary>
    private static async Task FitsAsync(Tab tab, string name)
    {
        await tab.Page.EvaluateAsync("() => dispatchEvent(new Event('beforeprint'))");
        await tab.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await tab.Page.SetViewportSizeAsync(name is "Trades" or "Orders" ? Wide : Paper, 900);
        Assert.Equal((name, 0), (name, await tab.OverflowAsync()));
        var cut = await tab.Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('main *')].filter(e => !e.closest('.tf-canvas, svg') && e.clientHeight > 40 && e.scrollHeight > e.clientHeight + 2 && getComputedStyle(e).overflowY !== 'visible').map(e => e.className)
            """);
        Assert.True(cut.Length == 0, $"{name} cuts {string.Join(", ", cut)}");
        Assert.Equal((name, 0), (name, await tab.Page.EvaluateAsync<int>("() => [...document.querySelectorAll('.tf-trades tbody tr[style]')].reduce((sum, row) => sum + row.offsetHeight, 0)"))); // what stands for rows out of sight would be empty sheets
        await tab.Page.EmulateMediaAsync(new() { Media = Media.Null });
        await tab.Page.EvaluateAsync("() => dispatchEvent(new Event('afterprint'))");
        await tab.Page.SetViewportSizeAsync(1440, 900);
    }
}
