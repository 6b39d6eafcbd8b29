using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using TradeForge.Core.Strategies;

namespace TradeForge.Web.Tests.Browser;

/// <summary>Splits, dividends, funding and rates that come with a run.</summary>
[Collection(AppFixture.Beside)]
public sealed class RunFilesStoryTests(AppFixture fixture)
{
    private const string Splits = "date,before,after\n2023-05-02,1,2\n";
    private const string Dividends = "ex_date,amount\n2023-03-15,12.5\n2023-09-15,7\n";
    private const string Funding = "time,rate\n2023-02-01T08:00Z,0.0001\n2023-02-01T16:00Z,-0.0002\n2023-06-01T08:00Z,0.0003\n2023-10-01T08:00Z,0.0001\n";

    private static string Rates => "timestamp,open,high,low,close,volume\n" + string.Concat(Enumerable.Range(0, 400).Select(day =>
        string.Create(CultureInfo.InvariantCulture, $"{new DateTime(2022, 12, 20).AddDays(day):yyyy-MM-dd},{70 + (day / 20.0)},{71 + (day / 20.0)},{69 + (day / 20.0)},{70.5 + (day / 20.0)},1\n")));

    [Fact]
    public async Task Run_WithFilesOfEveryKind_EqualsTheCommandLineToTheLastDigit()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        var strategy = await tab.CreateStrategyAsync();
        await tab.GoAsync($"/runs/new?strategy={strategy.Split('/')[^1]}&instrument={Uri.EscapeDataString(AppFixture.Series)}");
        await Assertions.Expect(tab.Page.Locator("#timeframe")).Not.ToHaveValueAsync("");
        await Assertions.Expect(tab.Page.Locator("[data-sizing]")).ToContainTextAsync("all the free cash");
        await tab.OpenGroupsAsync();
        foreach (var (field, value) in new[] { ("commission", "0.1%"), ("slippage", "0.05%"), ("cash", "500000"), ("financing", "loan 12% borrow 3%"), ("dividend-tax", "13") }) await tab.Page.FillAsync("#" + field, value);
        await GiveAsync(tab, "Splits", "date,before,after\nsoon,1,2\n");
        await Assertions.Expect(tab.Page.Locator("#event-file-problem")).ToContainTextAsync("Line 2 is not understood");
        await GiveAsync(tab, "Splits", [0x50, 0x4B, 3, 4, 0, 0], name: "splits.xlsx");
        await Assertions.Expect(tab.Page.Locator("#event-file-problem")).ToContainTextAsync("A .csv or .txt is taken, also packed as .gz");
        await GiveAsync(tab, "Splits", Packed(Splits), rows: 1, name: "splits.csv.gz");
        await GiveAsync(tab, "Dividends", Dividends, rows: 2);
        await GiveAsync(tab, "Funding", Funding, rows: 4);

        await tab.Page.FillAsync("#currency", "rub");
        await tab.Page.FillAsync("#quote", "USD");
        await tab.Page.SelectOptionAsync("#exchange", "when-short");
        await tab.Page.FillAsync("#exchange-cost", "0.5");
        await tab.Page.FillAsync("#balance", "usd = 2000");
        await tab.Page.ClickAsync("button[type=submit].tf-wide");
        await Assertions.Expect(tab.Page.Locator("#event-file-problem")).ToContainTextAsync("take the candles of USD/RUB");
        await GiveAsync(tab, "Rates", Rates, rows: 400);
        await tab.ShootAsync("run-form-events-1440");
        Assert.Empty(await tab.AxeAsync());
        await tab.Page.ClickAsync("button[type=submit].tf-wide");
        await tab.Page.WaitForURLAsync("**/runs?started=*");
        var run = await tab.FinishedRunAsync();

        using var expected = JsonDocument.Parse(await CommandLineAsync());
        var holding = expected.RootElement.GetProperty("holding");
        Assert.NotEqual(0, holding.GetProperty("dividends").GetDouble());
        Assert.NotEqual(0, holding.GetProperty("funding").GetDouble());
        using var download = JsonDocument.Parse(await (await tab.Page.APIRequest.GetAsync(run + "/download/result.json")).BodyAsync());
        Assert.Equal(JsonSerializer.Serialize(expected.RootElement), JsonSerializer.Serialize(download.RootElement));

        await tab.GoAsync(run + "?tab=trades");
        await Assertions.Expect(tab.Page.Locator("[data-holding] tr")).ToHaveCountAsync(expected.RootElement.GetProperty("holding").EnumerateObject().Count(cause => cause.Value.GetDouble() != 0));
        await Assertions.Expect(tab.Page.Locator("[data-balances] tbody th")).ToHaveTextAsync(["RUB", "USD"]);
        await tab.Page.Locator("[data-balances]").ScrollIntoViewIfNeededAsync();
        await tab.ShootAsync("run-balances-1440");
        Assert.Empty(await tab.AxeAsync());
        await tab.GoAsync(run + "?tab=manifest"); // the files count in the hash of the data
        await Assertions.Expect(tab.Page.Locator("[data-data-state=same]")).ToBeVisibleAsync();
        await tab.GoAsync(run + "?tab=why&trade=3");
        await tab.Page.WaitForSelectorAsync("[data-bar]");
        Assert.Equal(0, await tab.Page.Locator("[data-differs]").CountAsync());
        await tab.Page.ClickAsync("a:has-text('Run again')");
        await tab.Page.WaitForURLAsync("**/runs/new?*again=*");
        await Assertions.Expect(tab.Page.Locator("[data-event-file]")).ToHaveCountAsync(4);
        await Assertions.Expect(tab.Page.Locator("#quote")).ToHaveValueAsync("USD");
        await Assertions.Expect(tab.Page.Locator("#balance")).ToHaveValueAsync("USD = 2000");
        Assert.Empty(tab.Complaints);
    }

    private static Task GiveAsync(Tab tab, string kind, string csv, int? rows = null) => GiveAsync(tab, kind, Encoding.UTF8.GetBytes(csv), rows, kind + ".csv");

    private static async Task GiveAsync(Tab tab, string kind, byte[] file, int? rows = null, string name = "")
    {
        await tab.Page.SelectOptionAsync("#event-kind", kind);
        await Assertions.Expect(tab.Page.Locator("#event-of")).ToHaveValueAsync(kind == "Rates" ? "USD/RUB" : AppFixture.Series);
        await tab.Page.SetInputFilesAsync("#event-file", new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = file });
        if (rows is { } count) await Assertions.Expect(tab.Page.Locator($"[data-event-file^='{kind.ToLowerInvariant()} ']")).ToContainTextAsync($"{count} rows read");
    }

    private static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    private static async Task<string> CommandLineAsync()
    {
        using var cli = new CommandLine();
        return await cli.BacktestAsync(
            "--strategy", cli.File("strategy.json", StrategyJson.Write(StrategyTemplates.All[0].Graph)), "--candles", cli.File("WAVE.csv", AppFixture.Wave()),
            "--symbol", AppFixture.Series, "--timeframe", "1h", "--commission", "0.1%", "--slippage", "0.05%", "--cash", "500000", "--financing", "loan 12%", "--borrow", "3", "--dividend-tax", "13",
            "--splits", cli.File("splits.csv", Splits), "--dividends", cli.File("dividends.csv", Dividends), "--funding", cli.File("funding.csv", Funding),
            "--currency", "RUB", "--quote", "USD", "--rates", "USD/RUB=" + cli.File("usdrub.csv", Rates), "--exchange", "when-short", "--exchange-cost", "0.5", "--balance", "USD=2000", "--cost-strip");
    }
}
