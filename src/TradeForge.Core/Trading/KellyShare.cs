namespace TradeForge.Core.Trading;

/// <summary>The Kelly fraction W − (1 − W) / R of the trades closed so far (G39): W their share of wins, R the mean win over the mean loss.</summary>
internal struct KellyShare
{
    private decimal _won, _lost;
    private int _wins, _losses, _seen;

    /// <summary>Counts the trades that have closed since; NaN without a win or without a loss. A trade without profit or loss is no win.</summary>
    public double Of(RowLog<ClosedTrade> trades)
    {
        for (; _seen < trades.Count; _seen++)
        {
            var pnl = trades[_seen].Pnl;
            if (pnl > 0) (_wins, _won) = (_wins + 1, _won + pnl);
            else (_losses, _lost) = (_losses + 1, _lost - pnl);
        }
        if (_wins == 0 || _lost == 0) return double.NaN;
        var share = (double)_wins / (_wins + _losses);
        return share - ((1 - share) * ((double)_lost / _losses) / ((double)_won / _wins));
    }
}
