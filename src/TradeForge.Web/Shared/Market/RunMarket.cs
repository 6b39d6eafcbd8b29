using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Trading;
using TradeForge.Infrastructure.ClickHouse;
using TradeForge.Infrastructure.Postgres.Stores;

namespace TradeForge.Web.Shared.Market;

/// <summary>An instrument as the run form offers it: what is stored of it, and the terms that a run takes by default.</summary>
public sealed record RunInstrument(string Key, IReadOnlyList<StoredSeries> Series, decimal Lot, decimal PriceStep, Commission Commission, CalendarKind Calendar)
{
    private static readonly string[] Usual = ["1m", "5m", "15m", "30m", "1h", "4h", "1d", "1w"];

    /// <summary>The stored timeframes and the usual ones that can be made of them.</summary>
    public IReadOnlyList<Timeframe> Timeframes { get; } =
    [
        .. Usual.Select(Timeframe.Parse).Concat(Series.Select(s => s.Timeframe)).Distinct()
            .Where(t => Series.Any(s => t.Milliseconds % s.Timeframe.Milliseconds == 0)).OrderBy(t => t.Milliseconds),
    ];

    /// <summary>A run on these terms with everything else as it is by default: the taker's fee on every fill, and one step of slippage (0.05 % where the step is not known).</summary>
    public BacktestSettings UsualSettings { get; } = new()
    {
        Lot = Lot,
        PriceStep = PriceStep,
        Commission = Commission with { MakerPercent = null },
        Slippage = PriceStep > 0 ? new Slippage(1, SlippageUnit.Ticks) : new Slippage(0.05m),
        Calendar = Calendar,
    };

    /// <summary>The stored series that bars of a timeframe are made of: the longest that divides it.</summary>
    public StoredSeries? SourceOf(Timeframe timeframe) =>
        Series.Where(s => timeframe.Milliseconds % s.Timeframe.Milliseconds == 0).MaxBy(s => s.Timeframe.Milliseconds);
}

/// <summary>Reads what there is to run on.</summary>
public sealed class RunMarket(CandleStore candles, InstrumentStore instruments)
{
    public async Task<IReadOnlyList<RunInstrument>> ListAsync(CancellationToken cancel)
    {
        var stored = (await instruments.ListAsync(cancel)).ToDictionary(i => i.Key, StringComparer.Ordinal);
        var coverage = await candles.CoverageAsync(cancel);
        return [.. coverage.GroupBy(c => c.Instrument, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => Offer(g.Key, [.. g.OrderBy(c => c.Timeframe.Milliseconds)], stored.GetValueOrDefault(g.Key)))];
    }

    /// <summary>The last close of a series, for showing what a round trip costs; null without bars.</summary>
    public async Task<double?> LastCloseAsync(StoredSeries series, CancellationToken cancel)
    {
        var last = await candles.ReadAsync(series.Instrument, series.Timeframe, series.Last, to: null, cancel);
        return last.Count == 0 ? null : last.Close[^1];
    }

    private static RunInstrument Offer(string key, IReadOnlyList<StoredSeries> series, StoredInstrument? stored)
    {
        var calendar = VenueCatalog.Find(key.Split(':')[0])?.Calendar ?? CalendarKind.Auto;
        if (stored?.Terms is [.., var own]) return new(key, series, own.Lot, own.PriceStep, own.Commission, calendar);
        var known = VenueCatalog.FindInstrument(key)?.Terms[^1];
        return new(key, series, known?.Lot ?? 0, known?.PriceStep ?? 0, known?.Commission ?? Commission.None, calendar);
    }
}
