using System.Globalization;

namespace TradeForge.Core.Trading;

/// <summary>The written form of costs, as on the command line: <c>5+0.1%</c>, <c>0.01/unit</c>, <c>1/lot</c>; <c>0.05%</c>, <c>2t</c>, <c>0.01</c>.</summary>
public static class CostText
{
    /// <summary>Reads a sum of commission parts; false if a part is not understood or negative.</summary>
    public static bool TryParseCommission(string text, out Commission commission)
    {
        commission = Commission.None;
        foreach (var raw in text.Split('+'))
        {
            var part = raw.Trim();
            var (number, unit) = part switch
            {
                _ when part.EndsWith('%') => (part[..^1], '%'),
                _ when part.EndsWith("/unit", StringComparison.OrdinalIgnoreCase) => (part[..^5], 'u'),
                _ when part.EndsWith("/lot", StringComparison.OrdinalIgnoreCase) => (part[..^4], 'l'),
                _ => (part, 'o'),
            };
            if (!TryNumber(number, out var value)) return false;
            commission = unit switch
            {
                '%' => commission with { Percent = commission.Percent + value },
                'u' => commission with { PerUnit = commission.PerUnit + value },
                'l' => commission with { PerLot = commission.PerLot + value },
                _ => commission with { PerOrder = commission.PerOrder + value },
            };
        }
        return commission.Percent < 100;
    }

    /// <summary>Reads <c>0.05%</c>, <c>2t</c> (price steps) or <c>0.01</c> (price).</summary>
    public static bool TryParseSlippage(string text, out Slippage slippage)
    {
        slippage = Slippage.None;
        var part = text.Trim();
        if (part.Length == 0) return false;
        var unit = part[^1] switch { '%' => SlippageUnit.Percent, 't' or 'T' => SlippageUnit.Ticks, _ => SlippageUnit.Price };
        if (!TryNumber(unit == SlippageUnit.Price ? part : part[..^1], out var value) || (unit == SlippageUnit.Percent && value >= 100)) return false;
        slippage = value == 0 ? Slippage.None : new Slippage(value, unit);
        return true;
    }

    public static string Write(Commission c)
    {
        string[] parts = [Part(c.PerOrder, ""), Part(c.Percent, "%"), Part(c.PerUnit, "/unit"), Part(c.PerLot, "/lot")];
        var text = string.Join('+', parts.Where(p => p.Length > 0));
        return text.Length == 0 ? "0" : text;
    }

    public static string Write(Slippage s) =>
        s.Value == 0 ? "0" : Number(s.Value) + s.Unit switch { SlippageUnit.Percent => "%", SlippageUnit.Ticks => "t", _ => "" };

    private static string Part(decimal value, string unit) => value == 0 ? "" : Number(value) + unit;

    private static string Number(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);

    private static bool TryNumber(string text, out decimal value) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out value);
}
