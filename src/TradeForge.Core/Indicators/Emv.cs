using System.Runtime.CompilerServices;
using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>Ease of Movement: how far the middle of the bar moved for the volume that it took.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first. Output: the simple average over <c>period</c> of (middle − previous middle) · (high − low) · <c>scale</c> / volume with middle = (high + low) / 2; 0 for a candle without volume.
/// NaN for the first <c>period</c> candles. <c>scale</c> only makes the numbers handy: 100 000 000 suits stocks, less suits markets of small volume. A candle with a NaN price or volume gives NaN and is otherwise skipped.
/// Source: R. Arms. Equals the EMV(14) of StockCharts ChartSchool to its digits; <c>tulip.emv</c> is one value with scale 10 000.
/// </remarks>
public struct Emv : ICandleIndicator<double>
{
    private readonly double _scale;
    private Sma _mean;
    private double _middle = double.NaN;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1, or <paramref name="scale"/> is not above 0.</exception>
    public Emv(int period, double scale)
    {
        if (!(scale > 0)) throw new ArgumentOutOfRangeException(nameof(scale), scale, "The volume is counted in a positive unit.");
        (_mean, _scale) = (new Sma(period), scale);
    }

    public static IndicatorDefinition Definition { get; } = new(
        "emv", new("Ease of Movement", "Лёгкость движения (EMV)"),
        new("How easily the price moves: far above 0 it rises on little volume, far below 0 it falls on little volume.", "Насколько легко движется цена: намного выше 0 — растёт на малом объёме, намного ниже 0 — падает на малом объёме."),
        "volume", [Common.Period(14), new("scale", new("Unit of volume", "Единица объёма"), 100_000_000, 1, 1e12, IsInteger: false)],
        [Common.Value(new("EMV", "EMV"))], TakesSource: false, ChartPane.Own, "hand",
        "R. Arms, as StockCharts writes it: volume counted in units of scale, averaged over period bars.",
        p => (int)p[0], p => new CandleState<Emv, double>(new Emv((int)p[0], p[1])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(in Candle candle)
    {
        if (!Common.HasTrade(candle)) return double.NaN;
        var middle = (candle.High + candle.Low) * 0.5;
        var move = middle - _middle;
        _middle = middle;
        if (double.IsNaN(move)) return double.NaN;
        return _mean.Next(candle.Volume == 0 ? 0 : move * (candle.High - candle.Low) * _scale / candle.Volume);
    }
}
