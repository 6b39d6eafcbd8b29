using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using Npgsql;
using TradeForge.Infrastructure.Hosting;
using TradeForge.Web.Shared.Charts;

namespace TradeForge.Web.Tests.Browser;

[Collection(AppFixture.Collection)]
public sealed class DataStoryTests(AppFixture fixture)
{
    private const string Window = "/api/charts/candles/" + AppFixture.Series + "/1h/window";
    private const string Copies = """
        insert into import_jobs (id, owner_id, file_name, file_hash, instrument, timeframe, status, bytes, bytes_read, rows_read, rows_stored, rows_replaced, rows_quarantined, last_committed_line, created_at, updated_at)
        select gen_random_uuid(), owner_id, 'copy-' || n || '.csv', file_hash || n, instrument, timeframe, status, bytes, bytes_read, rows_read, rows_stored, rows_replaced, rows_quarantined, last_committed_line, created_at - n * interval '1 minute', updated_at
        from import_jobs, generate_series(1, $2) n where instrument = $1
        """;

    [Fact]
    public async Task Window_OfStoredBars_HoldsEveryDigit()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        var answer = await tab.Page.APIRequest.GetAsync(Window + "?from=2023-01-01T00:00:00Z&to=2023-01-01T03:00:00Z");
        var bytes = await answer.BodyAsync();
        var wave = AppFixture.Wave(4);

