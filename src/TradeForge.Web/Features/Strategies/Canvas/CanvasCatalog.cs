using System.Collections.Concurrent;
using Microsoft.Extensions.Localization;
using TradeForge.Core.Strategies;
using TradeForge.Web.Shared;
using TradeForge.Web.Shared.Graphs;

namespace TradeForge.Web.Features.Strategies.Canvas;

internal sealed record CanvasEntry(string Type, object? Data, string Name, string Help, string Group, string Words);

internal sealed record CanvasSection(string Id, string Label);

/// <summary>What the canvas knows of node types, in the language of the page: made from the descriptors of Core and nothing else.</summary>
internal sealed record CanvasCatalog(IReadOnlyDictionary<string, CanvasType> Types, IReadOnlyList<CanvasEntry> Palette, IReadOnlyList<CanvasSection> Groups)
{
    private const int MostWordsInForm = 20; // of more words each is a line of the palette: people look for the word
    private static readonly ConcurrentDictionary<string, CanvasCatalog> ByLanguage = new(StringComparer.Ordinal);

    public static CanvasCatalog Here(IStringLocalizer<StrategiesText> words) => ByLanguage.GetOrAdd(Languages.Current, _ => From(NodeCatalog.All, words));

    public static CanvasCatalog From(IReadOnlyList<NodeDescriptor> descriptors, IStringLocalizer<StrategiesText> words)
    {
        var sections = Enum.GetValues<NodeGroup>().Where(g => descriptors.Any(d => d.Group == g)).Select(g => new CanvasSection(g.ToString(), words["Group" + g])).ToList();
        sections.AddRange(descriptors.Where(d => Words(d) is not null).Select(d => new CanvasSection(d.Type, d.Name.Here())));
        return new(descriptors.ToDictionary(d => d.Type, CanvasType.From, StringComparer.Ordinal), [.. descriptors.SelectMany(Entries)], sections);
    }

    private static IEnumerable<CanvasEntry> Entries(NodeDescriptor d)
    {
        yield return new(d.Type, null, d.Name.Here(), d.Help.Here(), d.Group.ToString(), $"{d.Name.En} {d.Name.Ru} {d.Help.Here()}");
        if (Words(d) is not { } parameter) yield break;
        foreach (var word in parameter.Choices)
        {
            var label = WordLabels.Of(word);
            yield return new(d.Type, new Dictionary<string, string> { [parameter.Name] = word }, label.Here(), d.Help.Here(), d.Type, $"{label.En} {label.Ru} {d.Name.Here()}");
        }
    }

    private static NodeParameter? Words(NodeDescriptor d) => d.Parameters.FirstOrDefault(p => p.Choices.Count > MostWordsInForm);
}
