using Microsoft.Playwright;
using TradeForge.Core.Market;
using TradeForge.Infrastructure.ClickHouse;
using TradeForge.Infrastructure.Hosting;

namespace TradeForge.Web.Tests.Browser;

/// <summary>One app and one browser for the browser tests of a collection; the two collections run beside each other and take about as long.</summary>
public sealed class AppFixture : IAsyncLifetime
{
    public const string Collection = "browser", Beside = "browser beside", Password = "correct horse battery";
    public const string Series = "test:WAVE";
    private static readonly string[] Arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private int _users;

    public AppProcess App { get; private set; } = default!; // absent only when it did not start

    public async Task InitializeAsync()
    {
        App = await AppProcess.StartAsync("--TradeForge:AccountPostsPerMinute=1000");
        await SeedAsync(App);
        _playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(20_000); // 5 seconds are little for a machine that does other things
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium", Args = Arguments });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (App is not null) await App.DisposeAsync();
    }

    /// <summary>A tab of a fresh browser profile.</summary>
    public Task<Tab> OpenAsync(int width = 1440, int height = 900, string locale = "en-US") => OpenAtAsync(App.Address, width, height, locale);

    /// <summary>A tab at another app than the common one.</summary>
    public async Task<Tab> OpenAtAsync(string address, int width = 1440, int height = 900, string locale = "en-US", bool touch = false)
    {
        var context = await _browser!.NewContextAsync(new() { BaseURL = address, ViewportSize = new() { Width = width, Height = height }, Locale = locale, HasTouch = touch });
        context.SetDefaultTimeout(30_000);
        return new Tab(context, await context.NewPageAsync(), address);
    }

    public string NewEmail() => $"user{Interlocked.Increment(ref _users)}-{Guid.NewGuid():N}@test.example";

    /// <summary>An empty tab in which a new user is signed in.</summary>
    public async Task<Tab> OpenSignedInAsync(int width = 1440, int height = 900, bool touch = false)
    {
        var tab = await OpenAtAsync(App.Address, width, height, touch: touch);
        await tab.EnterAsync(NewEmail());
        return tab;
    }

    /// <summary>Bars that rise and fall, so that every template trades: a year of hours.</summary>
    public static CandleSeries Wave(int count = 8760)
    {
        var start = DateTimeOffset.Parse("2023-01-01T00:00Z", System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
        double Price(int i) => Math.Round(1000 + (200 * Math.Sin(i / 40.0)) + (35 * Math.Sin(i / 5.3)) + (i * 0.02), 2);
        return CandleSeries.From(Series, Timeframe.OneHour, [.. Enumerable.Range(0, count).Select(i =>
        {
            var (open, close) = (Price(i), Price(i + 1));
            return new Candle(start + (i * 3_600_000L), open, Math.Max(open, close) + 2, Math.Min(open, close) - 2, close, 100 + (i % 50));
        })]);
    }

    /// <summary>Stores the wave in the app's database.</summary>
    public static Task SeedAsync(AppProcess app) => SeedAsync(app, Wave());

    /// <summary>Stores bars under their symbol in the app's database.</summary>
    public static async Task SeedAsync(AppProcess app, CandleSeries series)
    {
        var instance = InstanceFile.FindRunning(new DataFolders(app.Data)) ?? throw new InvalidOperationException("The app does not say where its servers are.");
        var endpoint = instance.ClickHouse.StartsWith('/') ? ClickHouseEndpoint.Unix(instance.ClickHouse) : ClickHouseEndpoint.Parse(instance.ClickHouse);
        using var client = new ClickHouseClient(endpoint);
        await new CandleStore(client, TimeProvider.System).AppendAsync(series.Symbol, series.Timeframe, series, CancellationToken.None);
    }
}

[CollectionDefinition(AppFixture.Collection), Stories]
public sealed class BrowserTests : ICollectionFixture<AppFixture>;

[CollectionDefinition(AppFixture.Beside), Stories]
public sealed class MoreBrowserTests : ICollectionFixture<AppFixture>;
