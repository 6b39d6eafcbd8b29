using TradeForge.Core;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Trading;

namespace TradeForge.Cli;

/// <summary>Files of splits, dividends and funding of the symbols of a run: <c>FILE</c> of a single symbol, <c>SYMBOL=FILE</c> of one of several.</summary>
internal static class EventOptions
{
    public static Option Splits { get; } = File("splits", new("CSV date,before,after; the candles are raw prices: orders fill at them, the strategy reads adjusted ones", "CSV date,before,after; свечи в исходных ценах: по ним исполняются заявки, стратегия видит пересчитанные"));

    public static Option Dividends { get; } = File("dividends", new("CSV ex_date,amount, paid in cash on raw prices; with --calendar moex also record dates (registry_close,amount)", "CSV ex_date,amount, выплата деньгами при исходных ценах; с --calendar moex и даты реестра (registry_close,amount)"));

    public static Option Funding { get; } = File("funding", new("CSV time,rate of a perpetual contract, the rate as a fraction", "CSV time,rate бессрочного контракта, ставка долей"));

    /// <summary>By symbol; what is wrong is added to the problems of <paramref name="a"/>.</summary>
    /// <param name="a">What was typed.</param>
    /// <param name="symbols">All whose candles are given, those that are only read too.</param>
    /// <param name="traded">Those that are traded: a file without a symbol belongs to the only one.</param>
    /// <param name="calendar">Turns record dates into ex-dates.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<Dictionary<string, HoldingEvents>> ReadAsync(Arguments a, IReadOnlyList<string> symbols, IReadOnlyList<string> traded, TradingCalendar calendar, CancellationToken cancellationToken)
    {
        var rates = await RateOptions.RatesAsync(a, calendar, cancellationToken);
        Func<int, int>? exDay = calendar.Kind == CalendarKind.Moex ? day => Settlement.MoexExDay(day, calendar.Sessions) : null;
        var splits = Files(a, "splits", symbols, traded, CorporateActionsCsv.ReadSplits);
        var dividends = Files(a, "dividends", symbols, traded, text => CorporateActionsCsv.ReadDividends(text, exDay));
        var funding = Files<FundingTable?>(a, "funding", symbols, traded, text => FundingTable.Read(text) is var (table, problem) && problem is not null ? (null, [problem]) : (table, []));
        return (rates is null ? [] : symbols).Concat(splits.Keys).Concat(dividends.Keys).Concat(funding.Keys).Distinct().ToDictionary(s => s, s =>
            new HoldingEvents(new CorporateActions(splits.GetValueOrDefault(s) ?? [], dividends.GetValueOrDefault(s) ?? []), funding.GetValueOrDefault(s), rates));
    }

    private static Dictionary<string, T> Files<T>(Arguments a, string option, IReadOnlyList<string> symbols, IReadOnlyList<string> traded, Func<string, (T Value, IReadOnlyList<Problem> Problems)> read)
    {
        var found = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var text in a.All(option))
        {
            var equals = System.IO.File.Exists(text) ? -1 : text.IndexOf('=', StringComparison.Ordinal);
            var (symbol, path) = equals > 0 ? (text[..equals], text[(equals + 1)..]) : (traded.Count == 1 ? traded[0] : null, text);
            if (symbols.Count == 0) continue; // what is wrong with the candles was said
            if (symbol is null) a.Add("symbol-needed", option, $"--{option} {text}: with several symbols write SYMBOL={text}.", $"--{option} {text}: при нескольких символах пишите СИМВОЛ={text}.");
            else if (!symbols.Contains(symbol)) a.Add("symbol-missing", option, $"--{option}: no candles of {symbol} are given.", $"--{option}: свечи {symbol} не даны.");
            else if (!System.IO.File.Exists(path)) a.Add(option + "-missing", path, $"There is no file {path}.", $"Нет файла {path}.");
            else if (found.ContainsKey(symbol)) a.Add("repeated-option", option, $"--{option} of {symbol} is given twice.", $"--{option} для {symbol} указан дважды.");
            else
            {
                var (value, problems) = read(System.IO.File.ReadAllText(path));
                a.AddRange(problems.Select(p => p with { Path = p.Path.Length == 0 ? path : path + ":" + p.Path }));
                if (value is not null) found[symbol] = value;
            }
        }
        return found;
    }

    private static Option File(string name, Text help) => new(name, "[SYMBOL=]FILE", help) { Repeats = true };
}
