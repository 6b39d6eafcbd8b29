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

    internal void DecideAt(int bar, long time, StrategyEvaluation evaluation, int row)
    {
        ExpireAfter(time);
        Decide(bar, time, evaluation, row);
    }

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
