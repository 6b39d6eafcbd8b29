using System.Buffers;

namespace TradeForge.Core.Strategies;

/// <summary>Columns of which a run keeps the last bars alone: values that nothing but the next steps reads, and those only a few bars back.</summary>
/// <remarks>A run over millions of bars then writes what matters to memory, and the rest stays in the processor's cache.</remarks>
internal sealed class ThinColumns
{
    private const int Keeps = 64; // bars that stay when the window moves on
    private readonly bool[] _isThin;
    private readonly bool[] _isCondition;
    private readonly int _length;
    private int _first; // bar of the run in row 0

    private ThinColumns(bool[] isThin, bool[] isCondition, int length) => (_isThin, _isCondition, _length) = (isThin, isCondition, length);

    /// <summary>No column is thin.</summary>
    public static ThinColumns None(StrategyPlan plan) => new(new bool[plan.Slots.Count], [], 0);

    /// <param name="strategy">Its rules read some columns whole.</param>
    /// <param name="steps">The early steps of the plan in their order.</param>
    /// <param name="block">Most bars at a time.</param>
    public static ThinColumns Of(CompiledStrategy strategy, IReadOnlyList<Step> steps, int block)
    {
        var plan = strategy.Plan;
        var whole = new bool[plan.Slots.Count];
        foreach (var slot in strategy.Rules.Slots.Where(s => s >= 0)) whole[slot] = true;
        for (var slot = 0; slot < whole.Length; slot++) whole[slot] |= plan.Slots[slot].Raw is not null || plan.Slots[slot].Series != 0;
        var early = plan.Steps.Where(s => !s.NeedsPosition).ToArray();
        foreach (var step in plan.Steps.Where(s => s.NeedsPosition)) Keep(step.Inputs.Concat(step.Outputs));
        for (var i = 0; i < early.Length; i++)
            if (early[i].Series != 0 || steps[i].LooksBack is < 0 or > Keeps) Keep(early[i].Inputs.Concat(early[i].Outputs));
        foreach (var step in early)
            if (step.Outputs.Any(o => whole[o])) Keep(step.Outputs); // all outputs of a step lie alike
        return new ThinColumns([.. whole.Select(w => !w)], [.. plan.Slots.Select(s => s.Kind == PortKind.Condition)], block + Keeps);

        void Keep(IEnumerable<int> slots)
        {
            foreach (var slot in slots.Where(s => s >= 0)) whole[slot] = true;
        }
    }

    public bool Holds(int slot) => _isThin[slot];

    /// <summary>The row of a bar.</summary>
    /// <exception cref="InvalidOperationException">The bar is no longer kept.</exception>
    public int Row(int slot, int bar) => bar >= _first ? bar - _first : throw new InvalidOperationException($"Of column {slot} the bars before {_first} are not kept; bar {bar} was asked for.");

    /// <summary>Makes room for the bars up to <paramref name="to"/>; returns the bar in row 0.</summary>
    /// <param name="from">First of the new bars.</param>
    /// <param name="to">End of the new bars.</param>
    /// <param name="numbers">The columns by slot; thin ones are made here.</param>
    /// <param name="truths">The conditions by slot.</param>
    public int MakeRoom(int from, int to, double[]?[] numbers, byte[]?[] truths)
    {
        if (_length == 0) return 0;
        var move = to - _first > _length ? from - Keeps - _first : 0; // the window is as long as a block and what is kept
        for (var slot = 0; slot < _isThin.Length; slot++)
        {
            if (!_isThin[slot]) continue;
            if (_isCondition[slot]) Move(ref truths[slot], move, from - _first);
            else Move(ref numbers[slot], move, from - _first);
        }
        _first += move;
        return _first;
    }

    public void Forget() => _first = 0;

    private void Move<T>(ref T[]? column, int move, int used) where T : unmanaged
    {
        column ??= ArrayPool<T>.Shared.Rent(_length);
        if (move > 0) column.AsSpan(move, used - move).CopyTo(column);
    }
}
