using System.Runtime.CompilerServices;
using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>Money Flow Index: the share of money that flowed in on rising typical prices.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first. Output: 0 … 100; NaN for the first <c>period</c> candles, and while a NaN is among the last <c>period</c> flows;
/// 50 where no money flowed. Typical price = (high + low + close) / 3, flow = typical price · volume, counted as in on a rise, as out on a fall, not at all on
/// an equal price; MFI = 100 · in / (in + out) over <c>period</c> changes. After a NaN the change is measured from the last known typical price.
/// Source: G. Quong and A. Soudack, Volume-Weighted RSI: Money Flow, 1989. Equals <c>talib.mfi</c>.
/// </remarks>
public struct Mfi : ICandleIndicator<double>
{
    private WindowSum _in, _out;
    private double _typical = double.NaN;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public Mfi(int period) => (_in, _out) = (new WindowSum(period), new WindowSum(period));

    public static IndicatorDefinition Definition { get; } = new(
        "mfi", new("Money Flow Index", "Индекс денежного потока"),
        new("An RSI weighted by money: how much of the recent turnover came on rising prices, 0 to 100.", "RSI, взвешенный деньгами: какая доля недавнего оборота пришлась на рост цены, от 0 до 100."),
        "volume", [Common.Period(14)], [Common.Value(new("MFI", "MFI"))], TakesSource: false, ChartPane.Own, "talib.mfi",
        "G. Quong and A. Soudack, 1989: sums of flows over period changes. TA-Lib, Tulip, Skender and trading-signals agree.",
        p => (int)p[0], p => new CandleState<Mfi, double>(new Mfi((int)p[0])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(in Candle candle)
    {
        var typical = (candle.High + candle.Low + candle.Close) / 3;
        var flow = typical * candle.Volume;
        if (double.IsNaN(_typical))
        {
            _typical = typical; // nothing to compare with yet
            return double.NaN;
        }

        var rise = _in.Add((typical > _typical ? 1 : 0) * flow); // 0 · NaN is NaN: an unknown flow is unknown in both sums
        var fall = _out.Add((typical < _typical ? 1 : 0) * flow);
        if (!double.IsNaN(typical)) _typical = typical;
        var both = rise + fall;
        return both == 0 ? 50 : 100 * rise / both;
    }
}
