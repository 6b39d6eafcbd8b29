using Microsoft.Playwright;

namespace TradeForge.Web.Tests.Browser;

/// <summary>The list of strategies with folders, tags and trash; versions; share links.</summary>
[Collection(AppFixture.Beside)]
public sealed class LibraryStoryTests(AppFixture fixture)
{
    private const int RsiDip = 6; // its place among the templates

    [Fact]
    public async Task List_FolderTagSearch_NarrowItAndStandInTheAddress()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await tab.CreateStrategyAsync(0);
        await tab.CreateStrategyAsync(RsiDip);
        await tab.GoAsync("/strategies");
        await tab.Page.ClickAsync("[aria-label='Folder and tags of RSI dip with a stop']");
        await tab.Page.FillAsync("#label-folder", "Dips");
        await tab.Page.FillAsync("#label-tags", "mean, long,  mean");
        await tab.ShootAsync("library-labels-dark-1440");
        await tab.Page.ClickAsync(".tf-dialog button[type=submit]");
        await Assertions.Expect(tab.Page.Locator(".tf-labels .tf-badge")).ToHaveTextAsync(["Dips", "long", "mean"]);
        await tab.Page.SelectOptionAsync("#folder", "Dips");
        await Assertions.Expect(tab.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        await tab.GoAsync(tab.Page.Url); // the address says it
        await Assertions.Expect(tab.Page.Locator("tbody a[data-row]")).ToHaveTextAsync(["RSI dip with a stop"]);
        await tab.Page.SelectOptionAsync("#folder", "-");
        await Assertions.Expect(tab.Page.Locator("tbody a[data-row]")).ToHaveTextAsync(["Moving-average cross"]);
        await tab.Page.SelectOptionAsync("#folder", "");
        await tab.Page.SelectOptionAsync("#sort", "name");
        await Assertions.Expect(tab.Page.Locator("tbody a[data-row]")).ToHaveTextAsync(["Moving-average cross", "RSI dip with a stop"]);
        await tab.Page.FillAsync("#search", "no such");
        await tab.Page.WaitForSelectorAsync("h2:has-text('Nothing found')");
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task List_ByKeyboard_SearchesMovesOpensAndDeletes()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await tab.CreateStrategyAsync(0);
        await tab.CreateStrategyAsync(RsiDip);
        await tab.GoAsync("/strategies");
        await tab.Page.Keyboard.PressAsync("/");
        await tab.Page.Keyboard.TypeAsync("average");
        await Assertions.Expect(tab.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        await tab.Page.Keyboard.PressAsync("ArrowDown");
        Assert.Equal("Moving-average cross", await FocusedAsync(tab));
        await tab.Page.Keyboard.PressAsync("Delete");
        await tab.Page.WaitForSelectorAsync(".tf-dialog .tf-danger");
        Assert.Contains("Share links that stop working: 0", await tab.Page.InnerTextAsync(".tf-dialog p"), StringComparison.Ordinal);
        await tab.Page.ClickAsync(".tf-dialog .tf-danger");
        await tab.GoAsync("/strategies");
        await tab.Page.Keyboard.PressAsync("Home");
        Assert.Equal("RSI dip with a stop", await FocusedAsync(tab));
        await tab.Page.Keyboard.PressAsync("Enter");
        await tab.Page.WaitForURLAsync(url => url.Split('/')[^1].Length == 36);
    }

    [Fact]
    public async Task Trash_BringBackAndDeleteForGood_NameWhatIsLost()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        var address = await tab.CreateStrategyAsync();
        await tab.GoAsync("/strategies");
        await DeleteAsync(tab);
        await tab.GoAsync("/strategies?trash=1");
        await tab.Page.ClickAsync("button:has-text('Bring back')");
        await tab.Page.WaitForSelectorAsync("h2:has-text('The trash is empty')");
        await tab.GoAsync("/strategies");
        await DeleteAsync(tab);
        await tab.Page.ClickAsync("a:has-text('Trash (1)')");
        await tab.Page.ClickAsync("button:has-text('Delete for good')");
        Assert.Contains("lost with its versions (1)", await tab.Page.InnerTextAsync(".tf-dialog p"), StringComparison.Ordinal);
        await tab.Page.ClickAsync(".tf-dialog .tf-danger");
        await tab.Page.WaitForSelectorAsync("h2:has-text('The trash is empty')");
        Assert.Equal(404, (await tab.Page.GotoAsync(address))!.Status);
    }

