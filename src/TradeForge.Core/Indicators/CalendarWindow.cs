namespace TradeForge.Core.Indicators;

/// <summary>Stretches of the calendar, in UTC.</summary>
internal enum CalendarWindow { Day, Week, Month }

internal static class CalendarWindows
{
    private const long Day = 24 * 60 * 60 * 1000L, Monday = 4 * Day; // 1970-01-05 was a Monday

    /// <summary>The window that holds a time: its first millisecond, and the first one after it. Weeks start on Monday.</summary>
    public static (long Start, long End) Around(CalendarWindow window, long time)
    {
        if (window == CalendarWindow.Month)
        {
            var date = DateTimeOffset.FromUnixTimeMilliseconds(time);
            var first = new DateTimeOffset(date.Year, date.Month, 1, 0, 0, 0, TimeSpan.Zero);
            return (first.ToUnixTimeMilliseconds(), first.AddMonths(1).ToUnixTimeMilliseconds());
        }

        var length = window == CalendarWindow.Day ? Day : 7 * Day;
        var offset = window == CalendarWindow.Day ? 0 : Monday;
        var start = time - ((((time - offset) % length) + length) % length);
        return (start, start + length);
    }
}
