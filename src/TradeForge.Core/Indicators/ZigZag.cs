using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>ZigZag: straight lines between the turns of the price that were larger than a percentage.</summary>
/// <remarks>
/// Input: closed candles of one series. Output: in quote currency. A turn is the last highest (lowest) price before a move of at least <c>percent</c> against it; the
/// first one is where the first such move began, and the line starts at the turn after it unless it is later than the first candle. The last leg ends
/// at the last candle, although a turn there is not sure yet. <c>retraceHigh</c> and <c>retraceLow</c> join the high turns and the low turns. NaN where there is no
/// line, and everywhere if a price is NaN. The turn is known only later, so all of them are chart-only.
/// Source: A. Merrill, Filtered Waves, 1977; equals <c>skender.zigzag</c>, <c>retrace_high</c>, <c>retrace_low</c>.
/// </remarks>
public struct ZigZag : IIndicator
{
    public static IndicatorDefinition Definition { get; } = new(
        "zigzag", new("ZigZag", "Зигзаг"),
        new("Joins the turns of the price that were larger than a percentage. Seen with hindsight: for charts only.", "Соединяет развороты цены больше заданного процента. Видно задним числом: только для графика."),
        "pattern",
        [
            IndicatorParameter.Choice("price", new("Price", "Цена"), "close", "highlow"),
            new("percent", new("Smallest turn, %", "Наименьший разворот, %"), 5, 0.01, 100, IsInteger: false),
        ],
        [
            new("zigzag", new("ZigZag", "Зигзаг"), ChartOnly: true) { Sparse = true },
            new("retraceHigh", new("Line of highs", "Линия вершин"), ChartOnly: true) { Oracle = "skender.retrace_high", Sparse = true },
            new("retraceLow", new("Line of lows", "Линия впадин"), ChartOnly: true) { Oracle = "skender.retrace_low", Sparse = true },
        ],
        TakesSource: false, ChartPane.Price, "skender.zigzag",
        "Merrill, 1977, drawn as Skender does, the unfinished last leg included; a turn is known only later, so no condition may use it.",
        _ => 0, _ => NoState.Instance)
    { Hindsight = (values, series, _, outputs) => new ZigZagLines(series, values[0] == 1, values[1] / 100, outputs).Fill() };
}

/// <summary>One drawing of the zigzag.</summary>
internal readonly ref struct ZigZagLines(CandleSeries series, bool highLow, double threshold, double[][] outputs)
{
    private readonly ReadOnlySpan<double> _high = highLow ? series.High : series.Close, _low = highLow ? series.Low : series.Close;

    /// <summary>A turn of the price.</summary>
    private readonly record struct Turn(int Bar, double Price, bool IsHigh);

    public void Fill()
    {
        if (_high.Length == 0 || _high.ContainsAnyExceptInRange(double.MinValue, double.MaxValue) || _low.ContainsAnyExceptInRange(double.MinValue, double.MaxValue)) return;
        if (First() is not { } turn) return;
        Turn lastHigh = new(0, _high[0], true), lastLow = new(0, _low[0], false);
        var from = 0;
        while (turn.Bar < _high.Length - 1)
        {
            var next = After(turn, from);
            from = next.Bar == turn.Bar ? next.Bar + 1 : next.Bar; // one candle can be a high and a low turn, but no third one
            if (turn.Bar > 0) Lines.Draw(outputs[0], turn.Bar, turn.Price, next.Bar, next.Price);
            else outputs[0][next.Bar] = next.Price; // where the first leg began is not known
            var before = next.IsHigh ? lastHigh : lastLow;
            if (before.Bar > 0 && before.Bar < next.Bar) Lines.Draw(outputs[next.IsHigh ? 1 : 2], before.Bar, before.Price, next.Bar, next.Price);
            if (next.IsHigh) lastHigh = next;
            else lastLow = next;
            turn = next;
        }
    }

    /// <summary>Where the first move of the threshold began: the first candle's low or high.</summary>
    private Turn? First()
    {
        for (var i = 0; i < _high.Length; i++)
        {
            var up = (_high[i] - _low[0]) / _low[0];
            var down = (_high[0] - _low[i]) / _high[0];
            if (up >= threshold && up > down) return new Turn(0, _low[0], false);
            if (down >= threshold && down > up) return new Turn(0, _high[0], true);
        }

        return null;
    }

    /// <summary>The next turn: the extreme before a move of the threshold against it, else the last candle.</summary>
    private Turn After(Turn turn, int from)
    {
        var (rising, bar) = (!turn.IsHigh, from);
        var price = rising ? double.NegativeInfinity : double.PositiveInfinity;
        for (var i = from; i < _high.Length; i++)
        {
            if (rising ? _high[i] >= price : _low[i] <= price) (bar, price) = (i, rising ? _high[i] : _low[i]);
            else if ((rising ? price - _low[i] : _high[i] - price) / price >= threshold) return new Turn(bar, price, rising);
        }

        return new Turn(_high.Length - 1, rising ? _high[^1] : _low[^1], rising);
    }
}
