using TradeForge.Core.Market;
using TradeForge.Core.Strategies;

namespace TradeForge.Core.Simulation;

/// <summary>Says at which moments ranks and weights are set anew: at the first, and at the first of each new span of the exchange's calendar.</summary>
internal struct RebalanceClock(RebalanceSchedule? schedule, TradingDays days)
{
    private TradingDays _days = days;
    private long _span = long.MinValue;
    private bool _isDue = true;

    /// <summary>Asked once for each moment, in order. Without a schedule of its own every moment is one.</summary>
    public bool IsDue(long time)
    {
        var span = schedule is { } each ? Span(each, _days.Of(time)) : time;
        _isDue |= span != _span;
        _span = span;
        return _isDue;
    }

    /// <summary>It was done; what could not be done yet stays due.</summary>
    public void Done() => _isDue = false;

    /// <param name="schedule">What a span is.</param>
    /// <param name="day">Days since 1970-01-01, a Thursday.</param>
    private static long Span(RebalanceSchedule schedule, int day)
    {
        var date = TradingCalendar.DateOfDay(day);
        return schedule switch
        {
            RebalanceSchedule.Day => day,
            RebalanceSchedule.Week => TradingCalendar.Floor(day + 3, 7),
            RebalanceSchedule.Month => (12 * date.Year) + date.Month,
            RebalanceSchedule.Quarter => (4 * date.Year) + ((date.Month - 1) / 3),
            _ => 0,
        };
    }
}
