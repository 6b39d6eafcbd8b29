namespace TradeForge.Core.Metrics;

/// <summary>Sums over closed trades. A win has a net pnl above 0, a loss one below 0 (golden rule G37). What is not defined is NaN or infinite.</summary>
internal sealed class TradeFigures
{
    public TradeFigures(TradeColumns trades)
    {
        All = trades;
        var (streak, sign) = (0, 0);
        for (var i = 0; i < trades.Count; i++)
        {
            var pnl = trades.Pnl[i];
            if (pnl > 0) (Wins, GrossProfit, WonPercent) = (Wins + 1, GrossProfit + pnl, WonPercent + trades.Percent[i]);
            if (pnl < 0) (Losses, GrossLoss, LostPercent) = (Losses + 1, GrossLoss + pnl, LostPercent + trades.Percent[i]);
            streak = Math.Sign(pnl) == sign ? streak + 1 : 1;
            sign = Math.Sign(pnl);
            if (sign > 0) LongestWin = Math.Max(LongestWin, streak);
            if (sign < 0) LongestLoss = Math.Max(LongestLoss, streak);
        }

        Closed = new ClosedCurve(trades);
    }

    public TradeColumns All { get; }
    public int Count => All.Count;
    public int Wins { get; }
    public int Losses { get; }
    public double GrossProfit { get; }
    public double GrossLoss { get; }
    /// <summary>Sum of the percents of the winning trades, and of the losing ones, 0 or negative.</summary>
    public double WonPercent { get; }
    public double LostPercent { get; }
    /// <summary>Most winning trades in a row.</summary>
    public int LongestWin { get; }
    public int LongestLoss { get; }
    /// <summary>The sum of the profits trade by trade.</summary>
    public ClosedCurve Closed { get; }

    public double AverageWin => GrossProfit / Wins;
    public double AverageLoss => GrossLoss / Losses;
    public double Payoff => AverageWin / -AverageLoss;
    public double WinRate => (double)Wins / Count;
    public double Mean => Sample.Mean(All.Pnl);
    public double? Deviation => Sample.Deviation(All.Pnl);
    public double? PercentDeviation => Sample.Deviation(All.Percent);

    /// <summary>Geometric mean of the trade returns as a fraction; null without trades or where a trade lost everything or more.</summary>
    public double? GeometricMean
    {
        get
        {
            var logs = 0.0;
            foreach (var percent in All.Percent)
            {
                if (percent <= -100) return null;
                logs += Math.Log(1 + (percent / 100));
            }

            return Count == 0 ? null : Math.Exp(logs / Count) - 1;
        }
    }

    /// <summary>Middle duration in days of the trades whose profit has the sign, of all for 0; null without one.</summary>
    public double? MedianDays(int sign) => Sample.Median(Where(All.Days, sign));

    /// <summary>Mean of a column over the trades whose profit has the sign.</summary>
    public double Average(double[] column, int sign) => Sample.Mean(Where(column, sign));

    /// <summary>Mean and largest of what the best moment of each trade would have brought more than its end, in money, 0 or positive.</summary>
    public (double Mean, double Largest) GivenBack()
    {
        var (sum, largest) = (0.0, double.NaN);
        for (var i = 0; i < Count; i++)
        {
            var back = Math.Max(0, (All.Mfe[i] * All.Value[i] / 100) - All.Pnl[i]);
            sum += back;
            largest = largest > back ? largest : back;
        }

        return (sum / Count, largest);
    }

    /// <summary>Mean and extreme of an excursion in money.</summary>
    public (double Mean, double Extreme) Money(double[] percents)
    {
        var (sum, extreme) = (0.0, 0.0);
        for (var i = 0; i < Count; i++)
        {
            var money = percents[i] * All.Value[i] / 100;
            sum += money;
            if (Math.Abs(money) > Math.Abs(extreme)) extreme = money;
        }

        return (sum / Count, Count == 0 ? double.NaN : extreme);
    }

    private double[] Where(double[] column, int sign)
    {
        if (sign == 0) return [.. column];
        var (chosen, to) = (new double[sign > 0 ? Wins : Losses], 0);
        for (var i = 0; i < Count; i++)
            if (Math.Sign(All.Pnl[i]) == sign) chosen[to++] = column[i];
        return chosen;
    }
}

/// <summary>The sum of the net profits, one step for each closed trade in the order of closing, from 0.</summary>
internal sealed class ClosedCurve
{
    public ClosedCurve(TradeColumns trades)
    {
        var (sum, peak, since) = (0.0, 0.0, -1L);
        for (var i = 0; i < trades.Count; i++)
        {
            if (since < 0) since = trades.Times[0];
            IntraTrade = Math.Max(IntraTrade, peak - (sum + Math.Min(0, trades.Mae[i] * trades.Value[i] / 100)));
            sum += trades.Pnl[i];
            Drawdown = Math.Max(Drawdown, peak - sum);
            if (sum < peak) LongestDays = Math.Max(LongestDays, (trades.Times[i] - since) / (24.0 * 60 * 60 * 1000));
            else (peak, since) = (sum, trades.Times[i]);
        }
    }

    /// <summary>Largest fall below the highest sum before, 0 or positive.</summary>
    public double Drawdown { get; }
    /// <summary>The same with each trade at its worst moment.</summary>
    public double IntraTrade { get; }
    /// <summary>Longest time in days from a highest sum to the last exit below it.</summary>
    public double LongestDays { get; }
}
