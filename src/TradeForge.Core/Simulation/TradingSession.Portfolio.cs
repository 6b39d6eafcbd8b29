using TradeForge.Core.Market;
using TradeForge.Core.Strategies;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Simulation;

/// <summary>A bar in pieces, for a portfolio: each piece is played for all instruments before the next.</summary>
public sealed partial class TradingSession
{
    /// <summary>Nothing is held and nothing waits: only a decision can happen.</summary>
    internal bool IsIdle => _queue.Count == 0 && _position.Direction == 0;

    /// <summary>An entry waits for its fill.</summary>
    internal bool EntryWaits => EntryQueued(PositionSide.Long) || EntryQueued(PositionSide.Short);

    /// <summary>Why entries of a side are not let through at present; null = they are.</summary>
    private string? _longGate, _shortGate;

    /// <summary>Lets through entries of a side alone; null = of none.</summary>
    internal void OpenFor(PositionSide? side) => (_longGate, _shortGate) = (side == PositionSide.Long ? null : "rank", side == PositionSide.Short ? null : "rank");

    internal string? Gate(PositionSide side) => side == PositionSide.Long ? _longGate : _shortGate;

    /// <summary>The instrument is no longer picked: what it holds is closed.</summary>
    internal void LeaveLeg(int bar, long time)
    {
        if (!IsLeaving()) _broker.SendExit(_nodes.Length - 2, bar, time, FillReason.Rebalance);
    }

    /// <summary>Closes a part, in percent; nothing while another order waits.</summary>
    internal void Trim(int bar, long time, double part)
    {
        if (_queue.Count == 0) _broker.SendExit(_nodes.Length - 1, bar, time, FillReason.Rebalance).Part = part;
    }

    /// <summary>Adds to what is held, as much as the weight says at the fill; nothing while another order waits.</summary>
    internal void Grow(int bar, long time)
    {
        if (_queue.Count > 0 || LimitReason() is not null) return;
        var entry = Array.FindIndex(_entries, e => e.Side == _position.Side);
        _broker.SendEntry(_nodes.Length - 1, entry, _position.Side, bar, time, FillReason.Rebalance);
    }

    /// <summary>The last two nodes: who closes what is not picked, and who brings holdings back to their weights.</summary>
    private static string[] PortfolioNodes(CompiledStrategy strategy) => strategy.Portfolio is { } p ? [p.Rank?.NodeId ?? "", p.Rebalance?.NodeId ?? ""] : [];

    internal void OpenExits(int bar, in Candle candle)
    {
        ExpireBefore(candle.Time);
        _broker.OpenExits(bar, candle);
    }

    internal void OpenEntries(StrategyEvaluation evaluation) => _broker.OpenEntries(evaluation, EvaluationOffset);

    internal void Inside() => _broker.Inside();

    internal void CloseExits() => _broker.CloseExits();

    internal void CloseEntries(StrategyEvaluation evaluation) => _broker.CloseEntries(evaluation, EvaluationOffset);

    /// <summary>What the fills so far mean for the ledger and the count of the day.</summary>
    internal void NoteFills(long time) => Note(time);

    /// <summary>The bar is over: orders of a day that it ends are gone before the account is marked.</summary>
    internal void EndBar(long time, int bar) => ExpireAfter(time, bar);

    internal void DecideAt(int bar, long time, StrategyEvaluation evaluation, int row) => Decide(bar, time, evaluation, row);

    /// <summary>The decision of a bar on which nothing could fill.</summary>
    internal void Pass(int bar) => _broker.Pass(bar);

    internal void AfterClose() => _broker.AfterClose();

    /// <summary>The whole account is ruined.</summary>
    internal void Ruin(long time)
    {
        _broker.Ruin();
        Note(time);
    }
}
