using TradeForge.Core.Market;
using TradeForge.Core.Strategies;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Simulation;

/// <summary>What happens at the close: the graph is evaluated and orders are queued.</summary>
public sealed partial class TradingSession
{
    /// <summary>No decision before this bar (<c>--warmup</c>).</summary>
    internal int FirstDecisionBar { get; set; }

    private const double MaxPrice = 1e15; // far from the end of decimal

    private void Decide(int bar, long time, StrategyEvaluation evaluation, int row)
    {
        if (_strategy.DependsOnPosition)
        {
            StartDay(time);
            evaluation.Decide(row, new PositionView(_position.Direction, _position.Direction == 0 ? -1 : _position.EntryBar + EvaluationOffset, _position.AveragePrice * SignalUnit(row), _tradesToday));
        }
        if (bar < FirstDecisionBar) return;

        if (_guard is not null) Obey(bar, time);
        var (longEntry, shortEntry) = TrueEntries(evaluation, row);
        if (_position.Direction == 0 && !longEntry && !shortEntry && _queue.Count == 0) return;

        var (longExit, shortExit) = TrueExits(evaluation, row);
        if (_queue.Count > 0 && longExit) _broker.CancelEntries(PositionSide.Long);
        if (_queue.Count > 0 && shortExit) _broker.CancelEntries(PositionSide.Short);
        if (_position.Direction != 0 && (_position.Direction > 0 ? longExit : shortExit)) QueueExits(bar, time, evaluation, row);
        for (var e = 0; (longEntry || shortEntry) && e < _entries.Length; e++)
        {
            var rule = _entries[e];
            if (evaluation.TruthAt(rule.WhenSlot, row) != (byte)Truth.True) continue;
            _ledger.Signals++;
            var (exitIsTrue, oppositeExits) = rule.Side == PositionSide.Long ? (longExit, shortExit) : (shortExit, longExit);
            var reason = Blocker(rule, longEntry && shortEntry, exitIsTrue, oppositeExits) ?? QueueEntry(e, rule, bar, time, evaluation, row);
            if (reason is not null) _ledger.Block(e, bar, time, reason);
        }
        if (_hasTimeStop && _position.Direction != 0 && !IsLeaving()) QueueTimeStop(bar, time); // an exit or a reversal of this close goes before it
    }

    /// <summary>Why a true entry becomes no order; null if nothing stands in its way.</summary>
    private string? Blocker(EntryRule rule, bool bothSides, bool exitIsTrue, bool oppositeExits)
    {
        if (bothSides) return "ambiguous";
        if (exitIsTrue) return "exit-signal";
        var opposite = _position.Direction != 0 && _position.Side != rule.Side;
        if (_position.Direction != 0 && !opposite && _position.Entries() >= rule.Pyramiding) return "in-position";
        if (opposite && rule.OnOpposite == OnOpposite.Block && !(oppositeExits && IsLeaving())) return "opposite-position";
        return EntryQueued(rule.Side) ? "order-working" : LimitReason() ?? Gate(rule.Side);
    }

    /// <summary>Sends the order of an entry, or says why it cannot be. A market reversal closes first; with a priced entry the position is closed where that fills.</summary>
    private string? QueueEntry(int index, EntryRule rule, int bar, long time, StrategyEvaluation evaluation, int row)
    {
        var order = new SimulatedOrder { Node = index, Entry = index, PositionSide = rule.Side, Bar = bar, Time = time, Reason = FillReason.Signal };
        Shape(ref order, rule.OrderType, rule.TimeInForce, rule.Until, rule.ValidBars, rule.LimitSlot, rule.StopSlot, evaluation, row);
        if (!HasPrices(order)) return "no-price";
        if (_queue.Count > 0) _broker.CancelEntries(rule.Side == PositionSide.Long ? PositionSide.Short : PositionSide.Long);
        if (order.Type == OrderType.Market && _position.Direction != 0 && _position.Side != rule.Side && !IsLeaving()) _broker.Submit(Exit(-1, bar, time, FillReason.Reverse));
        _broker.Submit(order);
        return null;
    }

