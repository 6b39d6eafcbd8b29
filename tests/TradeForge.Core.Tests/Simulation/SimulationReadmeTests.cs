using System.Reflection;
using System.Text.RegularExpressions;

namespace TradeForge.Core.Tests.Simulation;

/// <summary>The rules are written down with the tests that hold them: every test named in the README exists, every G-test is named there.</summary>
public sealed partial class SimulationReadmeTests
{
    private static readonly Type[] Suites = [typeof(WorkloadTests), typeof(FillTests), typeof(OrderTests), typeof(ParticipationTests), typeof(MarketOnCloseTests), typeof(LimitTests), typeof(OrderBookTests), typeof(MadeAgainTests), typeof(RunLimitTests), typeof(MagnifierTests), typeof(OrderBookRuleTests), typeof(OrderRunTests), typeof(OrderBookOracleTests), typeof(ProtectionTests), typeof(MoneyTests), typeof(SessionLaws), typeof(BacktestingPyTests), typeof(PortfolioTests), typeof(PortfolioLaws), typeof(RankingTests), typeof(RebalanceTests), typeof(MarginTests), typeof(HoldingTests), typeof(TermsTests), typeof(OwnTermsTests), typeof(SettingsEffectTests), typeof(CurrencyRunTests), typeof(CurrencyCashTests), typeof(BenchmarkTests)];

    [Fact]
    public void Readme_NamesTestsThatExist()
    {
        var tests = TestNames().ToHashSet();
        var named = NamePattern().Matches(Readme()).Select(m => m.Groups[1].Value).ToList();
        Assert.NotEmpty(named);
        Assert.All(named, n => Assert.Contains(n, tests));
    }

    [Fact]
    public void GoldenRuleTests_AreAllNamedInTheReadme() =>
        Assert.All(TestNames().Where(t => t[0] == 'G' && char.IsDigit(t[1])), t => Assert.Contains("`" + t[..t.IndexOf('_', StringComparison.Ordinal)], Readme(), StringComparison.Ordinal));

    private static IEnumerable<string> TestNames() => Suites.SelectMany(s => s.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Select(m => m.Name));

    private static string Readme()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "TradeForge.sln"))) folder = folder.Parent!;
        return File.ReadAllText(Path.Combine(folder.FullName, "src", "TradeForge.Core", "Simulation", "README.md"));
    }

    [GeneratedRegex("`([A-Z][A-Za-z0-9]*_[A-Za-z0-9_]+)`")]
    private static partial Regex NamePattern();
}
