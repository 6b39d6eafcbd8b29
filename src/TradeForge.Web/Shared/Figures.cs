using System.Globalization;

namespace TradeForge.Web.Shared;

/// <summary>How figures look: in the reader's number format, a dash where there is none.</summary>
public static class Figures
{
    public const string None = "—";

    public static string Show(double? value, string format = "N2", string unit = "") =>
        value is { } v && double.IsFinite(v) ? v.ToString(format, CultureInfo.CurrentCulture) + unit : None;

    public static string Show(int? value) => value?.ToString("N0", CultureInfo.CurrentCulture) ?? None;

    /// <summary>The class that colours a gain or a loss.</summary>
    public static string Sign(double? value) => value switch { > 0 => "tf-up", < 0 => "tf-down", _ => "" };
}
