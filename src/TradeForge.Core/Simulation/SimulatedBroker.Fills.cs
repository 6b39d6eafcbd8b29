using TradeForge.Core.Strategies;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Simulation;

/// <summary>Fills: what they do to cash, position and orders.</summary>
internal sealed partial class SimulatedBroker
{
    /// <summary>Fills an entry at a market price; returns whether it has left the queue's care: filled, refused or over.</summary>
    private bool FillEntry(int index, int bar, double marketPrice, bool isMaker = false)
    {
        ref var order = ref _orders[index];
        var slips = OrderMatch.Slips(order.Type);
        var price = slips ? _prices.Market(order.Side, marketPrice) : MeasuredPrice.Of(marketPrice);
        var direction = order.PositionSide == PositionSide.Long ? 1 : -1;
        var isFirst = _position.Direction == 0;
        if (isFirst && _hasRisks)
        {
            _protection.Remember(_signals, order.Bar + _offset, SignalUnit);
            _probe.Remember(_signals, order.Bar + _offset, SignalUnit);
        }

        if (isFirst && _money.Positions >= MostPositions) return Refuse(index, "limit");
        var funds = Funds(marketPrice);
        if (_hasRisks) funds = funds with { StopDistance = StopDistance(isFirst, direction, price) };
        var quantity = EntryQuantity(order, price, funds, out var refusal);
        if (refusal is not null) return Refuse(index, refusal);
        var (wanted, isAll) = (quantity, true);
        if (_isCapped && Cap() is var cap && wanted > cap)
        {
            if (order.TimeInForce == TimeInForce.Fok || Math.Sign(cap) == 0) return Unfilled(ref order);
            (quantity, isAll) = (cap, false);
        }
        if (slips && _settings.Slippage.NeedsBar)
        {
            (quantity, price) = WithImpact(order.Side, marketPrice, quantity, funds.Available);
            if (isAll) wanted = quantity;
        }
        if (Math.Sign(order.Filled) == 0)
        {
            order.Quantity = wanted;
            EntriesFilled++;
        }

        var fee = _costs.Fee(quantity, price, order.Side, isMaker);
        var value = QuickDecimal.Multiply(direction > 0 ? quantity : -quantity, price);
        if (_hasPurse) _money.Put(_quote, -(value + fee));
        if (_exchanges) (value, fee) = (value * _rate, fee * _rate);
        if (!_hasPurse) Cash = QuickDecimal.Subtract(Cash, QuickDecimal.Add(value, fee));
        ref var lot = ref _position.NewLot();
        (lot.Quantity, lot.EntryPrice, lot.Fees, lot.EntryRate) = (quantity, price, fee, _exchanges ? _rate : 0);
        (lot.EntryBar, lot.EntryTime, lot.EntryNode, lot.Order) = (bar, _last.Time, order.Node, index);
        (lot.Low, lot.High, lot.Stop, lot.Target) = (marketPrice, marketPrice, 0, 0);
        _position.Added(order.PositionSide);
        Filled(ref order, bar, quantity, price, fee, isAll);
        if (isFirst)
        {
            Positions++;
            _money.Positions++;
            _protection.Start(direction, _position.AveragePrice);
            _protectedFrom = _isClose || _settings.Protection == ProtectionRule.NextBar ? bar + 1 : bar;
        }
        else _protection.Rebase(_position.AveragePrice);
        if (_hasRisks) (lot.Stop, lot.Target) = (Known(_protection.Stop), Known(_protection.Target));
        return order.Status == OrderStatus.Filled;
    }

    /// <summary>What is left to buy or sell: at first the size of the rule, then the rest, as far as the money goes.</summary>
    private decimal EntryQuantity(in SimulatedOrder order, decimal price, in Sizing.Funds funds, out string? refusal)
    {
        var quantity = Math.Sign(order.Filled) != 0 ? Rest(order, price, funds, out refusal)
            : (_money.Size ?? _sizes[order.Entry]) is { } rule ? FirstQuantity(order, rule, price, Measured(order, funds), out refusal)
            : FirstQuantity(order, null, price, funds, out refusal);
        if (refusal is not null || double.IsNaN(MostPercent)) return quantity;
        var room = Sizing.RoundDown((funds.Equity * (decimal)MostPercent / 100 / price) - _position.Quantity, _lot);
        if (Math.Sign(room) == 0) refusal = "limit";
        return Math.Min(quantity, room);
    }

