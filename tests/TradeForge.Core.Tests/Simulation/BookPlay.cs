using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Tests.Simulation;

/// <summary>Bars for an <see cref="OrderBook"/>, one after the other.</summary>
public abstract class BookPlay
{
    private readonly List<Candle> _bars = [];

    protected static OrderBook Book(Margin? margin = null, Slippage? slippage = null) =>
        Book(new BacktestSettings { Cash = 10_000, Slippage = slippage ?? Slippage.None, Margin = margin ?? Margin.None });

    protected static OrderBook Book(BacktestSettings settings) => new(settings, "X", true, new TradingDays(TradingCalendar.For(CalendarKind.Auto), Timeframe.OneDay));

    protected static OrderRow Last(OrderBook book) => book.Orders().Last(o => o.FilledBar is not null);

    protected static IEnumerable<OrderRow> Filled(OrderBook book) => book.Orders().Where(o => o.FilledBar is not null);

    protected static IEnumerable<(int Id, string Status)> Ended(OrderBook book) => book.Orders().Where(o => o.Status is "cancelled" or "expired" or "rejected").Select(o => (o.Id, o.Status));

    protected void Bar(OrderBook book, double open, double high, double low, double close, double volume = 1)
    {
        _bars.Add(new Candle(_bars.Count * 86_400_000L, open, high, low, close, volume));
        book.Play(_bars.Count - 1, _bars[^1]);
    }

    protected void Flat(OrderBook book, double price, double volume = 1) => Bar(book, price, price, price, price, volume);

    protected static BookOrder Buy(decimal quantity, BookOrderType type = BookOrderType.Market) => new(OrderSide.Buy, quantity, type);

    protected static BookOrder Sell(decimal quantity, BookOrderType type = BookOrderType.Market) => new(OrderSide.Sell, quantity, type);
}
