using TradeForge.Core.Strategies;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Simulation;

/// <summary>Limits of the account: what they close and which entries they forbid.</summary>
public sealed partial class TradingSession
{
    private readonly RiskGuard? _guard; // one for all instruments of an account
    private int _day, _tradesSeen;

    /// <summary>Limits that were reached, in the order of time.</summary>
    internal IReadOnlyList<RiskEvent> LimitsReached => _guard?.Events ?? [];

    private static RiskGuard? Guard(CompiledStrategy strategy, SharedCash money)
    {
        if (strategy.Limits.Count == 0) return null;
        return money.Guard ??= new RiskGuard([.. strategy.Limits.OrderByDescending(l => l.Kind)], (double)money.Cash); // counts are named before losses
    }

    private static double Least(CompiledStrategy strategy, HoldingLimitKind kind, double none) =>
        strategy.Holdings.Where(h => h.Kind == kind).Select(h => h.Limit).DefaultIfEmpty(none).Min();

    /// <summary>The account was marked at a close.</summary>
    internal void Watch(long time, decimal equity) => _guard?.OnMark(_days.Of(time), (double)equity);

    /// <summary>The guard learns of every trade that has closed, in their order.</summary>
    private void TellOfTrades(long time)
    {
        for (; _tradesSeen < _broker.Trades.Count; _tradesSeen++) _guard!.OnTradeClosed(_days.Of(time), _broker.Trades[_tradesSeen].Pnl);
    }

    /// <summary>What limits in force do at a close: working entries are taken back, and close-all sends its order.</summary>
    private void Obey(int bar, long time)
    {
        _day = _days.Of(time);
        if (_guard!.Blocks(_day) is not null && _queue.Count > 0)
        {
            _broker.CancelEntries(PositionSide.Long);
            _broker.CancelEntries(PositionSide.Short);
        }
        if (_guard.Closes is not { } limit || _position.Direction == 0 || IsLeaving()) return;
        _broker.SendExit(Array.IndexOf(_nodes, limit.NodeId), bar, time, FillReason.Risk);
    }

    /// <summary>Counts: limit; losses: risk.</summary>
    private string? LimitReason()
    {
        if (_isCalled) return "margin-call";
        if (_position.Direction == 0 && _broker.OpenPositions >= _broker.MostPositions) return "limit";
        return _guard?.Blocks(_day) is { } limit ? limit.Kind == RiskLimitKind.TradesPerDay ? "limit" : "risk" : null;
    }
}
