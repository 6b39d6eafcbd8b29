using TradeForge.Core.Market;
using TradeForge.Core.Strategies;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Simulation;

/// <summary>Stops, targets and working orders against a bar: G5 to G8.</summary>
internal sealed partial class SimulatedBroker
{
    private const int None = -2, Level = -1; // beside places in the queue

    /// <summary>The price that must trade before the target counts as filled: <c>touch</c> steps through it (G8).</summary>
    public double TargetTouch()
    {
        var target = _protection.Target;
        return Math.Sign(_touch) == 0 || double.IsNaN(target) ? target : (double)((decimal)target + _position.Direction * _touch);
    }

    /// <summary>The open has reached the stop or targets (G5, G6).</summary>
    private void ProtectAtOpen(int bar, in Candle candle)
    {
        if (!_protection.Exists) return;
        var direction = _position.Direction;
        if ((candle.Open - _protection.Stop) * direction <= 0)
        {
            Stopped(bar, candle.Open, candle.Open);
            return;
        }
        while (_position.Direction != 0 && (candle.Open - TargetTouch()) * direction >= 0)
            Targeted(bar, candle.Open, _settings.GapLimit == GapLimitRule.Improve ? candle.Open : _protection.Target);
    }

    /// <summary>The bar moves through levels and working exits of the position; where it touches both sides, <c>same-bar</c> says which comes first (G7).</summary>
    private void ExitsInside(int bar, in Candle candle)
    {
        if (_queue.Count == 0 && !_protection.Exists) return;
        var against = NextAgainst(bar, candle) != None;
        var next = NextAlong(bar, candle);
        var along = next != None;
        if (!against && !along) return;
        var isPassed = next >= 0 && _match.Reaches(_orders[_queue[next]], candle.Open); // a limit whose rest the volume left over at the open: it waits for nothing
        if (against && along && !isPassed && ExitsInLower(bar, candle)) return;
        if (against && along && !isPassed) AmbiguousBars++;
        var againstFirst = against && !isPassed && (!along || OrderMatch.StopFirst(_settings.SameBar, candle, _position.Direction > 0));
        if (againstFirst) FillAgainst(bar, candle);
        if (_position.Direction != 0) FillAlong(bar, candle);
        if (!againstFirst && _position.Direction != 0) FillAgainst(bar, candle);
    }

    private void FillAgainst(int bar, in Candle candle)
    {
        for (var next = NextAgainst(bar, candle); next != None && _position.Direction != 0; next = NextAgainst(bar, candle))
            TakeAgainst(next, bar, candle, double.NaN);
    }

    private void FillAlong(int bar, in Candle candle)
    {
        for (var next = NextAlong(bar, candle); next != None && _position.Direction != 0; next = NextAlong(bar, candle))
            TakeAlong(next, bar, candle, double.NaN);
    }

    /// <param name="next">A place in the queue, or the level of the position.</param>
    /// <param name="bar">The bar.</param>
    /// <param name="candle">The bar.</param>
    /// <param name="gap">A price at which the market opened beyond the level inside the bar; NaN = it moved through.</param>
    private void TakeAgainst(int next, int bar, in Candle candle, double gap)
    {
        if (next == Level) Stopped(bar, double.IsNaN(gap) ? _protection.Stop : gap, candle.Open);
        else ExitInside(next, bar, candle);
    }

    /// <inheritdoc cref="TakeAgainst"/>
    private void TakeAlong(int next, int bar, in Candle candle, double gap)
    {
        if (next == Level) Targeted(bar, candle.Open, double.IsNaN(gap) || _settings.GapLimit == GapLimitRule.Exact ? _protection.Target : gap);
        else ExitInside(next, bar, candle);
    }

    private void ExitInside(int place, int bar, in Candle candle)
    {
        var index = _queue[place];
        ref var order = ref _orders[index];
        order.TriedBar = bar;
        var price = _match.Inside(ref order, candle);
        if (double.IsNaN(price)) return; // a stop-limit that was triggered and now rests
        _position.See(Math.Min(price, candle.Open), Math.Max(price, candle.Open));
        if (FillExit(index, bar, price, isMaker: order.Type == OrderType.Limit)) _queue.RemoveAt(place);
    }

    /// <summary>The stop that the bar moves through first: a place in the queue, or the level of the position.</summary>
    private int NextAgainst(int bar, in Candle candle)
    {
        var direction = _position.Direction;
        var extreme = direction > 0 ? candle.Low : candle.High;
        var (found, best) = (None, double.NaN);
        if (bar >= _protectedFrom && (extreme - _protection.Stop) * direction <= 0) (found, best) = (Level, _protection.Stop);
        for (var i = 0; i < _queue.Count; i++)
        {
            ref readonly var order = ref _orders[_queue[i]];
            if (order.Type is not (OrderType.Stop or OrderType.StopLimit) || order.Triggered || !IsExitOfThis(order, bar) || (extreme - order.StopPrice) * direction > 0) continue;
            if (found == None || (order.StopPrice - best) * direction > 0) (found, best) = (i, order.StopPrice);
        }
        return found;
    }

    /// <summary>The target or limit that the bar reaches first.</summary>
    private int NextAlong(int bar, in Candle candle)
    {
        var direction = _position.Direction;
        var extreme = direction > 0 ? candle.High : candle.Low;
        var (found, best) = (None, double.NaN);
        if (bar >= _protectedFrom && (extreme - TargetTouch()) * direction >= 0) (found, best) = (Level, _protection.Target);
        for (var i = 0; i < _queue.Count; i++)
        {
            ref readonly var order = ref _orders[_queue[i]];
            if (order.Type != OrderType.Limit && !(order.Type == OrderType.StopLimit && order.Triggered)) continue;
            if (!IsExitOfThis(order, bar) || !_match.Reaches(order, extreme)) continue;
            if (found == None || (order.LimitPrice - best) * direction < 0) (found, best) = (i, order.LimitPrice);
        }
        return found;
    }

    /// <summary>An exit of what is held that has not been tried inside this bar.</summary>
    private bool IsExitOfThis(in SimulatedOrder order, int bar) => !order.IsEntry && order.Position == Positions && order.TriedBar != bar;

    /// <param name="bar">The bar.</param>
    /// <param name="price">Market price of the fill.</param>
    /// <param name="from">Where the price came from: with it the price that was surely seen.</param>
    private void Stopped(int bar, double price, double from)
    {
        var order = Protective(bar, _protection.StopReason, _protection.StopRule, OrderType.Stop, double.NaN, _protection.Stop);
        _orders[order].Triggered = true;
        _position.See(Math.Min(price, from), Math.Max(price, from));
        if (FillExit(order, bar, price)) return;
        _protectedFrom = int.MaxValue; // all of it leaves by this order now
        _queue.Add(order);
    }

    private void Targeted(int bar, double from, double price)
    {
        var order = Protective(bar, FillReason.TakeProfit, _protection.TargetRule, OrderType.Limit, _protection.Target, double.NaN);
        _orders[order].Part = _protection.TargetPart;
        _position.See(Math.Min(price, from), Math.Max(price, from));
        var level = _protection.Target;
        _protection.TargetActed();
        if (!FillExit(order, bar, price, isMaker: price == level)) _queue.Add(order); // the rest stays in the book
    }

    private int Protective(int bar, FillReason reason, int rule, OrderType type, double limit, double stop) => _orders.Add(new SimulatedOrder(_riskNodes + rule, -1, _position.Side, Positions, Math.Min(_position.EntryBar, bar), _last.Time, reason)
    {
        TriedBar = bar,
        Type = type,
        LimitPrice = limit,
        StopPrice = stop,
    });
}
