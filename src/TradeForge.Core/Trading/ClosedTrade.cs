using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;

namespace TradeForge.Core.Trading;

/// <summary>A closed round trip as the session notes it; <see cref="Row"/> gives it its words and figures.</summary>
internal struct ClosedTrade
{
    public decimal Quantity, EntryPrice, ExitPrice, Fees;
    /// <summary>What the currency of the prices was worth in that of the account; 0 = they are the same.</summary>
    public decimal EntryRate, ExitRate;
    public long EntryTime, ExitTime;
    /// <summary>Lowest and highest price seen while open.</summary>
    public double Low, High;
    /// <summary>Levels that the rules gave at the entry, and those that stood at the exit; 0 = none.</summary>
    public double EntryStop, EntryTarget, ExitStop, ExitTarget;
    public int EntryBar, ExitBar, EntryNode;
    public PositionSide Side;
    public FillReason Reason;

    /// <summary>A lot, or the part taken out of it, leaves at a price: writes every field in place, for a row that is made elsewhere and copied costs as much as the fill.</summary>
    /// <param name="lot">With its share of the entry fee.</param>
    /// <param name="price">Of the exit.</param>
    /// <param name="fee">Its share of the fee of the exit.</param>
    /// <param name="bar">Of the exit.</param>
    /// <param name="time">Start of that bar.</param>
    /// <param name="side">Of the position.</param>
    /// <param name="reason">Of the exit.</param>
    /// <param name="rate">What the currency of the prices is worth then; 0 = it is that of the account.</param>
    /// <param name="stop">That stood then; 0 = none.</param>
    /// <param name="target">That stood then; 0 = none.</param>
    public void Set(in Lot lot, QuickDecimal price, QuickDecimal fee, int bar, long time, PositionSide side, FillReason reason, in decimal rate = default, double stop = 0, double target = 0)
    {
        Fees = (QuickDecimal)lot.Fees + fee;
        (Quantity, EntryPrice, EntryRate) = (lot.Quantity, lot.EntryPrice, lot.EntryRate);
        (ExitPrice, ExitRate) = (price, rate);
        (EntryTime, ExitTime, EntryBar, ExitBar) = (lot.EntryTime, time, lot.EntryBar, bar);
        (Low, High) = (lot.Low, lot.High);
        (EntryStop, EntryTarget, ExitStop, ExitTarget) = (lot.Stop, lot.Target, stop, target);
        (EntryNode, Side, Reason) = (lot.EntryNode, side, reason);
    }

    /// <summary>1 long, −1 short.</summary>
    public readonly int Direction => Side == PositionSide.Long ? 1 : -1;

    /// <summary>Money after the fees of both legs.</summary>
    public readonly QuickDecimal Pnl
    {
        get
        {
            var gain = Math.Sign(EntryRate) == 0 ? (QuickDecimal)ExitPrice - EntryPrice : ((QuickDecimal)ExitPrice * ExitRate) - ((QuickDecimal)EntryPrice * EntryRate);
            return ((Direction > 0 ? (QuickDecimal)Quantity : -(QuickDecimal)Quantity) * gain) - Fees;
        }
    }

    /// <summary>A profit in percent of what the entry cost.</summary>
    public readonly double Percent(QuickDecimal pnl) => 100 * (double)pnl / (double)((QuickDecimal)Quantity * EntryPrice * Known(EntryRate));

    public readonly Trade Row(string symbol, string entryNode)
    {
        var pnl = Pnl;
        var (mae, mfe) = Excursion(Direction, (double)EntryPrice, Low, High);
        return new Trade(
            symbol, Side, Quantity, EntryBar, DateTimeOffset.FromUnixTimeMilliseconds(EntryTime), EntryPrice, entryNode,
            ExitBar, DateTimeOffset.FromUnixTimeMilliseconds(ExitTime), ExitPrice, OrderWords.Of(Reason),
            Fees, pnl, Percent(pnl), mae, mfe)
        {
            EntryRate = Known(EntryRate),
            ExitRate = Known(ExitRate),
            Levels = EntryStop + EntryTarget + ExitStop + ExitTarget > 0 ? new(Level(EntryStop), Level(EntryTarget), Level(ExitStop), Level(ExitTarget)) : null,
        };
    }

    /// <summary>A level as a price; null where there is none.</summary>
    public static decimal? Level(double level) => level > 0 ? (decimal)level : null;

    /// <summary>A rate; 1 where the currencies are the same.</summary>
    public static decimal Known(decimal rate) => Math.Sign(rate) == 0 ? 1 : rate;

    /// <summary>Largest adverse and favourable move in percent of the entry price: mae ≤ 0 ≤ mfe.</summary>
    public static (double Mae, double Mfe) Excursion(int direction, double entry, double low, double high)
    {
        var (worst, best) = direction > 0 ? (low, high) : (high, low);
        return (Math.Min(0, 100 * direction * (worst - entry) / entry), Math.Max(0, 100 * direction * (best - entry) / entry));
    }
}
