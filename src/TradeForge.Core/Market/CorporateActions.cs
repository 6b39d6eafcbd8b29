namespace TradeForge.Core.Market;

/// <summary>A split: from <paramref name="Day"/> on, <paramref name="After"/> units stand for <paramref name="Before"/> old ones (1 → 100; 5000 → 1 for a consolidation).</summary>
/// <param name="Day">First day on which the new units trade, since 1970-01-01.</param>
public readonly record struct Split(int Day, decimal Before, decimal After)
{
    /// <summary>What prices before the day are multiplied by, and volumes divided by (golden rules G44, G49).</summary>
    public decimal PriceFactor => Before / After;

    /// <summary>A price level or an average price in new units.</summary>
    public decimal Level(decimal price) => price * Before / After;

    /// <summary>A holding in new units, and the cash for the fraction of one at the price of the first trade after (G47).</summary>
    /// <param name="quantity">Units held, below 0 when short.</param>
    /// <param name="price">Open of the first bar after the split.</param>
    /// <param name="wholeUnits">False where fractions of a unit can be held: then nothing is paid out.</param>
    public (decimal Quantity, decimal Cash) Holding(decimal quantity, decimal price, bool wholeUnits)
    {
        var exact = quantity * After / Before;
        var held = wholeUnits ? decimal.Truncate(exact) : exact;
        return (held, (exact - held) * price);
    }
}

/// <summary>A cash dividend of <paramref name="Amount"/> per unit as it stood on the ex-date, in quote currency.</summary>
/// <param name="ExDay">First day on which the unit trades without it, since 1970-01-01.</param>
public readonly record struct Dividend(int ExDay, decimal Amount)
{
    /// <summary>Cash for a holding over the ex-date (G29, G47): long receives it less <paramref name="withheldPercent"/>, short pays it whole.</summary>
    public decimal Cash(decimal quantity, decimal withheldPercent = 0) => quantity * Amount * (quantity > 0 ? 1 - withheldPercent / 100 : 1);
}

/// <summary>Splits and dividends of one instrument. Applied when read, never stored in prices (golden rule G45). Immutable.</summary>
/// <remarks>
/// An event of a day without trading takes effect on the next bar (G46). Raw prices and quantities are owned and filled; prices adjusted for
/// splits are for signals; prices adjusted for dividends too are for charts and total-return benchmarks.
/// </remarks>
public sealed class CorporateActions
{
    /// <exception cref="ArgumentException">A split or a dividend is not above 0, or two splits share a day.</exception>
    public CorporateActions(IReadOnlyList<Split> splits, IReadOnlyList<Dividend> dividends)
    {
        (Splits, Dividends) = ([], []);
        if (splits.Count == 0 && dividends.Count == 0) return;
        Splits = [.. splits.OrderBy(s => s.Day)];
        Dividends = [.. dividends.OrderBy(d => d.ExDay)];
        if (splits.Any(s => s.Before <= 0 || s.After <= 0) || splits.DistinctBy(s => s.Day).Count() != splits.Count) throw new ArgumentException("Splits must be above 0, one a day.");
        if (dividends.Any(d => d.Amount <= 0)) throw new ArgumentException("Dividends must be above 0.");
    }

    public static CorporateActions None { get; } = new([], []);

    /// <summary>In the order of their days.</summary>
    public IReadOnlyList<Split> Splits { get; }
    public IReadOnlyList<Dividend> Dividends { get; }

    /// <summary>The first day after <paramref name="day"/> on which something takes effect; <see cref="int.MaxValue"/> when there is none.</summary>
    public int NextAfter(int day)
    {
        foreach (var split in Splits)
            if (split.Day > day) return NextDividend(day, split.Day);
        return NextDividend(day, int.MaxValue);
    }

    private int NextDividend(int day, int before)
    {
        foreach (var dividend in Dividends)
            if (dividend.ExDay > day) return Math.Min(dividend.ExDay, before);
        return before;
    }

    /// <summary>Splits that take effect on a bar of <paramref name="day"/> whose bar before was of <paramref name="before"/>.</summary>
    public IEnumerable<Split> SplitsBetween(int before, int day) => Splits.Where(s => s.Day > before && s.Day <= day);

    /// <summary>Dividends whose ex-date lies after <paramref name="before"/> and not after <paramref name="day"/>; paid on what was held before the
    /// first of the day's trades, in the units after the day's splits.</summary>
    public IEnumerable<Dividend> DividendsBetween(int before, int day) => Dividends.Where(d => d.ExDay > before && d.ExDay <= day);

