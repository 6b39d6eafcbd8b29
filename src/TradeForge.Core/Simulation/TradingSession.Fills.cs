using TradeForge.Core.Market;
using TradeForge.Core.Strategies;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Simulation;

/// <summary>Fills of queued orders and of protective levels.</summary>
public sealed partial class TradingSession
{
    private void FillQueue(int bar, double price, StrategyEvaluation evaluation)
    {
        FillExits(bar, price);
        FillEntries(bar, price, evaluation);
    }

    private void FillExits(int bar, double price)
    {
        for (var i = 0; i < _queue.Count; i++)
        {
            var order = _queue[i];
            if (order.IsEntry) continue;
            _queue.RemoveAt(i--);
            if (_position.Direction == 0 || _position.Side != order.PositionSide)
            {
                order.Status = "cancelled"; // the position was closed by another order first
                continue;
            }
            _position.See(price, price);
            FillExit(order, bar, _last.Time, _prices.Market(order.Side, price));
        }
    }

    private void FillEntries(int bar, double price, StrategyEvaluation evaluation)
    {
        for (var i = 0; i < _queue.Count; i++)
        {
            var order = _queue[i];
            if (!order.IsEntry) continue;
            _queue.RemoveAt(i--);
            FillEntry(order, bar, price, evaluation);
        }
    }

    private void FillEntry(SimulatedOrder order, int bar, double marketPrice, StrategyEvaluation evaluation)
    {
        var rule = _entries[order.EntryIndex];
        var price = _prices.Market(order.Side, marketPrice);
        var direction = rule.Side == PositionSide.Long ? 1 : -1;
        var isFirst = _position.Direction == 0;
        if (isFirst && _strategy.Risks.Count > 0)
        {
            var signalRow = order.Bar + EvaluationOffset;
            _protection.Remember(slot => evaluation.Values(slot)[signalRow]);
            _probe.Remember(slot => evaluation.Values(slot)[signalRow]);
        }

        var held = isFirst ? 0 : Holding * (decimal)marketPrice;
        var funds = new Sizing.Funds(Cash + held - Math.Abs(held), Cash + held, StopDistance(isFirst, direction, price));
        var quantity = Sizing.Quantity(rule.Size ?? _strategy.DefaultSize, price, _settings.Lot, _settings.Commission, funds, out var refusal);
        if (refusal is not null)
        {
            TakeBack(order);
            _ledger.Block(order.EntryIndex, order.Bar, order.Time, refusal);
            return;
        }

        var fee = _settings.Commission.On(quantity, price, _settings.Lot);
        Cash -= direction * quantity * price + fee;
        _position.Add(rule.Side, new Lot
        {
            Quantity = quantity,
            EntryBar = bar,
            EntryTime = _last.Time,
            EntryPrice = price,
            EntryReason = rule.NodeId,
            Fees = fee,
            Low = marketPrice,
            High = marketPrice,
        });
        Filled(order, bar, quantity, price, fee);
        CountEntry();
        if (isFirst)
        {
            _protection.Start(direction, _position.AveragePrice);
            _protectedFrom = _settings.Fill == FillRule.ThisClose || _settings.Protection == ProtectionRule.NextBar ? bar + 1 : bar;
        }
        else _protection.Rebase(_position.AveragePrice);
    }

    /// <summary>Row of the evaluation that belongs to bar 0 of the session: the number of warm-up bars before it.</summary>
    internal int EvaluationOffset { get; set; }

    private decimal StopDistance(bool isFirst, int direction, decimal price)
    {
        if (_strategy.Risks.Count == 0) return 0;
        if (isFirst) return _probe.StopDistance(direction, price);
        return double.IsNaN(_protection.Stop) ? 0 : Math.Max(0, (price - (decimal)_protection.Stop) * direction);
    }

    /// <summary>Closes the order's part of the position, oldest lots first; each lot touched becomes a trade.</summary>
    private void FillExit(SimulatedOrder order, int bar, long time, decimal price)
    {
        var quantity = ExitQuantity(order.Part);
        if (quantity == 0)
        {
            TakeBack(order);
            return;
        }
        var direction = _position.Direction;
        var fee = _settings.Commission.On(quantity, price, _settings.Lot);
        Cash += direction * quantity * price - fee;
        for (var left = quantity; left > 0;)
        {
            var lot = _position.Lots[0];
            var (taken, entryFee) = _position.TakeOldest(left);
            left -= taken;
            var exitFee = taken == quantity ? fee : fee * taken / quantity;
            AddTrade(lot, order.PositionSide, taken, entryFee + exitFee, bar, time, price, order.Reason);
        }
        Filled(order, bar, quantity, price, fee);
    }

