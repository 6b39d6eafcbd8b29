using System.Runtime.CompilerServices;
using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>The live outputs of <see cref="Ichimoku"/>, in quote currency.</summary>
/// <param name="Tenkan">Middle of the short range.</param>
/// <param name="Kijun">Middle of the middle range.</param>
/// <param name="SpanA">Middle of tenkan and kijun, as computed on this bar.</param>
/// <param name="SpanB">Middle of the long range, as computed on this bar.</param>
/// <param name="CloudA">Span A of <c>kijun</c> bars ago: the edge of the cloud over this bar.</param>
/// <param name="CloudB">Span B of <c>kijun</c> bars ago: the other edge.</param>
public readonly record struct IchimokuValue(double Tenkan, double Kijun, double SpanA, double SpanB, double CloudA, double CloudB);

/// <summary>Ichimoku Kinko Hyo: middles of three ranges, a cloud of two of them shown later, and the close shown earlier.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first. The four middles start together once the longest range is full, and are NaN while a NaN is in it; spanA and spanB are those of
/// this bar (what the chart will show <c>kijun</c> bars ahead), cloudA and cloudB those that the chart shows over this bar, which is causal. Chikou is the close of <c>kijun</c> bars
/// later: chart-only. Source: G. Hosoda, 1969. Equals <c>tsjs.tenkan</c>, <c>kijun</c>, <c>span_a_unshifted</c>, <c>span_b_unshifted</c>, <c>skender.senkou_a</c>,
/// <c>senkou_b</c>, <c>chikou</c>.
/// </remarks>
public struct Ichimoku : ICandleIndicator<IchimokuValue>
{
    private WindowRange _short, _middle, _long;
    private Delay _cloudA, _cloudB;
    private readonly int _longest;
    private int _candles;

    /// <exception cref="ArgumentOutOfRangeException">A period is below 1.</exception>
    public Ichimoku(int tenkan, int kijun, int senkou)
    {
        (_short, _middle, _long) = (new WindowRange(tenkan), new WindowRange(kijun), new WindowRange(senkou));
        (_cloudA, _cloudB) = (new Delay(kijun), new Delay(kijun));
        _longest = Math.Max(tenkan, Math.Max(kijun, senkou));
    }

    public static IndicatorDefinition Definition { get; } = new(
        "ichimoku", new("Ichimoku Cloud", "Облако Ишимоку"),
        new("Middles of three price ranges and a cloud between two of them: shows the trend, its support and its strength at a glance.", "Середины трёх диапазонов цены и облако между двумя из них: сразу видны тренд, его опора и сила."),
        "trend",
        [Common.Whole("tenkan", new("Tenkan period, bars", "Период тэнкан, баров"), 9), Common.Whole("kijun", new("Kijun period and shift, bars", "Период киджун и сдвиг, баров"), 26),
            Common.Whole("senkou", new("Senkou B period, bars", "Период сэнкоу B, баров"), 52)],
        [
            new("tenkan", new("Tenkan", "Тэнкан")), new("kijun", new("Kijun", "Киджун")),
            new("spanA", new("Span A, not shifted", "Спан A без сдвига")) { Oracle = "span_a_unshifted" }, new("spanB", new("Span B, not shifted", "Спан B без сдвига")) { Oracle = "span_b_unshifted" },
            new("cloudA", new("Cloud A", "Облако A")) { Oracle = "skender.senkou_a" }, new("cloudB", new("Cloud B", "Облако B")) { Oracle = "skender.senkou_b" },
            new("chikou", new("Chikou", "Чикоу"), ChartOnly: true) { Oracle = "skender.chikou" },
        ],
        TakesSource: false, ChartPane.Price, "tsjs.tenkan",
        "G. Hosoda, 1969: plain ranges without a seed; all four middles start with the longest, as trading-signals, while Skender and pandas-ta show each from its own first bar. Cloud and chikou as Skender; the chikou looks ahead.",
        p => (int)(Math.Max(p[0], Math.Max(p[1], p[2])) + p[1]) - 1, p => new CandleState<Ichimoku, IchimokuValue>(new Ichimoku((int)p[0], (int)p[1], (int)p[2])))
    {
        Hindsight = (values, series, _, outputs) =>
        {
            var shift = Math.Min((int)values[1], series.Count);
            series.Close[shift..].CopyTo(outputs[0]);
        },
    };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public IchimokuValue Next(in Candle candle)
    {
        _short.Add(candle.High, candle.Low);
        _middle.Add(candle.High, candle.Low);
        _long.Add(candle.High, candle.Low);
        var (tenkan, kijun, spanB) = (Middle(_short), Middle(_middle), Middle(_long));
        var spanA = (tenkan + kijun) * 0.5;
        var (cloudA, cloudB) = (_cloudA.Swap(spanA), _cloudB.Swap(spanB));
        if (_candles < _longest && ++_candles < _longest) (tenkan, kijun, spanA, spanB) = (double.NaN, double.NaN, double.NaN, double.NaN);
        return new IchimokuValue(tenkan, kijun, spanA, spanB, cloudA, cloudB);
    }

    private static double Middle(in WindowRange range) => (range.Highest + range.Lowest) * 0.5;
}