    private decimal Rest(in SimulatedOrder order, decimal price, in Sizing.Funds funds, out string? refusal)
    {
        var rest = Math.Min(order.Quantity - order.Filled, _costs.Affordable(funds.Available, price, order.Side));
        refusal = Math.Sign(rest) > 0 ? null : "no-cash";
        return rest;
    }

    /// <summary>What the size rule measures by besides money.</summary>
    private Sizing.Funds Measured(in SimulatedOrder order, in Sizing.Funds funds) => _sizes[order.Entry] switch
    {
        { Mode: SizeMode.VolatilityTarget, ValueSlot: var slot } => funds with { Range = _signals.Values(slot)[order.Bar + _offset] / SignalUnit },
        { Mode: SizeMode.Kelly } => funds with { Kelly = _kelly.Of(_trades) },
        _ => funds,
    };

    /// <summary>An entry that may not fill at all leaves no order row; one that has filled in part keeps what it has.</summary>
    private bool Refuse(int index, string reason)
    {
        ref var order = ref _orders[index];
        order.End(OrderStatus.Refused);
        if (order.Status == OrderStatus.Refused) Refusals.Add((index, reason));
        return true;
    }

    /// <summary>The volume does not allow it now: a fok order goes, any other waits.</summary>
    private static bool Unfilled(ref SimulatedOrder order)
    {
        if (order.TimeInForce != TimeInForce.Fok) return false;
        order.End(OrderStatus.Cancelled);
        return true;
    }

    /// <summary>Most units that one fill may take of the bar's volume, in whole lots.</summary>
    private decimal Cap() => !_volumeKnown ? decimal.MaxValue : Sizing.RoundDown((decimal)_last.Volume * _settings.Participation / 100, _lot);

    /// <summary>The size of an entry by its own rule or its weight, as far as the money goes.</summary>
    private decimal FirstQuantity(in SimulatedOrder order, SizeRule? rule, decimal price, in Sizing.Funds funds, out string? refusal)
    {
        var isLong = order.PositionSide == PositionSide.Long;
        refusal = isLong ? _money.LongShut : _money.ShortShut;
        if (refusal is not null) return 0;
        var quantity = Sizing.Quantity(rule, price, _lot, _costs, order.Side, funds, out refusal);
        var room = isLong ? _money.LongRoom : _money.ShortRoom;
        if (refusal is not null || room == decimal.MaxValue) return quantity;
        quantity = Math.Sign(room) <= 0 ? 0 : Math.Min(quantity, _costs.Affordable(_exchanges ? room / _rate : room, price, order.Side));
        if (Math.Sign(quantity) <= 0) refusal = "limit";
        return quantity;
    }

    /// <summary>What the account holds when the market stands at <paramref name="price"/>.</summary>
    private Sizing.Funds Funds(double price)
    {
        if (_exchanges || _hasPurse) return InQuote(_margin is null ? Own(price) : Borrowed(price, _margin));
        if (_margin is not null) return Borrowed(price, _margin);
        var (net, gross) = (_money.OthersNet, _money.OthersGross);
        if (_position.Direction == 0) return Math.Sign(gross) == 0 ? new(Cash, Cash, 0) : new(Cash + net - gross, Cash + net, 0);
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
        if (isFirst) return _probe.StopDistance(direction, price);
        return double.IsNaN(_protection.Stop) ? 0 : Math.Max(0, (price - (decimal)_protection.Stop) * direction);
    }

