using TradeForge.Core.Market;
using TradeForge.Core.Strategies;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Simulation;

/// <summary>What happens at the close: the graph is evaluated and orders are queued.</summary>
public sealed partial class TradingSession
{
    /// <summary>No decision before this bar (<c>--warmup</c>).</summary>
    internal int FirstDecisionBar { get; set; }

    private void Decide(int bar, in Candle candle, StrategyEvaluation evaluation, int row)
    {
        if (_strategy.DependsOnPosition)
        {
            StartDay(candle.Time);
            evaluation.Decide(row, new PositionView(_position.Direction, _position.Direction == 0 ? -1 : _position.EntryBar + EvaluationOffset, _position.AveragePrice, _tradesToday));
        }
        if (bar < FirstDecisionBar) return;

        var (longEntry, shortEntry) = (AnyEntry(evaluation, row, PositionSide.Long), AnyEntry(evaluation, row, PositionSide.Short));
        if (_position.Direction == 0 && !longEntry && !shortEntry) return;

        var (longExit, shortExit) = (TrueExit(evaluation, row, PositionSide.Long), TrueExit(evaluation, row, PositionSide.Short));
        if (_position.Direction != 0) QueueExits(bar, candle, _position.Side == PositionSide.Long ? longExit : shortExit, evaluation, row);
        if (!longEntry && !shortEntry) return;
        for (var e = 0; e < _entries.Length; e++)
        {
            var rule = _entries[e];
            if (evaluation.Conditions(rule.WhenSlot)[row] != (byte)Truth.True) continue;
            _ledger.Signals++;
            var exitIsTrue = (rule.Side == PositionSide.Long ? longExit : shortExit) >= 0;
            var oppositeExits = (rule.Side == PositionSide.Long ? shortExit : longExit) >= 0;
            var reason = Blocker(rule, longEntry && shortEntry, exitIsTrue, oppositeExits);
            if (reason is null) QueueEntry(e, rule, bar, candle);
            else _ledger.Block(e, bar, candle.Time, reason);
        }
    }

    /// <summary>Why a true entry becomes no order; null if nothing stands in its way.</summary>
    private string? Blocker(EntryRule rule, bool bothSides, bool exitIsTrue, bool oppositeExits)
    {
        if (bothSides) return "ambiguous";
        if (exitIsTrue) return "exit-signal";
        var opposite = _position.Direction != 0 && _position.Side != rule.Side;
        if (_position.Direction != 0 && !opposite && _position.Lots.Count >= rule.Pyramiding) return "in-position";
        if (opposite && rule.OnOpposite == OnOpposite.Block && !oppositeExits) return "opposite-position";
        return _queue.Exists(o => o.IsEntry) ? "order-working" : null;
    }

    private void QueueEntry(int index, EntryRule rule, int bar, in Candle candle)
    {
        if (_position.Direction != 0 && _position.Side != rule.Side && !QueuedExit(_position.Side))
            Queue(new SimulatedOrder { NodeId = null, PositionSide = _position.Side, IsEntry = false, Bar = bar, Time = candle.Time, Reason = "reverse", Type = "market" });
        Queue(new SimulatedOrder { NodeId = rule.NodeId, PositionSide = rule.Side, IsEntry = true, EntryIndex = index, Bar = bar, Time = candle.Time, Reason = "signal", Type = "market" });
    }

    private void QueueExits(int bar, in Candle candle, int trueExit, StrategyEvaluation evaluation, int row)
    {
        CountUnknownExits(evaluation, row);
        if (QueuedExit(_position.Side)) return;
        if (trueExit >= 0)
        {
            var rule = _exits[trueExit];
            Queue(new SimulatedOrder { NodeId = rule.NodeId, PositionSide = rule.Side, IsEntry = false, Bar = bar, Time = candle.Time, Reason = "signal", Type = "market", Part = rule.Part });
            return;
        }
        var fillBar = _settings.Fill == FillRule.NextOpen ? bar + 1 : bar;
        foreach (var risk in _strategy.Risks)
        {
            if (risk.Rule != RiskKind.TimeStop || fillBar - _position.EntryBar < risk.Value) continue;
            Queue(new SimulatedOrder { NodeId = risk.NodeId, PositionSide = _position.Side, IsEntry = false, Bar = bar, Time = candle.Time, Reason = "time-stop", Type = "market" });
            return;
        }
    }

    private void Queue(SimulatedOrder order)
    {
        _orders.Add(order);
        _queue.Add(order);
    }

    private bool QueuedExit(PositionSide side) => _queue.Exists(o => !o.IsEntry && o.PositionSide == side && o.Part >= 100);

    private bool AnyEntry(StrategyEvaluation evaluation, int row, PositionSide side)
    {
        foreach (var entry in _entries)
            if (entry.Side == side && evaluation.Conditions(entry.WhenSlot)[row] == (byte)Truth.True) return true;
        return false;
    }

    /// <summary>The first exit of a side that is true, or −1.</summary>
    private int TrueExit(StrategyEvaluation evaluation, int row, PositionSide side)
    {
        for (var x = 0; x < _exits.Length; x++)
            if (_exits[x].Side == side && evaluation.Conditions(_exits[x].WhenSlot)[row] == (byte)Truth.True) return x;
        return -1;
    }

    /// <summary>An exit that is not known does nothing, but the result warns (G67).</summary>
    private void CountUnknownExits(StrategyEvaluation evaluation, int row)
    {
        for (var x = 0; x < _exits.Length; x++)
            if (_exits[x].Side == _position.Side && evaluation.Conditions(_exits[x].WhenSlot)[row] == (byte)Truth.Unknown) _unknownExits[x]++;
    }

    private void StartDay(long time)
    {
        var day = _days.Of(time);
        if (day == _today) return;
        (_today, _tradesToday) = (day, 0);
    }

    private void CountEntry()
    {
        if (!_strategy.DependsOnPosition) return;
        StartDay(_last.Time);
        _tradesToday++;
    }
}
