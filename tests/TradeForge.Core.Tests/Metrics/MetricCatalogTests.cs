using TradeForge.Core.Metrics;

namespace TradeForge.Tests.Metrics;

public sealed class MetricCatalogTests
{
    /// <summary>The list of the public contract, in its order.</summary>
    private static readonly string[] Contract =
    [
        "equityFinal", "equityPeak", "netProfit", "fees", "returnPercent", "buyHoldPercent", "annualReturnPercent", "cagrPercent", "volatilityPercent", "sharpe", "sortino", "calmar",
        "alpha", "beta", "maxDrawdownPercent", "maxDrawdownIntrabarPercent", "avgDrawdownPercent", "maxDrawdownDays", "avgDrawdownDays", "exposurePercent", "trades", "winRatePercent",
        "bestTradePercent", "worstTradePercent", "avgTradePercent", "maxTradeDays", "avgTradeDays", "profitFactor", "expectancyPercent", "sqn", "kelly",
    ];

    [Fact]
    public void All_ContractNames_AreThere()
    {
        Assert.Empty(Contract.Except(MetricCatalog.All.Select(m => m.Name)));
        Assert.Equal(MetricCatalog.All.Count, MetricCatalog.All.Select(m => m.Name).Distinct().Count());
    }

    [Fact]
    public void Compute_AnyRun_GivesEveryMetricOfTheCatalogue() =>
        Assert.Equal(MetricCatalog.All.Select(m => m.Name), MetricsCalculator.Compute(MetricsRuns.Of(100, [100, 101])).Overall.Keys);

    [Fact]
    public void Texts_BothLanguages_AreWritten() => Assert.All(MetricCatalog.All, metric =>
    {
        Assert.False(string.IsNullOrWhiteSpace(metric.Label.En) || string.IsNullOrWhiteSpace(metric.Label.Ru));
        Assert.True(metric.Definition.En.Length > 20 && metric.Definition.En.EndsWith('.'));
        Assert.Contains(metric.Definition.Ru, letter => letter is >= 'а' and <= 'я');
    });

    [Fact]
    public void Readme_EveryMetric_HasItsDefinition()
    {
        var readme = File.ReadAllLines(Path.Combine(RepositoryFolder(), "src", "TradeForge.Core", "Metrics", "README.md"));
        Assert.All(MetricCatalog.All, metric => Assert.Contains($"| `{metric.Name}` | {metric.Label.En} | {metric.Definition.En.Replace("|", "\\|", StringComparison.Ordinal)} |", readme));
        Assert.Equal(MetricCatalog.All.Count, readme.Count(line => line.StartsWith("| `", StringComparison.Ordinal)));
    }

    [Fact]
    public void Find_Name_IsTheMetric()
    {
        Assert.Equal("sharpe", MetricCatalog.Find("sharpe")!.Name);
        Assert.Null(MetricCatalog.Find("luck"));
    }

    private static string RepositoryFolder()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "TradeForge.sln"))) folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("No TradeForge.sln above the tests.");
        return folder;
    }
}
