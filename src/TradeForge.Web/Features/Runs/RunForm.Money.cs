using System.Globalization;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Trading;
using TradeForge.Web.Shared.Market;

namespace TradeForge.Web.Features.Runs;

/// <summary>Fees, units, borrowed money and what holding costs: each may be followed by values that hold from a date on, <c>0.01%, 2022-11-01: 0.03%</c>;
/// fee, lot and step also by those of single instruments, <c>1; moex:SBER = 10</c>.</summary>
public sealed partial class RunForm
{
    private TermsReading _terms = new();

    /// <summary>Own money that positions need: <c>50%/25%</c> or a leverage, <c>5x</c>.</summary>
    public string Margin { get; set; } = HoldingText.Write(Core.Trading.Margin.None);
    /// <summary>Percents a year by cause: <c>loan 12% borrow 3%</c>.</summary>
    public string Financing { get; set; } = "0";
    /// <summary>Percent of the dividends received.</summary>
    public string DividendTax { get; set; } = "0";
    /// <summary>Of the account; empty = that of the prices, whatever it is.</summary>
    public string Currency { get; set; } = "";
    /// <summary>Of the prices: <c>USD</c> of all, or <c>us:AAPL = USD, moex:SBER = RUB</c>.</summary>
    public string Quote { get; set; } = "";

    /// <summary>Once the account has a currency, says it as everybody does and names those in which the venues quote, unless somebody has.</summary>
    public void SuggestQuotes()
    {
        Currency = Currency.Trim().ToUpperInvariant();
        if (Currency.Length == 0 || Quote.Trim().Length > 0) return;
        var known = Compared.Select(key => (key, VenueCatalog.FindInstrument(key)?.QuoteCurrency)).Where(q => q.QuoteCurrency is { Length: > 0 }).ToList();
        Quote = known.Count == Compared.Count && known.Select(q => q.QuoteCurrency).Distinct().Count() == 1 ? known[0].QuoteCurrency! : string.Join(", ", known.Select(q => $"{q.key} = {q.QuoteCurrency}"));
    }

    /// <summary>What is traded, and the benchmark: all whose prices stand in money.</summary>
    private List<string> Compared => Benchmark.Length == 0 || Instruments.Contains(Benchmark) ? [.. Instruments] : [.. Instruments, Benchmark];

    /// <summary>Currencies of prices that are not the account's, as pairs that the run must convert: <c>USD/RUB</c>.</summary>
    public IReadOnlyList<string> ForeignPairs()
    {
        var settings = Peek();
        return settings.Currency is not { } account ? []
            : [.. Compared.Select(key => settings.Quotes.GetValueOrDefault(key) ?? settings.Quotes.GetValueOrDefault("")).OfType<string>().Concat(settings.Balances.Keys).Where(q => q != account).Distinct().Order(StringComparer.Ordinal).Select(q => $"{q}/{account}")];
    }

    /// <summary>Takes fees, lot and price step of the instrument, and one step of slippage (0.05 % where the step is not known).</summary>
    public void Suggest(decimal lot, decimal priceStep, Commission commission, CalendarKind calendar)
    {
        (Lot, PriceStep, Commission) = (Text(lot), Text(priceStep), CostText.Write(commission with { MakerPercent = null })); // the taker's fee on every fill: the careful assumption
        Slippage = CostText.Write(priceStep > 0 ? new Slippage(1, SlippageUnit.Ticks) : new Slippage(0.05m));
        Calendar = SettingsText.Word(calendar);
    }

    /// <summary>Takes the terms as they were from date to date.</summary>
    public void SuggestDated(IReadOnlyList<InstrumentTerms> terms, CalendarKind calendar)
    {
        Suggest(terms[^1].Lot, terms[^1].PriceStep, terms[^1].Commission, calendar);
        Lot = Dated(terms, t => Text(t.Lot));
        PriceStep = Dated(terms, t => Text(t.PriceStep));
        Commission = Dated(terms, t => CostText.Write(t.Commission with { MakerPercent = null }));
        SuggestOwnDated();
    }

