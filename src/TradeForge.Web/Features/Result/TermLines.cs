using System.Globalization;
using Microsoft.Extensions.Localization;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Trading;

namespace TradeForge.Web.Features.Result;

/// <summary>The settings of a run in words, for its page, its report and its shared page: costs and fills always, the rest where it is not as usual.</summary>
public static class TermLines
{
    public static IEnumerable<(string Label, string Value)> Of(BacktestSettings s, IStringLocalizer<ResultText> words)
    {
        yield return (words["Cash"], Figure.Money(s.Cash).Shown);
        string Fee(Commission c) => c == Commission.None ? words["None"] : CostText.Write(c);
        string Units(decimal lot) => lot == 0 ? words["Fractional"] : Figure.Quantity(lot).Shown;
        string Step(decimal step) => step == 0 ? words["AnyPrice"] : Figure.Quantity(step).Shown;
        yield return (words["Commission"], Each(s, t => t.Commission is not null, one => Dated(one, Fee(one.Commission), c => c.Commission is { } fee ? Fee(fee) : null)));
        yield return (words["Slippage"], s.Slippage == Slippage.None ? words["None"] : CostText.Write(s.Slippage));
        yield return (words["Fills"], words[$"Fill-{SettingsText.Word(s.Fill)}"]);
        yield return (words["SameBar"], words[$"Samebar-{SettingsText.Word(s.SameBar)}"]);
        yield return (words["Protection"], words[$"Protection-{SettingsText.Word(s.Protection)}"]);
        yield return (words["GapLimit"], words[$"Gaplimit-{SettingsText.Word(s.GapLimit)}"]);
        if (s.Touch > 0) yield return (words["Touch"], s.Touch.ToString(CultureInfo.CurrentCulture));
        yield return (words["LotStep"], Each(s, t => t.Lot is not null || t.PriceStep is not null, one =>
            $"{Dated(one, Units(one.Lot), c => c.Lot is { } lot ? Units(lot) : null)} / {Dated(one, Step(one.PriceStep), c => c.PriceStep is { } step ? Step(step) : null)}"));
        foreach (var line in Money(s, words).Concat(Rules(s, words))) yield return line;
        if (s.CloseAtEnd) yield return (words["AtEnd"], words["CloseAtEnd"]);
    }

    private static IEnumerable<(string, string)> Money(BacktestSettings s, IStringLocalizer<ResultText> words)
    {
        if (s.Margin != Margin.None) yield return (words["Margin"], HoldingText.Write(s.Margin));
        if (s.Financing != Financing.None || s.Later.Any(c => c.Financing is not null))
            yield return (words["Financing"], Dated(s, HoldingText.Write(s.Financing), c => c.Financing is { } rates ? HoldingText.Write(rates) : null));
        if (s.DividendTax > 0) yield return (words["DividendTax"], Percent(s.DividendTax));
        if (s.Currency is not { } currency) yield break;
        var quotes = string.Join(", ", s.Quotes.Select(q => q.Key.Length == 0 ? q.Value : $"{q.Key} = {q.Value}"));
        yield return (words["Currency"], quotes.Length == 0 ? currency : words["PricesIn", currency, quotes]);
        if (s.Exchange == ExchangeRule.WhenShort) yield return (words["Exchange"], words["Exchange-when-short"]);
        if (s.ExchangeCost > 0) yield return (words["ExchangeCost"], Percent(s.ExchangeCost));
        if (s.Balances.Count > 0) yield return (words["CurrencyBalances"], string.Join(", ", s.Balances.Select(b => $"{b.Key} {Figure.Quantity(b.Value).Shown}")));
    }

    private static IEnumerable<(string, string)> Rules(BacktestSettings s, IStringLocalizer<ResultText> words)
    {
        if (s.Participation > 0) yield return (words["Participation"], Percent(s.Participation));
        if (s.Session == SessionChoice.Regular) yield return (words["Session"], words["Session-regular"]);
        if (s.Magnifier is { } inside) yield return (words["Magnifier"], inside.ToString());
        (string Name, decimal Limit)[] limits = [("LimitGross", s.Exposure?.Gross ?? 0), ("LimitNet", s.Exposure?.Net ?? 0), ("LimitSymbol", s.Exposure?.Symbol ?? 0), ("LimitSector", s.Exposure?.Sector ?? 0)];
        if (limits.Any(l => l.Limit > 0)) yield return (words["Limits"], string.Join(", ", limits.Where(l => l.Limit > 0).Select(l => words[l.Name, Percent(l.Limit)].Value)));
        if (s.Benchmark is { } benchmark) yield return (words["Benchmark"], benchmark);
        if (s.RiskFree != 0) yield return (words["RiskFree"], Percent(s.RiskFree));
        if (s.WarmUp is { } bars) yield return (words["WarmUp"], bars.ToString("N0", CultureInfo.CurrentCulture));
        if (s.Split is { } split) yield return (words["Split"], split.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (s.Trials > 1) yield return (words["Trials"], s.Trials.ToString("N0", CultureInfo.CurrentCulture));
    }

    /// <summary>What holds for all, and what for a symbol that has its own.</summary>
    private static string Each(BacktestSettings s, Func<SymbolTerms, bool> has, Func<BacktestSettings, string> write) =>
        string.Join("; ", [write(s), .. s.OwnTerms.Where(t => has(t.Value)).Select(t => $"{t.Key}: {write(s.For(t.Key))}")]);

    /// <summary>The first value, and those that follow from a date on.</summary>
    private static string Dated(BacktestSettings s, string first, Func<TermsChange, string?> later) =>
        string.Join(", ", [first, .. s.Later.Select(c => (c.From, Value: later(c))).Where(c => c.Value is not null).Select(c => DatedText.Write(c.From, c.Value!))]);

    private static string Percent(decimal value) => $"{value.ToString("0.########", CultureInfo.CurrentCulture)} %";
}
