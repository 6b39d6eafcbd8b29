using System.Runtime.CompilerServices;
using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>What many definitions share.</summary>
internal static class Common
{
    /// <summary>Weight that a seed may still have after the warm-up (golden rule G10).</summary>
    private const double SeedWeight = 1e-4;

    public const int LongestPeriod = 10_000;

    public static IndicatorParameter Period(double normal, int min = 1) => Whole("period", new("Period, bars", "Период, баров"), normal, min);

    public static IndicatorParameter Whole(string name, Text label, double normal, int min = 1) => new(name, label, normal, min, LongestPeriod);

    public static IndicatorParameter Fast(double normal) => Whole("fast", new("Fast period, bars", "Быстрый период, баров"), normal);

    public static IndicatorParameter Slow(double normal) => Whole("slow", new("Slow period, bars", "Медленный период, баров"), normal);

    public static IndicatorParameter Signal(double normal) => Whole("signal", new("Signal period, bars", "Период сигнала, баров"), normal);

    public static IndicatorOutput SignalLine { get; } = new("signal", new("Signal", "Сигнал"));

    public static IndicatorOutput Value(Text label) => new("value", label);

    /// <summary>Bars after which a recursive mean with <paramref name="alpha"/> has forgotten its seed: ⌈ln 1e-4 / ln(1 − α)⌉.</summary>
    public static int Fade(double alpha) => (int)Math.Ceiling(Math.Log(SeedWeight) / Math.Log(1 - alpha));

    /// <summary>The same for that many recursive means, each of the one before: bars until fewer than <paramref name="layers"/> of n steps, each taken with chance α, is as rare as 1e-4.</summary>
    public static int Fade(double alpha, int layers)
    {
        Span<double> weights = stackalloc double[layers];
        weights.Clear();
        weights[0] = 1;
        var bars = 0;
        for (var left = 1.0; left > SeedWeight; bars++)
        {
            left = 0;
            for (var k = layers - 1; k >= 0; k--)
            {
                weights[k] = (weights[k] * (1 - alpha)) + (k > 0 ? weights[k - 1] * alpha : 0);
                left += weights[k];
            }
        }

        return bars;
    }

    /// <summary>α of an exponential mean of <paramref name="period"/> bars, 2 / (n + 1).</summary>
    public static double Exponential(double period) => 2 / (period + 1);

    /// <summary>α of Wilder's mean of <paramref name="period"/> bars, 1 / n.</summary>
    public static double Wilder(double period) => 1 / period;

    /// <summary>Whether high, low and close are known.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HasPrices(in Candle candle) => double.IsFinite(candle.High + candle.Low + candle.Close);

    /// <summary>Whether high, low, close and volume are known.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HasTrade(in Candle candle) => double.IsFinite(candle.High + candle.Low + candle.Close + candle.Volume);

    /// <summary><paramref name="part"/> in percent of <paramref name="whole"/>; NaN of 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Percent(double part, double whole) => whole == 0 ? double.NaN : 100 * part / whole;

    /// <summary>Where the close lies in the range, −1 at the low to 1 at the high; 0 where they are equal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ClosePlace(in Candle candle)
    {
        var range = candle.High - candle.Low;
        return range == 0 ? 0 : (candle.Close - candle.Low - (candle.High - candle.Close)) / range;
    }

    /// <summary>The range of the candle with the gap from the previous close; all of them known.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double TrueRange(in Candle candle, double previousClose) => double.MaxNative(candle.High, previousClose) - double.MinNative(candle.Low, previousClose);
}
