using TradeForge.Core.Market;

namespace TradeForge.Core.Trading;

/// <summary>Exchange rates by series of candles; a rate is known from the close of its bar on and holds until the next one. Immutable.</summary>
public sealed class CurrencyRates
{
    private readonly Dictionary<(string From, string To), (long[] Known, double[] Rate)> _series = [];
    private readonly HashSet<string> _currencies = new(StringComparer.Ordinal);

    /// <param name="series">What one unit of <c>From</c> costs in <c>To</c>.</param>
    /// <param name="calendar">Tells when a bar of a day is over.</param>
    /// <exception cref="ArgumentException">A pair is given twice.</exception>
    public CurrencyRates(IReadOnlyList<(string From, string To, CandleSeries Bars)> series, TradingCalendar calendar)
    {
        foreach (var (from, to, bars) in series)
        {
            _series.Add((from, to), (Resampler.CloseTimes(bars, calendar), bars.Close.ToArray()));
            _currencies.Add(from);
            _currencies.Add(to);
        }
    }

    /// <summary>What one unit of a currency is worth in another at a time: by the pair itself, the pair turned round, or over one third currency, the
    /// first by name that serves; null where nothing is known yet.</summary>
    /// <param name="time">Milliseconds since 1970-01-01T00:00Z; a bar that closes at this very time is known.</param>
    public decimal? At(string from, string to, long time)
    {
        if (Direct(from, to, time) is { } rate) return rate;
        foreach (var third in _currencies.Order(StringComparer.Ordinal))
            if (third != from && third != to && Direct(from, third, time) is { } first && Direct(third, to, time) is { } second) return first * second;
        return null;
    }

    private decimal? Direct(string from, string to, long time)
    {
        if (from == to) return 1;
        if (Last(from, to, time) is { } rate) return rate;
        return Last(to, from, time) is { } turned ? 1 / turned : null;
    }

    private decimal? Last(string from, string to, long time)
    {
        if (!_series.TryGetValue((from, to), out var series)) return null;
        var i = Array.BinarySearch(series.Known, time);
        if (i < 0) i = ~i - 1;
        return i < 0 ? null : (decimal)series.Rate[i];
    }
}
