using Microsoft.Extensions.Localization;

namespace TradeForge.Web.Features.Strategies.Canvas;

/// <summary>Names the resource file of the canvas.</summary>
public sealed class CanvasText
{
    /// <summary>The words that the canvas is given; <c>words.ts</c> lists the same.</summary>
    public static IReadOnlyList<string> Keys { get; } =
    [
        "Added", "AddedWired", "AlignLeft", "AlignTop", "Aligned", "BlocksSelected", "Canvas", "ChangedSinceRun", "Close", "ColorAmber", "ColorBlue", "ColorGreen", "ColorGrey",
        "ColorRed", "ColorViolet", "Condition", "Copied", "Copy", "Delete", "Distribute", "Duplicate", "Duplicated", "Fit", "Group", "Grouped", "KeyAdd",
        "KeyConnect", "KeyCopy", "KeyDelete", "KeyEdit", "KeyGroup", "KeyMove", "KeySelect", "KeyUndo", "KeyView", "Keys", "LaneEntry", "LaneExit", "LaneRisk", "Legend", "Minimap", "Moved",
        "NewBlock", "NotePlaceholder", "NoteWritten", "NothingFits", "NothingToPaste", "Open", "Out", "Paint", "PaintNone", "Painted", "Palette", "Pasted",
        "QuickAdd", "QuickAddFor", "Recent", "Redid", "Redo", "RefuseChartOnly", "RefuseCycle", "RefuseKind", "RefuseSelf", "RefuseUnknown", "Removed",
        "RemovedMany", "RemovedWire", "SearchBlocks", "Series", "Size", "Spliced", "Strategy", "Tidied", "Tidy", "Undid", "Undo", "Ungroup", "Ungrouped",
        "Wired", "ZoomSelection",
    ];

    internal static Dictionary<string, string> Words(IStringLocalizer<CanvasText> words) => Keys.ToDictionary(k => k, k => words[k].Value, StringComparer.Ordinal);
}
