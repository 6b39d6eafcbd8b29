using TradeForge.Core.Market;

namespace TradeForge.Core.Strategies;

/// <summary>The bars of one series in a run, and how far its columns reach. The traded series is lane 0.</summary>
internal sealed class Lane(SeriesFeed? feed)
{
    private long[] _closes = [], _known = [];

    /// <summary>Null for the traded series.</summary>
    public SeriesFeed? Feed => feed;
    public int Count { get; private set; }
    public int Capacity { get; set; }

    /// <summary>The bars appended last, and the bar at which they start.</summary>
    public CandleSeries Chunk { get; private set; } = CandleSeries.From("", Timeframe.OneMinute, []);
    public int ChunkStart { get; private set; }

    /// <summary>When each bar was over.</summary>
    public ReadOnlySpan<long> Closes => _closes.AsSpan(0, Count);

    /// <summary>The moment of decision at which each bar was first there.</summary>
    public ReadOnlySpan<long> Known => feed is null ? Closes : _known.AsSpan(0, Count);

    public void Append(CandleSeries chunk)
    {
        View(chunk, Count);
        Count += chunk.Count;
    }

    /// <summary>Sets what <see cref="Chunk"/> shows without new bars.</summary>
    public void View(CandleSeries chunk, int start) => (Chunk, ChunkStart) = (chunk, start);

    /// <summary>Nothing is new in this block.</summary>
    public void Rest() => ChunkStart = Count;

    public void Forget() => (Count, Capacity) = (0, 0);

    /// <summary>Notes when the bars of <paramref name="chunk"/>, which comes next, are over.</summary>
    public void Clock(CandleSeries chunk, BarEnds ends)
    {
        Grow(ref _closes, Count + chunk.Count);
        for (var i = 0; i < chunk.Count; i++) _closes[Count + i] = ends.Of(chunk.Times[i]);
    }

    public void Clock(IReadOnlyList<long> closes, IReadOnlyList<long> known)
    {
        Grow(ref _closes, Count + closes.Count);
        Grow(ref _known, Count + closes.Count);
        for (var i = 0; i < closes.Count; i++) (_closes[Count + i], _known[Count + i]) = (closes[i], known[i]);
    }

    private static void Grow(ref long[] column, int needed)
    {
        if (needed > column.Length) Array.Resize(ref column, Math.Max(needed, Math.Max(64, 2 * column.Length)));
    }
}
