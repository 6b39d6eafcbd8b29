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

    /// <summary>Equal shares are equal steps.</summary>
    public bool Log { get; private init; }

    /// <summary>An axis of equal shares for values above 0; others do not count. Over less than three times the lowest the ticks are those of a plain axis, beyond that 1, 2 and 5 times powers of ten, or these alone.</summary>
    public static PlotScale OfLog(IEnumerable<double> values, int most = 7)
    {
        double[] known = [.. values.Where(v => double.IsFinite(v) && v > 0)];
        if (known.Length == 0) known = [1, 10];
        var (low, high) = (known.Min(), known.Max());
        var plain = Of(known, most: most);
        if (high < 3 * low && plain.Min > 0) return plain with { Log = true };
        foreach (var digits in (double[][])[[1, 2, 5], [1]])
        {
            var (first, last) = ((int)Math.Floor(Math.Log10(low)) - 1, (int)Math.Ceiling(Math.Log10(high)) + 1);
            double[] ticks = [.. Enumerable.Range(first, last - first + 1).SelectMany(power => digits.Select(d => d * Math.Pow(10, power)))];
            ticks = ticks[Array.FindLastIndex(ticks, t => t <= low * (1 + 1e-12))..(Array.FindIndex(ticks, t => t >= high * (1 - 1e-12)) + 1)];
            if (ticks.Length == 1) ticks = [ticks[0], 2 * ticks[0]];
            if (ticks.Length <= most + 1 || digits.Length == 1) return new PlotScale(ticks[0], ticks[^1], ticks, Math.Clamp((int)Math.Ceiling(-Math.Log10(ticks[0]) - 1e-9), 0, 8)) { Log = true };
        }
        throw new InvalidOperationException("Powers of ten serve every range.");
    }

    /// <summary>Where a value lies, 0 at the lower end, 1 at the upper.</summary>
    public double At(double value) => Log ? Math.Log(Math.Max(value, Min) / Min) / Math.Log(Max / Min) : (value - Min) / (Max - Min);

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
