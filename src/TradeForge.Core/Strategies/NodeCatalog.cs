using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using TradeForge.Core.Indicators;
using TradeForge.Core.Strategies.Nodes;

namespace TradeForge.Core.Strategies;

/// <summary>Every node type of this version: the nodes of this folder and one for each indicator of the catalogue.</summary>
public static class NodeCatalog
{
    private static readonly NodeDescriptor[] Data =
    [
        PriceNode.Descriptor, ConstantNode.Constant, TimeNode.Descriptor, SessionNode.Descriptor,
        ColumnNodes.Spread, ColumnNodes.ExternalSignal, ColumnNodes.ModelScore,
    ];

    private static readonly NodeDescriptor[] Rest =
    [
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

    private static readonly ConcurrentDictionary<string, NodeDescriptor> ByType = new(Data.Concat(Rest).Select(d => KeyValuePair.Create(d.Type, d)), StringComparer.Ordinal);

    /// <summary>In the order of the palette.</summary>
    public static IReadOnlyList<NodeDescriptor> All => Whole.All;

    public static bool TryFind(string type, [NotNullWhen(true)] out NodeDescriptor? descriptor)
    {
        if (ByType.TryGetValue(type, out descriptor)) return true;
        if (IndicatorCatalog.Find(type) is { } indicator) descriptor = ByType.GetOrAdd(type, _ => IndicatorNode.From(indicator));
        return descriptor is not null;
    }

    /// <exception cref="ArgumentException">There is no such node type.</exception>
    public static NodeDescriptor Find(string type) => TryFind(type, out var d) ? d : throw new ArgumentException($"There is no node type {type}.", nameof(type));

    private static class Whole
    {
        public static readonly NodeDescriptor[] All = [.. Data, .. IndicatorCatalog.All.Select(i => Find(i.Id)), .. Rest];
    }
}
