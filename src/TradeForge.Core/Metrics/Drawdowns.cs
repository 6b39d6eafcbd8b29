using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using TradeForge.Core.Simulation;

namespace TradeForge.Core.Metrics;

/// <summary>How far and how long equity lay below its running peak, which starts at the initial cash (golden rule G35).</summary>
internal sealed class Drawdowns
{
    private const int Kept = 10;
    private const double DayMs = 24.0 * 60 * 60 * 1000;
    private readonly MetricsInput _input;
    private readonly List<(double Depth, int Peak, int Trough, int End)> _deepest = new(Kept + 1);
    private double _depths, _days;

    private Drawdowns(MetricsInput input) => _input = input;

    /// <summary>Highest equity at a close, at least the initial cash.</summary>
    public double Peak { get; private set; }
    /// <summary>Deepest fall at a close, as a fraction, 0 or negative.</summary>
    public double Worst { get; private set; }
    /// <summary>Deepest fall at the worst price of a bar below the peak before it; null = not known.</summary>
    public double? WorstIntrabar => _input.DeepestInside is { } inside ? Math.Min(inside, Worst) : null;
    /// <summary>Largest fall in money, 0 or positive.</summary>
    public double WorstMoney { get; private set; }
    public int Count { get; private set; }
    public double? MeanDepth => Count == 0 ? null : _depths / Count;
    public double? MeanDays => Count == 0 ? null : _days / Count;
    /// <summary>From the peak to the bar that is back at it, or to the last bar.</summary>
    public double LongestDays { get; private set; }
    /// <summary>The same of those that ended; 0 without one.</summary>
    public double LongestRecovered { get; private set; }

    /// <summary>Largest rise above the running trough, which starts at the initial cash, as a fraction and in money.</summary>
    public double RunUp { get; private set; }
    public double RunUpMoney { get; private set; }

    /// <summary>The deepest ten, deepest first; of equal ones the earlier.</summary>
    public IReadOnlyList<DrawdownRow> Deepest => [.. _deepest.Select(d => new DrawdownRow(
        Time(d.Peak), Time(d.Trough), d.End < 0 ? null : Time(d.End), 100 * d.Depth, Days(d.Peak, d.End < 0 ? _input.Equity.Length - 1 : d.End)))];

    /// <summary>Calendar days from the trough of the deepest one back to its peak; null while it lasts and without one.</summary>
    public double? RecoveryDays => _deepest is [{ End: >= 0 } deepest, ..] ? Days(deepest.Trough, deepest.End) : null;

    public static Drawdowns Of(MetricsInput input)
    {
        var drawdowns = new Drawdowns(input);
        drawdowns.Walk(input.Equity);
        drawdowns.Rise(input.Equity);
        return drawdowns;
    }

    private void Walk(ReadOnlySpan<double> equity)
    {
        var peak = (double)_input.InitialCash;
        var lowest = peak; // since the peak; divided once a peak, not once a bar
        var (peakBar, start) = (0, 0);
        for (var i = 0; i < equity.Length; i++)
        {
            var below = Below(equity[i..], peak, ref lowest);
            i += below;
            if (i == equity.Length) break;
            if (lowest < peak) Close(peak, lowest, (peakBar, Trough(equity, start, i, lowest), i));
            (peak, peakBar, start) = (equity[i], i, i + 1);
            lowest = peak;
        }

        Close(peak, lowest, (peakBar, Trough(equity, start, equity.Length, lowest), -1));
        Peak = peak;
    }

    /// <summary>The first bar on which equity is at its lowest since the peak.</summary>
    private static int Trough(ReadOnlySpan<double> equity, int from, int to, double lowest)
    {
        var at = MemoryMarshal.Cast<double, long>(equity[from..to]).IndexOf(BitConverter.DoubleToInt64Bits(lowest)); // as bits: searched many at a time
        return from + Math.Max(0, at);
    }

    /// <summary>Bars before the first at or above the peak; <paramref name="lowest"/> goes down to the lowest of them.</summary>
    internal static int Below(ReadOnlySpan<double> equity, double peak, ref double lowest)
    {
        var i = 0;
        if (equity.Length >= Extremes.Eight && equity[0] < peak)
        {
            ref var first = ref MemoryMarshal.GetReference(equity);
            var (peaks, lows) = (Vector512.Create(peak), Vector512.Create(lowest));
            for (; i <= equity.Length - Extremes.Eight; i += Extremes.Eight)
            {
                var values = Vector512.LoadUnsafe(ref first, (nuint)i);
                if (Vector512.GreaterThanOrEqualAny(values, peaks)) break;
                lows = Vector512.MinNative(lows, values);
            }
            lowest = Extremes.Least(lows);
        }
        for (; i < equity.Length && equity[i] < peak; i++) lowest = double.MinNative(lowest, equity[i]);
        return i;
    }

    /// <summary>Bars before the first below the trough; <paramref name="highest"/> goes up to the highest of them.</summary>
    private static int Above(ReadOnlySpan<double> equity, double trough, ref double highest)
    {
        var i = 0;
        if (equity.Length >= Extremes.Eight && equity[0] >= trough)
        {
            ref var first = ref MemoryMarshal.GetReference(equity);
            var (troughs, highs) = (Vector512.Create(trough), Vector512.Create(highest));
            for (; i <= equity.Length - Extremes.Eight; i += Extremes.Eight)
            {
                var values = Vector512.LoadUnsafe(ref first, (nuint)i);
                if (Vector512.LessThanAny(values, troughs)) break;
                highs = Vector512.MaxNative(highs, values);
            }
            highest = Extremes.Most(highs);
        }
        for (; i < equity.Length && equity[i] >= trough; i++) highest = double.MaxNative(highest, equity[i]);
        return i;
    }

    /// <summary>Books what lay below a peak; an end of −1 means that it still lasts.</summary>
    private void Close(double peak, double lowest, (int Peak, int Trough, int End) bars)
    {
        if (lowest >= peak) return;
        var (depth, days) = ((lowest / peak) - 1, Days(bars.Peak, bars.End < 0 ? _input.Equity.Length - 1 : bars.End));
        Count++;
        if (bars.End >= 0) LongestRecovered = Math.Max(LongestRecovered, days);
        _depths += depth;
        _days += days;
        (Worst, WorstMoney, LongestDays) = (Math.Min(Worst, depth), Math.Max(WorstMoney, peak - lowest), Math.Max(LongestDays, days));
        if (_deepest.Count == Kept && depth >= _deepest[^1].Depth) return;
        var at = _deepest.FindIndex(d => depth < d.Depth);
        _deepest.Insert(at < 0 ? _deepest.Count : at, (depth, bars.Peak, bars.Trough, bars.End));
        if (_deepest.Count > Kept) _deepest.RemoveAt(Kept);
    }

    private void Rise(ReadOnlySpan<double> equity)
    {
        var trough = (double)_input.InitialCash;
        for (var i = 0; i <= equity.Length; i++)
        {
            var highest = trough;
            i += Above(equity[i..], trough, ref highest);
            if (highest > trough) Book(highest, trough);
            if (i < equity.Length) trough = equity[i];
        }
    }

    private void Book(double highest, double trough)
    {
        RunUpMoney = Math.Max(RunUpMoney, highest - trough);
        if (trough > 0) RunUp = Math.Max(RunUp, (highest / trough) - 1);
    }

    private double Days(int from, int to) => (_input.Bars.Times[to] - _input.Bars.Times[from]) / DayMs;

    private DateTimeOffset Time(int bar) => DateTimeOffset.FromUnixTimeMilliseconds(_input.Bars.Times[bar]);
}
