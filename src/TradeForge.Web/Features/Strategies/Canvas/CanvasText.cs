using Microsoft.Extensions.Localization;

namespace TradeForge.Web.Features.Strategies.Canvas;

/// <summary>Names the resource file of the canvas.</summary>
public sealed class CanvasText
{
    /// <summary>The words that the canvas is given; <c>words.ts</c> lists the same.</summary>
    private static readonly string[] Keys =
    [
        "Added", "AddedWired", "AlignLeft", "AlignTop", "Aligned", "BlocksSelected", "Canvas", "Condition", "Copied", "Copy", "Delete", "Duplicate", "Duplicated",
        "Fit", "Legend", "Minimap", "Moved", "NothingFits", "NothingToPaste", "Palette", "Pasted", "QuickAdd", "QuickAddFor", "Recent", "Redid", "Redo",
        "RefuseChartOnly", "RefuseCycle", "RefuseKind", "RefuseSelf", "RefuseUnknown", "Removed", "RemovedMany", "RemovedWire", "SearchBlocks", "Series", "Size",
        "Spliced", "Tidied", "Tidy", "Undid", "Undo", "Wired", "ZoomSelection",
    ];

    internal static Dictionary<string, string> Words(IStringLocalizer<CanvasText> words) => Keys.ToDictionary(k => k, k => words[k].Value, StringComparer.Ordinal);
}
