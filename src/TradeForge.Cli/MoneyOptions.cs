using TradeForge.Core;
using TradeForge.Core.Simulation;
using TradeForge.Core.Trading;

namespace TradeForge.Cli;

/// <summary>Borrowed money, what holding costs, and terms that change, on the command line.</summary>
internal static class MoneyOptions
{
    public static IReadOnlyList<Option> All { get; } =
    [
        new("margin", "SHARES", new("own money that positions need: 50%/25% (initial/maintenance of their value) or a leverage 5x, 5x/10%", "собственные деньги под позиции: 50%/25% (начальная/поддерживающая доля стоимости) или плечо 5x, 5x/10%")) { Default = "100%" },
        new("leverage", "TIMES", new("the same as --margin TIMESx", "то же, что --margin TIMESx")) { Default = "1" },
        new("financing", "RATES", new("percents a year for each night: loan 12% (on cash below 0), interest 4% (on idle cash), borrow 3% (on shorts), overnight 5%/-1% (longs/shorts), year 360; dated as a commission", "проценты годовых за каждую ночь: loan 12% (на деньги ниже 0), interest 4% (на свободные деньги), borrow 3% (на короткие), overnight 5%/-1% (длинные/короткие), year 360; по датам — как комиссия")) { Default = "0" },
        new("borrow", "PERCENT", new("the same as --financing \"borrow PERCENT\"", "то же, что --financing \"borrow PERCENT\"")) { Default = "0" },
        new("dividend-tax", "PERCENT", new("withheld from dividends received", "удерживается с полученных дивидендов")) { Default = "0" },
        EventOptions.Splits, EventOptions.Dividends, EventOptions.Funding,
    ];

    /// <summary>The settings with what these options say; what is wrong is added to the problems of <paramref name="a"/>.</summary>
    public static BacktestSettings Read(Arguments a, BacktestSettings settings)
    {
        var terms = new TermsReading();
        settings = settings with
        {
            Commission = Terms(a, "commission", Commission.None, CostText.TryParseCommission, terms, (one, value) => one with { Commission = value }, (change, value) => change with { Commission = value }, "0.1%, 5, 0.01/unit, 1/lot or 5+0.1%", "0.1%, 5, 0.01/unit, 1/lot или 5+0.1%"),
            Lot = Terms(a, "lot", 0m, TryNumber, terms, (one, value) => one with { Lot = value }, (change, value) => change with { Lot = value }, "10", "10"),
            PriceStep = Terms(a, "price-step", 0m, TryNumber, terms, (one, value) => one with { PriceStep = value }, (change, value) => change with { PriceStep = value }, "0.01", "0.01"),
            Financing = Financing(a, terms.Common),
            Margin = Margin(a),
            DividendTax = a.Decimal("dividend-tax", 0),
        };
        return terms.In(settings);
    }

    /// <summary>An option that may be given once for all symbols and once for each: 1, SBER=10.</summary>
    private static T Terms<T>(
        Arguments a, string option, T missing, DatedText.Reader<T> read, TermsReading terms, Func<SymbolTerms, T, SymbolTerms> own, Func<TermsChange, T, TermsChange> set, string form, string formRu)
    {
        var common = missing;
        foreach (var text in a.All(option))
        {
            var (symbol, value) = TermsReading.Split(text);
            if (!terms.IsNew(option, symbol)) a.Add("repeated-option", option, symbol.Length == 0 ? $"--{option} is given twice." : $"--{option} {symbol} is given twice.", symbol.Length == 0 ? $"Параметр --{option} указан дважды." : $"--{option} {symbol} указан дважды.");
            else if (!DatedText.TryParse(value, read, out var first, out var rows))
                a.Add("wrong-value", option, $"--{option} is '{text}', but must be such as {form}, with later values as in \"1, 2022-11-01: 2\".", $"--{option} = «{text}», а нужно вида {formRu}; более поздние значения — как в \"1, 2022-11-01: 2\".");
            else
            {
                if (symbol.Length == 0) common = first;
                else terms.Give(symbol, one => own(one, first));
                foreach (var (from, change) in rows) terms.Change(symbol, from, row => set(row, change));
            }
        }
        return common;
    }

    private static Financing Financing(Arguments a, SortedDictionary<DateOnly, TermsChange> later)
    {
        var financing = Dated(a, "financing", Core.Trading.Financing.None, HoldingText.TryParse, later, (change, value) => change with { Financing = value }, "loan 12% borrow 3%", "loan 12% borrow 3%");
        if (a.Get("borrow") is not { } borrow) return financing;
        if (a.Get("financing")?.Contains("borrow", StringComparison.Ordinal) == true) a.Add("repeated-option", "borrow", "--borrow and --financing borrow say the same; give one.", "--borrow и --financing borrow говорят об одном; оставьте один.");
        if (HoldingText.TryParse("borrow " + borrow.TrimEnd('%') + "%", out Financing fee))
        {
            foreach (var (from, change) in later.Where(row => row.Value.Financing is not null).ToList()) later[from] = change with { Financing = change.Financing! with { Borrow = fee.Borrow } };
            return financing with { Borrow = fee.Borrow };
        }
        a.Add("wrong-value", "borrow", $"--borrow is '{borrow}', but must be a percentage of 0 or more.", $"--borrow = «{borrow}», а нужен процент от 0.");
        return financing;
    }

    /// <summary>A value, and those that hold from a date on: 0.01%, 2022-11-01: 0/0.03%.</summary>
    private static T Dated<T>(
        Arguments a, string option, T missing, DatedText.Reader<T> read, SortedDictionary<DateOnly, TermsChange> later, Func<TermsChange, T, TermsChange> set, string form, string formRu)
    {
        if (a.Get(option) is not { } text) return missing;
        if (!DatedText.TryParse(text, read, out var first, out var rows))
        {
            a.Add("wrong-value", option, $"--{option} is '{text}', but must be such as {form}, with later values as in \"1, 2022-11-01: 2\".", $"--{option} = «{text}», а нужно вида {formRu}; более поздние значения — как в \"1, 2022-11-01: 2\".");
            return missing;
        }
        foreach (var (from, value) in rows) later[from] = set(later.GetValueOrDefault(from) ?? new TermsChange(from), value);
        return first;
    }

    private static bool TryNumber(string text, out decimal value) =>
        decimal.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out value);

    private static Margin Margin(Arguments a)
    {
        if (a.Get("leverage") is { } leverage)
        {
            if (a.Has("margin")) a.Add("repeated-option", "leverage", "--leverage and --margin say the same; give one.", "--leverage и --margin говорят об одном; оставьте один.");
            return Margin(a, "leverage", leverage, leverage + "x");
        }
        return a.Get("margin") is { } text ? Margin(a, "margin", text, text) : Core.Trading.Margin.None;
    }

    private static Margin Margin(Arguments a, string option, string typed, string text)
    {
        if (HoldingText.TryParse(text, out Margin margin)) return margin;
        var (en, ru) = option == "leverage" ? ("a number of 1 or more", "число от 1") : ("such as 50%/25% or 5x/10%, the second share not above the first", "вида 50%/25% или 5x/10%, вторая доля не больше первой");
        a.Add("wrong-value", option, $"--{option} is '{typed}', but must be {en}.", $"--{option} = «{typed}», а нужно {ru}.");
        return Core.Trading.Margin.None;
    }
}
