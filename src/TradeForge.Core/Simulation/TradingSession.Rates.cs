namespace TradeForge.Core.Simulation;

/// <summary>Prices in another currency than the account's.</summary>
public sealed partial class TradingSession
{
    private RateColumns? _rates;

    /// <summary>The bar ends: the rate is that known at its close.</summary>
    internal void AtClose(int bar)
    {
        if (_rates is not null) _broker.Rate = _rates.Close[bar + EvaluationOffset];
    }
}
