using TradeForge.Core.Market;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Simulation;

/// <summary>Prices in another currency than the account's.</summary>
public sealed partial class TradingSession
{
    private RateColumns? _rates;

    private BarEnds _ends;
    private bool _hasPurse; // of its own

    /// <summary>The balances of the account; null = there is one currency, or everything is exchanged at once and for nothing.</summary>
    internal CurrencyPurse? Purse => _broker.Money.Purse;

    /// <summary>The bar ends: the rate is that known at its close.</summary>
    internal void AtClose(int bar, long time)
    {
        if (_rates is not null) _broker.Rate = _rates.Close[bar + EvaluationOffset];
        if (_hasPurse) _broker.Revalue(bar, _ends.Of(time));
    }

    private void FollowRates(BacktestData data)
    {
        _rates = data.Rates;
        if (_ownsCash) _broker.Money.Purse = BacktestData.PurseOf([data], _settings, data.Series.Times[data.Start]);
        if (Purse is null) return;
        _broker.PayIn(data.Quote);
        (_hasPurse, _ends) = (_ownsCash, new BarEnds(data.Calendar, data.Series.Timeframe));
    }
}
