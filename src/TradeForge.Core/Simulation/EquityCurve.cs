using System.Numerics;
using System.Runtime.CompilerServices;

namespace TradeForge.Core.Simulation;

/// <summary>Equity per bar from the rows of an account: between two rows only the price changes.</summary>
internal static class EquityCurve
{
    /// <summary>Equity at each close, the last with the exact money, closing costs included; one number per bar.</summary>
    public static void AtCloses(ReadOnlySpan<AccountRow> account, BacktestData data, decimal final, Span<double> equity)
    {
        AtPrices(account, data.Marks.Close[data.Start..], equity);
        equity[^1] = (double)final;
    }

    /// <summary>Cash plus the value of what is held, at one price a bar.</summary>
    /// <param name="account">Rows by bar; the first is the start, before bar 0.</param>
    /// <param name="prices">One price per bar.</param>
    /// <param name="equity">As long as <paramref name="prices"/>.</param>
    public static void AtPrices(ReadOnlySpan<AccountRow> account, ReadOnlySpan<double> prices, Span<double> equity)
    {
        for (var a = 0; a < account.Length; a++)
        {
            var (from, to) = Range(account, a, prices.Length);
            Mark(prices[from..to], equity[from..to], (double)account[a].Cash, (double)account[a].Quantity);
        }
    }

    /// <summary>Value of what is held at one price a bar: shorts negative, and shorts positive.</summary>
    public static (decimal[] Net, decimal[] Gross) Held(ReadOnlySpan<AccountRow> account, ReadOnlySpan<double> prices, CancellationToken cancellationToken)
    {
        var (net, gross) = (new decimal[prices.Length], new decimal[prices.Length]);
        for (var a = 0; a < account.Length; a++)
        {
            var (from, to) = Range(account, a, prices.Length);
            for (var i = from; i < to && account[a].Quantity != 0; i++)
            {
                if (i % Backtest.CheckStep == 0) cancellationToken.ThrowIfCancellationRequested();
                gross[i] = Math.Abs(net[i] = account[a].Quantity * (decimal)prices[i]);
            }
        }
        return (net, gross);
    }

    private static (int From, int To) Range(ReadOnlySpan<AccountRow> account, int row, int bars) =>
        (Math.Max(0, account[row].Bar), row + 1 < account.Length ? Math.Max(0, account[row + 1].Bar) : bars);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Mark(ReadOnlySpan<double> prices, Span<double> equity, double cash, double quantity)
    {
        if (quantity == 0)
        {
            equity.Fill(cash);
            return;
        }
        var i = 0;
        var (money, units) = (new Vector<double>(cash), new Vector<double>(quantity));
        for (; i <= prices.Length - Vector<double>.Count; i += Vector<double>.Count) (money + (units * new Vector<double>(prices[i..]))).CopyTo(equity[i..]);
        for (; i < prices.Length; i++) equity[i] = cash + (quantity * prices[i]);
    }
}