    /// <summary>Of several instruments takes what differs from the terms of all, leaves what is typed for one, and drops those that are not traded any more.</summary>
    public void SuggestOwn(IReadOnlyList<RunInstrument> added)
    {
        Lot = Own(Lot, added.Select(i => (i.Key, Text(i.Lot))));
        PriceStep = Own(PriceStep, added.Select(i => (i.Key, Text(i.PriceStep))));
        Commission = Own(Commission, added.Select(i => (i.Key, CostText.Write(i.Commission with { MakerPercent = null }))));
        if (added.Any(i => i.PriceStep == 0) && Slippage == CostText.Write(new Slippage(1, SlippageUnit.Ticks))) Slippage = CostText.Write(new Slippage(0.05m)); // there is no step to count
    }

    private void SuggestOwnDated()
    {
        var listed = Instruments.Select(VenueCatalog.FindInstrument).OfType<Instrument>().ToList();
        Lot = Own(Lot, listed.Select(i => (i.Key, Dated(i.Terms, t => Text(t.Lot)))));
        PriceStep = Own(PriceStep, listed.Select(i => (i.Key, Dated(i.Terms, t => Text(t.PriceStep)))));
        Commission = Own(Commission, listed.Select(i => (i.Key, Dated(i.Terms, t => CostText.Write(t.Commission with { MakerPercent = null })))));
    }

    private string Own(string typed, IEnumerable<(string Key, string Value)> added)
    {
        var parts = typed.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(part => (TermsReading.Split(part).Symbol, Text: part)).Where(p => p.Symbol.Length == 0 || Instruments.Contains(p.Symbol)).ToList();
        var common = parts.FirstOrDefault(p => p.Symbol.Length == 0).Text;
        foreach (var (key, value) in added)
            if (value != common && parts.TrueForAll(p => p.Symbol != key)) parts.Add((key, $"{key} = {value}"));
        return string.Join("; ", parts.Select(p => p.Text));
    }

    private void TakeMoney(BacktestSettings s)
    {
        Commission = Each(s, t => t.Commission is not null, one => Dated(CostText.Write(one.Commission), one, c => c.Commission is { } v ? CostText.Write(v) : null));
        Lot = Each(s, t => t.Lot is not null, one => Dated(Text(one.Lot), one, c => c.Lot is { } v ? Text(v) : null));
        PriceStep = Each(s, t => t.PriceStep is not null, one => Dated(Text(one.PriceStep), one, c => c.PriceStep is { } v ? Text(v) : null));
        Financing = Dated(HoldingText.Write(s.Financing), s, c => c.Financing is { } v ? HoldingText.Write(v) : null);
        Margin = HoldingText.Write(s.Margin);
        (DividendTax, Currency) = (Text(s.DividendTax), s.Currency ?? "");
        Quote = string.Join(", ", s.Quotes.Select(q => q.Key.Length == 0 ? q.Value : $"{q.Key} = {q.Value}"));
        TakeExchange(s);
    }

    private BacktestSettings ReadMoney(BacktestSettings settings)
    {
        _terms = new();
        settings = settings with
        {
            Commission = ReadTerms("commission", Commission, Core.Trading.Commission.None, CostText.TryParseCommission, (t, v) => t with { Commission = v }, (c, v) => c with { Commission = v },
                "is no commission; write 0.1%, 5, 0.01/unit, 1/lot, or a sum such as 5+0.1%", "— не комиссия; напишите 0.1%, 5, 0.01/unit, 1/lot или сумму вроде 5+0.1%"),
            Lot = ReadTerms("lot", Lot, 0m, TryNumber, (t, v) => t with { Lot = v }, (c, v) => c with { Lot = v }, "is no number; write 10 or 0.01", "— не число; напишите 10 или 0.01"),
            PriceStep = ReadTerms("price-step", PriceStep, 0m, TryNumber, (t, v) => t with { PriceStep = v }, (c, v) => c with { PriceStep = v }, "is no number; write 0.01", "— не число; напишите 0.01"),
            Financing = ReadDated("financing", Financing, Core.Trading.Financing.None, HoldingText.TryParse, (c, v) => c with { Financing = v },
                "is no financing; write loan 12% interest 4% borrow 3%, or 0", "— не ставки; напишите loan 12% interest 4% borrow 3% или 0"),
            Margin = ReadMargin(),
            DividendTax = ReadDecimal("dividend-tax", DividendTax.TrimEnd('%', ' ')),
            Currency = Currency.Trim() is { Length: > 0 } code ? code.ToUpperInvariant() : null,
            Quotes = ReadQuotes(),
        };
        return _terms.In(ReadExchange(settings));
    }

