using System.Runtime.CompilerServices;
using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>Ultimate Oscillator: the share of buying pressure in the true range, over three periods at once.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first. Output: 0 … 100; NaN for the first <c>max(short, middle, long)</c> candles. Buying pressure = close − min(low, previous close);
/// share = Σ pressure / Σ true range, ½ where nothing moved; 100 · (4 · short + 2 · middle + long) / 7. A candle with a NaN price gives NaN and is otherwise skipped.
/// Source: L. Williams, The Ultimate Oscillator, Stocks and Commodities 1985. Equals <c>talib.ultosc</c>.
/// </remarks>
public struct UltimateOscillator : ICandleIndicator<double>
{
    private WindowSum _shortPressure, _middlePressure, _longPressure, _shortRange, _middleRange, _longRange;
    private double _close = double.NaN;

    /// <exception cref="ArgumentOutOfRangeException">A period is below 1.</exception>
    public UltimateOscillator(int @short, int middle, int @long)
    {
        (_shortPressure, _shortRange) = (new WindowSum(@short), new WindowSum(@short));
        (_middlePressure, _middleRange) = (new WindowSum(middle), new WindowSum(middle));
        (_longPressure, _longRange) = (new WindowSum(@long), new WindowSum(@long));
    }

    public static IndicatorDefinition Definition { get; } = new(
        "ultimate-oscillator", new("Ultimate Oscillator", "Окончательный осциллятор"),
        new("How much of the movement was buying, over a short, a middle and a long stretch at once, 0 to 100.", "Какая часть движения была покупкой — сразу на коротком, среднем и длинном отрезках, от 0 до 100."),
        "momentum",
        [Common.Whole("short", new("Short period, bars", "Короткий период, баров"), 7), Common.Whole("middle", new("Middle period, bars", "Средний период, баров"), 14),
            Common.Whole("long", new("Long period, bars", "Длинный период, баров"), 28)],
        [Common.Value(new("UO", "UO"))], TakesSource: false, ChartPane.Own, "talib.ultosc",
        "L. Williams, 1985; TA-Lib, Tulip, Skender and trading-signals agree, pandas-ta counts the first candle and starts one bar early.",
        p => (int)p.Max(), p => new CandleState<UltimateOscillator, double>(new UltimateOscillator((int)p[0], (int)p[1], (int)p[2])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(in Candle candle)
    {
        if (!Common.HasPrices(candle)) return double.NaN;
        var previous = _close;
        _close = candle.Close;
        if (double.IsNaN(previous)) return double.NaN;
        var pressure = candle.Close - double.MinNative(candle.Low, previous);
        var range = Common.TrueRange(candle, previous);
        var fast = Share(_shortPressure.Add(pressure), _shortRange.Add(range));
        var middle = Share(_middlePressure.Add(pressure), _middleRange.Add(range));
        var slow = Share(_longPressure.Add(pressure), _longRange.Add(range));
        return 100 * ((4 * fast) + (2 * middle) + slow) / 7;
    }

    private static double Share(double pressure, double range) => range == 0 ? 0.5 : pressure / range;
}
