using TradeForge.Core.Strategies;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Simulation;

/// <summary>Working orders: what fills at an open or a close, and what ends without a fill.</summary>
internal sealed partial class SimulatedBroker
{
    /// <summary>Queues an entry at the market, in its place; the caller may change what it asks for.</summary>
    public ref SimulatedOrder SendEntry(int node, int entry, PositionSide side, int bar, long time, FillReason reason)
    {
        _queue.Add(_orders.Count);
        ref var order = ref _orders.Next();
        order.Begin(node, entry, side, 0, bar, time, reason);
        return ref order;
    }

    /// <summary>Queues an order that closes the position at the market, in its place; the caller may change what it asks for.</summary>
    public ref SimulatedOrder SendExit(int node, int bar, long time, FillReason reason)
    {
        _queue.Add(_orders.Count);
        ref var order = ref _orders.Next();
        order.Begin(node, -1, _position.Side, Positions, bar, time, reason);
        return ref order;
    }

    /// <summary>Queued orders that go at once, or wait for the close, are looked for from now on.</summary>
    public void Expect(OrderType type, TimeInForce time)
    {
        _hasImmediate |= time is TimeInForce.Ioc or TimeInForce.Fok;
        _hasOnClose |= type == OrderType.MarketOnClose;
    }

    /// <summary>A bar begins: orders whose time is over expire.</summary>
    public void StartBar(int day, long time)
    {
        for (var i = 0; i < _queue.Count; i++)
            if (_orders[_queue[i]].IsOver(day, time)) Expire(i--);
    }

    /// <summary>A bar is over, and with it orders that it was the last one for.</summary>
    public void EndBar(int bar)
    {
        for (var i = 0; i < _queue.Count; i++)
            if (_orders[_queue[i]].IsSpent(bar)) Expire(i--);
    }

    /// <summary>A day is over.</summary>
    public void EndDay(int day)
    {
        for (var i = 0; i < _queue.Count; i++)
            if (_orders[_queue[i]] is { TimeInForce: TimeInForce.Day } order && order.Day == day) Expire(i--);
    }

    private void Expire(int place)
    {
        _orders[_queue[place]].End(OrderStatus.Expired);
        _queue.RemoveAt(place);
    }

    /// <summary>Takes back working entries of a side.</summary>
    public void CancelEntries(PositionSide side)
    {
        for (var i = 0; i < _queue.Count; i++)
        {
            ref var order = ref _orders[_queue[i]];
            if (!order.IsEntry || order.PositionSide != side) continue;
            order.End(OrderStatus.Cancelled);
            _queue.RemoveAt(i--);
        }
    }

    private void ExitsAt(int bar, double price)
    {
        for (var i = 0; i < _queue.Count; i++)
        {
            var index = _queue[i];
            ref var order = ref _orders[index];
            if (order.IsEntry || !WorksNow(order)) continue;
            if (_position.Direction == 0 || order.Position != Positions)
            {
                order.End(OrderStatus.Cancelled); // the position was closed by another order first
                _queue.RemoveAt(i--);
                continue;
            }
            var rested = order.Type == OrderType.Limit || order.Triggered;
            var fill = _match.At(ref order, price);
            if (double.IsNaN(fill)) continue;
            _position.See(price, price);
            if (FillExit(index, bar, fill, isMaker: rested && fill == order.LimitPrice)) _queue.RemoveAt(i--);
        }
    }

    private void EntriesAt(int bar, double price)
    {
        for (var i = 0; i < _queue.Count; i++)
        {
            var index = _queue[i];
            ref var order = ref _orders[index];
            if (!order.IsEntry || !WorksNow(order)) continue;
            var fill = _match.At(ref order, price);
            if (double.IsNaN(fill) || !Turn(index, bar, fill)) continue;
            if (FillEntry(index, bar, fill)) _queue.RemoveAt(i--);
        }
    }

    /// <summary>At an open everything works but orders for the close, and a run at closes keeps market orders for it too; there, priced orders sent before had the whole bar.</summary>
    private bool WorksNow(in SimulatedOrder order) => order.Type switch
    {
        OrderType.Market when _settings.Fill == FillRule.ThisClose => _isClose && order.FilledBar < _lastBar, // once a bar: what the volume left over waits for the next close
        OrderType.Market => !_isClose,
        OrderType.MarketOnClose => _isClose && order.Bar < _lastBar && order.FilledBar < _lastBar,
        _ => !_isClose || (order.Bar == _lastBar && _settings.Fill == FillRule.ThisClose),
    };

    /// <summary>Orders that fill at once or never had their chance.</summary>
    private void DropImmediate(string? refusal, bool ofEntries)
    {
        if (!_hasImmediate) return;
        for (var i = 0; i < _queue.Count; i++)
        {
            var index = _queue[i];
            if (!_orders[index].IsImmediate || _orders[index].IsEntry != ofEntries) continue;
            _queue.RemoveAt(i--);
            if (refusal is not null && ofEntries) Refuse(index, refusal);
            else _orders[index].End(OrderStatus.Cancelled);
        }
    }

    /// <summary>What works for a position that is gone is taken back: its exits, and the rest of the entry that opened it.</summary>
    private void DropOrphans()
    {
        for (var i = 0; i < _queue.Count; i++)
        {
            ref var order = ref _orders[_queue[i]];
            var isOver = order.IsEntry ? Math.Sign(order.Filled) > 0 && (_position.Direction == 0 || _position.Side != order.PositionSide) : _position.Direction == 0 || order.Position != Positions;
            if (!isOver) continue;
            order.End(OrderStatus.Cancelled);
            _queue.RemoveAt(i--);
        }
    }

    /// <summary>The next bar will be played soon.</summary>
    public void Announce(int depth)
    {
        if (depth == 1)
        {
            Ahead.Fetch(this, 12);
            return;
        }
        Ahead.Fetch(_position, 2);
        Ahead.Fetch(_protection, 3);
        Ahead.Fetch(_money, 2);
    }
}
