using System.Runtime.CompilerServices;
using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>Negative Volume Index: follows the close on candles whose volume fell, and stays on the others.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first. Output: 1000 on the first candle, then multiplied by close / previous close where the volume fell against the candle before; only its changes mean something. A candle with a NaN price or volume
/// or a close that is not above 0 gives NaN and is otherwise skipped. Source: P. Dysart, 1936; N. Fosback, Stock Market Logic, 1976. Equals <c>tulip.nvi</c>.
/// </remarks>
public struct Nvi : ICandleIndicator<double>
{
    private VolumeIndex _index = new(-1);

    public Nvi()
    {
    }

    public static IndicatorDefinition Definition { get; } = new(
        "nvi", new("Negative Volume Index", "Индекс отрицательного объёма (NVI)"),
        new("What the price does on quiet bars: often read as the doing of the informed.", "Что делает цена на тихих барах: обычно это приписывают осведомлённым игрокам."),
        "volume", [], [Common.Value(new("NVI", "NVI"))], TakesSource: false, ChartPane.Own, "hand",
        "P. Dysart, 1936, as an index from 1000, as Tulip.",
        _ => 0, _ => new CandleState<Nvi, double>(new Nvi()))
    { DependsOnStart = true };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(in Candle candle) => _index.Add(candle);
}
