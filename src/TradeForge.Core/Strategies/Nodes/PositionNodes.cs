namespace TradeForge.Core.Strategies.Nodes;

/// <summary>bars-since-entry, open-profit, entry-price, trades-today: figures of the open position at the close of the bar.</summary>
internal static class PositionNodes
{
    public static NodeDescriptor BarsSinceEntry { get; } = Make("bars-since-entry", new("Bars since entry", "Баров после входа"),
        new("Bars since the entry, 0 on its bar; not known without a position.", "Сколько баров прошло после входа, 0 на его баре; без позиции неизвестно."),
        "timelapse", new("the number of bars since the entry", "число баров после входа"), (bar, _, p) => p.Direction == 0 ? double.NaN : bar - p.EntryBar);

    public static NodeDescriptor OpenProfit { get; } = Make("open-profit", new("Open profit, %", "Открытая прибыль, %"),
        new("Profit of the open position at the close, in percent of its entry price; not known without a position.", "Прибыль открытой позиции по закрытию в процентах от цены входа; без позиции неизвестно."),
        "savings", new("the open profit in percent", "открытая прибыль в процентах"), (_, close, p) => p.Direction == 0 ? double.NaN : 100 * p.Direction * (close - p.EntryPrice) / p.EntryPrice);

    public static NodeDescriptor EntryPrice { get; } = Make("entry-price", new("Entry price", "Цена входа"),
        new("The average entry price; not known without a position.", "Средняя цена входа; без позиции неизвестна."),
        "sell", new("the entry price", "цена входа"), (_, _, p) => p.Direction == 0 ? double.NaN : p.EntryPrice);

    public static NodeDescriptor TradesToday { get; } = Make("trades-today", new("Trades today", "Сделок за день"),
        new("Entries filled so far on the trading day of the bar.", "Сколько входов исполнено за торговый день бара."),
        "numbers", new("the number of entries today", "число входов за день"), (_, _, p) => p.TradesToday);

    private static NodeDescriptor Make(string type, Text name, Text help, string icon, Text words, PositionFigure figure) =>
        new(type, NodeGroup.Position, name, help, icon, [], [Ports.Value], [])
        {
            CreateStep = _ => new PositionStep(figure),
            ReadsPosition = true,
            Say = _ => words,
        };
}

/// <summary>A figure of the position at a bar with this close.</summary>
internal delegate double PositionFigure(int bar, double close, PositionView position);

internal sealed class PositionStep(PositionFigure figure) : Step
{
    public override void Run(StepFrame frame, int from, int to)
    {
        var result = frame.Result;
        for (var i = from; i < to; i++) result[i] = figure(i, frame.Chunk.Close[i - frame.ChunkStart], frame.Position);
    }
}