        Assert.Equal(200, answer.Status);
        Assert.Equal(ColumnFormat.ContentType, answer.Headers["content-type"]);
        Assert.Equal(ColumnFormat.Write(3600, wave.Times, [wave.Open.ToArray(), wave.High.ToArray(), wave.Low.ToArray(), wave.Close.ToArray(), wave.Volume.ToArray()]), bytes);
    }

    [Fact]
    public async Task Window_MoreBarsThanAsked_GivesBucketsAndIsNotSentTwice()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        var answer = await tab.Page.APIRequest.GetAsync(Window + "?max=100");
        var count = BinaryPrimitives.ReadUInt32LittleEndian(await answer.BodyAsync());
        var again = await tab.Page.APIRequest.GetAsync(Window + "?max=100", new() { Headers = new Dictionary<string, string> { ["If-None-Match"] = answer.Headers["etag"] } });
        var other = await tab.Page.APIRequest.GetAsync(Window + "?max=101", new() { Headers = new Dictionary<string, string> { ["If-None-Match"] = answer.Headers["etag"] } });

        Assert.InRange(count, 20u, 100u); // 8760 hours
        Assert.Equal((304, 0), (again.Status, (await again.BodyAsync()).Length));
        Assert.Equal(200, other.Status);
    }

    [Fact]
    public async Task Window_WrongInput_NamesEveryProblemInBothLanguages()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        var answer = await tab.Page.APIRequest.GetAsync("/api/charts/candles/nonsense/9q/window?from=x&max=0");
        using var body = JsonDocument.Parse(await answer.BodyAsync());
        var problems = body.RootElement.GetProperty("problems").EnumerateArray().ToList();

        Assert.Equal(400, answer.Status);
        Assert.Equal("application/problem+json", answer.Headers["content-type"].Split(';')[0]);
        Assert.Equal(["from", "instrument", "max", "timeframe"], problems.Select(p => p.GetProperty("path").GetString()!).Order(StringComparer.Ordinal));
        Assert.All(problems, p => Assert.NotEqual(p.GetProperty("message").GetProperty("en").GetString(), p.GetProperty("message").GetProperty("ru").GetString()));
    }

    [Fact]
    public async Task Window_UnknownSeriesOrNobody_IsNotGiven()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        Assert.Equal(404, (await tab.Page.APIRequest.GetAsync("/api/charts/candles/test:NONE/1h/window")).Status);
        await using var nobody = await fixture.OpenAsync();
        Assert.Contains((await nobody.Page.APIRequest.GetAsync(Window, new() { MaxRedirects = 0 })).Status, new[] { 302, 401 });
    }

    [Fact]
    public async Task Upload_FileWithOtherHabits_IsShownImportedAndDrawn()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await tab.GoAsync("/data/import");
        await tab.Page.SetInputFilesAsync("#import-file", new FilePayload { Name = "OTHER.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(OtherHabits()) });
        await tab.Page.WaitForSelectorAsync("[data-first-rows]");
        await tab.Page.SelectOptionAsync("#venue", "moex");
        await tab.Page.FillAsync("#symbol", "WEBTEST");
        var words = await tab.Page.InnerTextAsync(".tf-words");
        Assert.Contains("semicolon", words, StringComparison.Ordinal);
        Assert.Contains("decimal comma", words, StringComparison.Ordinal);
        Assert.Equal(10, await tab.Page.Locator("[data-first-rows] tbody tr").CountAsync());
        Assert.Empty(await tab.AxeAsync());
        await tab.ShootAsync("import");

        await tab.Page.ClickAsync("[data-import-start]");
        await tab.Page.WaitForSelectorAsync("[data-import-status=succeeded]", new() { Timeout = 60_000 });
        await Assertions.Expect(tab.Page.Locator("[data-count=stored]")).ToHaveAttributeAsync("data-value", "59");
        await Assertions.Expect(tab.Page.Locator("[data-count=quarantined]")).ToHaveAttributeAsync("data-value", "1");
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(fixture.App.Data, "uploads"))); // the copy is gone

        await tab.Page.ClickAsync("a[href='/data/moex:WEBTEST/1d']");
        await tab.Page.WaitForSelectorAsync(".tf-chart[data-ready]");
        await Assertions.Expect(tab.Page.Locator("[data-bars]")).ToHaveAttributeAsync("data-value", "59");
        await Assertions.Expect(tab.Page.Locator("[data-quarantine] tbody tr")).ToHaveCountAsync(1);
        await tab.Page.ClickAsync(".tf-chart-table summary");
        await Assertions.Expect(tab.Page.Locator(".tf-chart-rows tbody tr").Last).ToContainTextAsync("160.50"); // 101 + 59 · 1, and a half
        Assert.Empty(await tab.AxeAsync());
        Assert.Empty(tab.Foreign);

        await AddImportsAsync("WEBTEST", 60); // fifty stand on a page
        await tab.GoAsync("/data/imports");
        var (rows, pager) = (tab.Page.Locator("[data-imports] tbody tr"), tab.Page.Locator(".tf-pager"));
        await Assertions.Expect(rows).ToHaveCountAsync(50);
        await Assertions.Expect(pager).ToContainTextAsync("Page 1 of 2");
        await Assertions.Expect(pager.Locator("button").First).ToBeDisabledAsync();
        await pager.Locator("button").Last.FocusAsync();
        await tab.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(rows).ToHaveCountAsync(11); // the copies and the real one
        await Assertions.Expect(pager).ToContainTextAsync("Page 2 of 2");
        await Assertions.Expect(pager.Locator("button").Last).ToBeDisabledAsync();
        await tab.ShootAsync("pager");
        Assert.Empty(await tab.AxeAsync());
        await pager.Locator("button").First.ClickAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(50);
        Assert.Empty(tab.Complaints);
    }

    /// <summary>Copies of an import, each older than the one before.</summary>
    private async Task AddImportsAsync(string symbol, int count)
    {
        var instance = InstanceFile.FindRunning(new DataFolders(fixture.App.Data)) ?? throw new InvalidOperationException("The app does not say where its servers are.");
        await using var connection = new NpgsqlConnection(instance.Postgres);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(Copies, connection) { Parameters = { new() { Value = "moex:" + symbol }, new() { Value = count } } };
        Assert.Equal(count, await command.ExecuteNonQueryAsync());
    }

    [Theory]
    [InlineData("/data")]
    [InlineData("/data/" + AppFixture.Series + "/1h")]
    [InlineData("/data/import")]
    [InlineData("/data/imports")]
    public async Task Page_OfAPhone_FitsAndBreaksNoRule(string path)
    {
        await using var tab = await fixture.OpenSignedInAsync(width: 390, height: 844);
        await tab.GoAsync(path);

        Assert.Equal(0, await tab.OverflowAsync());
        Assert.Empty(await tab.AxeAsync());
        Assert.Empty(tab.Foreign);
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Series_OfNobody_IsNotFound()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        Assert.Equal(404, (await tab.Page.GotoAsync("/data/test:NONE/1h"))!.Status);
    }

    [Fact]
    public async Task Series_WithoutTheAdminRole_CannotBeDeleted()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await tab.GoAsync("/data/" + AppFixture.Series + "/1h");
        Assert.Equal(0, await tab.Page.Locator("button:has-text('Delete')").CountAsync());
    }

    [Fact]
    public async Task Chart_KeysZoomAndMove_ChangeWhatTheTableSays()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await tab.GoAsync("/data/" + AppFixture.Series + "/1h");
        await tab.Page.WaitForSelectorAsync(".tf-chart[data-ready]");
        await tab.Page.ClickAsync(".tf-chart-table summary");
        var last = tab.Page.Locator(".tf-chart-rows tbody tr").Last.Locator("th");
        await Assertions.Expect(last).ToContainTextAsync("Dec 31, 2023");
        await tab.Page.FocusAsync(".tf-chart-canvas");
        await tab.Page.Keyboard.PressAsync("Home");
        await Assertions.Expect(last).ToContainTextAsync("Jan", new() { Timeout = 10_000 });
        await tab.Page.Keyboard.PressAsync("End");
        await Assertions.Expect(last).ToContainTextAsync("Dec 31, 2023", new() { Timeout = 10_000 });
    }

    /// <summary>Sixty days, newest first, semicolons, decimal commas, day.month.year; one of them has its high below its close.</summary>
    private static string OtherHabits()
    {
        var text = new StringBuilder("Date;Open;High;Low;Close;Volume\r\n");
        for (var i = 59; i >= 0; i--)
        {
            var high = i == 30 ? 1 : 103 + i;
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{new DateOnly(2024, 1, 1).AddDays(i):dd'.'MM'.'yyyy};{100 + i},25;{high},75;{99 + i},5;{101 + i},5;{1000 + i}\r\n");
        }

        return text.ToString();
    }
}
