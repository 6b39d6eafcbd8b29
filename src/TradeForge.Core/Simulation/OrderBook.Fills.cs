using TradeForge.Core.Market;
using TradeForge.Core.Strategies;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Simulation;

/// <summary>What a fill of the book does to lots and cash.</summary>
public sealed partial class OrderBook
{
    private enum Moment { Open, Inside, Close }

    /// <summary>What one fill has opened. Several sides may stand side by side, which a <see cref="Position"/> cannot.</summary>
    private sealed class BookLot(PositionSide side, Moment moment, bool falling)
    {
        public Lot Units;

        public PositionSide Side => side;
        public int Direction => side == PositionSide.Long ? 1 : -1;
        public OrderSide ExitSide => side == PositionSide.Long ? OrderSide.Sell : OrderSide.Buy;

        /// <summary>What it surely saw of a bar: of the one it was opened inside, the way on which the price came to the level goes on.</summary>
        public void SeeBar(int bar, in Candle candle)
        {
            if (bar > Units.EntryBar || moment == Moment.Open) Units.See(candle.Low, candle.High);
            else if (moment == Moment.Inside) Units.See(falling ? candle.Low : candle.Close, falling ? candle.Close : candle.High);
        }
    }

    private void Fill(Working working, double marketPrice, Moment moment, bool isMaker)
    {
        ref var state = ref working.State;
        var wanted = Wanted(working);
        if (wanted == 0)
        {
            End(working, OrderStatus.Cancelled);
            return;
        }
        var quantity = wanted;
        if (_settings.Participation > 0 && _volumeCounts && Sizing.RoundDown((decimal)_last.Volume * _settings.Participation / 100, _settings.Lot) is var cap && cap < wanted)
        {
            quantity = cap;
            if (state.TimeInForce == TimeInForce.Fok) End(working, OrderStatus.Cancelled);
            if (state.TimeInForce == TimeInForce.Fok || cap == 0) return;
        }
        state.Quantity = state.Filled + wanted;
        var price = Price(working, marketPrice, quantity);
        if (quantity == wanted) Leave(working);
        if (working.Order.Closes > 0) CloseLots(working, quantity, price, marketPrice, isMaker);
        else Trade(working, quantity, price, marketPrice, moment, isMaker);
        foreach (var child in _queue) child.ParentFilled |= child.Order.Parent == working.Id;
        if (_hasPairs) CancelOthers(working, filled: true);
    }

    /// <summary>Units that are left to fill: of what it closes, no more than is open.</summary>
    private decimal Wanted(Working working)
    {
        var left = working.State.Quantity - working.State.Filled;
        return working.Order.Closes == 0 ? left : Math.Min(left, _lots.Sum(l => l.Units.Order == working.Order.Closes ? l.Units.Quantity : 0));
    }

    /// <summary>Slippage on market and stop fills, not in the closing auction, which has one price for all; where it is kept in the bar, also on a limit that fills at the open, up to its level.</summary>
    private decimal Price(Working working, double marketPrice, decimal quantity)
    {
        var side = working.Order.Side;
        if (working.Order.Type == BookOrderType.MarketOnClose) return (decimal)marketPrice;
        if (OrderMatch.Slips(working.State.Type)) return _prices.Market(side, marketPrice, quantity, _last);
        if (!_settings.Slippage.ClampToBar || marketPrice == working.State.LimitPrice) return (decimal)marketPrice;
        var slipped = _prices.Market(side, marketPrice, quantity, _last);
        return side == OrderSide.Buy ? Math.Min(slipped, (decimal)working.State.LimitPrice) : Math.Max(slipped, (decimal)working.State.LimitPrice);
    }

    private void CloseLots(Working working, decimal quantity, decimal price, double marketPrice, bool isMaker)
    {
        for (var i = 0; i < _lots.Count && quantity > 0; i++)
        {
            if (_lots[i].Units.Order != working.Order.Closes) continue;
            var (before, closed) = (_lots.Count, Math.Min(quantity, _lots[i].Units.Quantity));
            Close(working, _lots[i], closed, price, marketPrice, isMaker);
            quantity -= closed;
            if (_lots.Count < before) i--;
        }
    }

    private void Trade(Working working, decimal quantity, decimal price, double marketPrice, Moment moment, bool isMaker)
    {
        for (var i = 0; i < _lots.Count && !_book.Hedged && quantity > 0; i++)
        {
            if (_lots[i].ExitSide != working.Order.Side) continue;
            var (before, closed) = (_lots.Count, Math.Min(quantity, _lots[i].Units.Quantity));
            Close(working, _lots[i], closed, price, marketPrice, isMaker);
            quantity -= closed;
            if (_lots.Count < before) i--;
        }
        if (quantity > 0) Open(working, quantity, price, marketPrice, moment, isMaker);
    }

