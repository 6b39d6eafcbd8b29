using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace TradeForge.Web.Tests.Rules;

/// <summary>Every text exists in both languages, and none stands in markup.</summary>
public sealed partial class ResourceTests
{
    public static TheoryData<string> English => [.. Files("*.resx").Where(f => !f.EndsWith(".ru.resx", StringComparison.Ordinal)).Select(f => Path.GetRelativePath(Repository.Web, f))];

    public static TheoryData<string> Markup => [.. Files("*.razor").Where(f => !f.EndsWith("_Imports.razor", StringComparison.Ordinal)).Select(f => Path.GetRelativePath(Repository.Web, f))];

    [Theory]
    [MemberData(nameof(English))]
    public void Resource_EveryKey_IsInBothLanguagesWithTheSameHoles(string file)
    {
        var (en, ru) = (Read(file), Read(file.Replace(".resx", ".ru.resx", StringComparison.Ordinal)));
        Assert.NotEmpty(en);
        Assert.Equal(en.Keys.Order(StringComparer.Ordinal), ru.Keys.Order(StringComparer.Ordinal));
        foreach (var (key, text) in en)
        {
            Assert.False(string.IsNullOrWhiteSpace(text) || string.IsNullOrWhiteSpace(ru[key]), $"{file}: {key} is empty");
            Assert.True(Holes(text).SetEquals(Holes(ru[key])), $"{file}: {key} has other places to fill in Russian");
        }
    }

    [Theory]
    [MemberData(nameof(English))]
    public void Resource_EveryKey_IsUsed(string file)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Web, file))!;
        var around = Path.GetFileName(folder) == "Shared" ? Repository.Web : folder;
        var code = string.Concat(Directory.EnumerateFiles(around, "*.*", SearchOption.AllDirectories)
            .Where(f => f.EndsWith(".razor", StringComparison.Ordinal) || f.EndsWith(".cs", StringComparison.Ordinal)).Where(f => !f.Contains("/obj/", StringComparison.Ordinal)).Select(File.ReadAllText));
        var unused = Read(file).Keys.Where(k => !code.Contains($"\"{k}\"", StringComparison.Ordinal) && !code.Contains($"nameof({k})", StringComparison.Ordinal) && !IsMade(k, code)).ToList();
        Assert.Empty(unused);
    }

    [Theory]
    [MemberData(nameof(Markup))]
    public void Markup_VisibleWords_ComeFromResources(string file)
    {
        var markup = File.ReadAllText(Path.Combine(Repository.Web, file));
        var code = markup.IndexOf("\n@code", StringComparison.Ordinal);
        if (code >= 0) markup = markup[..code];
        markup = Comment().Replace(markup, "");
        var words = Words().Matches(markup).Select(m => m.Groups["text"].Value.Trim()).Where(t => Word().IsMatch(t)).ToList();
        Assert.Empty(words);
        Assert.Empty(Attribute().Matches(markup).Select(m => m.Value));
    }

    // keys put together at run time: Status + a status, Group + a group, Word-field-choice
    private static bool IsMade(string key, string code) =>
        MadePrefixes().Matches(code).Select(m => m.Groups[1].Value).Any(prefix => prefix.Length > 0 && key.StartsWith(prefix, StringComparison.Ordinal));

    private static IEnumerable<string> Files(string pattern) =>
        Directory.EnumerateFiles(Repository.Web, pattern, SearchOption.AllDirectories).Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal));

    private static Dictionary<string, string> Read(string file) =>
        XDocument.Load(Path.Combine(Repository.Web, file)).Root!.Elements("data").ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value, StringComparer.Ordinal);

    private static HashSet<string> Holes(string text) => [.. Hole().Matches(text).Select(m => m.Value)];

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"@\*.*?\*@", RegexOptions.Singleline)]
    private static partial Regex Comment();

    // what stands between tags of one line, expressions taken away by the next pattern
    [GeneratedRegex(@"<[a-zA-Z][^<>]*(?<!=)>(?<text>[^<>@{}]+)</")]
    private static partial Regex Words();

    [GeneratedRegex(@"\p{L}{2,}")]
    private static partial Regex Word();

    [GeneratedRegex(@"\s(title|placeholder|aria-label|alt)=""[^""@]*\p{L}{2,}[^""@]*""")]
    private static partial Regex Attribute();

    [GeneratedRegex("\\$?\"([A-Z][a-z]+-?)(?:\" \\+|\\{)")]
    private static partial Regex MadePrefixes();
}