    private SortedDictionary<string, string> ReadQuotes()
    {
        var quotes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in Quote.Split([',', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var (symbol, code) = part.Split('=', StringSplitOptions.TrimEntries) is [var one, var its] ? (one, its) : ("", part);
            if (code.Length == 0 || !quotes.TryAdd(symbol, code.ToUpperInvariant())) Add("quote", $"'{part}' is no currency of prices; write USD, or us:AAPL = USD, moex:SBER = RUB.", $"«{part}» — не валюта цен; напишите USD или us:AAPL = USD, moex:SBER = RUB.");
        }
        // a currency that was named for all is that of what is traded: a benchmark of another venue keeps its own
        if (quotes.GetValueOrDefault("") is { } common && Benchmark.Length > 0 && !Instruments.Contains(Benchmark)
            && VenueCatalog.FindInstrument(Benchmark)?.QuoteCurrency is { Length: > 0 } own && own != common) quotes.TryAdd(Benchmark, own);
        return quotes;
    }

    private Margin ReadMargin()
    {
        if (HoldingText.TryParse(Margin.Trim(), out Margin margin)) return margin;
        Add("margin", $"'{Margin}' is no margin; write 100% for own money alone, 5x for five times it, or 50%/25%.", $"«{Margin}» — не маржа; напишите 100% для своих денег, 5x для пятикратного плеча или 50%/25%.");
        return Core.Trading.Margin.None;
    }

    private T ReadDated<T>(string field, string text, T missing, DatedText.Reader<T> read, Func<TermsChange, T, TermsChange> set, string en, string ru) =>
        ReadTerms(field, text, missing, read, (t, _) => t, set, en, ru, mayBeOwn: false);

    /// <summary>The value of all instruments; those of single ones and of later dates are kept.</summary>
    private T ReadTerms<T>(string field, string text, T missing, DatedText.Reader<T> read, Func<SymbolTerms, T, SymbolTerms> own, Func<TermsChange, T, TermsChange> set, string en, string ru, bool mayBeOwn = true)
    {
        var common = missing;
        foreach (var part in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).DefaultIfEmpty(""))
        {
            var (symbol, value) = mayBeOwn ? TermsReading.Split(part) : ("", part);
            var dated = value.Contains(':', StringComparison.Ordinal) ? value : value.Replace(',', '.'); // a comma between dates, or in a number
            if (!_terms.IsNew(field, symbol) || !DatedText.TryParse(dated.Trim(), read, out var first, out var rows))
            {
                Add(field, $"'{part}' {en}; later values follow as in \"1, 2022-11-01: 2\"{(mayBeOwn ? ", those of one instrument, once each, as in \"1; moex:SBER = 10\"" : "")}.",
                    $"«{part}» {ru}; более поздние значения — как в \"1, 2022-11-01: 2\"{(mayBeOwn ? ", значения одного инструмента, по одному разу, — как в \"1; moex:SBER = 10\"" : "")}.");
                return missing;
            }
            if (symbol.Length == 0) common = first;
            else _terms.Give(symbol, t => own(t, first));
            foreach (var (from, change) in rows) _terms.Change(symbol, from, c => set(c, change));
        }
        return common;
    }

    private static bool TryNumber(string text, out decimal value) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    private static string Dated(string first, BacktestSettings s, Func<TermsChange, string?> write) =>
        string.Join(", ", [first, .. s.Later.Select(c => (c.From, Value: write(c))).Where(c => c.Value is not null).Select(c => DatedText.Write(c.From, c.Value!))]);

    /// <summary>What holds for all, and what for an instrument that has its own.</summary>
    private static string Each(BacktestSettings s, Func<SymbolTerms, bool> has, Func<BacktestSettings, string> write) =>
        string.Join("; ", [write(s), .. s.OwnTerms.Where(t => has(t.Value)).Select(t => $"{t.Key} = {write(s.For(t.Key))}")]);

    /// <summary>The first value, and each that differs from the one before it.</summary>
    private static string Dated(IReadOnlyList<InstrumentTerms> terms, Func<InstrumentTerms, string> write)
    {
        var parts = new List<string> { write(terms[0]) };
        for (var i = 1; i < terms.Count; i++)
            if (write(terms[i]) != write(terms[i - 1])) parts.Add(DatedText.Write(terms[i].ValidFrom, write(terms[i])));
        return string.Join(", ", parts);
    }
}