    [Fact]
    public async Task Versions_EditedCompareNameRestoreFork_NothingIsLost()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        var address = await tab.CreateStrategyAsync();
        await EditAsync(tab, address, json => json.Replace("\"period\": 10", "\"period\": 12", StringComparison.Ordinal));
        await tab.GoAsync($"{address}/versions");
        await Assertions.Expect(tab.Page.Locator("[data-version]")).ToHaveCountAsync(2);
        await Assertions.Expect(tab.Page.Locator(".tf-change-changed")).ToHaveAttributeAsync("data-node", "fast");
        await Assertions.Expect(tab.Page.Locator("[data-count=changed]")).ToHaveTextAsync("≠ changed: blocks 1");
        Assert.Equal(["10", "12"], await tab.Page.Locator("main tbody td:nth-child(n+3)").AllInnerTextsAsync());
        Assert.NotEmpty(await tab.Page.Locator("ins").AllInnerTextsAsync());

        await tab.Page.ClickAsync("[aria-label='Name version 2']");
        await tab.Page.FillAsync("#given-name", "Twelve bars");
        await tab.Page.FillAsync("#given-note", "A little slower.");
        await tab.Page.ClickAsync(".tf-dialog button[type=submit]");
        await tab.Page.WaitForSelectorAsync("[data-version='2'] >> text=Twelve bars");
        await tab.Page.ClickAsync("[aria-label='Restore version 1']");
        await tab.Page.WaitForSelectorAsync("[data-version='3'] >> text=from version 1");
        await tab.Page.SelectOptionAsync("#from", "2");
        await Assertions.Expect(tab.Page.Locator("main tbody td:nth-child(n+3)")).ToHaveTextAsync(["12", "10"]);

