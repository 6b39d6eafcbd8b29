using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using TradeForge.Core;
using TradeForge.Core.Strategies;
using TradeForge.Web.Features.Strategies;
using TradeForge.Web.Features.Strategies.Canvas;

namespace TradeForge.Web.Tests.Rules;

/// <summary>The palette is what Core describes: nothing is missing, nothing else is in it.</summary>
public sealed class CanvasCatalogTests
{
    private static readonly IStringLocalizer<StrategiesText> Words =
        new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider().GetRequiredService<IStringLocalizer<StrategiesText>>();

    [Fact]
    public void From_Catalogue_OffersEveryTypeWithItsPortsAndParameters()
    {
        var catalog = CanvasCatalog.From(NodeCatalog.All, Words);
        Assert.Equal(NodeCatalog.All.Select(d => d.Type).Order(StringComparer.Ordinal), catalog.Palette.Select(e => e.Type).Distinct().Order(StringComparer.Ordinal));
        Assert.All(NodeCatalog.All, d =>
        {
            var type = catalog.Types[d.Type];
            Assert.Equal(d.Icon, type.Icon);
            Assert.Equal(d.Inputs.Select(p => (p.Handle, p.Optional)), type.Inputs.Select(p => (p.Handle, p.Optional)));
            Assert.Equal(d.Outputs.Select(p => (p.Handle, p.ChartOnly)), type.Outputs.Select(p => (p.Handle, p.ChartOnly)));
            Assert.Equal(d.Parameters.Select(p => p.Name), type.Parameters.Select(p => p.Name));
        });
        Assert.All(catalog.Palette, e => Assert.Contains(catalog.Groups, g => g.Id == e.Group));
        Assert.All(catalog.Groups, g => Assert.DoesNotContain("Group", g.Label, StringComparison.Ordinal)); // every section has words
    }

    [Fact]
    public void From_Patterns_OffersEachByItsName()
    {
        var patterns = CanvasCatalog.From(NodeCatalog.All, Words).Palette.Where(e => e.Type == "pattern" && e.Data is not null).ToList();
        Assert.Equal(NodeCatalog.Find("pattern").Parameters[0].Choices.Count, patterns.Count);
        Assert.True(patterns.Count >= 61);
        Assert.Contains(patterns, e => e.Name == "Hammer");
    }

    [Fact]
    public void From_NewDescriptor_IsInThePaletteByItself()
    {
        NodeDescriptor added = new("moon-phase", NodeGroup.Data, new("Moon phase", "Фаза Луны"), new("Days since the new moon.", "Дни с новолуния."), "dark_mode",
            [], [new("value", new("Days", "Дни"), PortKind.Series)], [NodeParameter.Number("offset", new("Offset", "Сдвиг"), 0, 0, 29, integer: true)]);
        var catalog = CanvasCatalog.From([.. NodeCatalog.All, added], Words);
        var entry = Assert.Single(catalog.Palette, e => e.Type == "moon-phase");
        Assert.Equal(("Moon phase", "Data"), (entry.Name, entry.Group));
        Assert.Equal("0", Assert.Single(catalog.Types["moon-phase"].Parameters).Fallback);
    }
}
