using TradeForge.Core.Trading;

namespace TradeForge.Core.Simulation;

/// <summary>Borrowed money, what holding costs, and terms that change.</summary>
public sealed partial record BacktestSettings
{
    /// <summary>Own money that positions need; the rest of their value is borrowed.</summary>
    public Margin Margin { get; init; } = Margin.None;
    /// <summary>What holding costs overnight.</summary>
    public Financing Financing { get; init; } = Financing.None;
    /// <summary>Percent of the dividends received that is withheld.</summary>
    public decimal DividendTax { get; init; }
    /// <summary>Currency of the account; null = that of the prices, whatever it is.</summary>
    public string? Currency { get; init; }
    /// <summary>Currency of the prices by symbol; of the empty symbol = of all others. Without one they are in that of the account.</summary>
    public IReadOnlyDictionary<string, string> Quotes { get; init; } = System.Collections.ObjectModel.ReadOnlyDictionary<string, string>.Empty;
    /// <summary>What becomes of money in another currency than <see cref="Currency"/>.</summary>
    public ExchangeRule Exchange { get; init; }
    /// <summary>Percent of the value that an exchange of currencies takes.</summary>
    public decimal ExchangeCost { get; init; }
    /// <summary>How much of <see cref="Cash"/> stands in other currencies at the start, by currency, in their units.</summary>
    public IReadOnlyDictionary<string, decimal> Balances { get; init; } = System.Collections.ObjectModel.ReadOnlyDictionary<string, decimal>.Empty;
    /// <summary>Commission, lot, price step and financing from a date on, in the order of the dates; before the first the settings themselves hold.</summary>
    public IReadOnlyList<TermsChange> Later { get; init; } = [];
    /// <summary>Terms of single symbols.</summary>
    public IReadOnlyDictionary<string, SymbolTerms> OwnTerms { get; init; } = System.Collections.ObjectModel.ReadOnlyDictionary<string, SymbolTerms>.Empty;

    /// <summary>The settings as they hold for one symbol.</summary>
    public BacktestSettings For(string symbol)
    {
        if (OwnTerms.Count == 0) return this;
        var common = this with { OwnTerms = System.Collections.ObjectModel.ReadOnlyDictionary<string, SymbolTerms>.Empty };
        return !OwnTerms.TryGetValue(symbol, out var own) ? common : common with
        {
            Commission = own.Commission ?? Commission,
            Lot = own.Lot ?? Lot,
            PriceStep = own.PriceStep ?? PriceStep,
            Later = Joined(own),
        };
    }

    private List<TermsChange> Joined(SymbolTerms own)
    {
        var rows = new SortedDictionary<DateOnly, TermsChange>();
        foreach (var change in Later)
        {
            var rest = change with { Commission = own.Commission is null ? change.Commission : null, Lot = own.Lot is null ? change.Lot : null, PriceStep = own.PriceStep is null ? change.PriceStep : null };
            if (rest != new TermsChange(change.From)) rows[change.From] = rest;
        }
        foreach (var change in own.Later)
            rows[change.From] = (rows.GetValueOrDefault(change.From) ?? change) with { Commission = change.Commission ?? rows.GetValueOrDefault(change.From)?.Commission, Lot = change.Lot ?? rows.GetValueOrDefault(change.From)?.Lot, PriceStep = change.PriceStep ?? rows.GetValueOrDefault(change.From)?.PriceStep };
        return [.. rows.Values];
    }

    /// <summary>The currency of a symbol's prices where it is another than the account's; null where nothing is converted.</summary>
    internal string? ForeignQuote(string symbol) =>
        Currency is not null && (Quotes.GetValueOrDefault(symbol) ?? Quotes.GetValueOrDefault("")) is { } quote && quote != Currency ? quote : null;

    /// <summary>The settings as they hold on a trading day.</summary>
    /// <param name="day">Days since 1970-01-01.</param>
    internal BacktestSettings On(int day) => Later.TakeWhile(change => change.Day <= day).Aggregate(this, (settings, change) => settings.After(change));

    internal BacktestSettings After(TermsChange change) => this with
    {
        Commission = change.Commission ?? Commission,
        Lot = change.Lot ?? Lot,
        PriceStep = change.PriceStep ?? PriceStep,
        Financing = change.Financing ?? Financing,
    };

    /// <summary>Other commissions, another slippage and another cost of exchanges, at all dates.</summary>
    internal BacktestSettings WithCosts(Func<Commission, Commission> commission, Slippage slippage, decimal exchange) => this with
    {
        ExchangeCost = exchange,
        Commission = commission(Commission),
        Slippage = slippage,
        Later = WithCosts(Later, commission),
        OwnTerms = OwnTerms.Count == 0 ? OwnTerms : OwnTerms.ToDictionary(t => t.Key, t => t.Value with { Commission = t.Value.Commission is { } own ? commission(own) : null, Later = WithCosts(t.Value.Later, commission) }),
    };

    private static IReadOnlyList<TermsChange> WithCosts(IReadOnlyList<TermsChange> later, Func<Commission, Commission> commission) =>
        later.All(change => change.Commission is null) ? later : [.. later.Select(change => change with { Commission = change.Commission is { } own ? commission(own) : null })];
}
