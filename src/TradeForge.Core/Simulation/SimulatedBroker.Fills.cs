using System.Runtime.CompilerServices;
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
        var price = slips ? _prices.Fill(order.Side, marketPrice) : MeasuredPrice.Of(marketPrice);
        var direction = order.PositionSide == PositionSide.Long ? 1 : -1;
        var isFirst = _position.Direction == 0;
        if (isFirst && _hasRisks)
        {
            _protection.Remember(_signals, order.Bar + _offset, SignalUnit);
            _probe.Remember(_signals, order.Bar + _offset, SignalUnit);
        }

        if (isFirst && _money.Positions >= MostPositions) return Refuse(index, "limit");
        Funds(marketPrice, out var funds);
        if (_hasRisks) funds.StopDistance = StopDistance(isFirst, direction, price);
        var quantity = EntryQuantity(order, price, ref funds, out var refusal);
        if (refusal is not null) return Refuse(index, refusal);
        var wanted = quantity;
        if (_isCapped && !Cut(order, ref quantity)) return Unfilled(ref order);
        var isAll = quantity.IsSame(wanted);
        if (slips && _needsBar)
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
        Settle((direction > 0 ? -quantity : quantity) * price, ref fee);
        ref var lot = ref _position.NewLot();
        (lot.Quantity, lot.EntryPrice, lot.Fees, lot.EntryRate) = (quantity, price, fee, _exchanges ? _rate : decimal.Zero);
        (lot.EntryBar, lot.EntryTime, lot.EntryNode, lot.Order) = (bar, _last.Time, order.Node, index);
        (lot.Low, lot.High, lot.Stop, lot.Target) = (marketPrice, marketPrice, 0, 0);
        _position.Added(order.PositionSide);
        Filled(ref order, bar, quantity, price, fee, isAll);
        if (isFirst)
        {
            Positions++;
            _money.Positions++;
            if (_hasRisks) _protection.Start(direction, _position.AveragePrice);
            _protectedFrom = _isClose || _settings.Protection == ProtectionRule.NextBar ? bar + 1 : bar;
        }
        else if (_hasRisks) _protection.Rebase(_position.AveragePrice);
        if (_hasRisks) (lot.Stop, lot.Target) = (Known(_protection.Stop), Known(_protection.Target));
        return order.Status == OrderStatus.Filled;
    }

    /// <summary>What is left to buy or sell: at first the size of the rule, then the rest, as far as the money goes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private QuickDecimal EntryQuantity(in SimulatedOrder order, QuickDecimal price, ref Sizing.Funds funds, out string? refusal)
    {
        QuickDecimal quantity;
        if (Math.Sign(order.Filled) != 0) quantity = Rest(order, price, funds, out refusal);
        else
        {
            var rule = _money.Size ?? _sizes[order.Entry];
            if (rule is not null) Measure(order, ref funds);
            quantity = FirstQuantity(order, rule, price, funds, out refusal);
        }
        if (refusal is not null || double.IsNaN(MostPercent)) return quantity;
        var room = Sizing.RoundDown((funds.Equity * (decimal)MostPercent / 100 / (decimal)price) - _position.Quantity, _lot);
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
    private void Measure(in SimulatedOrder order, ref Sizing.Funds funds)
    {
        if (_sizes[order.Entry] is not { } rule) return;
        if (rule.Mode == SizeMode.VolatilityTarget) funds.Range = _signals.Values(rule.ValueSlot)[order.Bar + _offset] / SignalUnit;
        else if (rule.Mode == SizeMode.Kelly) funds.Kelly = _kelly.Of(_trades);
    }

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

    /// <summary>Money comes in, below 0 it is paid, and the fee goes. Both are of the currency of the prices; the fee leaves in that of the account.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Settle(QuickDecimal value, ref QuickDecimal fee)
    {
        if (_exchanges || _hasPurse) SettleForeign(value, ref fee);
        else _money.Cash = _money.Cash + (value - fee);
    }

    private void SettleForeign(QuickDecimal value, ref QuickDecimal fee)
    {
        if (_hasPurse) _money.Put(_quote, value - fee);
        if (_exchanges) (value, fee) = (value * _rate, fee * _rate);
        if (!_hasPurse) _money.Cash = _money.Cash + (value - fee);
    }

    /// <summary>Of a fill, what the volume of the bar lets through; false if that is nothing, or not all where the order wants all.</summary>
    private bool Cut(in SimulatedOrder order, ref QuickDecimal quantity)
    {
        var cap = Cap();
        if (quantity <= cap) return true;
        quantity = cap;
        return order.TimeInForce != TimeInForce.Fok && Math.Sign(cap) != 0;
    }

    /// <summary>Most units that one fill may take of the bar's volume, in whole lots.</summary>
    private decimal Cap() => !_volumeKnown ? decimal.MaxValue : Sizing.RoundDown((decimal)_last.Volume * _settings.Participation / 100, _lot);

    /// <summary>The size of an entry by its own rule or its weight, as far as the money goes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private QuickDecimal FirstQuantity(in SimulatedOrder order, SizeRule? rule, QuickDecimal price, in Sizing.Funds funds, out string? refusal)
    {
        var isLong = order.PositionSide == PositionSide.Long;
        refusal = isLong ? _money.LongShut : _money.ShortShut;
        if (refusal is not null) return decimal.Zero;
        var quantity = Sizing.Quantity(rule, price, _lot, _costs, order.Side, funds, out refusal);
        return refusal is null && _money.Room is { } room ? InRoom(quantity, isLong ? room.Long : room.Short, price, order.Side, ref refusal) : quantity;
    }

    /// <summary>No more than the limits of the account let in.</summary>
    private decimal InRoom(decimal quantity, decimal room, decimal price, OrderSide side, ref string? refusal)
    {
        if (room == decimal.MaxValue) return quantity;
        quantity = Math.Sign(room) <= 0 ? 0 : Math.Min(quantity, _costs.Affordable(_exchanges ? room / _rate : room, price, side));
        if (Math.Sign(quantity) <= 0) refusal = "limit";
        return quantity;
    }

    /// <summary>What the account holds when the market stands at <paramref name="price"/>.</summary>
    private void Funds(double price, out Sizing.Funds funds)
    {
        Unsafe.SkipInit(out funds);
        if (_margin is not null) Borrow(price, _margin, out funds);
        else if (_position.Direction != 0)
        {
            var held = Holding * (decimal)price * _rate;
            var net = _money.OthersNet + held;
            funds.Set(Cash + net - (_money.OthersGross + Math.Abs(held)), Cash + net);
        }
        else if (Math.Sign(_money.OthersGross) == 0) funds.Set(_money.Cash, _money.Cash);
        else funds.Set(Cash + _money.OthersNet - _money.OthersGross, Cash + _money.OthersNet);
        if (_exchanges || _hasPurse) ToQuote(ref funds);
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
        var isFirst = Math.Sign(order.Filled) == 0;
        var wanted = isFirst ? ExitQuantity(order) : (QuickDecimal)Math.Min(order.Quantity - order.Filled, _position.Quantity);
        if (!wanted.IsPositive)
        {
            order.End(OrderStatus.Refused);
            return true;
        }
        var quantity = wanted;
        if (_isCapped && !whole && !Cut(order, ref quantity)) return Unfilled(ref order);
        order.Quantity = isFirst ? wanted : order.Filled + wanted;
        var price = OrderMatch.Slips(order.Type) ? ExitPrice(order.Side, marketPrice, quantity) : MeasuredPrice.Of(marketPrice);
        var fee = _costs.Fee(quantity, price, order.Side, isMaker);
        Settle((_position.Direction > 0 ? quantity : -quantity) * price, ref fee);
        var (stop, target) = _hasRisks ? Standing(order) : (0, 0);
        if (_position.Lots.Length == 1 && quantity.IsSame(_position.Oldest.Quantity))
        {
            _trades.Next().Set(_position.Oldest, price, fee, bar, _last.Time, order.PositionSide, order.Reason, _exchanges ? _rate : 0, stop, target);
            _position.DropOldest();
        }
        else CloseLots(order, quantity, price, fee, bar, stop, target);
        if (_position.Direction == 0) _money.Positions--;
        Filled(ref order, bar, quantity, price, fee, quantity.IsSame(wanted));
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

    private QuickDecimal ExitPrice(OrderSide side, double marketPrice, QuickDecimal quantity) =>
        _needsBar ? _prices.Market(side, marketPrice, quantity, _last) : _prices.Fill(side, marketPrice);

    /// <summary>An exit closes its part of what is held now, a target its part of the position at its largest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private QuickDecimal ExitQuantity(in SimulatedOrder order) => order.Part >= 100 ? _position.Units : Part(order);

    private decimal Part(in SimulatedOrder order)
    {
        var step = _lot == 0 ? 1e-8m : _lot;
        var whole = order.Reason == FillReason.TakeProfit ? _position.Largest : _position.Quantity;
        return Math.Min(_position.Quantity, Math.Floor(whole * (decimal)order.Part / 100 / step) * step);
    }

    private void Filled(ref SimulatedOrder order, int bar, QuickDecimal quantity, QuickDecimal price, QuickDecimal fee, bool isAll)
    {
        order.Fill(bar, quantity, price, fee, isAll);
        Book(bar);
    }
}
