using System.Globalization;
using TradeForge.Core;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Trading;
using TradeForge.Infrastructure.MarketData.Files;

namespace TradeForge.Cli;

/// <summary>The currency of the account, those of the prices, and the rates between them.</summary>
internal static class RateOptions
{
    public static IReadOnlyList<Option> All { get; } =
    [
        new("currency", "CODE", new("currency of the account, such as RUB", "валюта счёта, например RUB")) { Default = "that of the prices" },
        new("quote", "[SYMBOL=]CODE", new("currency of the prices, of all symbols or of one", "валюта цен всех символов или одного")) { Repeats = true, Default = "that of the account" },
        new("rates", "FROM/TO=FILE", new("candles of a currency, such as USD/RUB=usdrub.csv: what is known at a fill converts it", "свечи валюты, например USD/RUB=usdrub.csv: по известному на момент исполнения курсу")) { Repeats = true },
        RunOptions.Words<ExchangeRule>("exchange", new("when money in another currency is exchanged: at each fill, or kept and exchanged only for what is missing", "когда обмениваются деньги в другой валюте: при каждом исполнении или хранятся и обмениваются лишь при нехватке")),
        new("exchange-cost", "PERCENT", new("what an exchange takes of its value, such as 0.1%", "сколько обмен забирает от суммы, например 0.1%")) { Default = "0" },
        new("balance", "CODE=AMOUNT", new("how much of the cash stands in another currency at the start", "какая часть денег в начале лежит в другой валюте")) { Repeats = true },
    ];

    public static BacktestSettings Read(Arguments a, BacktestSettings settings)
    {
        var quotes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in a.All("quote"))
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            var (symbol, code) = equals < 0 ? ("", text) : (text[..equals], text[(equals + 1)..]);
            if (!quotes.TryAdd(symbol, code)) a.Add("repeated-option", "quote", $"--quote {text}: a currency is given twice.", $"--quote {text}: валюта указана дважды.");
        }
        return settings with
        {
            Currency = a.Get("currency"),
            Quotes = quotes,
            Exchange = RunOptions.Word<ExchangeRule>(a, "exchange"),
            ExchangeCost = a.Percent("exchange-cost"),
            Balances = a.All("balance").Count == 0 ? settings.Balances : Balances(a),
        };
    }

    private static SortedDictionary<string, decimal> Balances(Arguments a)
    {
        var balances = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var text in a.All("balance"))
        {
            if (text.Split('=') is not [{ Length: > 0 } code, var number] || !decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
                a.Add("wrong-value", "balance", $"--balance is '{text}', but must be such as USD=5000.", $"--balance = «{text}», а нужно вида USD=5000.");
            else if (!balances.TryAdd(code, amount)) a.Add("repeated-option", "balance", $"--balance {code} is given twice.", $"--balance {code} указан дважды.");
        }
        return balances;
    }

    /// <summary>The rates given; what is wrong with them is added to the problems of <paramref name="a"/>.</summary>
    public static async Task<CurrencyRates?> RatesAsync(Arguments a, TradingCalendar calendar, CancellationToken cancellationToken)
    {
        var series = new List<(string From, string To, CandleSeries Bars)>();
        foreach (var text in a.All("rates"))
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            var pair = equals < 0 ? [] : text[..equals].Split('/');
            if (pair.Length != 2 || pair[0].Length == 0 || pair[1].Length == 0) a.Add("wrong-value", "rates", $"--rates is '{text}', but must be such as USD/RUB=usdrub.csv.", $"--rates = «{text}», а нужно вида USD/RUB=usdrub.csv.");
            else if (series.Exists(s => (s.From, s.To) == (pair[0], pair[1]))) a.Add("repeated-option", "rates", $"--rates {text[..equals]} is given twice.", $"--rates {text[..equals]} указан дважды.");
            else
            {
                var files = await CandleFileReader.ReadAsync([text[(equals + 1)..]], text[..equals], null, new HashSet<string>(), cancellationToken);
                a.AddRange(files.Problems);
                if (files.Series is [var one]) series.Add((pair[0], pair[1], one.Series));
            }
        }
        if (series.Count > 0 && a.Get("currency") is null) a.Add("missing-option", "currency", "--rates needs --currency, the currency of the account.", "--rates требует --currency, валюты счёта.");
        return series.Count == 0 ? null : new CurrencyRates(series, calendar);
    }
}
