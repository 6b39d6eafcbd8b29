using TradeForge.Core.Market;
using TradeForge.Core.Strategies;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Simulation;

/// <summary>Orders that end without a fill, orders that exclude each other, and the rows of the result.</summary>
public sealed partial class OrderBook
{
    /// <summary>All orders, by number.</summary>
    public IReadOnlyList<OrderRow> Orders()
    {
        var rows = new OrderRow[_all.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            Stop.ThrowIfCancellationRequested();
            var working = _all[i];
            rows[i] = working.State.Row(working.Id, working.Order.Name, _symbol);
            if (working.Order.Type == BookOrderType.TrailingStop) rows[i] = rows[i] with { Type = "trailing-stop" };
            else if (working.Order.Type == BookOrderType.MarketOnClose) rows[i] = rows[i] with { Type = "market-on-close" };
        }
        return rows;
    }

    /// <summary>Closed round trips in the order they were closed; <see cref="Trade.EntryReason"/> names the order that opened it.</summary>
    public IReadOnlyList<Trade> Trades()
    {
        var rows = new Trade[_trades.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            Stop.ThrowIfCancellationRequested();
            rows[i] = _trades[i].Row(_symbol, Name(_trades[i].EntryNode));
        }
        return rows;
    }

    /// <summary>What is open, marked at the last close.</summary>
    public IReadOnlyList<OpenPosition> OpenPositions() => [.. _lots.Select(l => l.Units.Row(_symbol, l.Side, Name(l.Units.EntryNode), (decimal)_last.Close, _bar))];

    private string Name(int order) => _all[order - 1].Order.Name ?? order.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>What it hangs on may be decided already.</summary>
    private void Settle(Working working)
    {
        var order = working.Order;
        if (order.Parent > 0 && _all[order.Parent - 1].HasFilled) working.Waits = false;
        var isLate = (order.Parent > 0 && working.Waits && _all[order.Parent - 1].IsOver) || (order.OneCancels > 0 && _all[order.OneCancels - 1].IsOver)
            || (order.Closes > 0 && _all[order.Closes - 1].IsOver && !_lots.Exists(l => l.Units.Order == order.Closes));
        if (isLate) End(working, OrderStatus.Cancelled);
    }

    /// <summary>A bar begins: orders whose time is over are gone.</summary>
    private void Expire()
    {
        foreach (var working in Pass())
            if (!working.IsOver && (working.Waits ? _last.Time >= working.State.Until : working.State.IsOver(_days.Of(_last.Time), _last.Time))) End(working, OrderStatus.Expired);
    }

    /// <summary>A day is over.</summary>
    private void ExpireDay()
    {
        foreach (var working in Pass())
            if (working.State.TimeInForce == TimeInForce.Day && working.State.Day == _days.Of(_last.Time)) End(working, OrderStatus.Expired);
    }

    /// <summary>What fills at its first price or goes had that price.</summary>
    private void DropImmediate()
    {
        foreach (var working in Pass())
            if (working.State.IsImmediate && !working.Waits && (working.State.Bar < _bar || _settings.Fill == FillRule.ThisClose)) End(working, OrderStatus.Cancelled);
    }

    /// <summary>It is over: so are those that depend on it and those that it excludes.</summary>
    private void End(Working working, OrderStatus status)
    {
        if (!Leave(working)) return;
        working.State.End(status);
        if (_hasPairs) CancelOthers(working, filled: working.State.Filled > 0);
    }

    private bool Leave(Working working)
    {
        if (working.IsOver) return false;
        working.IsOver = true;
        return _queue.Remove(working);
    }

    private void CancelOthers(Working working, bool filled)
    {
        Stop.ThrowIfCancellationRequested();
        for (var i = _queue.Count - 1; i >= 0; i--)
        {
            if (i >= _queue.Count) continue; // ending one may have ended others
            var other = _queue[i];
            var excluded = other.Id == working.Order.OneCancels || other.Order.OneCancels == working.Id || (working.Order.Parent > 0 && other.Order.Parent == working.Order.Parent);
            var depends = other.Order.Parent == working.Id || other.Order.Closes == working.Id;
            if (other != working && (excluded || (!filled && depends))) End(other, OrderStatus.Cancelled);
        }
    }

    /// <summary>The order of a pair that comes before this one on this bar: the one that the open reaches, else by the same-bar rule (G7).</summary>
    private Working? Earlier(Working working)
    {
        if (!working.IsLimit && !working.IsStop) return null;
        Stop.ThrowIfCancellationRequested();
        foreach (var other in _queue)
        {
            if (other.IsOver || other.Waits || other.State.TriedBar == _bar || other.Order.Side != working.Order.Side || (working.IsLimit ? !other.IsStop : !other.IsLimit) || !Excludes(working, other)) continue;
            var (limit, stop) = working.IsLimit ? (working, other) : (other, working);
            var isLong = working.Order.Side == OrderSide.Sell; // what the pair closes; of two entries the stop has the worse price
            var (limitAtOpen, stopAtOpen) = (_match.Reaches(limit.State, _last.Open), isLong ? _last.Open <= stop.State.StopPrice : _last.Open >= stop.State.StopPrice);
            if (limitAtOpen || stopAtOpen)
            {
                if (limitAtOpen == stopAtOpen || (other == limit) != limitAtOpen) continue;
                return other;
            }
            var touched = isLong ? _last.Low <= stop.State.StopPrice : _last.High >= stop.State.StopPrice;
            if (!touched || !_match.Reaches(limit.State, isLong ? _last.High : _last.Low)) continue;
            if (_ambiguousBar != _bar) AmbiguousBars++;
            _ambiguousBar = _bar;
            if (OrderMatch.StopFirst(_settings.SameBar, _last, isLong) == (other == stop)) return other;
        }
        return null;
    }

    private static bool Excludes(Working a, Working b) =>
        a.Order.OneCancels == b.Id || b.Order.OneCancels == a.Id || (a.Order.Parent > 0 && a.Order.Parent == b.Order.Parent) || (a.Order.Closes > 0 && a.Order.Closes == b.Order.Closes);
}
