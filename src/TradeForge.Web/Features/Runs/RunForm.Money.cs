using System.Globalization;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Trading;

namespace TradeForge.Web.Features.Runs;

/// <summary>Fees, units, borrowed money and what holding costs: each may be followed by values that hold from a date on, <c>0.01%, 2022-11-01: 0.03%</c>.</summary>
public sealed partial class RunForm
{
    private readonly SortedDictionary<DateOnly, TermsChange> _later = [];

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
    }

    private void TakeMoney(BacktestSettings s)
    {
        Commission = Dated(CostText.Write(s.Commission), s, c => c.Commission is { } v ? CostText.Write(v) : null);
        Lot = Dated(Text(s.Lot), s, c => c.Lot is { } v ? Text(v) : null);
        PriceStep = Dated(Text(s.PriceStep), s, c => c.PriceStep is { } v ? Text(v) : null);
        Financing = Dated(HoldingText.Write(s.Financing), s, c => c.Financing is { } v ? HoldingText.Write(v) : null);
        Margin = HoldingText.Write(s.Margin);
        (DividendTax, Currency) = (Text(s.DividendTax), s.Currency ?? "");
        Quote = string.Join(", ", s.Quotes.Select(q => q.Key.Length == 0 ? q.Value : $"{q.Key} = {q.Value}"));
        TakeExchange(s);
    }

    private BacktestSettings ReadMoney(BacktestSettings settings)
    {
        _later.Clear();
        settings = settings with
        {
            Commission = ReadDated("commission", Commission, Core.Trading.Commission.None, CostText.TryParseCommission, (c, v) => c with { Commission = v },
                "is no commission; write 0.1%, 5, 0.01/unit, 1/lot, or a sum such as 5+0.1%", "— не комиссия; напишите 0.1%, 5, 0.01/unit, 1/lot или сумму вроде 5+0.1%"),
            Lot = ReadDated("lot", Lot, 0m, TryNumber, (c, v) => c with { Lot = v }, "is no number; write 10 or 0.01", "— не число; напишите 10 или 0.01"),
            PriceStep = ReadDated("price-step", PriceStep, 0m, TryNumber, (c, v) => c with { PriceStep = v }, "is no number; write 0.01", "— не число; напишите 0.01"),
            Financing = ReadDated("financing", Financing, Core.Trading.Financing.None, HoldingText.TryParse, (c, v) => c with { Financing = v },
                "is no financing; write loan 12% interest 4% borrow 3%, or 0", "— не ставки; напишите loan 12% interest 4% borrow 3% или 0"),
            Margin = ReadMargin(),
            DividendTax = ReadDecimal("dividend-tax", DividendTax.TrimEnd('%', ' ')),
            Currency = Currency.Trim() is { Length: > 0 } code ? code.ToUpperInvariant() : null,
            Quotes = ReadQuotes(),
        };
        settings = ReadExchange(settings);
        return _later.Count == 0 ? settings : settings with { Later = [.. _later.Values] };
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

    private T ReadDated<T>(string field, string text, T missing, DatedText.Reader<T> read, Func<TermsChange, T, TermsChange> set, string en, string ru)
    {
        var dated = text.Contains(':', StringComparison.Ordinal) ? text : text.Replace(',', '.'); // a comma between dates, or in a number
        if (DatedText.TryParse(dated.Trim(), read, out var first, out var rows))
        {
            foreach (var (from, value) in rows) _later[from] = set(_later.GetValueOrDefault(from) ?? new TermsChange(from), value);
            return first;
        }
        Add(field, $"'{text}' {en}; later values follow as in \"1, 2022-11-01: 2\".", $"«{text}» {ru}; более поздние значения — как в \"1, 2022-11-01: 2\".");
        return missing;
    }

    private static bool TryNumber(string text, out decimal value) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    private static string Dated(string first, BacktestSettings s, Func<TermsChange, string?> write) =>
        string.Join(", ", [first, .. s.Later.Select(c => (c.From, Value: write(c))).Where(c => c.Value is not null).Select(c => DatedText.Write(c.From, c.Value!))]);

    /// <summary>The first value, and each that differs from the one before it.</summary>
    private static string Dated(IReadOnlyList<InstrumentTerms> terms, Func<InstrumentTerms, string> write)
    {
        var parts = new List<string> { write(terms[0]) };
        for (var i = 1; i < terms.Count; i++)
            if (write(terms[i]) != write(terms[i - 1])) parts.Add(DatedText.Write(terms[i].ValidFrom, write(terms[i])));
        return string.Join(", ", parts);
    }
}
