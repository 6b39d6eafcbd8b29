using System.Globalization;
using TradeForge.Core.Strategies;

namespace TradeForge.Core.Simulation;

/// <summary>A series of the strategy: an output of a node, or of one inside a group (<c>group/node</c>).</summary>
public sealed record TradeValueColumn(string Node, string Handle);

/// <summary>What the strategy's series held when each trade was decided: the reason in numbers.</summary>
/// <remarks>
/// The entry's values are those of the bar at whose close its order was sent. The exit's are those of the bar at whose close the closing order was sent
/// (exits by signal, reversal, limit of risk, weight, margin call, list of orders); a stop, a target or a time stop has no such bar: the last close before the exit bar,
/// and for an end of the data that close itself. An order that filled over several bars counts as one without a bar.
/// </remarks>
/// <param name="Columns">In the order of the node ids; nodes that give the same number on every bar are left out.</param>
/// <param name="Entry">For each trade a value of each column, NaN = not known then; empty where they are left out.</param>
/// <param name="Exit">As <paramref name="Entry"/>.</param>
public sealed record TradeValues(IReadOnlyList<TradeValueColumn> Columns, IReadOnlyList<double[]> Entry, IReadOnlyList<double[]> Exit)
{
    /// <summary>Most numbers that a run keeps for it: bars with those of the warm-up, of all instruments, times series.</summary>
    internal const long MostKept = 2_000_000;

    /// <summary>Most numbers in the result.</summary>
    internal const long MostWritten = 400_000;

    private static readonly string[] Constants = ["constant", "input"];

    /// <summary>Why there are columns and no values; null where there are values.</summary>
    public Text? LeftOut { get; init; }

    /// <summary>The run is small enough to keep every series until its end.</summary>
    internal static bool Fits(CompiledStrategy strategy, long bars) => bars * strategy.Plan.Slots.Count(s => s.Kind == PortKind.Series) <= MostKept;

    /// <param name="strategy">As run.</param>
    /// <param name="kept">Every series was kept.</param>
    /// <param name="trades">Closed.</param>
    /// <param name="orders">Their bars counted as in the trades.</param>
    /// <param name="at">The evaluation of an instrument, and the row of a bar in it; between its bars that of the last one.</param>
    /// <param name="cancellationToken">Looked at every 256 trades.</param>
    /// <returns>Null for a strategy without series.</returns>
    internal static TradeValues? Of(
        CompiledStrategy strategy, bool kept, IReadOnlyList<Trade> trades, IReadOnlyList<OrderRow> orders, Func<string, int, (StrategyEvaluation Values, int Row)> at, CancellationToken cancellationToken)
    {
        var (columns, slots) = ColumnsOf(strategy);
        if (columns.Length == 0) return null;
        if (!kept) return new(columns, [], []) { LeftOut = TooLong };
        if (2L * columns.Length * trades.Count > MostWritten) return new(columns, [], []) { LeftOut = TooMany };
        var signals = new SignalBars(orders);
        var (entry, exit) = (new double[trades.Count][], new double[trades.Count][]);
        for (var i = 0; i < trades.Count; i++)
        {
            if (i % Backtest.CheckStep == 0) cancellationToken.ThrowIfCancellationRequested();
            var t = trades[i];
            entry[i] = Row(slots, t.Symbol, signals.Entry(t), t.EntryBar, at);
            exit[i] = Row(slots, t.Symbol, t.ExitReason == "end-of-data" ? t.ExitBar : signals.Exit(t), t.ExitBar, at);
        }
        return new(columns, entry, exit);
    }

    private static (TradeValueColumn[] Columns, int[] Slots) ColumnsOf(CompiledStrategy strategy)
    {
        var (columns, slots) = (new List<TradeValueColumn>(), new List<int>());
        foreach (var node in strategy.Plan.Nodes.Values.OrderBy(n => n.Id, StringComparer.Ordinal))
            for (var i = 0; i < node.OutputSlots.Length && !Constants.Contains(node.Descriptor.Type); i++)
                if (node.OutputSlots[i] is >= 0 and var slot && strategy.Plan.Slots[slot].Kind == PortKind.Series)
                {
                    columns.Add(new(node.Id, node.Descriptor.Outputs[i].Handle));
                    slots.Add(slot);
                }
        return ([.. columns], [.. slots]);
    }

