using TradeForge.Core.Trading;

namespace TradeForge.Core.Simulation;

/// <summary>What time does to terms, cash and holding, before the first trade of a bar.</summary>
internal sealed partial class SimulatedBroker
{
    public ref readonly FillPrice Prices => ref _prices;

    /// <summary>What a price of the signals is divided by to be one of the bar that is played.</summary>
    private double SignalUnit => Signals is null ? 1 : Signals[_lastBar + _offset];

    /// <summary>Commission, lot and price step hold from now on.</summary>
    public void Take(BacktestSettings terms)
    {
        _lot = terms.Lot;
        (_prices, _costs) = (new FillPrice(terms.Slippage, terms.PriceStep), new FillCosts(terms.Commission, terms.Lot));
        _touch = terms.Touch * terms.PriceStep;
        _match = new OrderMatch(_touch, terms.GapLimit);
        (_protection.Prices, _probe.Prices) = (_prices, _prices);
    }

    /// <summary>Loan and interest.</summary>
    public void SettleCash(int bar, decimal interest)
    {
        if (interest == 0) return;
        if (_hasPurse) _money.Put(CurrencyPurse.Own, interest);
        else Cash += interest;
        _money.Held = _money.Held with { Interest = _money.Held.Interest + interest };
        Book(bar);
    }

    /// <summary>The rest of what fell due: first the holding in its new units, then the money.</summary>
    public void Settle(in HoldingChange change, int bar, long time, double open)
    {
        if (change.LevelFactor != 1) Split(change.LevelFactor, Math.Abs(change.Quantity), bar, time, open);
        var (funding, dividends) = (change.Funding * _rate, change.Dividends * _rate);
        var money = change.Financing.Total + dividends + funding;
        if (money == 0) return;
        if (_hasPurse)
        {
            _money.Put(CurrencyPurse.Own, change.Financing.Total);
            _money.Put(_quote, change.Dividends + change.Funding);
        }
        else Cash += money;
        var held = _money.Held;
        _money.Held = held with
        {
            Borrow = held.Borrow + change.Financing.Borrow,
            Overnight = held.Overnight + change.Financing.Overnight,
            Funding = held.Funding + funding,
            Dividends = held.Dividends + dividends,
        };
        Book(bar);
    }

    /// <summary>Quantities, prices and levels in new units (G47); the fraction of a unit leaves at the open, without costs.</summary>
    private void Split(decimal factor, decimal held, int bar, long time, double open)
    {
        foreach (var index in _queue.Rows) _orders[index].Split(factor, _prices);
        if (_position.Direction == 0) return;
        _position.Split(factor);
        _protection.Split((double)factor);
        var (price, direction, side) = ((decimal)open, _position.Direction, _position.Side);
        for (var left = _position.Quantity - held; left > 0;)
        {
            _position.See(open, open);
            var lot = _position.TakeOldest(left);
            left -= lot.Quantity;
            var value = direction * lot.Quantity * price;
            if (_hasPurse) _money.Put(_quote, value);
            else Cash += value * _rate;
            _trades.Next().Set(lot, price, 0, bar, time, side, FillReason.Split, _exchanges ? _rate : 0);
        }
        if (_position.Direction == 0) _money.Positions--;
        Book(bar);
    }
}
