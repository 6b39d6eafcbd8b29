using System.Globalization;
using TradeForge.Core.Simulation;
using TradeForge.Core.Trading;

namespace TradeForge.Web.Features.Runs;

/// <summary>An account in several currencies: when they are exchanged, what that takes, and what there is of them at the start.</summary>
public sealed partial class RunForm
{
    public string Exchange { get; set; } = SettingsText.Word(ExchangeRule.EachFill);
    /// <summary>Percent of the value exchanged.</summary>
    public string ExchangeCost { get; set; } = "0";
    /// <summary>The part of the cash in other currencies: <c>USD = 500, EUR = 20</c>.</summary>
    public string Balances { get; set; } = "";

    private void TakeExchange(BacktestSettings s)
    {
        (Exchange, ExchangeCost) = (SettingsText.Word(s.Exchange), Text(s.ExchangeCost));
        Balances = string.Join(", ", s.Balances.Select(b => $"{b.Key} = {Text(b.Value)}"));
    }

    /// <summary>Without a currency of the account there is nothing to exchange: its fields are not shown then, and say nothing.</summary>
    private BacktestSettings ReadExchange(BacktestSettings settings) => settings.Currency is null ? settings : settings with
    {
        Exchange = ReadWord<ExchangeRule>("exchange", Exchange),
        ExchangeCost = ReadDecimal("exchange-cost", ExchangeCost.TrimEnd('%', ' ')),
        Balances = ReadBalances() is { Count: > 0 } balances ? balances : settings.Balances,
    };

    private SortedDictionary<string, decimal> ReadBalances()
    {
        var balances = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var part in Balances.Split([',', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var isRead = part.Split('=', StringSplitOptions.TrimEntries) is [{ Length: > 0 } code, var number]
                && decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && balances.TryAdd(code.ToUpperInvariant(), amount);
            if (!isRead) Add("balance", $"'{part}' is no balance; write USD = 500, EUR = 20.5, each currency once.", $"«{part}» — не остаток; напишите USD = 500, EUR = 20.5, каждую валюту один раз.");
        }
        return balances;
    }
}
