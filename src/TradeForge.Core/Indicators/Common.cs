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

    public static IndicatorOutput Value(Text label) => new("value", label);

    /// <summary>Bars after which a recursive mean with <paramref name="alpha"/> has forgotten its seed: ⌈ln 1e-4 / ln(1 − α)⌉.</summary>
    public static int Fade(double alpha) => (int)Math.Ceiling(Math.Log(SeedWeight) / Math.Log(1 - alpha));

    /// <summary>α of an exponential mean of <paramref name="period"/> bars, 2 / (n + 1).</summary>
    public static double Exponential(double period) => 2 / (period + 1);

    /// <summary>α of Wilder's mean of <paramref name="period"/> bars, 1 / n.</summary>
    public static double Wilder(double period) => 1 / period;

    /// <summary>Whether high, low and close are known.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HasPrices(in Candle candle) => double.IsFinite(candle.High + candle.Low + candle.Close);

    /// <summary>The range of the candle with the gap from the previous close; all of them known.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double TrueRange(in Candle candle, double previousClose) => double.MaxNative(candle.High, previousClose) - double.MinNative(candle.Low, previousClose);
}
