using System.Text.Json;
using TradeForge.Core.Metrics;
using TradeForge.Core.Simulation;
using TradeForge.Core.Tests.Simulation;

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
        var tables = readme.SkipWhile(line => line != "## Tables of a result").ToArray();
        Assert.Equal(MetricCatalog.All.Count, readme.Count(line => line.StartsWith("| `", StringComparison.Ordinal)) - tables.Count(line => line.StartsWith("| `", StringComparison.Ordinal)));
        Assert.All(MetricCatalog.Groups, group => Assert.Contains("## " + group.Title.En, readme));
    }

    /// <summary>Every section and every field of the tables is named in the README.</summary>
    [Fact]
    public void Readme_EveryTable_NamesItsFields()
    {
        var result = WorkloadTests.RsiWithStopAndTarget().Run(new BacktestSettings { Cash = 1_000_000 }, WorkloadBars.Generate(20_000, out _)) with { Equity = [], CostStrip = new([new(1, 1, 1, 1, 1, 1, 1, 1)], 1) };
        var root = JsonDocument.Parse(ResultJson.ToBytes(result with { Days = [.. Enumerable.Range(0, 400).Select(i => new DayRow(new DateOnly(2020, 1, 1).AddDays(i), 1, 1, 0))] })).RootElement;
        var tables = string.Join('\n', File.ReadAllLines(Path.Combine(RepositoryFolder(), "src", "TradeForge.Core", "Metrics", "README.md")).SkipWhile(line => line != "## Tables of a result"));
        foreach (var name in (string[])["days", "drawdowns", "breakdowns", "monthly", "rolling", "histograms", "quantiles", "crises", "monteCarlo", "costStrip"])
        {
            var line = tables.Split('\n').Single(l => l.StartsWith($"| `{name}` |", StringComparison.Ordinal));
            Assert.All(Fields(root.GetProperty(name)).Distinct(), field => Assert.Matches($@"\b{field}\b", line));
        }

        static IEnumerable<string> Fields(JsonElement element) => element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Fields(p.Value).Prepend(p.Name)),
            JsonValueKind.Array => element.EnumerateArray().Take(1).SelectMany(Fields),
            _ => [],
        };
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
