namespace TradeForge.Core.Market;

/// <summary>Which sessions a series holds: every bar of the data, or the regular session alone (MOEX main, US 09:30–16:00 New York).</summary>
public enum SessionChoice { All, Regular }

/// <summary>Leaves out bars of other sessions. The choice belongs to the series: indicators differ with it (golden rule G60).</summary>
public static class SessionFilter
{
    /// <summary>The bars that overlap the regular session; the series itself for <see cref="SessionChoice.All"/> and for bars of a day or more,
    /// which hold whatever their source put into them.</summary>
    public static CandleSeries Apply(CandleSeries series, SessionChoice choice, TradingCalendar calendar, CancellationToken cancellationToken = default)
    {
        if (choice == SessionChoice.All || series.Timeframe.Milliseconds >= Timeframe.OneDay.Milliseconds) return series;
        var clock = new SessionClock(calendar, series.Timeframe);
        var times = series.Times;
        var kept = new bool[times.Length];
        var count = 0;
        for (var i = 0; i < times.Length; i++)
        {
            if (i % CandleSeries.CheckStep == 0) cancellationToken.ThrowIfCancellationRequested();
            if (kept[i] = clock.At(times[i]).Kind == SessionKind.Regular) count++;
        }
        return count == times.Length ? series : new CandleSeries(series.Symbol, series.Timeframe,
            Pick(series.Times), Pick(series.Open), Pick(series.High), Pick(series.Low), Pick(series.Close), Pick(series.Volume));

        T[] Pick<T>(ReadOnlySpan<T> column)
        {
            var picked = new T[count];
            for (int i = 0, to = 0; i < column.Length; i++)
                if (kept[i]) picked[to++] = column[i];
            return picked;
        }
    }
}
