using TradeForge.Core.Simulation;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Metrics;

/// <summary>The lowest equity inside bars, each at the price that is worst for what is held at its close.</summary>
internal interface ILowestInside
{
    /// <summary>Over the bars from <paramref name="from"/> up to, not including, <paramref name="to"/>; asked for in the order of time.</summary>
    double Of(int from, int to);
}

/// <summary>The deepest fall of equity inside a bar below the peak of the closes before it (golden rule G35).</summary>
internal static class IntrabarDrawdown
{
    /// <param name="equity">At each close.</param>
    /// <param name="initialCash">The first peak.</param>
    /// <param name="lowest">Inside the bars.</param>
    /// <returns>A fraction, 0 or negative.</returns>
    public static double Of<T>(ReadOnlySpan<double> equity, double initialCash, T lowest) where T : ILowestInside, allows ref struct
    {
        var (peak, deepest) = (initialCash, 0.0);
        for (var i = 0; i < equity.Length; i++)
        {
            var ignored = peak;
            var below = Drawdowns.Below(equity[i..], peak, ref ignored);
            var low = lowest.Of(i, Math.Min(i + below + 1, equity.Length)); // the bar that makes the new peak may have been below the old one
            if (low < peak) deepest = Math.Min(deepest, (Math.Max(0, low) / peak) - 1);
            i += below;
            if (i < equity.Length) peak = equity[i];
        }
        return deepest;
    }
}

/// <summary>From a column.</summary>
internal readonly ref struct LowestOf(ReadOnlySpan<double> column) : ILowestInside
{
    private readonly ReadOnlySpan<double> _column = column;

    public double Of(int from, int to) => Extremes.Least(_column[from..to]);
}

/// <summary>From the rows of an account over one instrument: between two rows only the price changes.</summary>
internal ref struct LowestOfAccount(ReadOnlySpan<AccountRow> account, ReadOnlySpan<double> low, ReadOnlySpan<double> high) : ILowestInside
{
    private readonly ReadOnlySpan<AccountRow> _account = account;
    private readonly ReadOnlySpan<double> _low = low, _high = high;
    private int _row;

    public double Of(int from, int to)
    {
        var least = double.PositiveInfinity;
        while (from < to)
        {
            while (_row + 1 < _account.Length && _account[_row + 1].Bar <= from) _row++;
            var end = _row + 1 < _account.Length ? Math.Min(to, _account[_row + 1].Bar) : to;
            var (cash, units) = ((double)(QuickDecimal)_account[_row].Cash, (double)(QuickDecimal)_account[_row].Quantity);
            var price = units == 0 ? 0 : units < 0 ? Extremes.Most(_high[from..end]) : Extremes.Least(_low[from..end]);
            least = double.MinNative(least, cash + (units * price));
            from = end;
        }
        return least;
    }
}
