using System.Runtime.CompilerServices;
using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>Commodity Channel Index: how far the typical price lies from its average, in units of its mean deviation.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first. Output: (typical price − its mean) / (0.015 · mean absolute deviation from that mean) over <c>period</c> candles,
/// typical price = (high + low + close) / 3; 0 where the deviation is 0; NaN for the first <c>period</c> − 1 candles. A candle with a NaN price gives NaN and is
/// otherwise skipped. Source: D. Lambert, Commodity Channel Index, Commodities 1980. Equals <c>talib.cci</c>.
/// </remarks>
public struct Cci : ICandleIndicator<double>
{
    private const double Scale = 0.015; // Lambert's: puts most values between −100 and 100

    private readonly double _weight;
    private WindowValues _window;
    private Sma _mean;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public Cci(int period) => (_weight, _window, _mean) = (Scale / period, new WindowValues(period), new Sma(period));

    public static IndicatorDefinition Definition { get; } = new(
        "cci", new("Commodity Channel Index", "Индекс товарного канала (CCI)"),
        new("How unusual the price is against its average of the last bars: beyond ±100 is often called a strong move.", "Насколько необычна цена относительно среднего за последние бары: за ±100 обычно говорят о сильном движении."),
        "momentum", [Common.Period(20)], [Common.Value(new("CCI", "CCI"))], TakesSource: false, ChartPane.Own, "talib.cci",
        "D. Lambert, 1980: mean absolute deviation from the mean of the same window. All libraries agree; Tulip starts later.",
        p => (int)p[0] - 1, p => new CandleState<Cci, double>(new Cci((int)p[0])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(in Candle candle)
    {
        if (!Common.HasPrices(candle)) return double.NaN;
        var typical = (candle.High + candle.Low + candle.Close) / 3;
        _window.Add(typical);
        var mean = _mean.Next(typical);
        if (!_window.IsFull) return double.NaN;
        var deviation = _weight * _window.Deviation(mean);
        return deviation == 0 ? 0 : (typical - mean) / deviation;
    }
}
