using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>The outputs of <see cref="MarketStructure"/>.</summary>
/// <param name="Trend">1 after a break upwards, −1 after one downwards, 0 before the first.</param>
/// <param name="LastHigh">The last confirmed swing high, in quote currency.</param>
/// <param name="LastLow">The last confirmed swing low, in quote currency.</param>
/// <param name="BreakOfStructure">1 or −1 on the candle that breaks a swing in the direction of the trend (or starts the first one), else 0.</param>
/// <param name="ChangeOfCharacter">1 or −1 on the candle that breaks a swing against the trend and so turns it, else 0.</param>
public readonly record struct MarketStructureValue(double Trend, double LastHigh, double LastLow, double BreakOfStructure, double ChangeOfCharacter);

/// <summary>Market structure: swing highs and lows, and which of them the closes have broken.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first. A swing high is a high above those of <c>period</c> candles before and <c>period</c> after it, a swing low
/// the mirror image; it counts from the candle that confirms it, <c>period</c> candles later, so nothing looks ahead. A close above the last swing high breaks
/// it, once: the trend is up from then on; a close below the last swing low turns it down. <c>lastHigh</c> and <c>lastLow</c> are NaN
/// until the first such swing; the other outputs are known from candle 2 · <c>period</c> on. A candle with a NaN price gives NaN and is otherwise skipped.
/// Source: the customary words of price-action traders; swings as <see cref="Fractal"/>. Cases worked out by hand.
/// </remarks>
public struct MarketStructure : ICandleIndicator<MarketStructureValue>
{
    private readonly double[] _highs, _lows; // the last 2 · period + 1 candles
    private readonly int _period;
    private int _at, _trend;
    private long _count;
    private double _high = double.NaN, _low = double.NaN;
    private bool _highBroken, _lowBroken;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public MarketStructure(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        (_period, _highs, _lows) = (period, new double[(2 * period) + 1], new double[(2 * period) + 1]);
    }

    public static IndicatorDefinition Definition { get; } = new(
        "market-structure", new("Market structure", "Структура рынка"),
        new("The last swing high and low, known once confirmed, and the closes that break them: the trend goes on or turns.", "Последние подтверждённые вершина и впадина и закрытия, которые их пробивают: тренд продолжается или меняется."),
        "pattern", [new("period", new("Candles on each side of a swing", "Свечей с каждой стороны экстремума"), 5, 1, 500)],
        [
            new("trend", new("Trend", "Тренд")) { Pane = ChartPane.Own }, new("lastHigh", new("Last swing high", "Последняя вершина")) { Sparse = true }, new("lastLow", new("Last swing low", "Последняя впадина")) { Sparse = true },
            new("breakOfStructure", new("Break of structure", "Слом структуры")) { Pane = ChartPane.Own }, new("changeOfCharacter", new("Change of character", "Смена характера")) { Pane = ChartPane.Own },
        ],
        TakesSource: false, ChartPane.Price, IndicatorDefinition.Hand,
        "Customary price-action terms made exact: strict swings confirmed after as many candles as before, broken by closes, each once.",
        p => 2 * (int)p[0], p => new CandleState<MarketStructure, MarketStructureValue>(new MarketStructure((int)p[0])))
    { DependsOnStart = true };

    /// <inheritdoc/>
    public MarketStructureValue Next(in Candle candle)
    {
        if (!Common.HasPrices(candle)) return new(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);
        (_highs[_at], _lows[_at]) = (candle.High, candle.Low);
        _at = _at + 1 == _highs.Length ? 0 : _at + 1;
        if (++_count < _highs.Length) return new(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);
        Confirm();
        var (before, direction) = (_trend, Break(candle.Close));
        var turns = direction == -before && direction != 0;
        return new(_trend, _high, _low, turns ? 0 : direction, turns ? direction : 0);
    }

    /// <summary>The candle in the middle of the window becomes a swing if it stands out.</summary>
    private void Confirm()
    {
        var middle = (_at + _period) % _highs.Length;
        var (high, low) = (_highs[middle], _lows[middle]);
        var (isHigh, isLow) = (true, true);
        for (var i = 0; i < _highs.Length && (isHigh || isLow); i++)
        {
            if (i == middle) continue;
            isHigh &= high > _highs[i];
            isLow &= low < _lows[i];
        }

        if (isHigh) (_high, _highBroken) = (high, false);
        if (isLow) (_low, _lowBroken) = (low, false);
    }

    private int Break(double close)
    {
        if (close > _high && !_highBroken)
        {
            (_highBroken, _trend) = (true, 1);
            return 1;
        }

        if (!(close < _low) || _lowBroken) return 0;
        (_lowBroken, _trend) = (true, -1);
        return -1;
    }
}
