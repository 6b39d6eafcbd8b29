using System.Runtime.CompilerServices;
using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>The outputs of <see cref="Squeeze"/>; exactly one of the last three is 1.</summary>
/// <param name="Squeeze">Momentum, in quote currency.</param>
/// <param name="On">1 while the Bollinger Bands lie inside the Keltner Channel, else 0.</param>
/// <param name="Off">1 while they enclose it, else 0.</param>
/// <param name="No">1 while neither, else 0.</param>
public readonly record struct SqueezeValue(double Squeeze, double On, double Off, double No);

/// <summary>Squeeze Momentum: calm before a move, and the direction in which the price leans.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first. Bollinger Bands: mean of <c>period</c> closes ± <c>deviations</c> population deviations. Keltner Channel: mean of
/// <c>channelPeriod</c> closes ± <c>multiplier</c> · mean of as many true ranges (that of the first candle is high − low). Momentum is the end of the
/// least squares line through the last <c>channelPeriod</c> values of close − (middle of highest high and lowest low + mean close) / 2; the end is
/// 3 · weighted mean − 2 · mean. The three states are NaN for the first max(<c>period</c>, <c>channelPeriod</c>) − 1 candles, the momentum for the
/// first 2 · <c>channelPeriod</c> − 2. A candle with a NaN price gives NaN and is otherwise skipped.
/// Source: J. Carter, Mastering the Trade, 2005; LazyBear's published script, with the Bollinger width that it offers as an input but leaves out of its formula. Cases worked out by hand.
/// </remarks>
public struct Squeeze : ICandleIndicator<SqueezeValue>
{
    private readonly double _deviations, _width;
    private WindowMoments _bollinger, _channel, _lean;
    private WindowSum _ranges;
    private WindowRange _extremes;
    private Wma _weighted;
    private double _previous = double.NaN;

    /// <exception cref="ArgumentOutOfRangeException">A period is below 1, or a width is not above 0.</exception>
    public Squeeze(int period, double deviations, int channelPeriod, double multiplier)
    {
        if (!(deviations > 0)) throw new ArgumentOutOfRangeException(nameof(deviations), deviations, "The bands need a width.");
        if (!(multiplier > 0)) throw new ArgumentOutOfRangeException(nameof(multiplier), multiplier, "The channel needs a width.");
        (_deviations, _width) = (deviations, multiplier / channelPeriod);
        (_bollinger, _channel, _lean) = (new(period, withSquares: true), new(channelPeriod, withSquares: false), new(channelPeriod, withSquares: false));
        (_ranges, _extremes, _weighted) = (new(channelPeriod), new(channelPeriod), new(channelPeriod));
    }

    public static IndicatorDefinition Definition { get; } = new(
        "squeeze", new("Squeeze Momentum", "Сжатие и импульс"),
        new("Bollinger Bands inside a Keltner Channel show a market that is too calm to stay so; the momentum shows where it leans.", "Полосы Боллинджера внутри канала Кельтнера показывают слишком спокойный рынок; импульс показывает, куда он клонится."),
        "volatility",
        [
            Common.Period(20, min: 2), new("deviations", new("Standard deviations", "Стандартных отклонений"), 2, 0.01, 100, IsInteger: false),
            Common.Whole("channelPeriod", new("Channel period, bars", "Период канала, баров"), 20), new("multiplier", new("Channel width, true ranges", "Ширина канала, истинных размахов"), 1.5, 0.01, 100, IsInteger: false),
        ],
        [
            new("squeeze", new("Momentum", "Импульс")) { Mark = ChartMark.Histogram },
            new("on", new("Squeezed", "Сжатие")), new("off", new("Released", "Выход")), new("no", new("Neither", "Ни то ни другое")),
        ],
        TakesSource: false, ChartPane.Own, IndicatorDefinition.Hand,
        "Carter, 2005, in LazyBear's form; its script multiplies the Bollinger deviation by the channel's factor by mistake, here each width is its own.",
        p => Math.Max((int)p[0] - 1, (2 * (int)p[2]) - 2), p => new CandleState<Squeeze, SqueezeValue>(new Squeeze((int)p[0], p[1], (int)p[2], p[3])));

    /// <inheritdoc/>
    public SqueezeValue Next(in Candle candle)
    {
        if (!Common.HasPrices(candle)) return new(double.NaN, double.NaN, double.NaN, double.NaN);
        var range = double.IsNaN(_previous) ? candle.High - candle.Low : Common.TrueRange(candle, _previous);
        _previous = candle.Close;
        _bollinger.Add(candle.Close);
        _channel.Add(candle.Close);
        _extremes.Add(candle.High, candle.Low);
        var half = _width * _ranges.Add(range);
        var momentum = Momentum(candle.Close);
        var deviation = _deviations * Math.Sqrt(_bollinger.Variance);
        var above = _bollinger.Mean + deviation - (_channel.Mean + half);
        var below = _channel.Mean - half - (_bollinger.Mean - deviation);
        if (double.IsNaN(above + below)) return new(momentum, double.NaN, double.NaN, double.NaN);
        var (on, off) = (above < 0 && below < 0, above > 0 && below > 0);
        return new(momentum, on ? 1 : 0, off ? 1 : 0, on || off ? 0 : 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double Momentum(double close)
    {
        var lean = close - ((((_extremes.Highest + _extremes.Lowest) * 0.5) + _channel.Mean) * 0.5);
        if (double.IsNaN(lean)) return double.NaN;
        _lean.Add(lean);
        return (3 * _weighted.Next(lean)) - (2 * _lean.Mean);
    }
}
