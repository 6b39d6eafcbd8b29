using System.Globalization;
using TradeForge.Core;

namespace TradeForge.Web.Shared.Plots;

/// <summary>Labels for an axis of days.</summary>
internal static class PlotDays
{
    private const int Labels = 6;

    public static string Word => new Text("Day", "День").Here();

    /// <summary>Where a day lies, 0 at the first, 1 at the last; a day that is not among them where the next one does.</summary>
    public static double At(IReadOnlyList<DateOnly> days, DateOnly day)
    {
        var (low, high) = (0, days.Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (days[middle] < day) low = middle + 1;
            else high = middle;
        }
        return days.Count < 2 ? 0 : (double)low / (days.Count - 1);
    }

    /// <summary>At most six labels: days, months or years, as long as the axis needs.</summary>
    public static IReadOnlyList<PlotTick> Ticks(IReadOnlyList<DateOnly> days)
    {
        if (days.Count == 0) return [];
        var span = days[^1].DayNumber - days[0].DayNumber;
        var format = span < 90 ? "d MMM" : span < 1500 ? "MMM yyyy" : "yyyy";
        return [.. Enumerable.Range(0, Math.Min(Labels, days.Count))
            .Select(k => (K: k, At: days.Count == 1 ? 0.5 : (double)k / (Math.Min(Labels, days.Count) - 1)))
            .Select(x => new PlotTick(x.At, days[(int)Math.Round(x.At * (days.Count - 1))].ToString(format, CultureInfo.CurrentUICulture), x.K is 1 or 3 or 4))
            .DistinctBy(t => t.Label)];
    }
}
