using System.Text.RegularExpressions;
using TradeForge.Web.Shared.Graphs;

namespace TradeForge.Web.Tests.Rules;

/// <summary>What the canvas is given is what it asks for.</summary>
public sealed partial class CanvasWordsTests
{
    private static readonly string Island = Path.Combine(Repository.Root, "wwwroot-shared", "src", "designer");

    [Fact]
    public void Words_OfTheIsland_AreThoseGivenToIt()
    {
        var text = File.ReadAllText(Path.Combine(Island, "words.ts"));
        var asked = Key().Matches(text[text.IndexOf("keys = [", StringComparison.Ordinal)..text.IndexOf("] as const", StringComparison.Ordinal)]).Select(m => m.Groups[1].Value);
        Assert.Equal(CanvasText.Keys.Order(StringComparer.Ordinal), asked.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Words_Given_AreSaidSomewhere()
    {
        var code = string.Concat(Directory.EnumerateFiles(Island, "*.ts*").Where(f => !f.EndsWith("words.ts", StringComparison.Ordinal)).Select(File.ReadAllText));
        Assert.DoesNotContain(CanvasText.Keys, k => !Regex.IsMatch(code, $@"\b{k}\b") && !k.StartsWith("Color", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"'(\w+)'")]
    private static partial Regex Key();
}