    /// <summary>Closes the order's part of the position at a market price, oldest lots first; each lot touched becomes a trade. Returns whether it is done.</summary>
    /// <param name="index">The order.</param>
    /// <param name="bar">The bar.</param>
    /// <param name="marketPrice">Before slippage, which limits do not have.</param>
    /// <param name="isMaker">It rested in the book.</param>
    /// <param name="whole">The volume of the bar does not bind it: ruin and the end of the data.</param>
    private bool FillExit(int index, int bar, double marketPrice, bool isMaker = false, bool whole = false)
    {
        ref var order = ref _orders[index];
        var wanted = Math.Sign(order.Filled) > 0 ? Math.Min(order.Quantity - order.Filled, _position.Quantity) : ExitQuantity(order);
        if (Math.Sign(wanted) == 0)
        {
            order.End(OrderStatus.Refused);
            return true;
        }
        var (quantity, isAll) = (wanted, true);
        if (_isCapped && !whole && Cap() is var cap && wanted > cap)
        {
            if (order.TimeInForce == TimeInForce.Fok || Math.Sign(cap) == 0) return Unfilled(ref order);
            (quantity, isAll) = (cap, false);
        }
        order.Quantity = Math.Sign(order.Filled) == 0 ? wanted : order.Filled + wanted;
        var price = OrderMatch.Slips(order.Type) ? ExitPrice(order.Side, marketPrice, quantity) : MeasuredPrice.Of(marketPrice);
        var fee = _costs.Fee(quantity, price, order.Side, isMaker);
        var value = QuickDecimal.Multiply(_position.Direction > 0 ? quantity : -quantity, price);
        if (_hasPurse) _money.Put(_quote, value - fee);
        if (_exchanges) (value, fee) = (value * _rate, fee * _rate);
        if (!_hasPurse) Cash = QuickDecimal.Add(Cash, QuickDecimal.Subtract(value, fee));
        var (stop, target) = _hasRisks ? Standing(order) : (0, 0);
        if (_position.Lots.Length == 1 && quantity == _position.Oldest.Quantity)
        {
            _trades.Next().Set(_position.Oldest, price, fee, bar, _last.Time, order.PositionSide, order.Reason, _exchanges ? _rate : 0, stop, target);
            _position.DropOldest();
        }
        else CloseLots(order, quantity, price, fee, bar, stop, target);
        if (_position.Direction == 0) _money.Positions--;
        Filled(ref order, bar, quantity, price, fee, isAll);
        return order.Status == OrderStatus.Filled;
    }

    /// <summary>Closes some of the lots; each touched becomes a trade with its share of the fee.</summary>
    private void CloseLots(in SimulatedOrder order, decimal quantity, decimal price, decimal fee, int bar, double stop, double target)
    {
        for (var left = quantity; Math.Sign(left) > 0;)
        {
            var lot = _position.TakeOldest(left);
            left -= lot.Quantity;
            _trades.Next().Set(lot, price, lot.Quantity == quantity ? fee : fee * lot.Quantity / quantity, bar, _last.Time, order.PositionSide, order.Reason, _exchanges ? _rate : 0, stop, target);
        }
    }

    /// <summary>The levels that stand while an exit fills; a stop or target that acts is the one that its order has.</summary>
    private (double Stop, double Target) Standing(in SimulatedOrder order) => order.Reason switch
    {
        FillReason.TakeProfit => (Known(_protection.Stop), Known(order.LimitPrice)),
        FillReason.StopLoss or FillReason.TrailingStop or FillReason.BreakEven => (Known(order.StopPrice), Known(_protection.Target)),
        _ => (Known(_protection.Stop), Known(_protection.Target)),
    };

    /// <summary>A level; 0 where there is none.</summary>
    private static double Known(double level) => level > 0 ? level : 0;

    private decimal ExitPrice(OrderSide side, double marketPrice, decimal quantity) =>
        _settings.Slippage.NeedsBar ? _prices.Market(side, marketPrice, quantity, _last) : _prices.Market(side, marketPrice);

    /// <summary>An exit closes its part of what is held now, a target its part of the position at its largest.</summary>
    private decimal ExitQuantity(in SimulatedOrder order)
    {
        if (order.Part >= 100) return _position.Quantity;
        var step = _lot == 0 ? 1e-8m : _lot;
        var whole = order.Reason == FillReason.TakeProfit ? _position.Largest : _position.Quantity;
        return Math.Min(_position.Quantity, Math.Floor(whole * (decimal)order.Part / 100 / step) * step);
    }

    private void Filled(ref SimulatedOrder order, int bar, in decimal quantity, in decimal price, in decimal fee, bool isAll)
    {
        order.Fill(bar, quantity, price, fee, isAll);
        Book(bar);
    }
}
