namespace TradeForge.Core.Market;

/// <summary>Growing columns of candles in the order in which they arrive. One writer.</summary>
public sealed class CandleColumns
{
    private long[] _times;
    private double[] _open, _high, _low, _close, _volume;

    public CandleColumns(int capacity = 1024)
    {
        _times = new long[capacity];
        (_open, _high, _low, _close, _volume) = (new double[capacity], new double[capacity], new double[capacity], new double[capacity], new double[capacity]);
    }

    public int Count { get; private set; }

    /// <summary>Bar starts in milliseconds since 1970-01-01T00:00Z.</summary>
    public ReadOnlySpan<long> Times => _times.AsSpan(0, Count);
    public ReadOnlySpan<double> Open => _open.AsSpan(0, Count);
    public ReadOnlySpan<double> High => _high.AsSpan(0, Count);
    public ReadOnlySpan<double> Low => _low.AsSpan(0, Count);
    public ReadOnlySpan<double> Close => _close.AsSpan(0, Count);
    public ReadOnlySpan<double> Volume => _volume.AsSpan(0, Count);

    public Candle this[int i] => i < Count
        ? new Candle(_times[i], _open[i], _high[i], _low[i], _close[i], _volume[i])
        : throw new ArgumentOutOfRangeException(nameof(i), i, $"Only {Count} candles.");

    public void Add(long time, double open, double high, double low, double close, double volume)
    {
        var i = Count;
        if (i == _times.Length) Grow(Math.Max(2 * i, 16));
        (_times[i], _open[i], _high[i], _low[i], _close[i], _volume[i]) = (time, open, high, low, close, volume);
        Count = i + 1;
    }

    /// <summary>Adds all candles of <paramref name="other"/> after the own ones.</summary>
    public void Append(CandleColumns other)
    {
        if (Count + other.Count > _times.Length) Grow(Count + other.Count);
        other.Times.CopyTo(_times.AsSpan(Count));
        other.Open.CopyTo(_open.AsSpan(Count));
        other.High.CopyTo(_high.AsSpan(Count));
        other.Low.CopyTo(_low.AsSpan(Count));
        other.Close.CopyTo(_close.AsSpan(Count));
        other.Volume.CopyTo(_volume.AsSpan(Count));
        Count += other.Count;
    }

    /// <summary>Forgets the candles and keeps the memory.</summary>
    public void Clear() => Count = 0;

    /// <summary>The candles as a series, in the same memory unless much of it is unused; the times must be strictly ascending.</summary>
    public CandleSeries ToSeries(string symbol, Timeframe timeframe)
    {
        if (_times.Length > 2 * Count) Grow(Count);
        return new CandleSeries(symbol, timeframe, _times, _open, _high, _low, _close, _volume, 0, Count);
    }

    /// <summary>The candles at <paramref name="order"/>, in that order.</summary>
    internal CandleColumns Pick(ReadOnlySpan<int> order)
    {
        var picked = new CandleColumns(order.Length);
        foreach (var i in order) picked.Add(_times[i], _open[i], _high[i], _low[i], _close[i], _volume[i]);
        return picked;
    }

    private void Grow(int capacity)
    {
        Array.Resize(ref _times, capacity);
        Array.Resize(ref _open, capacity);
        Array.Resize(ref _high, capacity);
        Array.Resize(ref _low, capacity);
        Array.Resize(ref _close, capacity);
        Array.Resize(ref _volume, capacity);
    }
}
