
namespace TradeForge.Core.Market;

/// <summary>Closed candles of one instrument and timeframe as columns of equal length, oldest first, strictly ascending times.</summary>
/// <remarks>Immutable by convention: the arrays are handed over at construction and not written afterwards.</remarks>
public sealed class CandleSeries
{
    /// <summary>Bars between two looks at a token in work over a whole series.</summary>
    internal const int CheckStep = 1 << 14;

    private readonly long[] _times;
    private readonly double[] _open, _high, _low, _close, _volume;
    private readonly int _start;

    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    public CandleSeries(string symbol, Timeframe timeframe, long[] times, double[] open, double[] high, double[] low, double[] close, double[] volume)
        : this(symbol, timeframe, times, open, high, low, close, volume, 0, times.Length)
    {
        if (open.Length != times.Length || high.Length != times.Length || low.Length != times.Length || close.Length != times.Length || volume.Length != times.Length)
            throw new ArgumentException($"Columns of {symbol} differ in length: {times.Length}, {open.Length}, {high.Length}, {low.Length}, {close.Length}, {volume.Length}.");
    }

    /// <summary>The bars from <paramref name="start"/> on of columns that are long enough.</summary>
    internal CandleSeries(string symbol, Timeframe timeframe, long[] times, double[] open, double[] high, double[] low, double[] close, double[] volume, int start, int count)
    {
        Symbol = symbol;
        Timeframe = timeframe;
        (_times, _open, _high, _low, _close, _volume) = (times, open, high, low, close, volume);
        (_start, Count) = (start, count);
    }

    public string Symbol { get; }
    public Timeframe Timeframe { get; }
    public int Count { get; }

    /// <summary>Bar starts in milliseconds since 1970-01-01T00:00Z.</summary>
    public ReadOnlySpan<long> Times => _times.AsSpan(_start, Count);
    public ReadOnlySpan<double> Open => _open.AsSpan(_start, Count);
    public ReadOnlySpan<double> High => _high.AsSpan(_start, Count);
    public ReadOnlySpan<double> Low => _low.AsSpan(_start, Count);
    public ReadOnlySpan<double> Close => _close.AsSpan(_start, Count);
    public ReadOnlySpan<double> Volume => _volume.AsSpan(_start, Count);

    public Candle this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            var i = _start + index;
            return new Candle(_times[i], _open[i], _high[i], _low[i], _close[i], _volume[i]);
        }
    }

    /// <summary>A bar that will be read soon: its columns lie far apart in memory, and waiting for all of them costs as much as a fill.</summary>
    internal void Announce(int index)
    {
        if ((uint)index >= (uint)Count) return;
        var i = _start + index;
        Ahead.Fetch(ref _times[i]);
        Ahead.Fetch(ref _open[i]);
        Ahead.Fetch(ref _high[i]);
        Ahead.Fetch(ref _low[i]);
        Ahead.Fetch(ref _close[i]);
        Ahead.Fetch(ref _volume[i]);
    }

    /// <summary>Lows and highs that will be read soon, of a few bars.</summary>
    internal void AnnounceRange(int from, int to)
    {
        const int Line = 8, Most = 16 * Line;
        to = Math.Min(to, Math.Min(from + Most, Count));
        for (var i = from; i < to; i += Line)
        {
            Ahead.Fetch(ref _low[_start + i]);
            Ahead.Fetch(ref _high[_start + i]);
        }
    }

    /// <summary>A view of <paramref name="count"/> bars from <paramref name="start"/>; shares the columns.</summary>
    public CandleSeries Slice(int start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)start + count, Count);
        return new CandleSeries(Symbol, Timeframe, _times, _open, _high, _low, _close, _volume, _start + start, count);
    }

    /// <summary>A series made from single candles, for live feeds and tests.</summary>
    public static CandleSeries From(string symbol, Timeframe timeframe, IReadOnlyList<Candle> candles)
    {
        var n = candles.Count;
        var (t, o, h, l, c, v) = (new long[n], new double[n], new double[n], new double[n], new double[n], new double[n]);
        for (var i = 0; i < n; i++)
            (t[i], o[i], h[i], l[i], c[i], v[i]) = (candles[i].Time, candles[i].Open, candles[i].High, candles[i].Low, candles[i].Close, candles[i].Volume);
        return new CandleSeries(symbol, timeframe, t, o, h, l, c, v);
    }
}
