using System.Globalization;

namespace TradeForge.Web.Shared.Plots;

/// <summary>An axis from round number to round number.</summary>
/// <param name="Ticks">Lowest first; the ends of the axis are among them.</param>
public sealed record PlotScale(double Min, double Max, IReadOnlyList<double> Ticks, int Decimals)
{
    /// <summary>Steps are 1, 2 or 5 times a power of ten, at most <paramref name="most"/> of them. Values that are not finite do not count.</summary>
    /// <param name="zero">The axis must hold 0.</param>
    public static PlotScale Of(IEnumerable<double> values, bool zero = false, int most = 6)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
            if (double.IsFinite(value)) (low, high) = (Math.Min(low, value), Math.Max(high, value));
        if (low > high) (low, high) = (0, 1);
        if (zero) (low, high) = (Math.Min(low, 0), Math.Max(high, 0));
        if (low == high) (low, high) = (low - Math.Max(Math.Abs(low) / 2, 0.5), high + Math.Max(Math.Abs(high) / 2, 0.5));
        var step = Step((high - low) / most);
        while (Math.Ceiling(high / step) - Math.Floor(low / step) > most) step = Step(step * 1.01);
        var (first, last) = ((long)Math.Floor(low / step), (long)Math.Ceiling(high / step));
        var ticks = new double[last - first + 1];
        for (var i = 0; i < ticks.Length; i++) ticks[i] = (first + i) * step;
        return new PlotScale(ticks[0], ticks[^1], ticks, Math.Clamp((int)Math.Ceiling(-Math.Log10(step) - 1e-9), 0, 8));
    }

    /// <summary>Where a value lies, 0 at the lower end, 1 at the upper.</summary>
    public double At(double value) => (value - Min) / (Max - Min);

    /// <summary>A tick for the reader; the minus sign is a real one.</summary>
    public string Label(double tick) => Text(tick, $"N{Decimals}");

    internal static string Text(double value, string format) => value.ToString(format, CultureInfo.CurrentCulture).Replace('-', '−');

    private static double Step(double atLeast)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(atLeast)));
        foreach (var digit in (ReadOnlySpan<double>)[1, 2, 5])
            if (digit * power >= atLeast * (1 - 1e-12)) return digit * power;
        return 10 * power;
    }
}
