namespace TradeForge.Core.Market;

/// <summary>One bar of prices.</summary>
/// <param name="Time">Start of the bar in milliseconds since 1970-01-01T00:00Z.</param>
/// <param name="Open">First price, in quote currency.</param>
/// <param name="High">Highest price.</param>
/// <param name="Low">Lowest price.</param>
/// <param name="Close">Last price.</param>
/// <param name="Volume">Traded units of the base currency; 0 when nothing traded.</param>
public readonly record struct Candle(long Time, double Open, double High, double Low, double Close, double Volume)
{
    /// <summary>Start of the bar, UTC.</summary>
    public DateTimeOffset OpenTime => DateTimeOffset.FromUnixTimeMilliseconds(Time);
}
