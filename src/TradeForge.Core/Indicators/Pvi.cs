using System.Runtime.CompilerServices;
using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>Positive Volume Index: follows the close on candles whose volume rose, and stays on the others.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first. Output: 1000 on the first candle, then multiplied by close / previous close where the volume rose against the candle before; only its changes mean something. A candle with a NaN price or volume
/// or a close that is not above 0 gives NaN and is otherwise skipped. Source: P. Dysart, 1936; N. Fosback, Stock Market Logic, 1976. Equals <c>tulip.pvi</c>.
/// </remarks>
public struct Pvi : ICandleIndicator<double>
{
    private VolumeIndex _index = new(1);

    public Pvi()
    {
    }

    public static IndicatorDefinition Definition { get; } = new(
        "pvi", new("Positive Volume Index", "Индекс положительного объёма (PVI)"),
        new("What the price does on busy bars: often read as the doing of the crowd.", "Что делает цена на барах с ростом объёма: обычно это приписывают толпе."),
        "volume", [], [Common.Value(new("PVI", "PVI"))], TakesSource: false, ChartPane.Own, "hand",
        "P. Dysart, 1936, as an index from 1000, as Tulip.",
        _ => 0, _ => new CandleState<Pvi, double>(new Pvi()))
    { DependsOnStart = true };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(in Candle candle) => _index.Add(candle);
}
