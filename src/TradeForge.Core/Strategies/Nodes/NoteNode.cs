namespace TradeForge.Core.Strategies.Nodes;

/// <summary>note: a remark on the canvas; it computes nothing.</summary>
internal static class NoteNode
{
    public static NodeDescriptor Descriptor { get; } = new(
        "note", NodeGroup.Editing, new("Note", "Заметка"), new("A remark for people; it has no effect.", "Заметка для людей; ни на что не влияет."),
        "sticky_note_2", [], [], [new("text", new("Text", "Текст"), ParameterKind.Text)]);
}
