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
        Later = Later.All(change => change.Commission is null) ? Later : [.. Later.Select(change => change with { Commission = change.Commission is { } own ? commission(own) : null })],
    };
}
