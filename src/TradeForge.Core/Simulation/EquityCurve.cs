using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using TradeForge.Core.Trading;

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
            Mark(prices[from..to], equity[from..to], (double)(QuickDecimal)account[a].Cash, (double)(QuickDecimal)account[a].Quantity);
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

    /// <summary>Eight bars at a time; at the end the last eight, some of them once more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Mark(ReadOnlySpan<double> prices, Span<double> equity, double cash, double quantity)
    {
        ref var price = ref MemoryMarshal.GetReference(prices);
        ref var target = ref MemoryMarshal.GetReference(equity[..prices.Length]);
        if (prices.Length < Extremes.Eight)
        {
            for (var i = 0; i < prices.Length; i++) equity[i] = quantity == 0 ? cash : cash + (quantity * prices[i]);
            return;
        }
        var (money, units, last) = (Vector512.Create(cash), Vector512.Create(quantity), (nuint)(prices.Length - Extremes.Eight));
        if (quantity == 0)
        {
            for (nuint i = 0; i < last; i += Extremes.Eight) money.StoreUnsafe(ref target, i);
            money.StoreUnsafe(ref target, last);
            return;
        }
        var end = money + (units * Vector512.LoadUnsafe(ref price, last));
        for (nuint i = 0; i < last; i += Extremes.Eight) (money + (units * Vector512.LoadUnsafe(ref price, i))).StoreUnsafe(ref target, i);
        end.StoreUnsafe(ref target, last);
    }
}
