namespace TradeForge.Core.Market;

/// <summary>Makes bars of a higher timeframe from source bars that arrive one by one: the bars of <see cref="Resampler"/>, each as soon as it cannot change any more.</summary>
/// <remarks>
/// A bar is finished when the first source bar after it arrives, or when the time has come at which no source bar can belong to it any more:
/// its end, and one source bar later where source bars do not lie on its grid, because the last of them may reach beyond the end.
/// </remarks>
internal sealed class BarMerger(TradingCalendar calendar, Timeframe source, Timeframe target)
{
    private readonly long _step = source.Milliseconds;
    private readonly BarEnds _ends = new(calendar, source);
    private Resampler.Buckets _buckets = new(calendar, target, source);
    private bool _open;
    private long _start, _end, _close, _deadline;
    private Candle _bar;

    /// <summary>The finished bars since the last <see cref="Take"/>.</summary>
    private CandleColumns _bars = new(0);
    private readonly List<long> _closes = [], _known = [];

    /// <summary>When each finished bar was over.</summary>
    public IReadOnlyList<long> Closes => _closes;

    /// <summary>At which moment each finished bar was first known; not before it was over.</summary>
    public IReadOnlyList<long> Known => _known;

    /// <summary>Takes the next source bar, which is over at <paramref name="now"/>.</summary>
    public void Add(in Candle candle, long now)
    {
        if (source == target)
        {
            Give(candle, _ends.Of(candle.Time), now);
            return;
        }
        if (_open && candle.Time < _end)
            _bar = _bar with { High = Math.Max(_bar.High, candle.High), Low = Math.Min(_bar.Low, candle.Low), Close = candle.Close, Volume = _bar.Volume + candle.Volume };
        else
        {
            if (_open) Give(_bar, _close, now);
            (_start, _end) = _buckets.Of(candle.Time);
            _close = TradingCalendar.IsDateLabel(candle.Time, source) ? calendar.StartOfDay(_end / Timeframe.OneDay.Milliseconds) : _end;
            (_bar, _open) = (candle with { Time = _start }, true);
        }
        var isLast = candle.Time + _step >= _end;
        _deadline = isLast || (_end - candle.Time) % _step == 0 ? _close : _close + _step;
    }

    /// <summary>Finishes the bar that is over by <paramref name="now"/>, whatever may come.</summary>
    public void Reach(long now)
    {
        if (!_open || _deadline > now) return;
        Give(_bar, _close, now);
        _open = false;
    }

    /// <summary>Hands over the finished bars; null if there are none.</summary>
    public CandleSeries? Take(string symbol)
    {
        if (_bars.Count == 0) return null;
        var series = _bars.ToSeries(symbol, target);
        _bars = new CandleColumns(0);
        _closes.Clear();
        _known.Clear();
        return series;
    }

    private void Give(in Candle bar, long close, long now)
    {
        _bars.Add(bar.Time, bar.Open, bar.High, bar.Low, bar.Close, bar.Volume);
        _closes.Add(close);
        _known.Add(now);
    }
}