    private decimal ExitQuantity(double part)
    {
        if (part >= 100) return _position.Quantity;
        var step = _settings.Lot == 0 ? 1e-8m : _settings.Lot;
        return Math.Floor(_position.Quantity * (decimal)part / 100 / step) * step;
    }

    private void AddTrade(Lot lot, PositionSide side, decimal quantity, decimal fees, int bar, long time, decimal price, string reason)
    {
        var direction = side == PositionSide.Long ? 1 : -1;
        var pnl = direction * quantity * (price - lot.EntryPrice) - fees;
        var (mae, mfe) = Excursion(direction, (double)lot.EntryPrice, lot.Low, lot.High);
        _trades.Add(new Trade(
            _symbol, side, quantity, lot.EntryBar, Instant(lot.EntryTime), lot.EntryPrice, lot.EntryReason,
            bar, Instant(time), price, reason, fees, pnl, 100 * (double)pnl / (double)(quantity * lot.EntryPrice), mae, mfe));
    }

    /// <summary>Largest adverse and favourable move in percent of the entry price: mae ≤ 0 ≤ mfe.</summary>
    internal static (double Mae, double Mfe) Excursion(int direction, double entry, double low, double high)
    {
        var (worst, best) = direction > 0 ? (low, high) : (high, low);
        return (Math.Min(0, 100 * direction * (worst - entry) / entry), Math.Max(0, 100 * direction * (best - entry) / entry));
    }

    private void Filled(SimulatedOrder order, int bar, decimal quantity, decimal price, decimal fee)
    {
        (order.Status, order.Quantity, order.Price, order.FilledBar, order.Fees) = ("filled", quantity, price, bar, fee);
        Book(bar);
    }

    /// <summary>The open has reached the stop or the target (G5, G6).</summary>
    private void ProtectAtOpen(int bar, in Candle candle)
    {
        if (!_protection.Exists) return;
        var direction = _position.Direction;
        if ((candle.Open - _protection.Stop) * direction <= 0) Stopped(bar, candle, candle.Open);
        else if ((candle.Open - TargetTouch()) * direction >= 0)
            Targeted(bar, candle, _settings.GapLimit == GapLimitRule.Improve ? candle.Open : _protection.Target);
    }

    /// <summary>The bar moves through the stop, the target, or both (G7).</summary>
    private void ProtectInside(int bar, in Candle candle)
    {
        if (!_protection.Exists) return;
        var isLong = _position.Direction > 0;
        var stop = isLong ? candle.Low <= _protection.Stop : candle.High >= _protection.Stop;
        var target = isLong ? candle.High >= TargetTouch() : candle.Low <= TargetTouch();
        if (stop && target)
        {
            AmbiguousBars++;
            stop = StopFirst(candle, isLong);
        }
        if (stop) Stopped(bar, candle, _protection.Stop);
        else if (target) Targeted(bar, candle, _protection.Target);
    }

    private bool StopFirst(in Candle candle, bool isLong) => _settings.SameBar switch
    {
        SameBarRule.Optimistic => false,
        SameBarRule.Path => isLong ? candle.Open - candle.Low <= candle.High - candle.Open : candle.High - candle.Open <= candle.Open - candle.Low,
        _ => true,
    };

    /// <summary>The price that must trade before the target counts as filled: <c>touch</c> steps through it (G8).</summary>
    private double TargetTouch()
    {
        var target = _protection.Target;
        return _touch == 0 || double.IsNaN(target) ? target : (double)((decimal)target + _position.Direction * _touch);
    }

    private void Stopped(int bar, in Candle candle, double price)
    {
        var order = Protective(bar, _protection.StopReason, _protection.StopNode, "stop", double.NaN, _protection.Stop);
        _position.See(Math.Min(price, candle.Open), Math.Max(price, candle.Open));
        FillExit(order, bar, candle.Time, _prices.Market(order.Side, price));
    }

    private void Targeted(int bar, in Candle candle, double price)
    {
        var order = Protective(bar, "take-profit", _protection.TargetNode, "limit", _protection.Target, double.NaN);
        _position.See(Math.Min(price, candle.Open), Math.Max(price, candle.Open));
        FillExit(order, bar, candle.Time, (decimal)price);
    }

    private SimulatedOrder Protective(int bar, string reason, string? node, string type, double limit, double stop)
    {
        var order = new SimulatedOrder
        {
            NodeId = node,
            PositionSide = _position.Side,
            IsEntry = false,
            Bar = Math.Min(_position.EntryBar, bar),
            Time = _last.Time,
            Reason = reason,
            Type = type,
            LimitPrice = limit,
            StopPrice = stop,
        };
        _orders.Add(order);
        return order;
    }

    private static DateTimeOffset Instant(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);
}
