using System.Globalization;

namespace TradeForge.Web.Features.Result;

/// <summary>A number for the page: rounded for the reader's culture, and exact for whoever copies it.</summary>
/// <param name="Shown">As the reader's culture writes it.</param>
/// <param name="Exact">Every digit, invariant; empty when the figure is not defined.</param>
/// <param name="Tone">Style class by sign, or empty.</param>
public sealed record Figure(string Shown, string Exact, string Tone)
{
    private static CultureInfo Here => CultureInfo.CurrentCulture;

    public static Figure Undefined { get; } = new("–", "", "");

    /// <summary>Money with two digits; gains and losses carry their sign and tone.</summary>
    public static Figure Gain(decimal value) => new(Sign(value) + Math.Abs(value).ToString("N2", Here), Digits(value), Tones(value));

    public static Figure Money(decimal value) => new(value.ToString("N2", Here), Digits(value), "");

    /// <summary>A price with as many digits as it has, at least those given.</summary>
    public static Figure Price(decimal value, int decimals) => new(value.ToString($"N{Math.Max(decimals, Math.Min(8, Scale(value)))}", Here), Digits(value), "");

    public static Figure Quantity(decimal value) => new(value.ToString("#,0.########", Here), Digits(value), "");

    public static Figure GainPercent(double? value) => Of(value, v => new Figure($"{Sign(v)}{Math.Abs(v).ToString("N2", Here)} %", Digits(v), Tones(v)));

    public static Figure Percent(double? value) => Of(value, v => new Figure($"{v.ToString("N2", Here)} %", Digits(v), ""));

    public static Figure Gain(double? value) => Of(value, v => new Figure(Sign(v) + Math.Abs(v).ToString("N2", Here), Digits(v), Tones(v)));

    public static Figure Number(double? value, int decimals = 2) => Of(value, v => new Figure(v.ToString($"N{decimals}", Here), Digits(v), ""));

    public static Figure Count(double? value) => Number(value, 0);

    /// <summary>Shortest digits that read back as the same number.</summary>
    public static string Digits(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    public static string Digits(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);

    private static Figure Of(double? value, Func<double, Figure> write) => value is { } v && double.IsFinite(v) ? write(v) : Undefined;

    private static int Scale(decimal value) => (value / 1.0000000000000000000000000000m).Scale;

    private static string Sign<T>(T value) where T : struct, IComparable<T> => value.CompareTo(default) switch { > 0 => "+", < 0 => "−", _ => "" };

    private static string Tones<T>(T value) where T : struct, IComparable<T> => value.CompareTo(default) switch { > 0 => "tf-up", < 0 => "tf-down", _ => "" };
}
