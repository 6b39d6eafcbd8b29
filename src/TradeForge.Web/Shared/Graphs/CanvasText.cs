using Microsoft.Extensions.Localization;

namespace TradeForge.Web.Shared.Graphs;

/// <summary>Names the resource file of the canvas.</summary>
public sealed class CanvasText
{
    /// <summary>The words that the canvas is given; <c>words.ts</c> lists the same.</summary>
    public static IReadOnlyList<string> Keys { get; } =
    [
        "Added", "AddedWired", "Aligned", "AlignLeft", "AlignTop", "BlocksSelected", "Canvas", "ChangedSinceRun", "Close", "ColorAmber", "ColorBlue",
        "ColorGreen", "ColorGrey", "ColorRed", "ColorViolet", "Condition", "Copied", "Copy", "Delete", "Distribute", "Duplicate", "Duplicated", "FirstFalse",
        "Fit", "FromTo", "Group", "Grouped", "IsFalse", "IsTrue", "IsUnknown", "KeyAdd", "KeyAddHere", "KeyClick", "KeyConnect", "KeyCopy", "KeyDelete", "KeyEdit", "KeyGroup",
        "KeyMove", "Keys", "KeySelect", "KeyUndo", "KeyView", "LaneEntry", "LaneExit", "LaneRisk", "Legend", "MarkAdded", "MarkChanged", "MarkMoved",
        "MarkRemoved", "Minimap", "Moved", "NewBlock", "NotePlaceholder", "NoteWritten", "NothingFits", "NothingToPaste", "Open", "Out", "Paint", "Painted",
        "PaintNone", "Palette", "Pasted", "QuickAdd", "QuickAddFor", "Recent", "Redid", "Redo", "RefuseChartOnly", "RefuseCycle", "RefuseKind", "RefuseSelf",
        "RefuseUnknown", "Removed", "RemovedMany", "RemovedWire", "SearchBlocks", "Series", "Size", "Spliced", "Strategy", "Tidied", "Tidy", "Undid", "Undo",
        "Ungroup", "Ungrouped", "View", "Wired", "ZoomIn", "ZoomOut", "ZoomSelection",
    ];

    internal static Dictionary<string, string> Words(IStringLocalizer<CanvasText> words) => Keys.ToDictionary(k => k, k => words[k].Value, StringComparer.Ordinal);
}
