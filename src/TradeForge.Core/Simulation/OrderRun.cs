using System.Runtime.InteropServices;
using TradeForge.Core.Market;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Simulation;

/// <summary>A run of a list of orders over history, with the result of any run.</summary>
public static class OrderRun
{
    private const int CheckStep = 256, ProgressStep = 1 << 12;

    /// <summary>Plays the orders over prepared data.</summary>
    /// <param name="orders">Without <see cref="OrderList.Problems"/> on the data.</param>
    /// <param name="data">From <see cref="BacktestData.Prepare"/>.</param>
    /// <param name="settings">Without problems in <see cref="SettingsCheck"/>.</param>
    /// <param name="progress">Share of the bars done, 0 to 1.</param>
    /// <param name="cancellationToken">Looked at every 256 bars, and between the figures.</param>
    /// <exception cref="RunLimitException">The run took more than its settings allow.</exception>
    public static BacktestResult Run(OrderList orders, BacktestData data, BacktestSettings settings, IProgress<double>? progress, CancellationToken cancellationToken) =>
        RunLimits.WithinDigits(() => Whole(orders, data, settings, progress, cancellationToken));

    private static BacktestResult Whole(OrderList orders, BacktestData data, BacktestSettings settings, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        settings = settings with { Book = settings.Book ?? new BookSettings() };
        if (SettingsCheck.Problems(settings) is [var first, ..]) throw new ArgumentException(first.Message.En, nameof(settings));
        if (orders.Problems(data, settings) is [var wrong, ..]) throw new ArgumentException(wrong.Message.En, nameof(orders));
        var book = Play(orders, data, settings, progress, cancellationToken);
        var days = settings with { Equity = EquityResolution.Days };
        var band = book.AmbiguousBars == 0 ? Band.Of(settings, (book.Equity, []), (book.Equity, []), 0) : Band.Of(settings, Under(SameBarRule.Pessimistic), Under(SameBarRule.Optimistic), book.AmbiguousBars);
        var warnings = ResultBuilder.OfData(data);
        var late = orders.Lines.Count(l => l.Order is not null && l.BarIn(data) == data.Bars - 1);
        if (late > 0 && settings.Fill == FillRule.NextOpen)
            warnings.Add(ResultBuilder.Counted("{0} orders were sent at or after the last close and never worked.", "Заявок, посланных на последнем закрытии или после него и не работавших: {0}.", late));
        ResultBuilder.AddCommon(warnings, book.AmbiguousBars, book.Ruined, book.Trades().Count);
        return ResultBuilder.Build(orders, data, settings, book, band, warnings, cancellationToken);

        (decimal, List<EquityPoint>) Under(SameBarRule rule)
        {
            var other = settings.SameBar == rule ? book : Play(orders, data, settings with { SameBar = rule }, null, cancellationToken);
            return (other.Equity, ResultBuilder.Equity(CollectionsMarshal.AsSpan(other.Account), data, days, cancellationToken));
        }
    }

    /// <summary>The final equity alone.</summary>
    public static decimal Equity(OrderList orders, BacktestData data, BacktestSettings settings, CancellationToken cancellationToken) =>
        Play(orders, data, settings, null, cancellationToken).Equity;

    private static OrderBook Play(OrderList orders, BacktestData data, BacktestSettings settings, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var book = new OrderBook(settings, data.Series.Symbol, !data.VolumeUnknown, new TradingDays(data.Calendar, data.Series.Timeframe)) { Stop = cancellationToken };
        var lines = orders.Lines.Select((line, place) => (Bar: line.BarIn(data), Place: place)).OrderBy(l => l.Bar).ToArray(); // of one bar in the order of the list
        var ids = new int[orders.Lines.Count + 1];
        var next = 0;
        for (var bar = -1; bar < data.Bars; bar++)
        {
            if ((bar + 1) % CheckStep == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (book.OrdersSent > settings.Limits.Orders) throw RunLimitException.Orders(settings.Limits.Orders);
            }
            if ((bar + 1) % ProgressStep == 0) progress?.Report((double)(bar + 1) / data.Bars);
            if (bar >= 0) book.Play(bar, data.Series[data.Start + bar]);
            for (; next < lines.Length && lines[next].Bar <= bar && !book.Ruined; next++) Send(book, orders.Lines[lines[next].Place], lines[next].Place, ids);
            if (bar >= 0 && settings.Fill == FillRule.ThisClose) book.PlayClose();
        }
        book.Finish();
        progress?.Report(1);
        return book;
    }

    private static void Send(OrderBook book, OrderLine line, int place, int[] ids)
    {
        if (line.Order is not { } order) book.Cancel(ids[line.Target + 1]);
        else ids[place + 1] = book.Submit(order with { Parent = ids[order.Parent], OneCancels = ids[order.OneCancels], Closes = ids[order.Closes] });
    }
}