    private void Open(Working working, decimal quantity, decimal price, double marketPrice, Moment moment, bool isMaker)
    {
        var side = working.State.PositionSide;
        var opened = price * (1 + ((side == PositionSide.Long ? 1 : -1) * _book.EntrySpread / 100));
        var fee = _costs.Fee(quantity, opened, working.Order.Side, isMaker);
        if ((quantity * opened) + fee > _settings.Margin.Available(EquityAt(price), OpenValue(price)))
        {
            Leave(working);
            working.State.End(OrderStatus.Refused);
            CancelOthers(working, filled: false);
            return;
        }
        var lot = new BookLot(side, moment, falling: working.IsLimit == (working.Order.Side == OrderSide.Buy));
        var signed = lot.Direction * quantity;
        (Cash, Holding) = (Cash - (signed * opened) - fee, Holding + signed);
        lot.Units = new Lot
        {
            Quantity = quantity,
            EntryPrice = opened,
            Fees = fee,
            EntryBar = _bar,
            EntryTime = _last.Time,
            EntryNode = working.Id,
            Order = working.Id,
            Low = marketPrice,
            High = marketPrice,
        };
        _lots.Add(lot);
        working.State.Fill(_bar, quantity, opened, fee, quantity == working.State.Quantity);
        if (!working.HasOpened) Protect(working, moment);
        working.HasOpened = true;
    }

    /// <summary>The attached levels become orders. Those of a market entry at the open live on its bar, if the run says so.</summary>
    private void Protect(Working working, Moment moment)
    {
        var (order, hasTarget, hasStop) = (working.Order, !double.IsNaN(working.Order.TakeProfit), !double.IsNaN(working.Order.StopLoss));
        if (!hasTarget && !hasStop) return;
        var side = order.Side == OrderSide.Buy ? OrderSide.Sell : OrderSide.Buy;
        if (hasTarget) Submit(new BookOrder(side, order.Quantity, BookOrderType.Limit) { Limit = order.TakeProfit, Closes = working.Id, Name = order.Name }, FillReason.TakeProfit);
        if (hasStop) Submit(new BookOrder(side, order.Quantity, BookOrderType.Stop) { Stop = order.StopLoss, Closes = working.Id, Name = order.Name }, FillReason.StopLoss);
        if (_settings.Protection == ProtectionRule.NextBar || moment == Moment.Close) return;
        _again |= (moment == Moment.Open && order.Type == BookOrderType.Market) || IsSureTarget(order);
    }

    /// <summary>The target of a stop entry lies on in its direction: if the bar reached it, and not the stop-loss, the order of events is sure.</summary>
    private bool IsSureTarget(BookOrder order)
    {
        if (order.Type != BookOrderType.Stop || double.IsNaN(order.TakeProfit)) return false;
        return order.Side == OrderSide.Buy ? order.TakeProfit <= _last.High && !(order.StopLoss >= _last.Low) : order.TakeProfit >= _last.Low && !(order.StopLoss <= _last.High);
    }

    /// <summary>Closes some of a lot; the orders that work for it end with it.</summary>
    private void Close(Working working, BookLot lot, decimal quantity, decimal price, double marketPrice, bool isMaker)
    {
        var fee = _costs.Fee(quantity, price, lot.ExitSide, isMaker);
        if (_bar > lot.Units.EntryBar) lot.Units.See(Math.Min(_last.Open, marketPrice), Math.Max(_last.Open, marketPrice));
        else lot.Units.See(marketPrice, marketPrice);
        var taken = lot.Units.Take(quantity);
        var signed = lot.Direction * quantity;
        (Cash, Holding) = (Cash + (signed * price) - fee, Holding - signed);
        var trade = default(ClosedTrade);
        trade.Set(taken, price, fee, _bar, _last.Time, lot.Side, working.State.Reason);
        _trades.Add(trade);
        working.State.Fill(_bar, quantity, price, fee, quantity == working.State.Quantity);
        if (lot.Units.Quantity != 0) return;
        _lots.Remove(lot);
        if (_lots.Exists(l => l.Units.Order == lot.Units.Order)) return;
        if (working.Order.Closes == lot.Units.Order) End(_all[lot.Units.Order - 1], OrderStatus.Cancelled); // the rest of an entry that its own order has closed
        for (var i = _queue.Count - 1; i >= 0 && _hasPairs; i--)
            if (i < _queue.Count && _queue[i].Order.Closes == lot.Units.Order) End(_queue[i], OrderStatus.Cancelled);
    }

    private void CloseAll(FillReason reason, Func<BookLot, decimal> price)
    {
        while (_lots.Count > 0)
        {
            var lot = _lots[0];
            var state = new SimulatedOrder(-1, 0, lot.ExitSide == OrderSide.Buy ? PositionSide.Long : PositionSide.Short, 0, _bar, _last.Time, reason) { Quantity = lot.Units.Quantity };
            var closing = Add(new BookOrder(lot.ExitSide, lot.Units.Quantity), state);
            closing.IsOver = true;
            Close(closing, lot, lot.Units.Quantity, price(lot), reason == FillReason.MarginCall ? _last.Open : _last.Close, isMaker: false);
        }
    }
}
