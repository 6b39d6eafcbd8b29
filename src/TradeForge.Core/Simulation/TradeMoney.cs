using TradeForge.Core.Market;
using TradeForge.Core.Strategies;

namespace TradeForge.Core.Simulation;

/// <summary>What a closed trade was in the account. Made after the run from the equity at closes, the trades and the settings.</summary>
/// <param name="EntryCapital">Equity at the close before the entry bar; before the first bar the initial cash.</param>
/// <param name="ExitCapital">Equity at the close of the exit bar, after its fills.</param>
/// <param name="LotSize">Units in a lot on the day of the entry; 0 = any quantity could be traded.</param>
/// <param name="IsFlip">The entry was the other half of a reversal: on its bar the opposite position was closed for it.</param>
public readonly record struct TradeMoney(decimal EntryCapital, decimal ExitCapital, decimal LotSize, bool IsFlip)
{
    private const double MostTimes = 1e6; // all digits of a percent then fit into a double, whichever way the money is written

    /// <summary>Quantity / lot size; null where any quantity could be traded.</summary>
    public decimal? Lots(Trade trade) => LotSize > 0 ? trade.Quantity / LotSize : null;

    /// <summary>100 · position cost / entry capital, to eight digits after the point; null where there was no capital, or next to none.</summary>
    public double? SizePercent(Trade trade) => EntryCapital > 0 && (double)trade.PositionCost / (double)EntryCapital < MostTimes
        ? (double)Math.Round(100 * (trade.PositionCost / EntryCapital), 8) : null;

    /// <summary>One for each trade, in their order.</summary>
    /// <param name="trades">Closed.</param>
    /// <param name="settings">Of the run: lots by symbol and by date.</param>
    /// <param name="days">The exchange's.</param>
    /// <param name="equity">At the close of a bar, counted as in the trades; −1 is before the first.</param>
    /// <param name="cancellationToken">Looked at every 256 trades.</param>
    internal static TradeMoney[] Of(IReadOnlyList<Trade> trades, BacktestSettings settings, TradingDays days, Func<int, decimal> equity, CancellationToken cancellationToken = default)
    {
        var turned = new HashSet<SidedBar>();
        foreach (var t in trades)
            if (t.ExitReason == "reverse") turned.Add(new(t.Symbol, "", (int)t.Side, t.ExitBar));
        var terms = new Dictionary<string, BacktestSettings>(StringComparer.Ordinal);
        var rows = new TradeMoney[trades.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            if (i % Backtest.CheckStep == 0) cancellationToken.ThrowIfCancellationRequested();
            var t = trades[i];
            if (!terms.TryGetValue(t.Symbol, out var own)) terms.Add(t.Symbol, own = settings.For(t.Symbol));
            var lot = own.Later.Count == 0 ? own.Lot : own.On(days.Of(t.EntryTime.ToUnixTimeMilliseconds())).Lot;
            var opposite = t.Side == PositionSide.Long ? PositionSide.Short : PositionSide.Long;
            rows[i] = new(equity(t.EntryBar - 1), equity(t.ExitBar), lot, turned.Count > 0 && turned.Contains(new(t.Symbol, "", (int)opposite, t.EntryBar)));
        }
        return rows;
    }
}
