using TradeForge.Core.Market;

namespace TradeForge.Core.Strategies;

/// <summary>Makes the bars of one series that a strategy reads besides the traded one, as the moments of decision pass.</summary>
internal sealed class SeriesFeed(SeriesKey key, TradingCalendar calendar)
{
    private CandleSeries? _source; // what was given and not yet used up
    private BarMerger? _merger;
    private BarEnds _ends;
    private int _next;

    public SeriesKey Key => key;

    /// <summary>Takes further source bars, oldest first.</summary>
    public void Give(CandleSeries bars)
    {
        _ends = new BarEnds(calendar, bars.Timeframe);
        _source = _source is null || _next == _source.Count ? bars : Joined(_source.Slice(_next, _source.Count - _next), bars);
        _next = 0;
    }

    /// <summary>Lets the moments pass at which a traded bar is over: source bars that are over by then are taken in.</summary>
    /// <exception cref="InvalidOperationException">The source bars are longer than the bars wanted.</exception>
    public BarMerger? Advance(ReadOnlySpan<long> decisions, Timeframe run)
    {
        if (_source is null) return null;
        _merger ??= Start(_source.Timeframe, key.Timeframe ?? run);
        foreach (var now in decisions)
        {
            while (_next < _source.Count && _ends.Of(_source.Times[_next]) <= now) _merger.Add(_source[_next++], now);
            _merger.Reach(now);
        }
        return _merger;
    }

    private BarMerger Start(Timeframe source, Timeframe target) => source.Milliseconds <= target.Milliseconds
        ? new BarMerger(calendar, source, target)
        : throw new InvalidOperationException($"Bars of {source} cannot be made into {target}.");

    private static CandleSeries Joined(CandleSeries first, CandleSeries second)
    {
        var columns = new CandleColumns(first.Count + second.Count);
        foreach (var part in (CandleSeries[])[first, second])
            for (var i = 0; i < part.Count; i++) columns.Add(part.Times[i], part.Open[i], part.High[i], part.Low[i], part.Close[i], part.Volume[i]);
        return columns.ToSeries(first.Symbol, first.Timeframe);
    }
}
