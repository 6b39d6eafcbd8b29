using TradeForge.Core.Strategies;

namespace TradeForge.Core.Metrics;

/// <summary>How much was held and traded: bars in a position, holdings at the end of each day, values of the fills.</summary>
internal sealed class Activity
{
    private const double Participation = 0.01;

    /// <summary>Bars on which a position was open at any moment, entry and exit bar included.</summary>
    public required int BarsInPosition { get; init; }
    /// <summary>Value of all entries and exits at their prices.</summary>
    public required double TradedValue { get; init; }
    /// <summary>Value of what is held at the last close of each day, long plus short, as a share of that day's equity.</summary>
    public required double[] Gross { get; init; }
    /// <summary>Long minus short.</summary>
    public required double[] Net { get; init; }
    /// <summary>Mean of the equity at the last close of each day.</summary>
    public required double MeanEquity { get; init; }
    /// <summary>The capital at which one fill in twenty would exceed 1 % of what its bar traded; null without volume or fills.</summary>
    public required double? Capacity { get; init; }
    /// <summary>The same of each symbol alone, the lowest first; empty where one instrument was traded.</summary>
    public IReadOnlyList<CapacityRow> Capacities { get; init; } = [];

    public static Activity Of(MetricsInput input, TradeColumns trades, DailyReturns days)
    {
        var legs = Legs(input, trades);
        var (gross, net) = input.Held is { } held ? Holdings(input, days, held.Net, held.Gross) : Holdings(input, days, legs);
        var (traded, fills, capacities) = (0.0, 0, new double[2 * legs.Length]);
        var bySymbol = new SortedDictionary<string, List<double>>(StringComparer.Ordinal);
        foreach (var leg in legs)
        {
            traded += leg.EntryValue + leg.ExitValue;
            if (CapacityOf(input, leg, leg.EntryBar, leg.EntryValue) is { } entry) Note(leg.Symbol, entry);
            if (leg.Closed && CapacityOf(input, leg, leg.ExitBar, leg.ExitValue) is { } exit) Note(leg.Symbol, exit);
        }

        return new Activity
        {
            BarsInPosition = Covered(legs),
            TradedValue = traded,
            Gross = gross,
            Net = net,
            MeanEquity = Mean(input.Equity, days.Ends),
            Capacity = Sample.PercentileOf(capacities.AsSpan(0, fills), 0.05),
            Capacities = [.. bySymbol.Select(s => CapacityRow.Of(s.Key, [.. s.Value])).OrderBy(row => row.Capacity)],
        };

        void Note(string? symbol, double capacity)
        {
            capacities[fills++] = capacity;
            if (input.Turnover is null) return;
            if (!bySymbol.TryGetValue(symbol!, out var own)) bySymbol.Add(symbol!, own = []);
            own.Add(capacity);
        }
    }

    private static Leg[] Legs(MetricsInput input, TradeColumns trades)
    {
        var legs = new Leg[trades.Count + input.OpenPositions.Count];
        for (var i = 0; i < trades.Count; i++)
            legs[i] = new(trades.Entry[i], trades.Exit[i], trades.Quantity[i], trades.Value[i], trades.ExitValue[i], trades.Side[i] == PositionSide.Long, true, input.Turnover is null ? null : input.Trades[i].Symbol);
        for (var i = trades.Count; i < legs.Length; i++)
        {
            var open = input.OpenPositions[i - trades.Count];
            legs[i] = new(open.EntryBar, input.Equity.Length - 1, (double)open.Quantity, (double)(open.Quantity * open.EntryPrice * open.EntryRate), 0, open.Side == PositionSide.Long, false, open.Symbol);
        }

        return legs;
    }

    /// <summary>The capital that would have made a fill 1 % of what its bar traded; null where that is not known.</summary>
    private static double? CapacityOf(MetricsInput input, in Leg leg, int bar, double value)
    {
        var (equity, traded) = (input.Equity[bar], input.Turnover is { } of ? of(leg.Symbol!, bar) : input.Bars.Close[bar] * input.Bars.Volume[bar]);
        return value > 0 && equity > 0 && traded > 0 ? Participation * traded * equity / value : null;
    }

    private static double Mean(double[] equity, int[] bars)
    {
        var sum = 0.0;
        foreach (var bar in bars) sum += Math.Max(0, equity[bar]);
        return sum / bars.Length;
    }

    /// <summary>The number of bars in the union of the spans.</summary>
    private static int Covered(Leg[] legs)
    {
        var sorted = true; // trades are in the order of their exits, which mostly is that of their entries
        for (var i = 1; i < legs.Length && sorted; i++) sorted = legs[i - 1].EntryBar <= legs[i].EntryBar;
        if (!sorted) Array.Sort(legs, (a, b) => a.EntryBar.CompareTo(b.EntryBar));
        var (covered, next) = (0, 0);
        foreach (ref readonly var leg in legs.AsSpan())
        {
            covered += Math.Max(0, leg.ExitBar + 1 - Math.Max(next, leg.EntryBar));
            next = Math.Max(next, leg.ExitBar + 1);
        }

        return covered;
    }

    private static (double[] Gross, double[] Net) Holdings(MetricsInput input, DailyReturns days, decimal[] held, decimal[] heldGross)
    {
        var (gross, net) = (new double[days.Ends.Length], new double[days.Ends.Length]);
        for (var day = 0; day < gross.Length; day++)
            if (days.Ends[day] is var bar && input.Equity[bar] > 0) (gross[day], net[day]) = ((double)heldGross[bar] / input.Equity[bar], (double)held[bar] / input.Equity[bar]);
        return (gross, net);
    }

    private static (double[] Gross, double[] Net) Holdings(MetricsInput input, DailyReturns days, Leg[] legs)
    {
        var count = days.Ends.Length;
        var (longs, shorts) = (new double[count + 1], new double[count + 1]);
        foreach (var leg in legs)
        {
            var side = leg.Long ? longs : shorts;
            var (from, to) = (Math.Min(count, days.DayOf(leg.EntryBar)), leg.Closed ? Math.Min(count, days.DayOf(leg.ExitBar)) : count);
            if (from == to) continue; // opened and closed within the day; sums of many would leave dust
            side[from] += leg.Quantity;
            side[to] -= leg.Quantity;
        }

        var (gross, net) = (new double[count], new double[count]);
        var (bought, sold) = (0.0, 0.0);
        for (var day = 0; day < count; day++)
        {
            (bought, sold) = (bought + longs[day], sold + shorts[day]);
            var share = input.Bars.Close[days.Ends[day]] / input.Equity[days.Ends[day]];
            (gross[day], net[day]) = input.Equity[days.Ends[day]] > 0 ? ((bought + sold) * share, (bought - sold) * share) : (0, 0);
        }

        return (gross, net);
    }

    /// <summary>A closed trade or an open position; the exit of an open one is the last bar, at no value.</summary>
    private readonly record struct Leg(int EntryBar, int ExitBar, double Quantity, double EntryValue, double ExitValue, bool Long, bool Closed, string? Symbol);
}
