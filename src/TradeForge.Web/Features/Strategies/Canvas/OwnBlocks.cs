using Microsoft.Extensions.Localization;
using TradeForge.Core.Strategies;
using TradeForge.Infrastructure.Postgres.Stores;

namespace TradeForge.Web.Features.Strategies.Canvas;

/// <summary>The owner's own blocks as lines of the palette.</summary>
internal static class OwnBlocks
{
    private const string Section = "mine";

    /// <summary>The block as the library keeps it: a strategy file of one group.</summary>
    public static string Write(StrategyGraph whole, GraphNode group, string name) => StrategyJson.Write(whole with { Name = name, Nodes = [group], Edges = [], Viewport = null });

    /// <summary>The catalogue with the section of own blocks on top; what is not one group is left out.</summary>
    public static CanvasCatalog With(this CanvasCatalog catalog, IReadOnlyList<PersonalBlock> blocks, IStringLocalizer<DesignerText> words)
    {
        var entries = blocks.Select(b => (b.Name, b.Description, Node: Read(b.Json))).Where(b => b.Node is not null)
            .Select(b => new CanvasEntry(b.Node!.Type, b.Node.Data, b.Name, b.Description, Section, b.Name)).ToList();
        return entries.Count == 0 ? catalog : catalog with { Palette = [.. entries, .. catalog.Palette], Groups = [new(Section, words["MyBlocks"]), .. catalog.Groups] };
    }

    private static GraphNode? Read(string json) => StrategyJson.Parse(json).Graph is { Nodes: [{ Type: "group" } group] } ? group : null;
}
