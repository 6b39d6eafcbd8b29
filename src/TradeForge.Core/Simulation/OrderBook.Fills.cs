using TradeForge.Core.Trading;

namespace TradeForge.Core.Simulation;

/// <summary>What a fill of the book does to lots and cash.</summary>
public sealed partial class OrderBook
{
    private void Fill(Working working, double marketPrice, bool fromNext)
    {
        var (order, id) = (working.Order, working.Id);
        var price = Price(working, marketPrice);
        Leave(working);
        if (order.Closes > 0) CloseLot(id, order, price);
        else Trade(working, order.Side == OrderSide.Buy ? order.Quantity : -order.Quantity, price, fromNext);
        foreach (var child in _queue) child.ParentFilled |= child.Order.Parent == id;
        CancelOthers(working, filled: true);
    }

    /// <summary>Slippage on market and stop fills, not in the closing auction, which has one price for all; where it is kept in the bar, also on a limit that fills at the open, up to its level.</summary>
    private decimal Price(Working working, double marketPrice)
    {
        var (side, quantity) = (working.Order.Side, working.Order.Quantity);
        if (working.Order.Type == BookOrderType.MarketOnClose) return (decimal)marketPrice;
        if (OrderMatch.Slips(working.State.Type)) return _prices.Market(side, marketPrice, quantity, _last);
        if (!_settings.Slippage.ClampToBar || marketPrice == working.State.LimitPrice) return (decimal)marketPrice;
        var slipped = _prices.Market(side, marketPrice, quantity, _last);
        return side == OrderSide.Buy ? Math.Min(slipped, (decimal)working.State.LimitPrice) : Math.Max(slipped, (decimal)working.State.LimitPrice);
    }

    private void CloseLot(int id, BookOrder order, decimal price)
    {
        var left = order.Quantity;
        foreach (var lot in _lots.Where(l => l.Order == order.Closes).ToArray())
        {
            var quantity = Math.Min(left, Math.Abs(lot.Quantity));
            if (quantity == 0) break;
            left -= quantity;
            Close(id, lot, Math.Sign(lot.Quantity) * quantity, price);
        }
    }

    private void Trade(Working working, decimal quantity, decimal price, bool fromNext)
    {
        foreach (var lot in _book.Hedged ? [] : _lots.Where(l => Math.Sign(l.Quantity) == -Math.Sign(quantity)).ToArray())
        {
            var closed = Math.Min(Math.Abs(quantity), Math.Abs(lot.Quantity));
            Close(working.Id, lot, Math.Sign(lot.Quantity) * closed, price);
            quantity -= Math.Sign(quantity) * closed;
            if (quantity == 0) return;
        }
        var opened = price * (1 + (Math.Sign(quantity) * _book.EntrySpread));
        var fee = _costs.Fee(Math.Abs(quantity), opened, working.Order.Side);
        if (_book.Margin is { } margin && (Math.Abs(quantity) * opened) + fee > margin.Available(EquityAt(price), OpenValue(price)))
        {
            _ends.Add(new BookEnd(working.Id, _bar, "rejected"));
            return;
        }
        Cash -= (quantity * opened) + fee;
        _lots.Add(new BookLot { Order = working.Id, Bar = _bar, Quantity = quantity, Price = opened, Fees = fee });
        _fills.Add(new BookFill(working.Id, working.Id, _bar, true, quantity, opened, fee));
        Protect(working, Math.Abs(quantity), fromNext);
    }

    private void Protect(Working working, decimal quantity, bool fromNext)
    {
        var order = working.Order;
        var side = order.Side == OrderSide.Buy ? OrderSide.Sell : OrderSide.Buy;
        if (!double.IsNaN(order.TakeProfit)) Submit(new BookOrder(side, quantity, BookOrderType.Limit) { Limit = order.TakeProfit, Closes = working.Id });
        if (!double.IsNaN(order.StopLoss)) Submit(new BookOrder(side, quantity, BookOrderType.Stop) { Stop = order.StopLoss, Closes = working.Id });
        if (double.IsNaN(order.TakeProfit) && double.IsNaN(order.StopLoss)) return;
        if (!fromNext || IsSureTarget(order)) _again = true;
    }

    /// <summary>The target of a stop entry lies on in its direction: if the bar reached it, and not the stop-loss, the order of events is sure.</summary>
    private bool IsSureTarget(BookOrder order)
    {
        if (order.Type != BookOrderType.Stop || double.IsNaN(order.TakeProfit)) return false;
        return order.Side == OrderSide.Buy ? order.TakeProfit <= _last.High && !(order.StopLoss >= _last.Low) : order.TakeProfit >= _last.Low && !(order.StopLoss <= _last.High);
    }

    /// <summary>Closes some of a lot; its own orders end with it.</summary>
    private void Close(int id, BookLot lot, decimal quantity, decimal price)
    {
        var side = quantity > 0 ? OrderSide.Sell : OrderSide.Buy;
        var fee = _costs.Fee(Math.Abs(quantity), price, side);
        var share = lot.Fees * quantity / lot.Quantity;
        Cash += (quantity * price) - fee;
        _fills.Add(new BookFill(id, lot.Order, _bar, false, -quantity, price, fee));
        _trades.Add(new BookTrade(lot.Order, quantity, lot.Bar, _bar, lot.Price, price, share + fee));
        (lot.Quantity, lot.Fees) = (lot.Quantity - quantity, lot.Fees - share);
        if (lot.Quantity != 0) return;
        _lots.Remove(lot);
        if (_lots.Exists(l => l.Order == lot.Order)) return;
        foreach (var working in _queue.Where(w => w.Order.Closes == lot.Order).ToArray()) Leave(working);
    }
}
