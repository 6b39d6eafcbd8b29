using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>Finds swing highs and lows with hindsight.</summary>
internal static class Swings
{
    /// <summary>Writes the high and the low of every candle that stands out from <paramref name="left"/> candles before and <paramref name="right"/> after it.</summary>
    public static void Mark(CandleSeries series, int left, int right, double[] highs, double[] lows)
    {
        ReadOnlySpan<double> high = series.High, low = series.Low;
        for (var i = left; i < series.Count - right; i++)
        {
            var (isHigh, isLow) = (true, true);
            for (var k = i - left; k <= i + right && (isHigh || isLow); k++)
            {
                if (k == i) continue;
                isHigh &= high[i] > high[k];
                isLow &= low[i] < low[k];
            }

            if (isHigh) highs[i] = high[i];
            if (isLow) lows[i] = low[i];
        }
    }
}
