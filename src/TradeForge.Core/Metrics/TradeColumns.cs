using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Metrics;

/// <summary>Closed trades as columns of numbers, in the order they were closed: money becomes double once, not once a metric.</summary>
internal sealed class TradeColumns(int count)
{
    public int Count => count;
    public int[] Entry { get; } = new int[count];
    public int[] Exit { get; } = new int[count];
    public double[] Quantity { get; } = new double[count];
    /// <summary>Quantity · exit price.</summary>
    public double[] ExitValue { get; } = new double[count];
    public PositionSide[] Side { get; } = new PositionSide[count];
    public double[] Pnl { get; } = new double[count];
    public double[] Percent { get; } = new double[count];
    public double[] Days { get; } = new double[count];
    public double[] Bars { get; } = new double[count];
    public double[] Fees { get; } = new double[count];
    /// <summary>Quantity · entry price.</summary>
    public double[] Value { get; } = new double[count];
    public double[] Mae { get; } = new double[count];
    public double[] Mfe { get; } = new double[count];
    /// <summary>Exit, in milliseconds since 1970-01-01T00:00Z.</summary>
    public long[] Times { get; } = new long[count];

    public static TradeColumns Of(IReadOnlyList<Trade> trades, CancellationToken stop)
    {
        var columns = new TradeColumns(trades.Count);
        for (var i = 0; i < trades.Count; i++)
        {
            if (i % Backtest.CheckStep == 0) stop.ThrowIfCancellationRequested();
            var t = trades[i];
            var quantity = (double)t.Quantity;
            (columns.Entry[i], columns.Exit[i], columns.Quantity[i], columns.ExitValue[i]) = (t.EntryBar, t.ExitBar, quantity, quantity * (double)t.ExitPrice * (double)t.ExitRate);
            (columns.Side[i], columns.Pnl[i], columns.Percent[i]) = (t.Side, (double)t.Pnl, t.PnlPercent);
            (columns.Days[i], columns.Bars[i], columns.Fees[i]) = ((t.ExitTime - t.EntryTime).TotalDays, t.Bars, (double)t.Fees);
            (columns.Value[i], columns.Mae[i], columns.Mfe[i]) = (quantity * (double)t.EntryPrice * (double)t.EntryRate, t.Mae, t.Mfe);
            columns.Times[i] = t.ExitTime.ToUnixTimeMilliseconds();
        }

        return columns;
    }

    /// <summary>The same numbers without a row of the result for each trade.</summary>
    public static TradeColumns Of(ReadOnlySpan<ClosedTrade> trades, CancellationToken stop)
    {
        var columns = new TradeColumns(trades.Length);
        for (var i = 0; i < trades.Length; i++)
        {
            if (i % Backtest.CheckStep == 0) stop.ThrowIfCancellationRequested();
            ref readonly var t = ref trades[i];
            var (quantity, entry, pnl) = ((double)(QuickDecimal)t.Quantity, (double)(QuickDecimal)t.EntryPrice, t.Pnl);
            (columns.Entry[i], columns.Exit[i], columns.Quantity[i], columns.ExitValue[i]) = (t.EntryBar, t.ExitBar, quantity, quantity * (double)(QuickDecimal)t.ExitPrice * (double)ClosedTrade.Known(t.ExitRate));
            (columns.Side[i], columns.Pnl[i], columns.Percent[i]) = (t.Side, (double)pnl, t.Percent(pnl));
            (columns.Days[i], columns.Bars[i], columns.Fees[i]) = (new TimeSpan((t.ExitTime - t.EntryTime) * TimeSpan.TicksPerMillisecond).TotalDays, t.ExitBar - t.EntryBar, (double)(QuickDecimal)t.Fees);
            columns.Value[i] = quantity * entry * (double)ClosedTrade.Known(t.EntryRate);
            (columns.Mae[i], columns.Mfe[i]) = ClosedTrade.Excursion(t.Direction, entry, t.Low, t.High);
            columns.Times[i] = t.ExitTime;
        }

        return columns;
    }

    public TradeColumns Of(PositionSide side)
    {
        var columns = new TradeColumns(Side.AsSpan().Count(side));
        if (columns.Count == Count) return this;
        for (int i = 0, to = 0; i < Count; i++)
        {
            if (Side[i] != side) continue;
            (columns.Entry[to], columns.Exit[to], columns.Quantity[to], columns.ExitValue[to]) = (Entry[i], Exit[i], Quantity[i], ExitValue[i]);
            (columns.Side[to], columns.Pnl[to], columns.Percent[to], columns.Days[to], columns.Bars[to]) = (side, Pnl[i], Percent[i], Days[i], Bars[i]);
            (columns.Fees[to], columns.Value[to], columns.Mae[to], columns.Mfe[to], columns.Times[to]) = (Fees[i], Value[i], Mae[i], Mfe[i], Times[i]);
            to++;
        }

        return columns;
    }
}
