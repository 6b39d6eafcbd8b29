using System.Globalization;
using System.IO.Compression;
using Microsoft.Playwright;
using Npgsql;
using TradeForge.Infrastructure.Hosting;

namespace TradeForge.Web.Tests.Browser;

/// <summary>An app of its own is killed in the middle of an import and started again.</summary>
[Collection(AppFixture.Beside)]
public sealed class ImportCrashTests(AppFixture fixture)
{
    private const int Rows = 800_000; // some seconds of work

    // an import of the same user whose uploaded file is gone
    private const string Orphan = """
        insert into import_jobs (id, owner_id, file_name, file_hash, instrument, timeframe, status, bytes, bytes_read, rows_read, rows_stored, rows_replaced, rows_quarantined, last_committed_line, created_at, updated_at)
        select gen_random_uuid(), owner_id, 'lost.csv', 'lost', instrument, timeframe, 'Running', 1000, 500, 10, 10, 0, 0, 10, created_at, updated_at from import_jobs where id = $1
        returning id
        """;

    [Fact]
    public async Task Import_AppKilledInTheMiddle_IsGoneOnWithOrSaysWhyNot()
    {
        var app = await AppProcess.StartAsync();
        try
        {
            var email = fixture.NewEmail();
            var job = await StartImportAsync(app, email);
            var lost = await AddOrphanAsync(app, Guid.Parse(job.Split('/')[^1]));
            await app.KillHardAsync();
            var left = Directory.GetFiles(Path.Combine(app.Data, "uploads")).Select(Path.GetExtension).ToHashSet();
            Assert.Equal(new HashSet<string?> { ".gz", ".ticket" }, left); // the import was under way

            app = await AppProcess.StartOnAsync(app.Data, AppProcess.Runtime);
            await using var tab = await fixture.OpenAtAsync(app.Address);
            await tab.SignInAsync(email, AppFixture.Password);
            await tab.GoAsync(job);
            await tab.Page.WaitForSelectorAsync("[data-import-status=succeeded]", new() { Timeout = 90_000 });
            var rows = Rows.ToString(CultureInfo.InvariantCulture);
            foreach (var count in new[] { "read", "stored" }) await Assertions.Expect(tab.Page.Locator($"[data-count={count}]")).ToHaveAttributeAsync("data-value", rows);
            await tab.GoAsync("/data/moex:CRASH/1m");
            await Assertions.Expect(tab.Page.Locator("[data-bars]")).ToHaveAttributeAsync("data-value", rows);

            await tab.GoAsync($"/data/imports/{lost}");
            await tab.Page.WaitForSelectorAsync("[data-import-status=failed]");
            Assert.Contains("its copy is no longer there", await tab.Page.InnerTextAsync("[role=alert]"), StringComparison.Ordinal);
            Assert.Empty(Directory.GetFiles(Path.Combine(app.Data, "uploads")));
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    /// <summary>Returns the address of the import's page.</summary>
    private async Task<string> StartImportAsync(AppProcess app, string email)
    {
        await using var tab = await fixture.OpenAtAsync(app.Address);
        await tab.RegisterAsync(email);
        await tab.SignInAsync(email, AppFixture.Password);
        await tab.GoAsync("/data/import");
        await tab.Page.SetInputFilesAsync("#import-file", new FilePayload { Name = "CRASH.csv.gz", MimeType = "application/gzip", Buffer = Minutes() });
        await tab.Page.WaitForSelectorAsync("[data-first-rows]");
        await tab.Page.SelectOptionAsync("#venue", "moex");
        await tab.Page.FillAsync("#symbol", "CRASH");
        await tab.Page.ClickAsync("[data-import-start]");
        await tab.Page.WaitForURLAsync("**/data/imports/*");
        return new Uri(tab.Page.Url).AbsolutePath;
    }

    private static async Task<Guid> AddOrphanAsync(AppProcess app, Guid job)
    {
        var instance = InstanceFile.FindRunning(new DataFolders(app.Data)) ?? throw new InvalidOperationException("The app does not say where its servers are.");
        await using var connection = new NpgsqlConnection(instance.Postgres);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(Orphan, connection) { Parameters = { new() { Value = job } } };
        return (Guid)(await command.ExecuteScalarAsync())!;
    }

    private static byte[] Minutes()
    {
        using var packed = new MemoryStream();
        using (var text = new StreamWriter(new GZipStream(packed, CompressionLevel.Fastest)))
        {
            text.Write("timestamp,open,high,low,close,volume\n");
            var start = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
            for (var i = 0; i < Rows; i++) text.Write(string.Create(CultureInfo.InvariantCulture, $"{start.AddMinutes(i):yyyy-MM-dd'T'HH:mm:ss'Z'},100,102,99,101,10\n"));
        }

        return packed.ToArray();
    }
}
