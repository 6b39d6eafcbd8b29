using TradeForge.Core.Market;
using TradeForge.Core.Strategies;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Simulation;

/// <summary>What happens at the close: the graph is evaluated and orders are queued.</summary>
public sealed partial class TradingSession
{
    /// <summary>No decision before this bar (<c>--warmup</c>).</summary>
    internal int FirstDecisionBar { get; set; }

    private void Decide(int bar, long time, StrategyEvaluation evaluation, int row)
    {
        if (_strategy.DependsOnPosition)
        {
            StartDay(time);
            evaluation.Decide(row, new PositionView(_position.Direction, _position.Direction == 0 ? -1 : _position.EntryBar + EvaluationOffset, _position.AveragePrice, _tradesToday));
        }
        if (bar < FirstDecisionBar) return;

        var (longEntry, shortEntry) = (AnyEntry(evaluation, row, PositionSide.Long), AnyEntry(evaluation, row, PositionSide.Short));
        if (_position.Direction == 0 && !longEntry && !shortEntry) return;

        var (longExit, shortExit) = (TrueExit(evaluation, row, PositionSide.Long), TrueExit(evaluation, row, PositionSide.Short));
        if (_position.Direction != 0) QueueExits(bar, time, _position.Side == PositionSide.Long ? longExit : shortExit, evaluation, row);
        if (!longEntry && !shortEntry) return;
        for (var e = 0; e < _entries.Length; e++)
        {
            var rule = _entries[e];
            if (evaluation.TruthAt(rule.WhenSlot, row) != (byte)Truth.True) continue;
            _ledger.Signals++;
            var exitIsTrue = (rule.Side == PositionSide.Long ? longExit : shortExit) >= 0;
            var oppositeExits = (rule.Side == PositionSide.Long ? shortExit : longExit) >= 0;
            var reason = Blocker(rule, longEntry && shortEntry, exitIsTrue, oppositeExits);
            if (reason is null) QueueEntry(e, rule, bar, time);
            else _ledger.Block(e, bar, time, reason);
        }
    }

    /// <summary>Why a true entry becomes no order; null if nothing stands in its way.</summary>
    private string? Blocker(EntryRule rule, bool bothSides, bool exitIsTrue, bool oppositeExits)
    {
        if (bothSides) return "ambiguous";
        if (exitIsTrue) return "exit-signal";
        var opposite = _position.Direction != 0 && _position.Side != rule.Side;
        if (_position.Direction != 0 && !opposite && _position.Lots.Length >= rule.Pyramiding) return "in-position";
        if (opposite && rule.OnOpposite == OnOpposite.Block && !oppositeExits) return "opposite-position";
        return EntryQueued() ? "order-working" : null;
    }

    private void QueueEntry(int index, EntryRule rule, int bar, long time)
    {
        if (_position.Direction != 0 && _position.Side != rule.Side && !FullExitQueued(_position.Side)) QueueExit(-1, bar, time, FillReason.Reverse);
        _broker.Submit(new SimulatedOrder { Node = index, Entry = index, PositionSide = rule.Side, Bar = bar, Time = time, Reason = FillReason.Signal });
    }

    private void QueueExit(int node, int bar, long time, FillReason reason, double part = 100) =>
        _broker.Submit(new SimulatedOrder { Node = node, PositionSide = _position.Side, Bar = bar, Time = time, Reason = reason, Part = part });

    private void QueueExits(int bar, long time, int trueExit, StrategyEvaluation evaluation, int row)
    {
        CountUnknownExits(evaluation, row);
        if (FullExitQueued(_position.Side)) return;
        if (trueExit >= 0)
        {
            QueueExit(_entries.Length + trueExit, bar, time, FillReason.Signal, _exits[trueExit].Part);
            return;
        }
        if (!_hasTimeStop) return;
        var fillBar = _settings.Fill == FillRule.NextOpen ? bar + 1 : bar;
        for (var i = 0; i < _strategy.Risks.Count; i++)
        {
            var risk = _strategy.Risks[i];
            if (risk.Rule != RiskKind.TimeStop || fillBar - _position.EntryBar < risk.Value) continue;
            QueueExit(_entries.Length + _exits.Length + i, bar, time, FillReason.TimeStop);
            return;
        }
    }

    private bool EntryQueued()
    {
        foreach (var index in _queue.Rows)
            if (_broker.Orders[index].IsEntry) return true;
        return false;
    }

    private bool FullExitQueued(PositionSide side)
    {
        foreach (var index in _queue.Rows)
        {
            ref readonly var order = ref _broker.Orders[index];
            if (!order.IsEntry && order.PositionSide == side && order.Part >= 100) return true;
        }
        return false;
    }

    private bool AnyEntry(StrategyEvaluation evaluation, int row, PositionSide side)
    {
        foreach (var entry in _entries)
            if (entry.Side == side && evaluation.TruthAt(entry.WhenSlot, row) == (byte)Truth.True) return true;
        return false;
    }

    /// <summary>The first exit of a side that is true, or −1.</summary>
    private int TrueExit(StrategyEvaluation evaluation, int row, PositionSide side)
    {
        for (var x = 0; x < _exits.Length; x++)
            if (_exits[x].Side == side && evaluation.TruthAt(_exits[x].WhenSlot, row) == (byte)Truth.True) return x;
        return -1;
    }

    /// <summary>An exit that is not known does nothing, but the result warns (G67).</summary>
    private void CountUnknownExits(StrategyEvaluation evaluation, int row)
    {
        for (var x = 0; x < _exits.Length; x++)
            if (_exits[x].Side == _position.Side && evaluation.TruthAt(_exits[x].WhenSlot, row) == (byte)Truth.Unknown) _unknownExits[x]++;
    }

    private void StartDay(long time)
    {
        var day = _days.Of(time);
        if (day == _today) return;
        (_today, _tradesToday) = (day, 0);
    }
}
