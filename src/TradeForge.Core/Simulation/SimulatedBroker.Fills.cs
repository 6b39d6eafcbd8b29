using TradeForge.Core.Market;
using TradeForge.Core.Strategies;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Simulation;

/// <summary>Fills of queued orders and of protective levels.</summary>
internal sealed partial class SimulatedBroker
{
    private void FillExits(int bar, double price)
    {
        for (var i = 0; i < _queue.Count; i++)
        {
            var index = _queue[i];
            ref var order = ref _orders[index];
            if (order.IsEntry) continue;
            _queue.RemoveAt(i--);
            if (_position.Direction == 0 || _position.Side != order.PositionSide)
            {
                order.Status = OrderStatus.Cancelled; // the position was closed by another order first
                continue;
            }
            _position.See(price, price);
            FillExit(index, bar, _prices.Market(order.Side, price));
        }
    }

    private void FillEntries(int bar, double price, StrategyEvaluation signals, int offset)
    {
        for (var i = 0; i < _queue.Count; i++)
        {
            var index = _queue[i];
            if (!_orders[index].IsEntry) continue;
            _queue.RemoveAt(i--);
            FillEntry(index, bar, price, signals, offset);
        }
    }

    private void FillEntry(int index, int bar, double marketPrice, StrategyEvaluation signals, int offset)
    {
        ref var order = ref _orders[index];
        var price = _prices.Market(order.Side, marketPrice);
        var direction = order.PositionSide == PositionSide.Long ? 1 : -1;
        var isFirst = _position.Direction == 0;
        if (isFirst && _hasRisks)
        {
            _protection.Remember(signals, order.Bar + offset);
            _probe.Remember(signals, order.Bar + offset);
        }

        var funds = Funds(marketPrice) with { StopDistance = StopDistance(isFirst, direction, price) };
        var quantity = Sizing.Quantity(_sizes[order.Entry], price, _settings.Lot, _costs, order.Side, funds, out var refusal);
        if (refusal is not null)
        {
            order.Status = OrderStatus.Refused;
            Refusals.Add((index, refusal));
            return;
        }

        if (_settings.Slippage.NeedsBar) (quantity, price) = WithImpact(order.Side, marketPrice, quantity, funds.Available);
        var fee = _costs.Fee(quantity, price, order.Side);
        Cash -= (direction > 0 ? quantity : -quantity) * price + fee;
        _position.Add(order.PositionSide, new Lot
        {
            Quantity = quantity,
            EntryBar = bar,
            EntryTime = _last.Time,
            EntryPrice = price,
            EntryNode = order.Node,
            Fees = fee,
            Low = marketPrice,
            High = marketPrice,
        });
        Filled(ref order, bar, quantity, price, fee);
        EntriesFilled++;
        if (isFirst)
        {
            _protection.Start(direction, _position.AveragePrice);
            _protectedFrom = _settings.Fill == FillRule.ThisClose || _settings.Protection == ProtectionRule.NextBar ? bar + 1 : bar;
        }
        else _protection.Rebase(_position.AveragePrice);
    }

    /// <summary>What the account holds when the market stands at <paramref name="price"/>.</summary>
    private Sizing.Funds Funds(double price)
    {
        var (net, gross) = (_money.OthersNet, _money.OthersGross);
        if (_position.Direction == 0) return new(Cash + net - gross, Cash + net, 0);
        var held = Holding * (decimal)price;
        return new(Cash + (net + held) - (gross + Math.Abs(held)), Cash + (net + held), 0);
    }

    /// <summary>The price that the quantity itself makes; where it then costs more than there is, less is bought, which only lowers the price.</summary>
    private (decimal Quantity, decimal Price) WithImpact(OrderSide side, double marketPrice, decimal quantity, decimal available)
    {
        var price = _prices.Market(side, marketPrice, quantity, _last);
        quantity = Math.Min(quantity, _costs.Affordable(available, price, side));
        return (quantity, _prices.Market(side, marketPrice, quantity, _last));
    }

    private decimal StopDistance(bool isFirst, int direction, decimal price)
    {
        if (!_hasRisks) return 0;
        if (isFirst) return _probe.StopDistance(direction, price);
        return double.IsNaN(_protection.Stop) ? 0 : Math.Max(0, (price - (decimal)_protection.Stop) * direction);
    }

    /// <summary>Closes the order's part of the position, oldest lots first; each lot touched becomes a trade.</summary>
    private void FillExit(int index, int bar, decimal price, bool isMaker = false)
    {
        ref var order = ref _orders[index];
        var quantity = ExitQuantity(order.Part);
        if (Math.Sign(quantity) == 0)
        {
            order.Status = OrderStatus.Refused;
            return;
        }
        var fee = _costs.Fee(quantity, price, order.Side, isMaker);
        Cash += (_position.Direction > 0 ? quantity : -quantity) * price - fee;
        for (var left = quantity; Math.Sign(left) > 0;)
        {
            var lot = _position.TakeOldest(left);
            left -= lot.Quantity;
            _trades.Add(new ClosedTrade
            {
                Quantity = lot.Quantity,
                EntryPrice = lot.EntryPrice,
                ExitPrice = price,
                Fees = lot.Fees + (lot.Quantity == quantity ? fee : fee * lot.Quantity / quantity),
                EntryTime = lot.EntryTime,
                ExitTime = _last.Time,
                Low = lot.Low,
                High = lot.High,
                EntryBar = lot.EntryBar,
                ExitBar = bar,
                EntryNode = lot.EntryNode,
                Side = order.PositionSide,
                Reason = order.Reason,
            });
        }
        Filled(ref order, bar, quantity, price, fee);
    }

    private decimal ExitQuantity(double part)
    {
        if (part >= 100) return _position.Quantity;
        var step = _settings.Lot == 0 ? 1e-8m : _settings.Lot;
        return Math.Floor(_position.Quantity * (decimal)part / 100 / step) * step;
    }

    private void Filled(ref SimulatedOrder order, int bar, decimal quantity, decimal price, decimal fee)
    {
        (order.Status, order.Quantity, order.Price, order.FilledBar, order.Fees) = (OrderStatus.Filled, quantity, price, bar, fee);
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
    public double TargetTouch()
    {
        var target = _protection.Target;
        return Math.Sign(_touch) == 0 || double.IsNaN(target) ? target : (double)((decimal)target + _position.Direction * _touch);
    }

    private void Stopped(int bar, in Candle candle, double price)
    {
        var order = Protective(bar, _protection.StopReason, _protection.StopRule, OrderType.Stop, double.NaN, _protection.Stop);
        _position.See(Math.Min(price, candle.Open), Math.Max(price, candle.Open));
        FillExit(order, bar, _prices.Market(_orders[order].Side, price));
    }

    private void Targeted(int bar, in Candle candle, double price)
    {
        var order = Protective(bar, FillReason.TakeProfit, _protection.TargetRule, OrderType.Limit, _protection.Target, double.NaN);
        _position.See(Math.Min(price, candle.Open), Math.Max(price, candle.Open));
        FillExit(order, bar, (decimal)price, isMaker: price == _protection.Target); // a resting limit
    }

    private int Protective(int bar, FillReason reason, int rule, OrderType type, double limit, double stop) => _orders.Add(new SimulatedOrder
    {
        Node = _riskNodes + rule,
        PositionSide = _position.Side,
        Bar = Math.Min(_position.EntryBar, bar),
        Time = _last.Time,
        Reason = reason,
        Type = type,
        LimitPrice = limit,
        StopPrice = stop,
    });
}
