using TradeForge.Core.Simulation;

namespace TradeForge.Core.Trading;

/// <summary>What becomes of money in a currency other than the account's.</summary>
public enum ExchangeRule
{
    /// <summary>Every amount is exchanged when it arises: the account holds its own currency alone.</summary>
    EachFill,
    /// <summary>Money stays in the currency in which it came; another is exchanged only for what is missing.</summary>
    WhenShort,
}

/// <summary>One exchange between two currencies of the account.</summary>
/// <param name="Time">Milliseconds since 1970-01-01T00:00Z.</param>
/// <param name="From">The currency given.</param>
/// <param name="Paid">How much of it, above 0.</param>
/// <param name="To">The currency received.</param>
/// <param name="Received">How much of it, after the cost.</param>
/// <param name="Cost">What the exchange took, in the currency of the account.</param>
public sealed record Conversion(long Time, string From, decimal Paid, string To, decimal Received, decimal Cost);

/// <summary>The balances of an account in several currencies, at the rates that are known at the time it was last told.</summary>
/// <remarks>
/// A payment is made from the balance of its currency, then from the account's own, then from the others in the order of their names; what nothing
/// covers is a debt in the account's own currency, which money that comes in repays first. No other balance is ever below 0. Exchanging an amount
/// worth v gives v / (1 + cost).
/// </remarks>
internal sealed class CurrencyPurse
{
    /// <summary>The number of the account's own currency.</summary>
    public const int Own = 0;
    private const int MostListed = 10_000;
    private readonly string[] _codes; // the account's own first
    private readonly decimal[] _amounts, _rates, _first;
    private readonly CurrencyRates _known;
    private readonly decimal _price; // 1 + cost
    private readonly bool _keeps;
    private readonly List<Conversion> _conversions = [];
    private long _time = long.MinValue;
    private int _count;

    /// <param name="account">The currency of the account.</param>
    /// <param name="others">All others that come in, none twice.</param>
    /// <param name="known">Rates between them.</param>
    /// <param name="settings">Whether other currencies are kept, what an exchange takes, the cash and how much of it stands in them.</param>
    /// <param name="time">The start.</param>
    public CurrencyPurse(string account, IEnumerable<string> others, CurrencyRates known, BacktestSettings settings, long time)
    {
        _codes = [account, .. others.Order(StringComparer.Ordinal)];
        (_amounts, _rates) = (new decimal[_codes.Length], new decimal[_codes.Length]);
        (_known, _price, _keeps) = (known, 1 + (settings.ExchangeCost / 100), settings.Exchange == ExchangeRule.WhenShort);
        for (var i = 1; i < _codes.Length; i++) _amounts[i] = settings.Balances.GetValueOrDefault(_codes[i]);
        At(time);
        _amounts[Own] = settings.Cash - Value;
        _first = [.. _amounts];
        Add();
    }

    /// <summary>What is owed in the account's own currency.</summary>
    public decimal Debt => Math.Max(0, -_amounts[Own]);

    /// <summary>All balances in the currency of the account.</summary>
    public decimal Value { get; private set; }

    /// <summary>What exchanges have taken so far, in the currency of the account.</summary>
    public decimal Cost { get; private set; }

    /// <summary>The number of a currency here.</summary>
    public int IndexOf(string? code) => code is null ? Own : Array.IndexOf(_codes, code);

    /// <summary>The rates are those known at a time.</summary>
    public void At(long time)
    {
        if (time == _time) return;
        _time = time;
        _rates[Own] = 1;
        for (var i = 1; i < _codes.Length; i++) _rates[i] = _known.At(_codes[i], _codes[Own], time) ?? _rates[i];
        Add();
    }

    /// <summary>Money of a currency comes in, below 0 it is paid.</summary>
    public void Put(int currency, decimal amount)
    {
        if (amount > 0) Receive(currency, amount);
        else if (amount < 0) Pay(currency, -amount);
        Add();
    }

    /// <summary>Everything is lost.</summary>
    public void Clear()
    {
        Array.Clear(_amounts);
        Value = 0;
    }

    /// <summary>What money worth <paramref name="value"/> pays in a currency: its own balance as it is, the rest after the exchange.</summary>
    public decimal Spendable(int currency, decimal value)
    {
        var rate = _rates[currency];
        var own = Math.Min(Math.Max(0, _amounts[currency]) * rate, Math.Max(0, value));
        return (own + ((value - own) / _price)) / rate;
    }

    public CurrencyReport Report() =>
        new([.. _codes.Select((code, i) => new CurrencyBalance(code, _first[i], _amounts[i], _rates[i], _amounts[i] * _rates[i]))], _count, Cost, _conversions);

    private void Receive(int currency, decimal amount)
    {
        if (currency != Own && (!_keeps || _amounts[Own] < 0))
        {
            var all = amount * _rates[currency] / _price;
            if (!_keeps || all <= -_amounts[Own])
            {
                Exchange(currency, amount, Own, all);
                return;
            }
            var part = -_amounts[Own] * _price / _rates[currency];
            Exchange(currency, part, Own, -_amounts[Own]);
            amount -= part;
        }
        _amounts[currency] += amount;
    }

    private void Pay(int currency, decimal amount)
    {
        var own = currency == Own && !_keeps ? amount : Math.Min(Math.Max(0, _amounts[currency]), amount);
        _amounts[currency] -= own;
        amount -= own;
        for (var source = 0; source < _codes.Length && amount > 0; source++)
        {
            if (source == currency || _amounts[source] <= 0) continue;
            var needed = amount * _rates[currency] / _rates[source] * _price;
            var (paid, got) = needed <= _amounts[source] ? (needed, amount) : (_amounts[source], _amounts[source] * _rates[source] / _price / _rates[currency]);
            _amounts[source] -= paid;
            Note(source, paid, currency, got);
            amount -= Math.Min(got, amount);
        }
        if (amount <= 0) return;
        var debt = currency == Own ? amount : amount * _rates[currency] * _price;
        _amounts[Own] -= debt;
        if (currency != Own) Note(Own, debt, currency, amount);
    }

    private void Exchange(int from, decimal paid, int to, decimal received)
    {
        _amounts[to] += received;
        Note(from, paid, to, received);
    }

    private void Note(int from, decimal paid, int to, decimal received)
    {
        var cost = (paid * _rates[from]) - (received * _rates[to]);
        Cost += cost;
        if (_count++ < MostListed) _conversions.Add(new Conversion(_time, _codes[from], paid, _codes[to], received, cost));
    }

    private void Add()
    {
        decimal sum = 0;
        for (var i = 0; i < _amounts.Length; i++) sum += _amounts[i] * _rates[i];
        Value = sum;
    }
}

/// <summary>A balance at the start and at the end of a run.</summary>
/// <param name="Currency">Its code.</param>
/// <param name="Initial">At the start.</param>
/// <param name="Final">At the end.</param>
/// <param name="Rate">What one unit is worth at the end in the currency of the account.</param>
/// <param name="Value">The final balance in the currency of the account.</param>
public sealed record CurrencyBalance(string Currency, decimal Initial, decimal Final, decimal Rate, decimal Value);

/// <summary>The currencies of an account after a run.</summary>
/// <param name="Balances">The account's own first, the others in the order of their names.</param>
/// <param name="Count">How often one was exchanged for another.</param>
/// <param name="Cost">What that took, in the currency of the account.</param>
/// <param name="Conversions">The first 10 000 of them.</param>
public sealed record CurrencyReport(IReadOnlyList<CurrencyBalance> Balances, int Count, decimal Cost, IReadOnlyList<Conversion> Conversions);
