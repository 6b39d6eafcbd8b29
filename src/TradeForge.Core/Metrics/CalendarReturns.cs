using TradeForge.Core.Market;

namespace TradeForge.Core.Metrics;

/// <summary>Returns of calendar months, quarters and years, and of the last stretch of a run. The first and the last of them may be partial.</summary>
/// <param name="Months">From the last close of the month before, the first from the initial cash.</param>
internal sealed record CalendarReturns(DailyReturns Days, double[] Growth, PeriodReturns Months, PeriodReturns Quarters, PeriodReturns Years)
{
    public static CalendarReturns Of(DailyReturns days)
    {
        var growth = new double[days.Returns.Length];
        for (var i = 0; i < growth.Length; i++) growth[i] = (i == 0 ? 1 : growth[i - 1]) * (1 + days.Returns[i]);
        return new(days, growth, Group(1), Group(3), Group(12));

        PeriodReturns Group(int monthsEach)
        {
            var (periods, count, start) = (new double[growth.Length], 0, 1.0);
            for (var i = 0; i < growth.Length; i++)
            {
                if (i + 1 < growth.Length && Period(days.Date(i + 1), monthsEach) == Period(days.Date(i), monthsEach)) continue;
                periods[count++] = (growth[i] / start) - 1;
                start = growth[i];
            }

            return new(periods[..count]);
        }
    }

    private static int Period(DateOnly date, int monthsEach) => ((12 * date.Year) + date.Month - 1) / monthsEach;

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

/// <summary>The returns of calendar periods in a row, fractions. What is not defined is NaN or infinite.</summary>
internal sealed class PeriodReturns
{
    private readonly int _ups;
    private readonly double _gains, _lost, _growth = 1;

    public PeriodReturns(double[] values)
    {
        Values = values;
        foreach (var r in values)
        {
            _growth *= 1 + r;
            if (r > 0) (_ups, _gains) = (_ups + 1, _gains + r);
            else _lost -= r;
            Best = r > Best ? r : Best;
            Worst = r < Worst ? r : Worst;
        }
    }

    public double[] Values { get; }
    public double Best { get; } = double.NegativeInfinity;
    public double Worst { get; } = double.PositiveInfinity;
    public double WinRate => _ups / (double)Values.Length;
    public double MeanUp => _gains / _ups;
    /// <summary>Of the returns of 0 and below.</summary>
    public double MeanDown => -_lost / (Values.Length - _ups);
    public double GeometricMean => Math.Pow(_growth, 1.0 / Values.Length) - 1;
    /// <summary>Sum of all / |sum of those below 0|.</summary>
    public double GainToPain => (_gains - _lost) / _lost;

    /// <summary>Share of the spans of twelve in a row, after the first, with a gain; null for fewer than thirteen.</summary>
    public double? TwelveInARow
    {
        get
        {
            if (Values.Length < 13) return null;
            var wins = 0;
            for (var i = 12; i < Values.Length; i++)
            {
                var growth = 1.0;
                foreach (var r in Values.AsSpan(i - 11, 12)) growth *= 1 + r;
                if (growth > 1) wins++;
            }

            return wins / (double)(Values.Length - 12);
        }
    }
}
