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
        if (_dependsOnPosition)
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
            if (_entries.Length > 1 && evaluation.TruthAt(rule.WhenSlot, row) != (byte)Truth.True) continue;
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
        var (limit, stop) = (double.NaN, double.NaN);
        if (IsPriced(rule.OrderType) && !HasPrices(rule.OrderType, rule.Side == PositionSide.Long ? OrderSide.Buy : OrderSide.Sell, rule.LimitSlot, rule.StopSlot, evaluation, row, out limit, out stop)) return "no-price";
        if (_queue.Count > 0) _broker.CancelEntries(rule.Side == PositionSide.Long ? PositionSide.Short : PositionSide.Long);
        if (rule.OrderType == EntryOrderType.Market && _position.Direction != 0 && _position.Side != rule.Side && !IsLeaving()) _broker.SendExit(-1, bar, time, FillReason.Reverse);
        ref var order = ref _broker.SendEntry(index, index, rule.Side, bar, time, FillReason.Signal);
        if (IsPlain(rule.OrderType, rule.TimeInForce, rule.ValidBars)) return null;
        (order.LimitPrice, order.StopPrice) = (limit, stop);
        Shape(ref order, rule.OrderType, rule.TimeInForce, rule.Until, rule.ValidBars);
        return null;
    }

    /// <summary>Type and time in force, where they are not those of a market order.</summary>
    private void Shape(ref SimulatedOrder order, EntryOrderType type, TimeInForce time, DateTimeOffset? until, int validBars)
    {
        (order.Type, order.TimeInForce) = ((OrderType)type, time);
        if (until is { } end) order.Until = end.ToUnixTimeMilliseconds();
        if (validBars > 0) order.ValidBars = validBars;
        _hasDeadlines |= time is TimeInForce.Day or TimeInForce.Gtd || validBars > 0;
        _broker.Expect(order.Type, time);
    }

    private static bool IsPlain(EntryOrderType type, TimeInForce time, int validBars) => type == EntryOrderType.Market && time == TimeInForce.Gtc && validBars == 0;

    private static bool IsPriced(EntryOrderType type) => type is not (EntryOrderType.Market or EntryOrderType.MarketOnClose);

    /// <summary>The levels of a priced order: the values on the signal's bar, rounded to the side that asks for less (G22). False unless they are known prices above 0.</summary>
    private bool HasPrices(EntryOrderType type, OrderSide side, int limitSlot, int stopSlot, StrategyEvaluation evaluation, int row, out double limit, out double stop)
    {
        (limit, stop) = (double.NaN, double.NaN);
        if (type is EntryOrderType.Limit or EntryOrderType.StopLimit && Price(limitSlot) is var asked and > 0) limit = _broker.Prices.LimitLevel(side, asked);
        if (type is EntryOrderType.Stop or EntryOrderType.StopLimit && Price(stopSlot) is var from and > 0) stop = _broker.Prices.StopLevel(side, from);
        return (limit > 0 || type == EntryOrderType.Stop) && (stop > 0 || type == EntryOrderType.Limit);

        double Price(int slot) => evaluation.Values(slot)[row] / SignalUnit(row) is var price and < MaxPrice ? price : double.NaN;
    }

    /// <summary>Orders of the exits that are true; one that still works is not sent again, and after a market order for all nothing more is.</summary>
    private void QueueExits(int bar, long time, StrategyEvaluation evaluation, int row)
    {
        for (var x = 0; x < _exits.Length; x++)
        {
            var rule = _exits[x];
            if (_exits.Length > 1 && (rule.Side != _position.Side || evaluation.TruthAt(rule.WhenSlot, row) != (byte)Truth.True)) continue;
            if (IsLeaving()) return;
            if (Works(_entries.Length + x)) continue;
            var (limit, stop) = (double.NaN, double.NaN);
            if (IsPriced(rule.OrderType) && !HasPrices(rule.OrderType, rule.Side == PositionSide.Long ? OrderSide.Sell : OrderSide.Buy, rule.LimitSlot, rule.StopSlot, evaluation, row, out limit, out stop))
            {
                _unknownExits[x]++;
                continue;
            }
            ref var order = ref _broker.SendExit(_entries.Length + x, bar, time, FillReason.Signal);
            order.Part = rule.Part;
            if (IsPlain(rule.OrderType, rule.TimeInForce, rule.ValidBars)) continue;
            (order.LimitPrice, order.StopPrice) = (limit, stop);
            Shape(ref order, rule.OrderType, rule.TimeInForce, rule.Until, rule.ValidBars);
        }
    }

    private void QueueTimeStop(int bar, long time)
    {
        var fillBar = _settings.Fill == FillRule.NextOpen ? bar + 1 : bar;
        for (var i = 0; i < _strategy.Risks.Count; i++)
        {
            var risk = _strategy.Risks[i];
            if (risk.Rule != RiskKind.TimeStop || fillBar - _position.EntryBar < risk.Value) continue;
            _broker.SendExit(_entries.Length + _exits.Length + i, bar, time, FillReason.TimeStop);
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
