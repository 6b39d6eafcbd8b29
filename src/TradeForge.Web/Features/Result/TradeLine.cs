using TradeForge.Core.Simulation;

namespace TradeForge.Web.Features.Result;

/// <summary>A trade of a result with what stands beside it there.</summary>
/// <param name="Trade">The trade.</param>
/// <param name="Money">Null in results of earlier versions.</param>
/// <param name="Entry">Values of the strategy's blocks at the signal of the entry; null where they are left out.</param>
/// <param name="Exit">As <paramref name="Entry"/>.</param>
public readonly record struct TradeLine(Trade Trade, TradeMoney? Money, double[]? Entry, double[]? Exit)
{
    public decimal? Lots => Money?.Lots(Trade);
    public double? SizePercent => Money?.SizePercent(Trade);

    /// <param name="result">The result.</param>
    /// <param name="place">Of the trade in it.</param>
    public static TradeLine Of(BacktestResult result, int place) => new(
        result.Trades[place], place < result.TradeMoney.Count ? result.TradeMoney[place] : null,
        result.TradeValues?.Entry.ElementAtOrDefault(place), result.TradeValues?.Exit.ElementAtOrDefault(place));

    /// <summary>Names of <see cref="Fields"/> in files: those of the result JSON, and of the values at the entry and the exit.</summary>
    public static IEnumerable<string> FieldsOf(BacktestResult result) =>
    [
        "durationHours", "grossPnl", "positionCost", "entryCapital", "exitCapital", "positionSizePercent", "lotSize", "lots", "isFlip",
        .. ValuesOf(result).Select(c => $"entry {c.Node}.{c.Handle}"), .. ValuesOf(result).Select(c => $"exit {c.Node}.{c.Handle}"),
    ];

    /// <summary>The series whose values the result has.</summary>
    public static IReadOnlyList<TradeValueColumn> ValuesOf(BacktestResult result) => result.TradeValues is { LeftOut: null } values ? values.Columns : [];

    /// <summary>In the order of <see cref="FieldsOf"/>: a number, a truth, or null.</summary>
    public object?[] Fields() =>
    [
        Trade.Hours, Trade.GrossPnl, Trade.PositionCost, Money?.EntryCapital, Money?.ExitCapital, SizePercent, Money is { LotSize: > 0 } m ? m.LotSize : null, Lots, Money?.IsFlip,
        .. Known(Entry), .. Known(Exit),
    ];

    private static IEnumerable<object?> Known(double[]? values) => (values ?? []).Select(v => double.IsFinite(v) ? (object?)v : null);
}
