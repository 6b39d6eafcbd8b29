using System.Runtime.CompilerServices;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Simulation;

/// <summary>Borrowed money: what an entry may take of it, and when it is called back (G29).</summary>
internal sealed partial class SimulatedBroker
{
    /// <summary>With what is open, equity at the last close is below the maintenance share of its value. Of one instrument alone.</summary>
    public bool IsCalled()
    {
        if (_margin is null || _position.Direction == 0) return false;
        return _margin.IsCall(MarkedEquity, Math.Abs(LastValue));
    }

    private void Borrow(double price, Margin margin, out Sizing.Funds funds)
    {
        var held = Holding * (decimal)price * _rate;
        var equity = Cash + _money.OthersNet + held;
        Unsafe.SkipInit(out funds);
        funds.Set(margin.Available(equity, _money.OthersGross + Math.Abs(held)), equity);
        funds.OwnShare = margin.Initial / 100;
    }

    /// <summary>The account in the currency of the prices: there sizes are found.</summary>
    private void ToQuote(ref Sizing.Funds funds)
    {
        funds.Available = _hasPurse ? _money.Purse!.Spendable(_quote, funds.Available) : funds.Available / _rate;
        (funds.Equity, funds.Rate) = (funds.Equity / _rate, _rate);
    }
}
