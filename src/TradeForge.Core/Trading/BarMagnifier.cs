using TradeForge.Core.Market;
using TradeForge.Core.Simulation;

namespace TradeForge.Core.Trading;

/// <summary>Which level the bars of a lower timeframe reach first. Unresolved: one of them touches both, or none of them shows what the bar did.</summary>
public enum FirstTouch { Neither, Stop, Target, Unresolved }

/// <summary>What the lower timeframe says about one bar.</summary>
/// <param name="First">What was reached first.</param>
/// <param name="Row">Row of the lower bar that reached it (or touches both); −1 = none.</param>
/// <param name="AtOpen">That bar opened at or beyond the level: the fill is at its open, else at the level.</param>
public readonly record struct Magnified(FirstTouch First, int Row, bool AtOpen)
{
    internal static Magnified Nothing => new(FirstTouch.Neither, -1, false);
}

/// <summary>Looks into a bar with the bars of a lower timeframe, by the rules of golden rule G7 for each of them.</summary>
public static class BarMagnifier
{
    /// <summary>Rows of the lower bars that start within [<paramref name="start"/>, <paramref name="end"/>); empty where the data has a hole.</summary>
    public static (int From, int To) Inside(CandleSeries lower, long start, long end)
    {
        return (FirstAt(start), FirstAt(end));

        int FirstAt(long time)
        {
            var i = lower.Times.BinarySearch(time);
            return i < 0 ? ~i : i;
        }
    }

    /// <summary>Which of stop and target is reached first on rows <paramref name="from"/> to <paramref name="to"/> (exclusive).</summary>
    /// <param name="direction">1 long, −1 short.</param>
    /// <param name="stop">Stop level; NaN = none.</param>
    /// <param name="target">Price that must trade for the target to fill, trade-through counted in (G8); NaN = none.</param>
    public static Magnified First(CandleSeries lower, int from, int to, int direction, double stop, double target)
    {
        ReadOnlySpan<double> open = lower.Open, high = lower.High, low = lower.Low;
        for (var i = from; i < to; i++)
        {
            var (against, along) = direction > 0 ? (low[i], high[i]) : (high[i], low[i]);
            if ((open[i] - stop) * direction <= 0) return new Magnified(FirstTouch.Stop, i, true);
            if ((open[i] - target) * direction >= 0) return new Magnified(FirstTouch.Target, i, true);
            var (stopped, reached) = ((against - stop) * direction <= 0, (along - target) * direction >= 0);
            if (stopped || reached) return new Magnified(stopped && reached ? FirstTouch.Unresolved : stopped ? FirstTouch.Stop : FirstTouch.Target, i, false);
        }
        return Magnified.Nothing;
    }

    /// <summary>The same for a bar that is known to touch both levels: lower bars that show neither (a hole in the data) leave it unresolved.</summary>
    public static Magnified Decide(CandleSeries lower, long start, long end, int direction, double stop, double target)
    {
        var (from, to) = Inside(lower, start, end);
        var found = First(lower, from, to, direction, stop, target);
        return found.First == FirstTouch.Neither ? found with { First = FirstTouch.Unresolved } : found;
    }

    /// <summary>The lower bar on which a working entry fills: a limit when the price comes to it from the better side, a stop when it moves
    /// through; row −1 = none. What it protects is then looked for from that row on; on that row itself the order of events is not known.</summary>
    /// <param name="isStop">A stop order, else a limit order.</param>
    /// <param name="level">The price that must trade.</param>
    public static (int Row, bool AtOpen) Entry(CandleSeries lower, int from, int to, OrderSide side, bool isStop, double level)
    {
        var down = (side == OrderSide.Buy) != isStop; // a buy limit and a sell stop wait below
        ReadOnlySpan<double> open = lower.Open, high = lower.High, low = lower.Low;
        for (var i = from; i < to; i++)
        {
            if (down ? open[i] <= level : open[i] >= level) return (i, true);
            if (down ? low[i] <= level : high[i] >= level) return (i, false);
        }
        return (-1, false);
    }
}
