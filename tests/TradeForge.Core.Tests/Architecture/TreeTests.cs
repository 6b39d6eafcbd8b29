using System.Text.RegularExpressions;

namespace TradeForge.Core.Tests.Architecture;

/// <summary>Habits of the whole tree: short files, and nothing in it that belongs to one machine.</summary>
public sealed partial class TreeTests
{
    private const int MostLines = 300;

    /// <summary>Files that may be longer, each with its reason.</summary>
    private static readonly Dictionary<string, string> _longer = new()
    {
    };

    [Fact]
    public void Files_OfCode_AreUnder300Lines()
    {
        var code = Repository.Files().Where(f => IsCode().IsMatch(f) && !f.StartsWith("migrations/postgres/", StringComparison.Ordinal)).ToArray(); // generated
        var wrong = code.Where(f => !_longer.ContainsKey(f)).Select(f => (File: f, Lines: Repository.Read(f).Count(c => c == '\n'))).Where(f => f.Lines > MostLines);
        Assert.NotEmpty(code);
        Assert.Empty(wrong.Select(f => $"{f.File}: {f.Lines} lines"));
    }

    [Fact]
    public void Files_Tracked_HoldNoPathOfAMachineAndNoHostOfARegistry()
    {
        var wrong = Repository.Files().Where(f => IsText().IsMatch(f) && !f.EndsWith("/TreeTests.cs", StringComparison.Ordinal))
            .SelectMany(f => Repository.Read(f).Split('\n').Select((line, i) => (File: f, Number: i + 1, Line: line)))
            .Where(l => MachinePath().IsMatch(l.Line)).Select(l => $"{l.File}:{l.Number}: {l.Line.Trim()}");
        Assert.Empty(wrong);
    }

    [Fact]
    public void LockFiles_OfEveryProject_Exist() => Assert.All(
        Repository.Files().Where(f => f.EndsWith(".csproj", StringComparison.Ordinal)),
        f => Assert.Contains(Path.GetDirectoryName(f) + "/packages.lock.json", Repository.Files()));

    [Fact]
    public void LockFiles_OfNpm_HaveIntegrityAndNoHost()
    {
        var locks = Repository.Files().Where(f => f.EndsWith("package-lock.json", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(locks);
        Assert.All(locks, f => Assert.DoesNotContain("\"resolved\"", Repository.Read(f), StringComparison.Ordinal));
        Assert.All(locks, f => Assert.Contains("\"integrity\": \"sha512-", Repository.Read(f), StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^(src|tests|build|wwwroot-shared|migrations|tradeforge).*(\.(cs|razor|ts|tsx|sh|js)|/?tradeforge)$")]
    private static partial Regex IsCode();

    [GeneratedRegex(@"(\.(cs|razor|ts|tsx|sh|js|css|md|json|yml|yaml|props|targets|csproj|sln|txt|sql|resx|html)|Dockerfile|/run|^tradeforge)$")]
    private static partial Regex IsText();

    [GeneratedRegex(@"(?<![\w.~])/work/|/root/|/home/\w+/|registry\.npmjs|registry\.yarnpkg|api\.nuget\.org|pkg\.dev\b|artifactregistry", RegexOptions.IgnoreCase)]
    private static partial Regex MachinePath();
}
