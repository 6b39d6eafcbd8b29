using Microsoft.AspNetCore.Builder;

namespace TradeForge.Infrastructure.Hosting;

/// <summary>What happens once on a new data folder, and what the terminal says when the pages answer.</summary>
internal static class FirstStart
{
    /// <summary>Loads the samples into empty stores.</summary>
    public static Task PrepareAsync(IServiceProvider services, CancellationToken cancellationToken) => Task.CompletedTask;

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
