using TradeForge.Core.Trading;

namespace TradeForge.Core.Simulation;

/// <summary>Borrowed money, holding costs, dated terms, currencies.</summary>
public static partial class SettingsCheck
{
    private static IEnumerable<Problem> MoneyProblems(BacktestSettings s, bool isWhole)
    {
        if (s.Margin.Initial is <= 0 or > 100) yield return Wrong("margin", "The initial margin must be above 0 % and at most 100 %: a leverage of 1 or more.", "Начальная маржа — больше 0 % и не больше 100 %: плечо от 1.");
        if (s.DividendTax is < 0 or > 100) yield return Wrong("dividend-tax", "The tax on dividends must be between 0 % and 100 %.", "Налог на дивиденды — от 0 до 100 %.");
        for (var i = 1; i < s.Later.Count; i++)
            if (s.Later[i - 1].From >= s.Later[i].From)
            {
                yield return Wrong("later", "Terms that change must be in the order of their dates, one for each date.", "Меняющиеся условия должны идти по датам, по одному на дату.");
                break;
            }
        foreach (var financing in s.Later.Select(change => change.Financing).Prepend(s.Financing).OfType<Financing>())
            if (financing is { Loan: < 0 } or { Interest: < 0 } or { Borrow: < 0 } || financing.DaysInYear is not (360 or 365)) yield return Wrong("financing", "Loan, interest and borrow rates must be 0 % or more, on 360 or 365 days.", "Ставки займа, остатка и шорта — 0 % или больше, на 360 или 365 дней.");
        if (s.Margin.Maintenance < 0 || s.Margin.Maintenance > s.Margin.Initial) yield return Wrong("margin", "The maintenance margin must be between 0 % and the initial margin.", "Поддерживающая маржа — от 0 % до начальной.");
        if (s.Quotes.Count > 0 && s.Currency is null) yield return Wrong("currency", "Prices in a named currency need the currency of the account.", "Если названа валюта цен, нужна и валюта счёта.");
        if (s.Currency is null && (s.Exchange != ExchangeRule.EachFill || s.ExchangeCost != 0 || s.Balances.Count > 0)) yield return Wrong("currency", "Exchanging currencies needs the currency of the account.", "Для обмена валют нужна валюта счёта.");
        if (s.ExchangeCost is < 0 or > 50) yield return Wrong("exchange-cost", "The cost of an exchange must be between 0 % and 50 %.", "Цена обмена — от 0 до 50 %.");
        if (s.Balances.Count > 0 && s.Exchange == ExchangeRule.EachFill) yield return Wrong("balance", "Balances in other currencies are kept only where currencies are exchanged when short.", "Остатки в других валютах хранятся, только если обмен происходит при нехватке.");
        if (s.Balances.Count > 0)
            foreach (var (code, amount) in s.Balances)
                if (amount <= 0 || code == s.Currency) yield return Wrong("balance", $"The balance of {code} must be above 0 and in another currency than the account's.", $"Остаток {code} должен быть больше 0 и не в валюте счёта.");
        foreach (var problem in NoCurrency("currency", s.Currency is { } account ? [account] : [])) yield return problem;
        foreach (var problem in NoCurrency("quote", s.Quotes.Values)) yield return problem;
        if (s.Balances.Count > 0)
            foreach (var problem in NoCurrency("balance", s.Balances.Keys)) yield return problem;
        foreach (var problem in LaterProblems(s, isWhole)) yield return problem;
    }

    private static IEnumerable<Problem> NoCurrency(string path, IEnumerable<string> codes) =>
        from code in codes.Distinct()
        where code.Length is < 3 or > 10 || !code.All(char.IsAsciiLetterOrDigit)
        select Wrong(path, $"'{code}' is no currency: 3 to 10 letters or digits, such as USD.", $"«{code}» — не валюта: от 3 до 10 букв или цифр, например USD.");

    /// <summary>What is wrong with the terms of a traded symbol, and symbols with terms of their own that are not traded.</summary>
    public static IEnumerable<Problem> OfSymbols(BacktestSettings s, IReadOnlyCollection<string> traded)
    {
        if (s.OwnTerms.Count == 0) return [];
        var unknown = s.OwnTerms.Where(t => !traded.Contains(t.Key)).SelectMany(t => Given(t.Value).Select(path => new Problem(Severity.Error, "unknown-symbol", path, new(
            $"{t.Key} has terms of its own, but is not traded: there are {Names(traded)}.", $"Для {t.Key} указаны свои условия, но он не торгуется: есть {Names(traded)}."))));
        return unknown.Concat(OwnProblems(s, traded.Except(s.OwnTerms.Keys)));
    }

    private static IEnumerable<string> Given(SymbolTerms terms)
    {
        if (terms.Commission is not null) yield return "commission";
        if (terms.Lot is not null) yield return "lot";
        if (terms.PriceStep is not null) yield return "price-step";
    }

    private static string Names(IReadOnlyCollection<string> symbols) => string.Join(", ", symbols.Order(StringComparer.Ordinal).Take(5)) + (symbols.Count > 5 ? " …" : "");

    /// <summary>What is wrong with the settings of a symbol and not with those of all.</summary>
    private static IEnumerable<Problem> OwnProblems(BacktestSettings s, IEnumerable<string> symbols)
    {
        var common = Common(s, isWhole: false).Select(p => p.Message.En).ToHashSet();
        return symbols.Order(StringComparer.Ordinal).SelectMany(symbol => Common(s.For(symbol), isWhole: true).Where(p => !common.Contains(p.Message.En))
            .Select(p => p with { Message = new($"{symbol}: {p.Message.En}", $"{symbol}: {p.Message.Ru}") }));
    }

    /// <summary>What is wrong after a change and was not before the first.</summary>
    private static IEnumerable<Problem> LaterProblems(BacktestSettings s, bool isWhole)
    {
        if (s.Later.Count == 0) return [];
        var terms = s with { Later = [] };
        var before = Common(terms, isWhole).Select(p => p.Message.En);
        return s.Later.SelectMany(change => Common(terms = terms.After(change), isWhole)).DistinctBy(p => p.Message.En).ExceptBy(before, p => p.Message.En);
    }
}
