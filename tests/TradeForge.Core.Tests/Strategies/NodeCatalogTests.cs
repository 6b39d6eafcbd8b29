using System.Runtime.CompilerServices;
using TradeForge.Core.Indicators;
using TradeForge.Core.Strategies;

namespace TradeForge.Core.Tests.Strategies;

public class NodeCatalogTests
{
    // Every node type of schema version 1 apart from the indicators.
    private const string Format = """
        price constant time session spread external-signal model-score
        add subtract multiply divide abs min max formula previous highest lowest change
        compare crosses threshold between rising falling divergence pattern regime
        and or xor not became-true latch counter cooldown once-per-day true-for
        in-position bars-since-entry open-profit entry-price trades-today
        enter-long enter-short exit-long exit-short
        stop-loss take-profit trailing-stop break-even time-stop max-drawdown daily-loss max-position max-open-positions max-trades-per-day consecutive-losses
        position-size universe rank weight rebalance note group input
        """;

    private static string[] FormatTypes => Format.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);

    private static string Readme([CallerFilePath] string here = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "../../../src/TradeForge.Core/Strategies/README.md"));

    [Fact]
    public void Types_OfTheFormat_AreAllThere()
    {
        var there = NodeCatalog.All.Where(d => d.Group != NodeGroup.Indicators).Select(d => d.Type).ToHashSet();
        Assert.Equal(FormatTypes.Order(), there.Order());
    }

    [Fact]
    public void Indicators_OfTheCatalogue_AreAllNodes() =>
        Assert.Equal(IndicatorCatalog.All.Select(i => i.Id), NodeCatalog.All.Where(d => d.Group == NodeGroup.Indicators).Select(d => d.Type));

    [Fact]
    public void Readme_NamesEveryNodeOfItsOwn() =>
        Assert.All(NodeCatalog.All.Where(d => d.Group != NodeGroup.Indicators), d => Assert.Contains($"`{d.Type}`", Readme()));

    [Fact]
    public void Descriptors_EveryText_ExistsInBothLanguages()
    {
        var texts = NodeCatalog.All.SelectMany(d => d.Inputs.Select(i => i.Label).Concat(d.Outputs.Select(o => o.Label)).Concat(d.Parameters.Select(p => p.Label)).Append(d.Name).Append(d.Help));
        Assert.All(texts, t => Assert.False(string.IsNullOrWhiteSpace(t.En) || string.IsNullOrWhiteSpace(t.Ru)));
        Assert.All(NodeCatalog.All, d => Assert.NotEqual(d.Help.En, d.Help.Ru));
        Assert.All(NodeCatalog.All, d => Assert.Matches("^[a-z0-9_]+$", d.Icon));
    }

    [Fact]
    public void Parameters_WithADefault_LieInTheirRange() =>
        Assert.All(NodeCatalog.All.SelectMany(d => d.Parameters).Where(p => p.Kind == ParameterKind.Number && !double.IsNaN(p.Default)),
            p => Assert.InRange(p.Default, p.Min, p.Max));

    [Fact]
    public void Choices_EveryWord_HasALabel() =>
        Assert.All(NodeCatalog.All.Where(d => d.Group != NodeGroup.Indicators).SelectMany(d => d.Parameters).SelectMany(p => p.Choices),
            word => Assert.True(WordLabels.Has(word), word));

    [Fact]
    public void Choices_WithoutALabel_StandForThemselves() => Assert.Equal(new Text("fibonacci", "fibonacci"), WordLabels.Of("fibonacci"));

    [Fact]
    public void Find_UnknownType_Throws() => Assert.Throws<ArgumentException>(() => NodeCatalog.Find("nonsense"));
}
