using TradeForge.Core.Market;
using TradeForge.Core.Strategies;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Simulation;

/// <summary>Working entries inside a bar, and what protects them on it: G7.</summary>
internal sealed partial class SimulatedBroker
{
    /// <summary>Entries that the bar reaches after its open.</summary>
    private void EntriesInside(int bar, in Candle candle)
    {
        for (var i = 0; i < _queue.Count; i++)
        {
            var index = _queue[i];
            ref var order = ref _orders[index];
            if (!order.IsEntry || order.Type is OrderType.Market or OrderType.MarketOnClose) continue;
            var rested = order.Type == OrderType.Limit || order.Triggered;
            var price = _match.Inside(ref order, candle);
            if (double.IsNaN(price)) continue;
            if (_position.Direction != 0) _position.See(candle.Low, candle.High); // the lots before saw the whole bar
            if (!Turn(index, bar, price)) continue;
            var before = _position.Lots.Length;
            var done = FillEntry(index, bar, price, isMaker: rested);
            if (done) _queue.RemoveAt(i--);
            if (_position.Lots.Length == before) continue;
            _seenBar = bar;
            EnteredInside(bar, candle, price, _orders[index]);
        }
    }

    /// <summary>What a position entered inside the bar surely sees of it, and its levels on the rest of the bar.</summary>
    private void EnteredInside(int bar, in Candle candle, double fill, in SimulatedOrder order)
    {
        var falling = order.Type == OrderType.Limit == (order.Side == OrderSide.Buy); // the way on which the price came to the level
        _position.SeeNewest(falling ? candle.Low : Math.Min(fill, candle.Close), falling ? Math.Max(fill, candle.Close) : candle.High);
        if (bar < _protectedFrom || !_protection.Exists) return;
        var isLong = _position.Direction > 0;
        var stop = isLong ? candle.Low <= _protection.Stop : candle.High >= _protection.Stop;
        var target = isLong ? candle.High >= TargetTouch() : candle.Low <= TargetTouch();
        if (!stop && !target) return;
        if (target || order.Type != OrderType.Limit) // else a limit is passed on the way to the stop: that order is sure
        {
            if (LevelsInLower(bar, candle, fill, order)) return;
            AmbiguousBars++;
        }
        if (_settings.SameBar == SameBarRule.Path) WalkPath(bar, candle, fill, falling);
        else if (_settings.SameBar == SameBarRule.Optimistic && target)
            while (_position.Direction != 0 && (isLong ? candle.High >= TargetTouch() : candle.Low <= TargetTouch())) Targeted(bar, fill, _protection.Target);
        else if (stop) Stopped(bar, Beyond(fill), fill);
    }

    /// <summary>The path open, nearer extreme, other extreme, close, from the fill on. At equal distances the worse one for the position is first.</summary>
    private void WalkPath(int bar, in Candle candle, double fill, bool falling)
    {
        var isLong = _position.Direction > 0;
        var (up, down) = (candle.High - candle.Open, candle.Open - candle.Low);
        var lowFirst = down < up || (down == up && isLong);
        Span<double> path = [candle.Open, lowFirst ? candle.Low : candle.High, lowFirst ? candle.High : candle.Low, candle.Close];
        var leg = 0;
        while (leg < 2 && (path[leg + 1] < path[leg] != falling || (falling ? path[leg + 1] > fill : path[leg + 1] < fill))) leg++;
        for (path[leg] = fill; leg < 3 && _position.Direction != 0 && bar >= _protectedFrom; leg++)
        {
            var end = path[leg + 1];
            if ((end - _protection.Stop) * _position.Direction <= 0) Stopped(bar, Beyond(path[leg]), fill);
            else
                while (_position.Direction != 0 && (end - TargetTouch()) * _position.Direction >= 0) Targeted(bar, fill, _protection.Target);
        }
    }

    /// <summary>The stop level, or the price at which the market stands if that is beyond it already.</summary>
    private double Beyond(double price) => _position.Direction > 0 ? Math.Min(price, _protection.Stop) : Math.Max(price, _protection.Stop);

    /// <summary>An entry is about to fill: a position on the other side is closed at the same price. False if it cannot be closed yet.</summary>
    private bool Turn(int index, int bar, double price)
    {
        ref readonly var entry = ref _orders[index];
        if (_position.Direction == 0 || _position.Side == entry.PositionSide) return true;
        if (Leaving()) return false; // its closing order is not done yet
        var closing = _orders.Add(new SimulatedOrder(-1, -1, _position.Side, Positions, entry.Bar, entry.Time, FillReason.Reverse)
        {
            Type = entry.Type,
            LimitPrice = entry.LimitPrice,
            StopPrice = entry.StopPrice,
            Triggered = entry.Triggered,
        });
        _position.See(price, price);
        if (FillExit(closing, bar, price)) return true;
        _orders[closing].Type = OrderType.Market; // what the volume left over goes at the next price
        _queue.Add(closing);
        return false;
    }

    private bool Leaving()
    {
        foreach (var index in _queue.Rows)
            if (_orders[index].LeavesNow && _orders[index].Position == Positions) return true;
        return false;
    }
}
