using TradeForge.Core.Trading;

namespace TradeForge.Core.Simulation;

/// <summary>Margin calls: everything is closed at the next price at which a fill is possible, never at the threshold.</summary>
public sealed partial class TradingSession
{
    private readonly bool _borrows;
    private readonly double _maintenance; // share of the value
    private bool _isCalled;

    /// <summary>Margin calls so far.</summary>
    internal int MarginCalls { get; private set; }

    /// <summary>The account was marked: says whether its margin is called, which forbids entries at this close and closes what is held.</summary>
    internal void Call(bool isCalled, int bar, long time)
    {
        _isCalled = isCalled;
        if (!isCalled) return;
        _broker.CancelEntries(Strategies.PositionSide.Long);
        _broker.CancelEntries(Strategies.PositionSide.Short);
        if (_position.Direction == 0 || IsLeaving()) return;
        MarginCalls++;
        _broker.SendExit(-1, bar, time, FillReason.MarginCall);
    }
}
