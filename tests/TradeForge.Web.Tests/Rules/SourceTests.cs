using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;

namespace TradeForge.Web.Tests.Rules;

public sealed partial class SourceTests
{
    /// <summary>These need a newer blazor.web.js than the one in use; without them both work (ADR 0005).</summary>
    private static readonly string[] Forbidden = ["GetValueAsync", "SetValueAsync", "InvokeConstructorAsync", "pauseCircuit", "resumeCircuit", "components-reconnect-state-changed"];

    [Fact]
    public void Sources_NewerScriptCalls_AreAbsent()
    {
        var hits = from file in Directory.EnumerateFiles(Repository.Web, "*.*", SearchOption.AllDirectories)
                   where Path.GetExtension(file) is ".cs" or ".razor" or ".js" && !Skip().IsMatch(file)
                   let text = File.ReadAllText(file)
                   from word in Forbidden
                   where text.Contains(word, StringComparison.Ordinal)
                   select $"{Path.GetRelativePath(Repository.Web, file)}: {word}";
        Assert.Empty(hits);
    }

    [Fact]
    public void Pages_WithoutAllowAnonymous_DemandAUser()
    {
        var pages = typeof(Program).Assembly.GetTypes().Where(t => t.GetCustomAttributes<RouteAttribute>().Any()).ToList();
        Assert.True(pages.Count > 10);
        Assert.DoesNotContain(pages, t => t.GetCustomAttribute<AuthorizeAttribute>() is null && t.GetCustomAttribute<AllowAnonymousAttribute>() is null);
        string[] open = [.. pages.Where(t => t.GetCustomAttribute<AllowAnonymousAttribute>() is not null).Select(t => t.Name).Order(StringComparer.Ordinal)];
        Assert.Equal(["ErrorPage", "FirstAdminPage", "ForgotPasswordPage", "LicencesPage", "NotFound", "RegisterPage", "ResetPasswordPage", "SharedRunPage", "SharedStrategyPage", "SignInPage", "StatusPage"], open);
    }

    [Fact] // a name that is declared twice keeps the browser from reading the whole script
    public void Scripts_Functions_AreDeclaredOnce()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Web, "wwwroot"), "*.js"))
        {
            var names = Function().Matches(File.ReadAllText(file)).Select(m => m.Groups[1].Value).ToList();
            Assert.True(names.Distinct().Count() == names.Count, $"{Path.GetFileName(file)}: {string.Join(", ", names)}");
        }
    }

    [GeneratedRegex(@"^(?:export )?(?:async )?function (\w+)", RegexOptions.Multiline)]
    private static partial Regex Function();

    [GeneratedRegex("/(obj|bin|wwwroot/_framework|wwwroot/shared)/")]
    private static partial Regex Skip();
}
