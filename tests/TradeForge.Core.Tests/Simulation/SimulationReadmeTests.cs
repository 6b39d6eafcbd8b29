using System.Reflection;
using System.Text.RegularExpressions;

namespace TradeForge.Core.Tests.Simulation;

/// <summary>The rules are written down with the tests that hold them: every test named in the README exists, every G-test is named there.</summary>
public sealed partial class SimulationReadmeTests
{
    private static readonly Type[] Suites = [typeof(FillTests), typeof(ProtectionTests), typeof(MoneyTests), typeof(SessionLaws), typeof(BacktestingPyTests)];

    [Fact]
    public void Readme_NamesTestsThatExist()
    {
        var tests = TestNames().ToHashSet();
        var named = NamePattern().Matches(Readme()).Select(m => m.Groups[1].Value).Where(n => n.Contains('_', StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(named);
        Assert.Empty(named.Where(n => !tests.Contains(n)));
    }

    [Fact]
    public void GoldenRuleTests_AreAllNamedInTheReadme() =>
        Assert.Empty(TestNames().Where(t => Regex.IsMatch(t, "^G[0-9]") && t.StartsWith("G7_", StringComparison.Ordinal) is false && !Readme().Contains(Rule(t), StringComparison.Ordinal)));

    private static string Rule(string test) => test[..test.IndexOf('_', StringComparison.Ordinal)];

    private static IEnumerable<string> TestNames() => Suites.SelectMany(s => s.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Select(m => m.Name));

    private static string Readme()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "TradeForge.sln"))) folder = folder.Parent!;
        return File.ReadAllText(Path.Combine(folder.FullName, "src", "TradeForge.Core", "Simulation", "README.md"));
    }

    [GeneratedRegex("`([A-Za-z0-9_]+)`")]
    private static partial Regex NamePattern();
}