    /// <summary>What a raw price of a day is multiplied by to stand in units of <paramref name="asOf"/>; a level made on adjusted prices is divided by
    /// it before it becomes an order (G48).</summary>
    public decimal SplitFactor(int day, int asOf = int.MaxValue)
    {
        decimal factor = 1;
        foreach (var split in Splits)
            if (split.Day > day && split.Day <= asOf) factor *= split.PriceFactor;
        return factor;
    }

    /// <summary>Prices in units of <paramref name="asOf"/>; price times volume of a bar stays the same.</summary>
    public CandleSeries AdjustForSplits(CandleSeries raw, TradingCalendar calendar, int asOf = int.MaxValue, CancellationToken cancellationToken = default) =>
        Splits.Count == 0 ? raw : Adjust(raw, calendar, asOf, null, cancellationToken);

    /// <summary>Prices adjusted for splits and dividends, each dividend by 1 − D/C with C the raw close of the bar before its ex-date (G47).</summary>
    public CandleSeries AdjustFully(CandleSeries raw, TradingCalendar calendar, int asOf = int.MaxValue, CancellationToken cancellationToken = default) =>
        Adjust(raw, calendar, asOf, Dividends, cancellationToken);

    /// <summary>Splits after which the prices go on as if there had been none: perhaps they are adjusted already (from a factor of 1.5 on; a
    /// smaller one is lost in ordinary moves).</summary>
    public IReadOnlyList<Text> Doubts(CandleSeries raw, TradingCalendar calendar, CancellationToken cancellationToken = default)
    {
        if (Splits.Count == 0) return [];
        var days = Days(raw, calendar, cancellationToken);
        var doubts = new List<Text>();
        foreach (var split in Splits)
        {
            var first = Array.FindIndex(days, d => d >= split.Day);
            var expected = Math.Log((double)split.PriceFactor);
            if (first < 1 || Math.Abs(expected) < Math.Log(1.5)) continue;
            var seen = Math.Log(raw.Open[first] / raw.Close[first - 1]);
            if (Math.Abs(seen) >= Math.Abs(seen - expected)) continue;
            var date = TradingCalendar.DateOfDay(split.Day).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
            doubts.Add(new($"The prices of {raw.Symbol} show no jump at the split of {date}: they may be adjusted already.", $"В ценах {raw.Symbol} нет скачка в день сплита {date}: возможно, они уже скорректированы."));
        }
        return doubts;
    }

    private CandleSeries Adjust(CandleSeries raw, TradingCalendar calendar, int asOf, IReadOnlyList<Dividend>? dividends, CancellationToken cancellationToken)
    {
        var n = raw.Count;
        var (o, h, l, c, v) = (raw.Open.ToArray(), raw.High.ToArray(), raw.Low.ToArray(), raw.Close.ToArray(), raw.Volume.ToArray());
        var days = Days(raw, calendar, cancellationToken);
        var (price, units) = (1.0, 1.0); // factors of the bar at hand, found going back in time
        var (s, d) = (Splits.Count - 1, (dividends?.Count ?? 0) - 1);
        while (s >= 0 && Splits[s].Day > asOf) s--;
        while (d >= 0 && dividends![d].ExDay > asOf) d--;
        for (var i = n - 1; i >= 0; i--)
        {
            if (i % CandleSeries.CheckStep == 0) cancellationToken.ThrowIfCancellationRequested();
            var split = 1.0; // of the events between this bar and the next
            for (; s >= 0 && Splits[s].Day > days[i]; s--) split *= i == n - 1 ? 1 : (double)Splits[s].PriceFactor;
            price *= split;
            units *= split;
            for (; d >= 0 && dividends![d].ExDay > days[i]; d--)
                if (i < n - 1) price *= 1 - (double)dividends[d].Amount / (raw.Close[i] * split);
            (o[i], h[i], l[i], c[i], v[i]) = (o[i] * price, h[i] * price, l[i] * price, c[i] * price, v[i] / units);
        }
        return new CandleSeries(raw.Symbol, raw.Timeframe, raw.Times.ToArray(), o, h, l, c, v);
    }

    private static int[] Days(CandleSeries series, TradingCalendar calendar, CancellationToken cancellationToken)
    {
        var days = new TradingDays(calendar, series.Timeframe);
        var numbers = new int[series.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (i % CandleSeries.CheckStep == 0) cancellationToken.ThrowIfCancellationRequested();
            numbers[i] = days.Of(series.Times[i]);
        }
        return numbers;
    }
}
