using System.Diagnostics;
using System.Text;
using Microsoft.Playwright;
using Xunit.Sdk;

namespace TradeForge.Web.Tests.Browser;

/// <summary>
/// Keeps what the tabs of a failed story showed, in artifacts/failed: a picture, and the address, the page's text, the complaints and the last lines of the server.
/// xunit tells a test that it failed only after its tabs are closed, so the exception is noticed as it is thrown.
/// </summary>
internal static class Failures
{
    private const int ServerLines = 60;
    private static readonly string Folder = Path.Combine(Repository.Root, "artifacts", "failed");
    private static volatile string? _story;
    private static int _open, _shots;

    static Failures() => AppDomain.CurrentDomain.FirstChanceException += (_, e) => Notice(e.Exception);

    /// <summary>A tab was opened; with the first one a story begins.</summary>
    public static void Opened()
    {
        if (Interlocked.Increment(ref _open) == 1) _story = null;
    }

    /// <summary>A tab is about to close.</summary>
    public static async Task ClosingAsync(IPage page, IEnumerable<string> complaints, string address)
    {
        Interlocked.Decrement(ref _open);
        if (_story is not { } story) return;
        _story = null; // told once: later stories may be well
        try
        {
            Directory.CreateDirectory(Folder);
            var path = Path.Combine(Folder, $"{story}-{Interlocked.Increment(ref _shots)}");
            var text = new StringBuilder().AppendLine(page.Url).AppendLine(await page.InnerTextAsync("body", new() { Timeout = 5_000 }))
                .AppendLine("--- complaints").AppendJoin('\n', complaints).AppendLine("\n--- server").AppendJoin('\n', AppProcess.OutputAt(address).Split('\n').TakeLast(ServerLines));
            await File.WriteAllTextAsync(path + ".txt", text.ToString());
            await page.ScreenshotAsync(new() { Path = path + ".png", Timeout = 10_000 });
        }
        catch (Exception e) when (e is PlaywrightException or TimeoutException or IOException) { } // the story's own failure is what counts
    }

    private static void Notice(Exception e)
    {
        if (e is not (XunitException or PlaywrightException or TimeoutException)) return;
        var story = new StackTrace().GetFrames().Select(f => f.GetMethod()?.DeclaringType).FirstOrDefault(t => t?.DeclaringType is { } of && of.Name.EndsWith("Tests", StringComparison.Ordinal));
        if (story is not null) _story = $"{story.DeclaringType!.Name}-{story.Name[1..story.Name.IndexOf('>', StringComparison.Ordinal)]}";
    }
}
