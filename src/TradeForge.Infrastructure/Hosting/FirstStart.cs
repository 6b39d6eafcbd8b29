using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using TradeForge.Infrastructure.MarketData.Samples;

namespace TradeForge.Infrastructure.Hosting;

/// <summary>What happens once on a new data folder, and what the terminal says when the pages answer.</summary>
internal static class FirstStart
{
    /// <summary>Loads the samples on the first start; a mark in the data folder keeps samples that a user deleted from coming back.</summary>
    public static async Task PrepareAsync(IServiceProvider services, TradeForgeHost host, CancellationToken cancellationToken)
    {
        var mark = Path.Combine(host.Folders.Root, "samples.loaded");
        if (File.Exists(mark)) return;
        var samples = SampleLoader.List(SampleLoader.Folder);
        if (samples.Count > 0) Console.WriteLine($"Loading {samples.Count} samples …");
        var loaded = await services.GetRequiredService<SampleLoader>().LoadAsync(SampleLoader.Folder, cancellationToken);
        await File.WriteAllLinesAsync(mark, loaded.Select(s => s.Instrument + " " + s.Timeframe), cancellationToken);
    }

    public static async Task AnnounceAsync(WebApplication app, TradeForgeHost host, CancellationToken cancellationToken)
    {
        var address = Reachable(app.Urls.FirstOrDefault() ?? "");
        Console.WriteLine($"Mail: {host.Folders.Mail} (letters that would be sent)");
        Console.WriteLine($"TradeForge runs at {address}   (Ctrl-C stops it)");
        if (await AdminServices.FirstAdminLinkAsync(host.Postgres, host.Folders, cancellationToken) is { } link)
            Console.WriteLine($"There is no administrator yet. This link makes one; it works once, for a day:{Environment.NewLine}  {address}{link}");
    }

    private static string Reachable(string url) => url.Replace("//0.0.0.0", "//127.0.0.1", StringComparison.Ordinal).Replace("//[::]", "//127.0.0.1", StringComparison.Ordinal);
}