        await tab.Page.ClickAsync("[aria-label='Fork version 2']");
        await tab.Page.ClickAsync(".tf-dialog button[type=submit]");
        await tab.Page.WaitForURLAsync(url => !url.Contains(address, StringComparison.Ordinal) && url.Split('/')[^1].Length == 36);
        await tab.ReadyAsync();
        await tab.GoAsync(new Uri(tab.Page.Url).AbsolutePath + "/versions");
        Assert.Contains("A fork of “Moving-average cross”, version 2.", await tab.Page.InnerTextAsync(".tf-versions"), StringComparison.Ordinal);
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Versions_RestoredInAnotherTab_IsAConflictThatSaysSo()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        var address = await tab.CreateStrategyAsync();
        await EditAsync(tab, address, json => json.Replace("\"period\": 10", "\"period\": 12", StringComparison.Ordinal));
        await tab.GoAsync($"{address}/versions");
        var other = await tab.Page.Context.NewPageAsync();
        await other.GotoAsync($"{address}/versions");
        await other.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await tab.Page.ClickAsync("[aria-label='Restore version 1']");
        await tab.Page.WaitForSelectorAsync("[data-version='3']");
        await other.ClickAsync("[aria-label='Restore version 1']");
        await other.WaitForSelectorAsync("text=The strategy was saved elsewhere meanwhile");
        await other.WaitForSelectorAsync("[data-version='3']"); // and shows what is there now
    }

    [Fact]
    public async Task Paste_BrokenThenGood_NamesTheFaultAndOpensTheStrategy()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await tab.GoAsync("/strategies/new");
        await tab.Page.FillAsync("#paste", "{ \"nodes\": [ }");
        await tab.Page.ClickAsync("button:has-text('Take it over')");
        await tab.Page.WaitForSelectorAsync("text=The text is not valid JSON");
        await tab.Page.FillAsync("#paste", """
            { "schemaVersion": 1, "name": "<b>Pasted</b>", "nodes": [ { "id": "g", "type": "group", "position": { "x": 0, "y": 0 }, "data": { "name": "</text><script>alert(1)</script>" } } ], "edges": [] }
            """);
        await tab.Page.ClickAsync("button:has-text('Take it over')");
        await tab.Page.WaitForURLAsync(url => url.Split('/')[^1].Length == 36);
        await tab.ReadyAsync();
        await tab.GoAsync(new Uri(tab.Page.Url).AbsolutePath + "/versions");
        await tab.Page.WaitForSelectorAsync("h1:has-text('Versions: <b>Pasted</b>')");
        Assert.Equal(0, await tab.Page.Locator("main script").CountAsync()); // names are words, whatever is in them
        Assert.StartsWith("</text><script>", await tab.Page.Locator(".tf-canvas-view .tf-block b").TextContentAsync(), StringComparison.Ordinal);
        await Assertions.Expect(tab.Page.Locator("[data-version='1'] .tf-badge").First).ToHaveTextAsync("import");
        await tab.GoAsync("/strategies");
        await Assertions.Expect(tab.Page.Locator("tbody .tf-badge:has-text('imported')")).ToHaveCountAsync(1);
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Designer_VersionsBesideTheCanvas_RestoreShowsItAndUndoTakesItBack()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        var address = await tab.CreateStrategyAsync();
        await EditAsync(tab, address, json => json.Replace("\"period\": 10", "\"period\": 12", StringComparison.Ordinal));
        await tab.Page.ClickAsync("#tab-versions");
        await tab.Page.ClickAsync("[aria-label='Restore version 1']");
        await tab.Page.WaitForSelectorAsync("[data-version='3'] >> text=from version 1");
        Assert.Contains("SMA(10)", await tab.Page.InnerTextAsync(".tf-words .tf-readback"), StringComparison.Ordinal);
        await Assertions.Expect(tab.Page.Locator(".tf-saved")).ToHaveAttributeAsync("data-saved", "yes");
        await tab.ShootAsync("library-designer-dark-1440");
        Assert.Equal(0, await tab.OverflowAsync());
        Assert.Empty(await tab.AxeAsync());
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Designer_FileImported_IsAVersionOfItsOwn()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await tab.CreateStrategyAsync(RsiDip);
        await tab.Page.ClickAsync("#tab-json");
        var file = (await tab.Page.InputValueAsync(".tf-json")).Replace("\"period\": 14", "\"period\": 9", StringComparison.Ordinal);
        await tab.Page.SetInputFilesAsync(".tf-file input[type=file]", new FilePayload { Name = "s.json", MimeType = "application/json", Buffer = System.Text.Encoding.UTF8.GetBytes(file) });
        await tab.Page.WaitForSelectorAsync(".tf-words >> text=RSI(9)");
        await tab.Page.ClickAsync("#tab-versions");
        await tab.Page.WaitForSelectorAsync("[data-version='2'] >> text=import");
        Assert.Contains("RSI(9)", await tab.Page.InnerTextAsync(".tf-words .tf-readback"), StringComparison.Ordinal);
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Designer_BlockKept_ComesIntoAnotherStrategy()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await tab.CreateStrategyAsync();
        await tab.Page.ClickAsync(".react-flow__node[data-id=fast]");
        await tab.Page.ClickAsync("#tab-blocks");
        await tab.Page.ClickAsync("button:has-text('Keep the selection (1)')");
        await tab.Page.FillAsync("#given-name", "My fast average");
        await tab.Page.ClickAsync(".tf-dialog button[type=submit]");
        await tab.Page.WaitForSelectorAsync(".tf-blocks >> text=My fast average");
        await tab.ShootAsync("library-blocks-dark-1440");
        await tab.CreateStrategyAsync(RsiDip);
        Assert.Equal(0, await tab.Page.Locator(".react-flow__node[data-id=fast]").CountAsync());
        await tab.Page.ClickAsync("#tab-blocks");
        await tab.Page.ClickAsync("[aria-label='Insert My fast average']");
        await tab.Page.WaitForSelectorAsync(".react-flow__node[data-id=fast]");
        await Assertions.Expect(tab.Page.Locator(".tf-saved")).ToHaveAttributeAsync("data-saved", "yes");
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Versions_OfAnotherUser_AreNotFound()
    {
        await using var owner = await fixture.OpenSignedInAsync();
        var address = await owner.CreateStrategyAsync();
        await using var other = await fixture.OpenSignedInAsync();
        Assert.Equal(404, (await other.Page.GotoAsync(address + "/versions"))!.Status);
    }

    [Theory]
    [InlineData("dark", 1440)]
    [InlineData("dark", 390)]
    [InlineData("light", 1440)]
    [InlineData("light", 390)]
    public async Task Pages_InThemeAtWidth_AreClean(string theme, int width)
    {
        await using var tab = await fixture.OpenSignedInAsync(width);
        if (theme == "light")
        {
            await tab.Page.GotoAsync("/licences");
            await tab.Page.ClickAsync("button[name=theme]");
            await tab.Page.WaitForSelectorAsync("html[data-theme=light]");
        }
        await tab.GoAsync("/strategies");
        await LookAsync(tab, $"library-empty-{theme}-{width}");
        await tab.CreateStrategyAsync(RsiDip);
        var address = await tab.CreateStrategyAsync(0);
        await EditAsync(tab, address, Difference.Make);
        await Assertions.Expect(tab.Page.Locator(".tf-words")).ToContainTextAsync("SMA(12)"); // it has arrived
        await Assertions.Expect(tab.Page.Locator("[data-saved=yes]")).ToHaveCountAsync(1);
        await tab.GoAsync("/strategies");
        await LookAsync(tab, $"library-list-{theme}-{width}");
        await tab.GoAsync($"{address}/versions");
        await Difference.LookAsync(tab);
        await LookAsync(tab, $"library-versions-{theme}-{width}");
        await tab.GoAsync("/strategies");
        var link = await ShareAsync(tab, "Shown to friends");
        await LookAsync(tab, $"library-share-{theme}-{width}");
        await tab.GoAsync(link);
        await Assertions.Expect(tab.Page.Locator(".tf-canvas-view .tf-block")).ToHaveCountAsync(7);
        await LookAsync(tab, $"library-shared-{theme}-{width}");
        await tab.GoAsync("/strategies");
        await DeleteAsync(tab);
        await tab.GoAsync("/strategies?trash=1");
        await LookAsync(tab, $"library-trash-{theme}-{width}");
        Assert.Empty(tab.Foreign);
        Assert.Empty(tab.Complaints);
    }

    internal static async Task<string> ShareAsync(Tab tab, string title)
    {
        await tab.Page.Locator("[aria-label^='Share ']").First.ClickAsync();
        await tab.Page.FillAsync("#share-name", title);
        await tab.Page.ClickAsync(".tf-dialog button[type=submit]");
        return new Uri(await tab.Page.InputValueAsync("#share-link")).AbsolutePath;
    }

    /// <summary>Changes the text of the strategy as its owner would in the JSON view, and waits until it is stored.</summary>
    private static async Task EditAsync(Tab tab, string address, Func<string, string> edit)
    {
        await tab.GoAsync(address);
        await tab.Page.ClickAsync("#tab-json");
        var text = await tab.Page.InputValueAsync(".tf-json");
        Assert.NotEqual(text, edit(text));
        await tab.Page.FillAsync(".tf-json", edit(text));
        await tab.Page.PressAsync(".tf-json", "Tab");
        if (await tab.Page.Locator("button:has-text('Save')").CountAsync() > 0) await tab.Page.ClickAsync("button:has-text('Save')");
        await tab.Page.WaitForSelectorAsync("a:has-text('Run backtest')");
        await tab.SavedAsync();
    }

    private static async Task DeleteAsync(Tab tab)
    {
        await tab.Page.Locator("[data-delete]").First.ClickAsync();
        await tab.Page.ClickAsync(".tf-dialog .tf-danger");
        await tab.Page.WaitForSelectorAsync("button:has-text('Undo')");
    }

    private static Task<string> FocusedAsync(Tab tab) => tab.Page.EvaluateAsync<string>("() => document.activeElement.textContent.trim()");

    private static async Task LookAsync(Tab tab, string name)
    {
        await tab.Page.EvaluateAsync("() => scrollTo(0, 0)");
        await tab.ShootAsync(name);
        Assert.Empty(await tab.AxeAsync());
        Assert.Equal(0, await tab.OverflowAsync());
    }
}
