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

    private Sizing.Funds Borrowed(double price, Margin margin)
    {
        var held = Holding * (decimal)price * _rate;
        var equity = Cash + _money.OthersNet + held;
        return new(margin.Available(equity, _money.OthersGross + Math.Abs(held)), equity, 0) { OwnShare = margin.Initial / 100 };
    }

    /// <summary>The account in the currency of the prices: there sizes are found.</summary>
    private Sizing.Funds InQuote(in Sizing.Funds funds) => funds with { Available = _hasPurse ? _money.Purse!.Spendable(_quote, funds.Available) : funds.Available / _rate, Equity = funds.Equity / _rate, Rate = _rate };

    private Sizing.Funds Own(double price)
    {
        var (net, gross) = (_money.OthersNet, _money.OthersGross);
        var held = Holding * (decimal)price * _rate;
        return new(Cash + (net + held) - (gross + Math.Abs(held)), Cash + (net + held), 0);
    }
}
