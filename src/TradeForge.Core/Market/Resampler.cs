namespace TradeForge.Core.Market;

/// <summary>Bars of a higher timeframe made from bars of a lower one.</summary>
/// <remarks>
/// Buckets start at 00:00 of the calendar's zone (UTC for <c>auto</c>), weeks on Monday; a bucket shorter than a day that does not divide
/// the day starts anew at midnight. A bucket without bars gives no bar. A bar is stamped with the start of its bucket. The last bucket is
/// dropped unless the data reach its end: the end of the last session on an exchange, and never a weekend or a holiday without trading.
/// On a day of a clock change buckets count elapsed hours from local midnight, so that none overlaps another.
/// </remarks>
public static class Resampler
{
    private static readonly long Day = Timeframe.OneDay.Milliseconds;
    private static readonly long Week = Timeframe.OneWeek.Milliseconds;

    /// <summary>The series in <paramref name="target"/>, itself when that is its own timeframe, or the problem that it is lower.</summary>
    public static (CandleSeries? Series, Problem? Problem) TryResample(CandleSeries series, Timeframe target, TradingCalendar calendar, CancellationToken cancellationToken = default)
    {
        if (target == series.Timeframe) return (series, null);
        if (target.Milliseconds < series.Timeframe.Milliseconds) return (null, TooLow(series, target));
        return (Resample(series, target, calendar, cancellationToken), null);
    }

    /// <exception cref="ArgumentException"><paramref name="target"/> is lower than the timeframe of the series.</exception>
    public static CandleSeries Resample(CandleSeries series, Timeframe target, TradingCalendar calendar, CancellationToken cancellationToken = default)
    {
        if (target.Milliseconds < series.Timeframe.Milliseconds) throw new ArgumentException(TooLow(series, target).Message.En, nameof(target));
        var buckets = new Buckets(calendar, target, series.Timeframe);
        var times = series.Times;
        var high = series.High;
        var low = series.Low;
        var bars = new CandleColumns(Math.Max(16, (int)Math.Min(series.Count, 2 + series.Count * series.Timeframe.Milliseconds / target.Milliseconds)));
        for (int i = 0, check = 0; i < times.Length;)
        {
            if (i >= check)
            {
                cancellationToken.ThrowIfCancellationRequested();
                check = i + CandleSeries.CheckStep;
            }
            var (start, end) = buckets.Of(times[i]);
            var (o, h, l, v) = (series.Open[i], high[i], low[i], series.Volume[i]);
            var last = i++;
            for (; i < times.Length && times[i] < end; last = i++)
            {
                h = Math.Max(h, high[i]);
                l = Math.Min(l, low[i]);
                v += series.Volume[i];
            }
            if (i < times.Length || IsFinished(series, calendar, times[last], start, end)) bars.Add(start, o, h, l, series.Close[last], v);
        }
        return bars.ToSeries(series.Symbol, target);
    }

    /// <summary>When each bar is over, in milliseconds: its start plus its length; for bars of days the end of the last local day.</summary>
    public static long[] CloseTimes(CandleSeries series, TradingCalendar calendar)
    {
        var ends = new BarEnds(calendar, series.Timeframe);
        var closes = new long[series.Count];
        for (var i = 0; i < closes.Length; i++) closes[i] = ends.Of(series.Times[i]);
        return closes;
    }

    /// <summary>For each bar of <paramref name="lower"/> the last bar of <paramref name="higher"/> that is over when it closes, -1 before the first (golden rule G13).</summary>
    public static int[] JoinByClose(CandleSeries lower, CandleSeries higher, TradingCalendar calendar)
    {
        var closes = CloseTimes(higher, calendar);
        var decisions = CloseTimes(lower, calendar);
        var joined = new int[decisions.Length];
        var next = 0;
        for (var i = 0; i < joined.Length; i++)
        {
            while (next < closes.Length && closes[next] <= decisions[i]) next++;
            joined[i] = next - 1;
        }
        return joined;
    }

    private static bool IsFinished(CandleSeries series, TradingCalendar calendar, long last, long start, long end)
    {
        var reached = last + series.Timeframe.Milliseconds;
        if (reached >= end) return true;
        var label = TradingCalendar.IsDateLabel(last, series.Timeframe);
        var lastDay = label ? TradingCalendar.Floor(end - 1, Day) : calendar.LocalDay(end - 1, Timeframe.OneMinute);
        while (lastDay * Day > start && !Trades(series, calendar, lastDay, label)) lastDay--;
        if (label) return reached >= (lastDay + 1) * Day;
        var over = calendar.SessionEnd(TradingCalendar.DateOfDay(lastDay)) ?? calendar.StartOfDay(lastDay + 1);
        return over > start && reached >= over; // a bucket after the session has only its own end
    }

    /// <summary>The day may have bars: by the exchange's table, else by the week. Weekend sessions have no daily bar of their own.</summary>
    private static bool Trades(CandleSeries series, TradingCalendar calendar, long day, bool label)
    {
        if (calendar.DataVersion is null) return !TradingCalendar.IsWeekend(day) || calendar.TradesOnWeekends(series);
        return label ? calendar.Sessions.IsTradingDay((int)day) : !calendar.Sessions.Of((int)day).IsEmpty;
    }

    private static Problem TooLow(CandleSeries series, Timeframe target) => new(Severity.Error, "timeframe-too-low", "timeframe", new(
        $"The bars of {series.Symbol} are {series.Timeframe} long; they cannot be split into {target}.",
        $"Бары {series.Symbol} имеют длину {series.Timeframe}; разделить их на {target} нельзя."));

    /// <summary>Start and end of the bucket of a time; remembers the day, because times ascend.</summary>
    internal struct Buckets(TradingCalendar calendar, Timeframe target, Timeframe source)
    {
        private readonly long _length = target.Milliseconds;
        private long _dayStart, _dayEnd;

        public (long Start, long End) Of(long time)
        {
            if (TradingCalendar.IsDateLabel(time, source)) return Labelled(time);
            return _length < Day ? Inside(time) : Days(calendar.LocalDay(time, Timeframe.OneMinute));
        }

        /// <summary>Bars that are dates already are put together by their dates, in no zone.</summary>
        private readonly (long Start, long End) Labelled(long time)
        {
            var (first, count) = Group(time / Day);
            return (first * Day, (first + count) * Day);
        }

        private (long Start, long End) Inside(long time)
        {
            if (time < _dayStart || time >= _dayEnd)
            {
                var day = calendar.LocalDay(time, Timeframe.OneMinute);
                (_dayStart, _dayEnd) = (calendar.StartOfDay(day), calendar.StartOfDay(day + 1));
            }
            var start = _dayStart + (time - _dayStart) / _length * _length;
            return (start, Math.Min(start + _length, _dayEnd));
        }

        private readonly (long Start, long End) Days(long day)
        {
            var (first, count) = Group(day);
            return (calendar.StartOfDay(first), calendar.StartOfDay(first + count));
        }

        /// <summary>Whole weeks count from Monday 1970-01-05, other lengths from 1970-01-01; parts of a day are rounded up to days.</summary>
        private readonly (long First, long Count) Group(long day)
        {
            var count = (_length + Day - 1) / Day;
            var origin = _length % Week == 0 ? 4 : 0;
            return (TradingCalendar.Floor(day - origin, count) * count + origin, count);
        }
    }
}
