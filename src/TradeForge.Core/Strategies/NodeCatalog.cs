using System.Diagnostics.CodeAnalysis;
using TradeForge.Core.Indicators;
using TradeForge.Core.Strategies.Nodes;

namespace TradeForge.Core.Strategies;

/// <summary>Every node type of this version: the nodes of this folder and one for each indicator of the catalogue.</summary>
public static class NodeCatalog
{
    /// <summary>In the order of the palette.</summary>
    public static IReadOnlyList<NodeDescriptor> All { get; } =
    [
        PriceNode.Descriptor, ConstantNode.Constant, TimeNode.Descriptor, SessionNode.Descriptor,
        ColumnNodes.Spread, ColumnNodes.ExternalSignal, ColumnNodes.ModelScore,
        .. IndicatorCatalog.All.Select(IndicatorNode.From),
        MathNodes.Add, MathNodes.Subtract, MathNodes.Multiply, MathNodes.Divide, MathNodes.Abs, MathNodes.Min, MathNodes.Max,
        FormulaNode.Descriptor, PreviousNode.Descriptor, WindowNodes.Highest, WindowNodes.Lowest, WindowNodes.Change,
        CompareNode.Descriptor, CrossesNode.Descriptor, LevelNodes.Threshold, LevelNodes.Between, StreakNodes.Rising, StreakNodes.Falling,
        PatternNode.Descriptor, DivergenceNode.Descriptor, RegimeNode.Descriptor,
        LogicNodes.And, LogicNodes.Or, LogicNodes.Xor, NotNode.Descriptor, BecameTrueNode.Descriptor,
        MemoryNodes.Latch, MemoryNodes.Counter, MemoryNodes.Cooldown, MemoryNodes.OncePerDay, StreakNodes.TrueFor,
        InPositionNode.Descriptor, PositionNodes.BarsSinceEntry, PositionNodes.OpenProfit, PositionNodes.EntryPrice, PositionNodes.TradesToday,
        ActionNodes.EnterLong, ActionNodes.EnterShort, ActionNodes.ExitLong, ActionNodes.ExitShort,
        RiskNodes.StopLoss, RiskNodes.TakeProfit, RiskNodes.TrailingStop, RiskNodes.BreakEven, RiskNodes.TimeStop,
        LimitNodes.MaxDrawdown, LimitNodes.DailyLoss, LimitNodes.MaxPosition, LimitNodes.MaxOpenPositions, LimitNodes.MaxTradesPerDay, LimitNodes.ConsecutiveLosses,
        PositionSizeNode.Descriptor,
        PortfolioNodes.Universe, PortfolioNodes.Rank, PortfolioNodes.Weight, PortfolioNodes.Rebalance,
        ConstantNode.Input, GroupNode.Descriptor, NoteNode.Descriptor,
    ];

    private static readonly Dictionary<string, NodeDescriptor> ByType = All.ToDictionary(d => d.Type, StringComparer.Ordinal);

    public static bool TryFind(string type, [NotNullWhen(true)] out NodeDescriptor? descriptor) => ByType.TryGetValue(type, out descriptor);

    /// <exception cref="ArgumentException">There is no such node type.</exception>
    public static NodeDescriptor Find(string type) => TryFind(type, out var d) ? d : throw new ArgumentException($"There is no node type {type}.", nameof(type));
}
