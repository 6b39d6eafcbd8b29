using TradeForge.Core.Strategies.Groups;

namespace TradeForge.Core.Strategies.Nodes;

/// <summary>group: a block made of nodes, with ports and parameters of its own. It is replaced by its nodes before anything is checked.</summary>
internal static class GroupNode
{
    public const string Type = "group";

    public static NodeDescriptor Descriptor { get; } = new(
        Type, NodeGroup.Editing, new("Group", "Группа"),
        new("Nodes that stand together as one block, with the ports and parameters that they show outside.", "Узлы, собранные в один блок, с портами и параметрами, которые видны снаружи."),
        "select_all", [], [], [new(GroupBlock.NameField, new("Name", "Название"), ParameterKind.Text)]);
}
