using TradeForge.Core.Market;

namespace TradeForge.Core.Metrics;

/// <summary>Returns of calendar months, quarters and years, and of the last stretch of a run. The first and the last of them may be partial.</summary>
/// <param name="Months">From the last close of the month before, the first from the initial cash.</param>
internal sealed record CalendarReturns(DailyReturns Days, double[] Growth, PeriodReturn[] Months, PeriodReturn[] Quarters, PeriodReturn[] Years)
{
    public static CalendarReturns Of(DailyReturns days)
    {
        var growth = new double[days.Returns.Length];
        for (var i = 0; i < growth.Length; i++) growth[i] = (i == 0 ? 1 : growth[i - 1]) * (1 + days.Returns[i]);
        return new(days, growth, Group(12), Group(4), Group(1));

        PeriodReturn[] Group(int perYear)
        {
            var periods = new List<PeriodReturn>();
            var start = 1.0;
            for (var i = 0; i < growth.Length; i++)
            {
                var date = days.Date(i);
                var period = (date.Month - 1) / (12 / perYear);
                if (i + 1 < growth.Length && days.Date(i + 1) is var next && next.Year == date.Year && (next.Month - 1) / (12 / perYear) == period) continue;
                periods.Add(new PeriodReturn(date.Year, period + 1, (growth[i] / start) - 1));
                start = growth[i];
            }

            return [.. periods];
        }
    }

    /// <summary>How far each day's last close lies below the running peak of the days, which starts at the initial cash: fractions, 0 or negative.</summary>
    public double[] Falls { get; } = FallsOf(Growth);

    public DateOnly Last => Days.Date(Growth.Length - 1);

    /// <summary>Return of the whole run.</summary>
    public double Total => Growth[^1] - 1;

    /// <summary>Return since the last close on or before a date; null where the run starts after it.</summary>
    public double? Since(DateOnly date)
    {
        var day = FirstAfter(date) - 1;
        return day < 0 ? null : (Growth[^1] / Growth[day]) - 1;
    }

    /// <summary>Compound annual growth from the close of the first day on or after the date so many years back; null where the run is shorter.</summary>
    public double? Annual(int years)
    {
        var (last, back) = (Last, Last.AddYears(-years));
        if (FirstAfter(back) == 0) return null;
        var day = FirstAfter(back.AddDays(-1));
        return Math.Pow(Growth[^1] / Growth[day], 365.25 / (last.DayNumber - Days.Date(day).DayNumber)) - 1;
    }

    private static double[] FallsOf(double[] growth)
    {
        var falls = new double[growth.Length];
        var peak = 1.0;
        for (var i = 0; i < growth.Length; i++)
        {
            peak = Math.Max(peak, growth[i]);
            falls[i] = (growth[i] / peak) - 1;
        }

        return falls;
    }

    /// <summary>The first day after a date; the number of days where there is none.</summary>
    private int FirstAfter(DateOnly date)
    {
        var index = Days.Days.AsSpan().BinarySearch((long)date.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber);
        return index < 0 ? ~index : index + 1;
    }
}

/// <summary>The return of a calendar period, a fraction. <paramref name="Number"/> counts from 1 within the year.</summary>
internal readonly record struct PeriodReturn(int Year, int Number, double Return);

/// <summary>What is said of a list of period returns.</summary>
internal static class PeriodStatistics
{
    public static double? Best(this PeriodReturn[] periods) => periods.Length == 0 ? null : periods.Max(p => p.Return);

    public static double? Worst(this PeriodReturn[] periods) => periods.Length == 0 ? null : periods.Min(p => p.Return);

    public static double? WinRate(this PeriodReturn[] periods) => periods.Length == 0 ? null : periods.Count(p => p.Return > 0) / (double)periods.Length;

    public static double? MeanUp(this PeriodReturn[] periods) => periods.Where(p => p.Return > 0).Select(p => (double?)p.Return).Average();

    public static double? MeanDown(this PeriodReturn[] periods) => periods.Where(p => p.Return <= 0).Select(p => (double?)p.Return).Average();

    public static double GeometricMean(this PeriodReturn[] periods) => Math.Pow(periods.Aggregate(1.0, (growth, p) => growth * (1 + p.Return)), 1.0 / periods.Length) - 1;

    /// <summary>Sum of all / |sum of those below 0|.</summary>
    public static double GainToPain(this PeriodReturn[] periods) => periods.Sum(p => p.Return) / -periods.Where(p => p.Return < 0).Sum(p => p.Return);

    /// <summary>Share of the spans of twelve months in a row with a gain; null under thirteen months.</summary>
    public static double? TwelveMonthWinRate(this PeriodReturn[] months)
    {
        if (months.Length < 13) return null;
        var wins = 0;
        for (var i = 12; i < months.Length; i++)
        {
            var growth = 1.0;
            for (var k = i - 11; k <= i; k++) growth *= 1 + months[k].Return;
            if (growth > 1) wins++;
        }

        return wins / (double)(months.Length - 12);
    }
}
