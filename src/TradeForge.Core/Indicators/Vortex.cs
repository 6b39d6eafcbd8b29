using System.Runtime.CompilerServices;
using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>The outputs of <see cref="Vortex"/>, never negative, usually around 1.</summary>
/// <param name="Plus">Movement from lows up to the next high.</param>
/// <param name="Minus">Movement from highs down to the next low.</param>
public readonly record struct VortexValue(double Plus, double Minus);

/// <summary>Vortex Indicator: upward and downward movement in relation to the true range.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first. Plus = Σ |high − previous low| / Σ true range, minus = Σ |low − previous high| / Σ true range over <c>period</c> candles, both 0 where nothing moved; NaN for the first
/// <c>period</c> candles. A candle with a NaN price gives NaN and is otherwise skipped. Source: E. Botes and D. Siepman, The Vortex Indicator, Stocks and Commodities 2010. Equals <c>skender.plus</c>, <c>minus</c>.
/// </remarks>
public struct Vortex : ICandleIndicator<VortexValue>
{
    private WindowSum _up, _down, _range;
    private double _high, _low, _close = double.NaN;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public Vortex(int period) => (_up, _down, _range) = (new WindowSum(period), new WindowSum(period), new WindowSum(period));

    public static IndicatorDefinition Definition { get; } = new(
        "vortex", new("Vortex Indicator", "Индикатор вихря (Vortex)"),
        new("Upward and downward movement as two lines: the trend goes with the upper one, and turns where they cross.", "Движение вверх и вниз двумя линиями: тренд за верхней, разворот — на их пересечении."),
        "trend", [Common.Period(14)], [new("plus", new("VI+", "VI+")), new("minus", new("VI−", "VI−"))], TakesSource: false, ChartPane.Own, "skender.plus",
        "E. Botes and D. Siepman, 2010: sums over period true ranges; all libraries agree.",
        p => (int)p[0], p => new CandleState<Vortex, VortexValue>(new Vortex((int)p[0])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public VortexValue Next(in Candle candle)
    {
        if (!Common.HasPrices(candle)) return new VortexValue(double.NaN, double.NaN);
        var (high, low, close) = (_high, _low, _close);
        (_high, _low, _close) = (candle.High, candle.Low, candle.Close);
        if (double.IsNaN(close)) return new VortexValue(double.NaN, double.NaN);

        var up = _up.Add(Math.Abs(candle.High - low));
        var down = _down.Add(Math.Abs(candle.Low - high));
        var range = _range.Add(Common.TrueRange(candle, close));
        return range == 0 ? new VortexValue(0, 0) : new VortexValue(up / range, down / range);
    }
}
