using System.Runtime.CompilerServices;
using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>The outputs of <see cref="Adx"/>, each 0 … 100.</summary>
/// <param name="Value">Strength of the trend, whatever its direction.</param>
/// <param name="PlusDi">Upward movement in percent of the true range.</param>
/// <param name="MinusDi">Downward movement in percent of the true range.</param>
public readonly record struct AdxValue(double Value, double PlusDi, double MinusDi);

/// <summary>Average Directional Index with the directional indicators +DI and −DI, which others list by themselves as Directional Movement Index (DMI).</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first. +DI and −DI are NaN for the first <c>period</c> candles, ADX for the first 2 · <c>period</c> − 1.
/// Of the moves beyond the previous high and low only the larger counts, equal ones not at all; moves and true range are Wilder-smoothed from the
/// mean of the first <c>period</c>; ADX is the Wilder mean of DX = 100 · |+DI − −DI| / (+DI + −DI), 0 where nothing moved.
/// A candle with a NaN price gives NaN and is otherwise skipped.
/// Source: J. W. Wilder, New Concepts in Technical Trading Systems, 1978. Equals <c>skender.adx</c>, <c>pdi</c>, <c>mdi</c> (TA-Lib seeds with one change less).
/// </remarks>
public struct Adx : ICandleIndicator<AdxValue>
{
    private SmoothedMean _up, _down, _range, _index;
    private double _high, _low, _close = double.NaN;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public Adx(int period) => _up = _down = _range = _index = new SmoothedMean(period, Common.Wilder(period));

    public static IndicatorDefinition Definition { get; } = new(
        "adx", new("Average Directional Index", "Индекс направленного движения"),
        new("How strong the trend is, 0 to 100, with the upward and the downward part (DMI): above 25 is usually called a trend.", "Насколько силён тренд, от 0 до 100, с частями вверх и вниз (DMI): выше 25 обычно говорят о тренде."),
        "trend", [Common.Period(14)],
        [new("adx", new("ADX", "ADX")), new("plusDi", new("+DI", "+DI")) { Oracle = "pdi" }, new("minusDi", new("−DI", "−DI")) { Oracle = "mdi" }], TakesSource: false, ChartPane.Own, "skender.adx",
        "J. W. Wilder, 1978: Wilder means of the directional moves, the true range and DX, each seeded with the plain mean of its first period values. Skender and Pine do so; TA-Lib seeds the moves with one change less, Tulip and trading-signals count both moves of a tie.",
        p => Math.Max((2 * (int)p[0]) - 1, 2 * Common.Fade(Common.Wilder(p[0]))), p => new CandleState<Adx, AdxValue>(new Adx((int)p[0])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public AdxValue Next(in Candle candle)
    {
        if (!Common.HasPrices(candle)) return new AdxValue(double.NaN, double.NaN, double.NaN);
        var (high, low, close) = (_high, _low, _close);
        (_high, _low, _close) = (candle.High, candle.Low, candle.Close);
        if (double.IsNaN(close)) return new AdxValue(double.NaN, double.NaN, double.NaN);

        var (rise, fall) = (candle.High - high, low - candle.Low);
        var up = _up.Add((rise > fall ? 1 : 0) * double.MaxNative(rise, 0)); // a factor, since a jump would be mispredicted every other bar
        var down = _down.Add((fall > rise ? 1 : 0) * double.MaxNative(fall, 0));
        var range = _range.Add(Common.TrueRange(candle, close));
        if (double.IsNaN(range)) return new AdxValue(double.NaN, double.NaN, double.NaN);

        var index = up + down == 0 ? 0 : 100 * Math.Abs(up - down) / (up + down);
        var percent = range == 0 ? 0 : 100 / range;
        return new AdxValue(_index.Add(index), up * percent, down * percent);
    }
}