    /// <param name="slots">Of the columns.</param>
    /// <param name="symbol">Traded.</param>
    /// <param name="sent">The bar of the order; null = the bar before <paramref name="bar"/>.</param>
    /// <param name="bar">Of the fill.</param>
    /// <param name="at">As in <see cref="Of"/>.</param>
    private static double[] Row(int[] slots, string symbol, int? sent, int bar, Func<string, int, (StrategyEvaluation Values, int Row)> at)
    {
        var (values, row) = at(symbol, sent ?? bar);
        if (sent is null) row--;
        var numbers = new double[slots.Length];
        for (var i = 0; i < slots.Length; i++) numbers[i] = row >= 0 ? values.Values(slots[i])[row] : double.NaN;
        return numbers;
    }

    private static Text TooLong { get; } = new(
        $"The values of the strategy's blocks at entries and exits are kept for runs of up to {Digits(MostKept)} bars times series; this run has more.",
        $"Значения блоков стратегии при входах и выходах хранятся для прогонов до {Digits(MostKept)} баров, умноженных на число рядов; в этом прогоне больше.");

    private static Text TooMany { get; } = new(
        $"The values of the strategy's blocks at entries and exits are kept up to {Digits(MostWritten)} numbers; the trades of this run would need more.",
        $"Значения блоков стратегии при входах и выходах хранятся до {Digits(MostWritten)} чисел; сделкам этого прогона нужно больше.");

    private static string Digits(long number) => number.ToString("N0", CultureInfo.InvariantCulture).Replace(',', '\u00a0');
}

/// <summary>The bars at whose close the orders of trades were sent.</summary>
internal sealed class SignalBars
{
    private static readonly string[] Decided = ["signal", "reverse", "risk", "rebalance", "margin-call", "order"];
    private readonly Dictionary<SidedBar, int> _entries = [], _exits = [];

    public SignalBars(IReadOnlyList<OrderRow> orders)
    {
        foreach (var o in orders)
        {
            if (o.FilledBar is not { } filled || o.FilledQuantity == 0) continue;
            if (o.Node is { } node) _entries[new(o.Symbol, node, (int)o.Side, filled)] = o.Bar;
            if (Decided.Contains(o.Reason)) _exits[new(o.Symbol, o.Reason, (int)o.Side, filled)] = o.Bar;
        }
    }

    /// <summary>Null where no order of the node was filled on that bar.</summary>
    public int? Entry(Trade t) => _entries.TryGetValue(new(t.Symbol, t.EntryReason, (int)Side(t, entry: true), t.EntryBar), out var bar) ? bar : null;

    /// <summary>Null for an exit that no close decided.</summary>
    public int? Exit(Trade t) => _exits.TryGetValue(new(t.Symbol, t.ExitReason, (int)Side(t, entry: false), t.ExitBar), out var bar) ? bar : null;

    private static OrderSide Side(Trade t, bool entry) => t.Side == PositionSide.Long == entry ? OrderSide.Buy : OrderSide.Sell;
}

/// <summary>Something of one side on a bar of a symbol. A key with a name: tuples of the runtime's types would be compiled at every start.</summary>
internal readonly record struct SidedBar(string Symbol, string Word, int Side, int Bar)
{
    public bool Equals(SidedBar other) => Bar == other.Bar && Side == other.Side && Symbol == other.Symbol && Word == other.Word;

    public override int GetHashCode() => (((Symbol.GetHashCode(StringComparison.Ordinal) * 31) + Word.GetHashCode(StringComparison.Ordinal)) * 31) + (Bar * 2) + Side;
}
