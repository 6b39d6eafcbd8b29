using System.Text.RegularExpressions;

namespace TradeForge.Core.Tests.Architecture;

/// <summary>A feature folder of Web uses Shared and the rooms below, never another feature; Web starts runs, it does not simulate, previews excepted (ADR 0008).</summary>
public sealed partial class WebWallTests
{
    [Fact]
    public void Feature_OfWeb_DoesNotUseAnother()
    {
        var files = Repository.Files("src/TradeForge.Web/Features/").Where(IsCode).ToArray();
        var wrong = files.SelectMany(f => FeatureName().Matches(Repository.Read(f)).Select(m => (File: f, Own: f.Split('/')[3], Used: m.Groups[1].Value)))
            .Where(u => u.Own != u.Used).Select(u => $"{u.File} uses {u.Used}");
        Assert.NotEmpty(files);
        Assert.Empty(wrong.Distinct());
    }

    [Fact]
    public void Web_DoesNotRunSimulations()
    {
        var files = Repository.Files("src/TradeForge.Web/").Where(IsCode).ToArray();
        Assert.NotEmpty(files);
        Assert.DoesNotContain(files, f => Simulation().IsMatch(Repository.Read(f)));
    }

    [Fact]
    public void Web_PlaysPreviewsInOnePlaceOnly()
    {
        var files = Repository.Files("src/TradeForge.Web/").Where(IsCode).Where(f => Repository.Read(f).Contains("ExplainedRun.Play(", StringComparison.Ordinal));
        Assert.Equal(["src/TradeForge.Web/Shared/Replay/Replays.cs"], files);
    }

    [Fact]
    public void Scripts_OfWeb_KeepToWhatBothBrowserScriptsKnow()
    {
        // The browser script of .NET 9 serves a .NET 10 server, as long as these are left alone (docs/adr).
        var files = Repository.Files("src/TradeForge.Web/").Where(f => IsCode(f) || f.EndsWith(".js", StringComparison.Ordinal));
        Assert.DoesNotContain(files, f => NewInterop().IsMatch(Repository.Read(f)));
    }

    private static bool IsCode(string file) => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal);

    [GeneratedRegex(@"(?:TradeForge\.Web\.|(?<![\w.])@?using\s+)?Features\.([A-Z]\w*)")]
    private static partial Regex FeatureName();

    [GeneratedRegex(@"\bBacktest\.Run\b|\bnew TradingSession\b")]
    private static partial Regex Simulation();

    [GeneratedRegex(@"\.GetValueAsync<|\.SetValueAsync\(|InvokeConstructorAsync|Blazor\.pauseCircuit|Blazor\.resumeCircuit|components-reconnect-state-changed")]
    private static partial Regex NewInterop();
}
