using System.Globalization;
using System.Security.Cryptography;
using TradeForge.Core.Market;

namespace TradeForge.Core.Simulation;

/// <summary>Splits, dividends and funding of the instrument: its bars are raw prices, which fill orders; the strategy reads prices adjusted for splits (G47).</summary>
public sealed partial record BacktestData
{
    private CandleSeries? _signals, _market;

    public HoldingEvents Events { get; private init; } = HoldingEvents.None;

    /// <summary>What the strategy reads: <see cref="Series"/> in the units of its last bar.</summary>
    public CandleSeries Signals => _signals ?? Series;

    /// <summary>By row, what a raw price is multiplied by to be one of <see cref="Signals"/>; null = they are the same.</summary>
    internal double[]? SignalFactors { get; private init; }

    /// <summary>The bars of the run as a market to compare with: adjusted for splits and dividends.</summary>
    internal CandleSeries Market => (_market ?? Series).Slice(Start, Bars);

    private BacktestData With(HoldingEvents events, CancellationToken cancellationToken)
    {
        if (events.IsEmpty) return this;
        var last = new TradingDays(Calendar, Series.Timeframe).Of(Series.Times[^1]);
        var market = events.Actions.AdjustFully(Series, Calendar, last, cancellationToken);
        if (events.Actions.SplitsBetween(int.MinValue, last).Any() == false) return this with { Events = events, _market = market };
        return this with { Events = events, _market = market, _signals = events.Actions.AdjustForSplits(Series, Calendar, last, cancellationToken), SignalFactors = Factors(events.Actions, last, cancellationToken) };
    }

    private double[] Factors(CorporateActions actions, int last, CancellationToken cancellationToken)
    {
        var days = new TradingDays(Calendar, Series.Timeframe);
        var factors = new double[Series.Count];
        var (day, factor) = (int.MinValue, 1.0);
        for (var row = 0; row < factors.Length; row++)
        {
            if (row % CandleSeries.CheckStep == 0) cancellationToken.ThrowIfCancellationRequested();
            if (days.Of(Series.Times[row]) is var now && now != day) (day, factor) = (now, (double)actions.SplitFactor(now, last));
            factors[row] = factor;
        }
        return factors;
    }

    private static HoldingEvents EventsOf(IReadOnlyDictionary<string, HoldingEvents>? events, CandleSeries series) => events?.GetValueOrDefault(series.Symbol) ?? HoldingEvents.None;

    private static string HashOf(HoldingEvents events, string bars)
    {
        if (events.IsEmpty) return bars;
        FormattableString[] lines =
        [
            $"{bars}", .. events.Actions.Splits.Select(s => (FormattableString)$"split {s.Day} {s.Before} {s.After}"),
            .. events.Actions.Dividends.Select(d => (FormattableString)$"dividend {d.ExDay} {d.Amount}"), .. (events.Funding?.Rows ?? []).Select(r => (FormattableString)$"funding {r.Time} {r.Rate}"),
        ];
        return Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line.ToString(CultureInfo.InvariantCulture) + "\n")))));
    }

    private static Problem? SplitInsideBars(HoldingEvents events, CandleSeries bars) => events.Actions.Splits.Count == 0 || bars.Timeframe.Milliseconds <= Timeframe.OneDay.Milliseconds ? null : new(Severity.Error, "splits-need-days", "splits", new(
        $"A split inside a bar of {bars.Timeframe} mixes prices of two units: with splits the bars must be a day long or shorter.", $"Сплит внутри бара {bars.Timeframe} смешивает цены двух единиц: со сплитами бары должны быть не длиннее дня."));
}
