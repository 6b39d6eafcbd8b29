using System.Diagnostics;
using System.Reflection;
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
    private static readonly AsyncLocal<Story?> Told = new();
    private static int _shots;

    static Failures() => AppDomain.CurrentDomain.FirstChanceException += (_, e) => Notice(e.Exception);

    /// <summary>A story begins; what fails from here on in its flow is its own, whatever runs beside it.</summary>
    public static void Begin() => Told.Value = new Story();

    /// <summary>A tab is about to close.</summary>
    public static async Task ClosingAsync(IPage page, IEnumerable<string> complaints, string address)
    {
        if (Told.Value?.Failed is not { } story) return;
        Told.Value.Failed = null; // told once
        try
        {
            Directory.CreateDirectory(Folder);
            var path = Path.Combine(Folder, $"{story}-{Interlocked.Increment(ref _shots)}");
            var age = await page.EvaluateAsync<double>("() => performance.now()"); // a page that was loaded anew meanwhile is young
            var text = new StringBuilder().AppendLine(page.Url).AppendLine(FormattableString.Invariant($"loaded {age / 1000:0.0} s ago")).AppendLine(await page.InnerTextAsync("body", new() { Timeout = 5_000 }))
                .AppendLine("--- complaints").AppendJoin('\n', complaints).AppendLine("\n--- server").AppendJoin('\n', AppProcess.OutputAt(address).Split('\n').TakeLast(ServerLines));
            await File.WriteAllTextAsync(path + ".txt", text.ToString());
            await page.ScreenshotAsync(new() { Path = path + ".png", Timeout = 10_000 });
        }
        catch (Exception e) when (e is PlaywrightException or TimeoutException or IOException) { } // the story's own failure is what counts
    }

    private static void Notice(Exception e)
    {
        if (Told.Value is not { } told || e is not (XunitException or PlaywrightException or TimeoutException)) return;
        var story = new StackTrace().GetFrames().Select(f => f.GetMethod()?.DeclaringType).FirstOrDefault(t => t?.DeclaringType is { } of && of.Name.EndsWith("Tests", StringComparison.Ordinal));
        if (story is not null) told.Failed = $"{story.DeclaringType!.Name}-{story.Name[1..story.Name.IndexOf('>', StringComparison.Ordinal)]}";
    }

    private sealed class Story
    {
        public string? Failed { get; set; }
    }
}

/// <summary>On a collection: tells <see cref="Failures"/> that a story of it begins.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StoriesAttribute : BeforeAfterTestAttribute
{
    public override void Before(MethodInfo methodUnderTest) => Failures.Begin();
}
