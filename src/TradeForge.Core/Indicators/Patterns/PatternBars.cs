using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators.Patterns;

/// <summary>The last eight candles with their measures; nothing is allocated per candle.</summary>
internal sealed class PatternBars
{
    private readonly PatternBar[] _bars = [.. Enumerable.Range(0, 8).Select(_ => new PatternBar())];
    private WindowSum _bodies = new(10), _ranges = new(10), _shadows = new(10), _recentRanges = new(5);
    private double _meanBodies = double.NaN, _meanRanges = double.NaN, _meanShadows = double.NaN, _meanRecent = double.NaN; // sums before this candle

    /// <summary>Candles taken so far.</summary>
    public long Count { get; private set; }

    /// <param name="ago">0 = the last candle, up to 7.</param>
    public PatternBar this[int ago] => _bars[(int)(Count - 1 - ago) & 7];

    /// <summary>Takes the next candle, all of whose prices are known.</summary>
    public void Add(in Candle candle)
    {
        var bar = _bars[(int)Count & 7];
        Count++;
        bar.Set(candle, _meanBodies, _meanRanges, _meanShadows, _meanRecent);
        _meanBodies = _bodies.Add(bar.Body);
        _meanRanges = _ranges.Add(bar.Range);
        _meanShadows = _shadows.Add(bar.Range - bar.Body);
        _meanRecent = _recentRanges.Add(bar.Range);
    }
}
