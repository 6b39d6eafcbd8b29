using System.Diagnostics;
using System.Globalization;
using System.Net;
using TradeForge.Infrastructure.Hosting;

namespace TradeForge.Web.Tests.Browser;

/// <summary>An app of its own loses one of its stores. The engines are hidden meanwhile, so that the supervisor cannot start them again at once.</summary>
[Collection(AppFixture.Beside)]
public sealed class StoreDownTests(AppFixture fixture)
{
    private static readonly TimeSpan BackLimit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Page_StoreIsDown_SaysSoAndWorksWhenItIsBack()
    {
        var runtime = Directory.CreateTempSubdirectory("tradeforge-runtime-");
        File.SetUnixFileMode(runtime.FullName, (UnixFileMode)0b111_101_101); // PostgreSQL may run as another account
        var engines = Path.Combine(runtime.FullName, "node_modules");
        Directory.CreateSymbolicLink(engines, Path.Combine(Path.GetFullPath(AppProcess.Runtime), "node_modules"));
        try
        {
            await using var app = await AppProcess.StartOnAsync(AppProcess.NewData(), runtime.FullName);
            await using var tab = await fixture.OpenAtAsync(app.Address);
            var email = fixture.NewEmail();
            await tab.RegisterAsync(email);
            await tab.SignInAsync(email, AppFixture.Password);
            await LoseAsync(app, tab, engines, "PostgreSQL", "/strategies", () => Signal("-QUIT", Postmaster(app.Data)));
            await LoseAsync(app, tab, engines, "ClickHouse", "/data", () => Signal("-KILL", EngineHost(app.Data)));
        }
        finally
        {
            runtime.Delete(recursive: true);
        }
    }

    private static async Task LoseAsync(AppProcess app, Tab tab, string engines, string store, string path, Action kill)
    {
        using var http = new HttpClient { BaseAddress = new Uri(app.Address) };
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/ready")).StatusCode);
        Assert.Equal(200, (await tab.Page.GotoAsync(path))!.Status);
        var target = new DirectoryInfo(engines).LinkTarget!;
        Directory.Delete(engines);
        try
        {
            kill();
            await WaitAsync(http, HttpStatusCode.ServiceUnavailable);
            var answer = await tab.Page.GotoAsync(path);
            Assert.Equal(503, answer!.Status);
            Assert.Equal($"{store} does not answer", (await tab.Page.InnerTextAsync("h1")).Trim());
        }
        finally
        {
            Directory.CreateSymbolicLink(engines, target);
        }

        await WaitAsync(http, HttpStatusCode.OK);
        Assert.Equal(200, (await tab.Page.GotoAsync(path))!.Status);
        Assert.Equal(0, await tab.Page.Locator(".tf-fault").CountAsync());
    }

    private static async Task WaitAsync(HttpClient http, HttpStatusCode wanted)
    {
        var status = default(HttpStatusCode);
        for (var since = Stopwatch.StartNew(); since.Elapsed < BackLimit; await Task.Delay(200))
        {
            status = (await http.GetAsync("/ready")).StatusCode;
            if (status == wanted) return;
        }

        Assert.Fail($"/ready still says {status} after {BackLimit.TotalSeconds} s");
    }

    private static int Postmaster(string data) => int.Parse(
        File.ReadLines(Directory.EnumerateFiles(new DataFolders(data).Postgres, "postmaster.pid", SearchOption.AllDirectories).Single()).First(), CultureInfo.InvariantCulture);

    private static int EngineHost(string data) => Directory.GetDirectories("/proc").Select(Path.GetFileName).Where(name => name!.All(char.IsDigit))
        .Select(name => int.Parse(name!, CultureInfo.InvariantCulture)).Single(id => CommandLine(id).Contains(new DataFolders(data).ClickHouse, StringComparison.Ordinal));

    private static string CommandLine(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline").Replace('\0', ' ');
        }
        catch (IOException)
        {
            return ""; // it has ended meanwhile
        }
    }

    private static void Signal(string signal, int id)
    {
        using var kill = Process.Start("kill", [signal, id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
