using System.Globalization;

namespace TradeForge.Core.Metrics;

/// <summary>How the returns of a period spread, in percent, with linear interpolation.</summary>
/// <param name="Period">day, week (ISO), month, quarter, year; the first and the last may be partial.</param>
public sealed record QuantileRow(string Period, int Count, double Min, double P5, double P25, double Median, double P75, double P95, double Max)
{
    internal static IReadOnlyList<QuantileRow> Of(IReadOnlyList<DayRow> days) => days.Count == 0 ? [] :
    [
        Of("day", days, date => date.DayNumber),
        Of("week", days, date => (100 * ISOWeek.GetYear(date)) + ISOWeek.GetWeekOfYear(date)),
        Of("month", days, date => (12 * date.Year) + date.Month),
        Of("quarter", days, date => (4 * date.Year) + ((date.Month - 1) / 3)),
        Of("year", days, date => date.Year),
    ];

    private static QuantileRow Of(string period, IReadOnlyList<DayRow> days, Func<DateOnly, int> number)
    {
        var returns = new List<double>();
        var (current, growth) = (number(days[0].Date), 1.0);
        foreach (var day in days)
        {
            if (number(day.Date) is var next && next != current)
            {
                returns.Add(100 * (growth - 1));
                (current, growth) = (next, 1);
            }

            growth *= 1 + (day.ReturnPercent / 100);
        }

        returns.Add(100 * (growth - 1));
        double[] sorted = [.. returns.Order()];
        double At(double fraction) => Sample.Percentile(sorted, fraction)!.Value;
        return new(period, sorted.Length, sorted[0], At(0.05), At(0.25), At(0.5), At(0.75), At(0.95), sorted[^1]);
    }
}
