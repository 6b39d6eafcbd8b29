using TradeForge.Core.Trading;

namespace TradeForge.Core.Simulation;

/// <summary>Borrowed money: what an entry may take of it, and when it is called back (G29).</summary>
internal sealed partial class SimulatedBroker
{
    /// <summary>With what is open, equity at the last close is below the maintenance share of its value. Of one instrument alone.</summary>
    public bool IsCalled()
    {
        if (_margin is null || _position.Direction == 0) return false;
        var value = Holding * (decimal)_last.Close;
        return _margin.IsCall(Cash + value, Math.Abs(value));
    }

    private Sizing.Funds Borrowed(double price, Margin margin)
    {
        var held = Holding * (decimal)price;
        var equity = Cash + _money.OthersNet + held;
        return new(margin.Available(equity, _money.OthersGross + Math.Abs(held)), equity, 0) { OwnShare = margin.Initial / 100 };
    }
}
