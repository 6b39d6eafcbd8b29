namespace TradeForge.Core.Metrics;

/// <summary>A calendar year of a run: the table of monthly returns.</summary>
/// <param name="Months">Percent of January to December; null for a month without a day in the run.</param>
/// <param name="ReturnPercent">Of the year; the first and the last year may be partial.</param>
/// <param name="BenchmarkPercent">Of the benchmark over the days on which it is known; null without one.</param>
/// <param name="MaxDrawdownPercent">Deepest fall at a day's last close below the running peak of the whole run.</param>
/// <param name="Days">Days of the run in the year.</param>
public sealed record YearRow(int Year, IReadOnlyList<double?> Months, double ReturnPercent, double? BenchmarkPercent, double MaxDrawdownPercent, int Days)
{
    internal static IReadOnlyList<YearRow> Of(IReadOnlyList<DayRow> days)
    {
        var rows = new List<YearRow>();
        for (var i = 0; i < days.Count;)
        {
            var start = i;
            var months = new double?[12];
            var (benchmark, worst) = ((double?)null, 0.0);
            for (; i < days.Count && days[i].Date.Year == days[start].Date.Year; i++)
            {
                ref var month = ref months[days[i].Date.Month - 1];
                month = Compound(month, days[i].ReturnPercent);
                if (days[i].BenchmarkPercent is { } percent) benchmark = Compound(benchmark, percent);
                worst = Math.Min(worst, days[i].DrawdownPercent);
            }

            rows.Add(new(days[start].Date.Year, months, months.Aggregate((double?)null, (total, month) => month is { } m ? Compound(total, m) : total) ?? 0, benchmark, worst, i - start));
        }

        return rows;
    }

    /// <summary>Two returns in percent one after the other.</summary>
    private static double? Compound(double? before, double percent) => 100 * (((1 + ((before ?? 0) / 100)) * (1 + (percent / 100))) - 1);
}
