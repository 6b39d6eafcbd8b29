using TradeForge.Core.Market;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Simulation;

/// <summary>What falls due before the first trade of a moment: loan and interest of the account, then what each instrument has, in their order.</summary>
internal sealed partial class PortfolioSession
{
    private readonly HoldingSchedule? _interest;
    private TradingDays _days;
    private bool _hasBegun;

    /// <summary>Something may fall due at the start of a moment.</summary>
    public bool KeepsUp { get; }

    /// <summary>Holding may cost or bring something.</summary>
    public bool HoldingCounts => _interest is not null || _money.Purse is not null || Array.Exists(_lines, line => line.Session.HoldingCounts);

    /// <summary>What holding has brought.</summary>
    public HoldingCosts Held => _money.Held;

    /// <summary>The balances of the account; null = there is one currency, or everything is exchanged at once and for nothing.</summary>
    public CurrencyPurse? Purse => _money.Purse;

    private void Begin(int moment)
    {
        var time = _data.Times[moment];
        _money.Revalue(time);
        if (_interest is not null) Charge(_interest, moment, _days.Of(time), time);
        foreach (var line in _now) line.Begin();
    }

    private void AtClose(int moment)
    {
        var time = _data.Times[moment];
        foreach (var line in _now) line.Session.AtClose(line.Bar, time);
        _money.Revalue(_ends.Of(time));
    }

    private void Charge(HoldingSchedule interest, int moment, int day, long time)
    {
        if (!_hasBegun) interest.Start(day, time);
        _hasBegun = true;
        if (!interest.IsDue(day, time)) return;
        decimal shorts = 0;
        foreach (var line in _lines) shorts -= Math.Min(0, line.LastValue(moment));
        var money = interest.Settle(day, time, _money.Cash, -shorts, 1, 1).Financing.Interest;
        if (_money.Purse is null) _money.Cash += money;
        else _money.Put(CurrencyPurse.Own, money);
        _money.Held = _money.Held with { Interest = _money.Held.Interest + money };
    }
}