    /// <summary>Type, time in force and levels; those are the values on the signal's bar, rounded to the side that asks for less (G22).</summary>
    private void Shape(ref SimulatedOrder order, EntryOrderType type, TimeInForce time, DateTimeOffset? until, int validBars, int limitSlot, int stopSlot, StrategyEvaluation evaluation, int row)
    {
        (order.Type, order.TimeInForce) = ((OrderType)type, time);
        if (until is { } end) order.Until = end.ToUnixTimeMilliseconds();
        if (validBars > 0) order.ValidBars = validBars;
        if (time is TimeInForce.Day or TimeInForce.Gtd || validBars > 0) _hasDeadlines = true;
        if (type is EntryOrderType.Limit or EntryOrderType.StopLimit) order.LimitPrice = Known(evaluation.Values(limitSlot)[row] / SignalUnit(row)) is var limit and > 0 ? _broker.Prices.LimitLevel(order.Side, limit) : double.NaN;
        if (type is EntryOrderType.Stop or EntryOrderType.StopLimit) order.StopPrice = Known(evaluation.Values(stopSlot)[row] / SignalUnit(row)) is var stop and > 0 ? _broker.Prices.StopLevel(order.Side, stop) : double.NaN;

        static double Known(double price) => price < MaxPrice ? price : double.NaN;
    }

    /// <summary>The levels of a priced order are known prices above 0.</summary>
    private static bool HasPrices(in SimulatedOrder order) => order.Type switch
    {
        OrderType.Market or OrderType.MarketOnClose => true,
        OrderType.Limit => order.LimitPrice > 0,
        OrderType.Stop => order.StopPrice > 0,
        _ => order.LimitPrice > 0 && order.StopPrice > 0,
    };

    private SimulatedOrder Exit(int node, int bar, long time, FillReason reason) =>
        new() { Node = node, PositionSide = _position.Side, Position = _broker.Positions, Bar = bar, Time = time, Reason = reason };

    /// <summary>Orders of the exits that are true; one that still works is not sent again, and after a market order for all nothing more is.</summary>
    private void QueueExits(int bar, long time, StrategyEvaluation evaluation, int row)
    {
        for (var x = 0; x < _exits.Length; x++)
        {
            var rule = _exits[x];
            if (rule.Side != _position.Side || evaluation.TruthAt(rule.WhenSlot, row) != (byte)Truth.True) continue;
            if (IsLeaving()) return;
            if (Works(_entries.Length + x)) continue;
            var order = Exit(_entries.Length + x, bar, time, FillReason.Signal);
            order.Part = rule.Part;
            Shape(ref order, rule.OrderType, rule.TimeInForce, rule.Until, rule.ValidBars, rule.LimitSlot, rule.StopSlot, evaluation, row);
            if (HasPrices(order)) _broker.Submit(order);
            else _unknownExits[x]++;
        }
    }

    private void QueueTimeStop(int bar, long time)
    {
        var fillBar = _settings.Fill == FillRule.NextOpen ? bar + 1 : bar;
        for (var i = 0; i < _strategy.Risks.Count; i++)
        {
            var risk = _strategy.Risks[i];
            if (risk.Rule != RiskKind.TimeStop || fillBar - _position.EntryBar < risk.Value) continue;
            _broker.Submit(Exit(_entries.Length + _exits.Length + i, bar, time, FillReason.TimeStop));
            return;
        }
    }

    private bool EntryQueued(PositionSide side)
    {
        foreach (var index in _queue.Rows)
            if (_broker.Orders[index] is { IsEntry: true } order && order.PositionSide == side) return true;
        return false;
    }

    private bool Works(int node)
    {
        foreach (var index in _queue.Rows)
            if (_broker.Orders[index].Node == node) return true;
        return false;
    }

    /// <summary>A market order that closes all that is held is queued.</summary>
    private bool IsLeaving()
    {
        foreach (var index in _queue.Rows)
            if (_broker.Orders[index].LeavesNow) return true;
        return false;
    }

    private (bool Long, bool Short) TrueEntries(StrategyEvaluation evaluation, int row)
    {
        var (isLong, isShort) = (false, false);
        foreach (var entry in _entries)
        {
            if (evaluation.TruthAt(entry.WhenSlot, row) != (byte)Truth.True) continue;
            if (entry.Side == PositionSide.Long) isLong = true;
            else isShort = true;
        }
        return (isLong, isShort);
    }

    /// <summary>Sides on which an exit is true. One of the held side that is not known does nothing, but the result warns (G67).</summary>
    private (bool Long, bool Short) TrueExits(StrategyEvaluation evaluation, int row)
    {
        var (isLong, isShort) = (false, false);
        for (var x = 0; x < _exits.Length; x++)
        {
            var truth = evaluation.TruthAt(_exits[x].WhenSlot, row);
            if (truth == (byte)Truth.False) continue;
            var side = _exits[x].Side;
            if (truth == (byte)Truth.Unknown) _unknownExits[x] += _position.Direction != 0 && side == _position.Side ? 1 : 0;
            else if (side == PositionSide.Long) isLong = true;
            else isShort = true;
        }
        return (isLong, isShort);
    }

    private void StartDay(long time)
    {
        var day = _days.Of(time);
        if (day == _today) return;
        (_today, _tradesToday) = (day, 0);
    }
}
