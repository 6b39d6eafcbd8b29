using TradeForge.Core.Market;

namespace TradeForge.Core.Strategies;

/// <summary>The working state of one computed node in one run. It is given ranges of bars, each starting where the last one ended.</summary>
internal abstract class Step
{
    /// <summary>Earlier bars of its inputs that it looks at, none of them by a bar number that it remembers; −1 = it does, or looks far: it needs whole columns.</summary>
    public virtual int LooksBack => -1;

    /// <summary>Fills its output columns for the bars <paramref name="from"/> (inclusive) to <paramref name="to"/> (exclusive).</summary>
    public abstract void Run(StepFrame frame, int from, int to);
}

/// <summary>What a step sees: the columns of its inputs and outputs, the candles, the position.</summary>
/// <remarks>Bars count from <see cref="First"/>: a step that looks back only a little may be given the last part of a run.</remarks>
internal sealed class StepFrame(StrategyEvaluation run, Lane lane, int[] inputs, int[] outputs)
{
    private readonly double[][] _columns = new double[outputs.Length][];

    /// <summary>The bar of the run that is bar 0 here.</summary>
    public int First { get; set; }

    public int InputCount => inputs.Length;
    public bool IsConnected(int input) => inputs[input] >= 0;
    public ReadOnlySpan<double> Numbers(int input) => run.Numbers(inputs[input], First);
    public ReadOnlySpan<byte> Truths(int input) => run.Truths(inputs[input], First);
    public Span<double> Result => run.NumberColumn(outputs[0]).AsSpan(FirstOf(0));
    public Span<byte> TruthResult => Truth(0);
    public Span<byte> Truth(int output) => run.TruthColumn(outputs[output]).AsSpan(FirstOf(output));

    /// <summary>Where bar 0 lies in the arrays of <see cref="Columns"/>.</summary>
    public int FirstRow => FirstOf(0);

    private int FirstOf(int output) => run.IsThin(outputs[output]) ? 0 : First;

    /// <summary>The result is a raw candle column that is read where it lies.</summary>
    public bool IsInPlace => run.NumberColumn(outputs[0]) is null;

    /// <summary>The series on whose bars the step computes.</summary>
    public Lane Lane => lane;
    public Lane InputLane(int input) => run.LaneOf(inputs[input]);

    /// <summary>The candles appended last, and the bar at which they start.</summary>
    public CandleSeries Chunk => lane.Chunk;
    public int ChunkStart => lane.ChunkStart - First;

    /// <summary>Times and values of a column given with the run, as far as they are there.</summary>
    public (IReadOnlyList<long> Times, IReadOnlyList<double> Values) Column(string name) => run.ColumnOf(name);

    public TradingCalendar Calendar => run.Calendar;
    public PositionView Position => run.Position;

    /// <summary>All number columns of the outputs; valid until the next append.</summary>
    public double[][] Columns()
    {
        for (var i = 0; i < outputs.Length; i++) _columns[i] = run.NumberColumn(outputs[i])!;
        return _columns;
    }
}
