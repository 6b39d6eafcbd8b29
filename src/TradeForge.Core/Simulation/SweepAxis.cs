using System.Globalization;

namespace TradeForge.Core.Simulation;

/// <summary>A parameter that a sweep varies: from start to end, the end included, in steps.</summary>
/// <param name="Parameter">As in an override: <c>node.name</c>.</param>
/// <param name="Start">First value.</param>
/// <param name="End">Last value at most.</param>
/// <param name="Step">Above 0.</param>
public sealed record SweepAxis(string Parameter, decimal Start, decimal End, decimal Step)
{
    public int Count => (int)Math.Min(int.MaxValue, Math.Floor((End - Start) / Step) + 1);

    /// <summary>The value number <paramref name="index"/> as an override says it.</summary>
    public string Value(int index) => (Start + (index * Step)).ToString("0.############################", CultureInfo.InvariantCulture);

    /// <summary>Reads <c>fast.period=5:24:1</c>; without a step the step is 1.</summary>
    public static bool TryParse(string text, out SweepAxis axis)
    {
        axis = new SweepAxis("", 0, 0, 1);
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var parts = equals < 1 ? [] : text[(equals + 1)..].Split(':', StringSplitOptions.TrimEntries);
        if (parts.Length is not (2 or 3)) return false;
        Span<decimal> numbers = [0, 0, 1];
        for (var i = 0; i < parts.Length; i++)
            if (!decimal.TryParse(parts[i], NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out numbers[i])) return false;
        if (numbers[2] <= 0 || numbers[1] < numbers[0]) return false;
        axis = new SweepAxis(text[..equals].Trim(), numbers[0], numbers[1], numbers[2]);
        return true;
    }
}
