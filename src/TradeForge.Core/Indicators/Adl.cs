using System.Runtime.CompilerServices;
using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>Accumulation/Distribution Line: running total of the volume, counted by where the close lies in the range of the bar.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first. Output: Σ volume · ((close − low) − (high − close)) / (high − low), 0 where high and low are equal; in units of the base currency, known from the first candle.
/// The level depends on where the series starts, only its changes mean something. Rounding errors are carried along, so they do not add up. A candle with a NaN price or volume gives NaN and is otherwise skipped.
/// Source: M. Chaikin. Equals <c>talib.adl</c>.
/// </remarks>
public struct Adl : ICandleIndicator<double>
{
    private RunningTotal _total;

    public static IndicatorDefinition Definition { get; } = new(
        "adl", new("Accumulation/Distribution Line", "Линия накопления/распределения"),
        new("Running total of volume, added when bars close near their high and taken away near their low: shows whether money flows in.", "Накопленный объём: прибавляется при закрытии у максимума бара и вычитается у минимума; показывает приток денег."),
        "volume", [], [Common.Value(new("ADL", "ADL"))], TakesSource: false, ChartPane.Own, "talib.adl",
        "M. Chaikin: a bar without range counts 0; all libraries agree.",
        _ => 0, _ => new CandleState<Adl, double>(new Adl()))
    { DependsOnStart = true };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(in Candle candle) => Common.HasTrade(candle) ? _total.Add(Common.ClosePlace(candle) * candle.Volume) : double.NaN;
}
