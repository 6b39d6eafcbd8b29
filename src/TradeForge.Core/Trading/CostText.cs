using System.Globalization;

namespace TradeForge.Core.Trading;

/// <summary>The written form of costs, as on the command line.</summary>
/// <remarks>
/// Commission: a sum such as <c>5+0.1%</c> of <c>0.1%</c>, <c>0.02/0.05%</c> (maker/taker), <c>5</c>, <c>0.01/unit</c>, <c>1/lot</c>; after it
/// <c>min 1</c>, <c>max 20</c>, <c>sales</c>, <c>up 0.01</c>; a second commission after <c>and</c>. Slippage: a sum of <c>0.05%</c>, <c>2t</c> or
/// <c>0.01</c>, <c>spread 0.02</c> (in the same units), <c>impact 10%</c> or <c>impact 10% linear</c>; after it <c>clamp</c>.
/// </remarks>
public static class CostText
{
    private const decimal Most = 1_000_000_000_000m; // larger numbers overflow when multiplied by a quantity
    private static readonly string[] Qualifiers = ["min", "max", "up"];

    /// <summary>Reads a commission; false if a part is not understood, negative or there twice with one meaning.</summary>
    public static bool TryParseCommission(string text, out Commission commission)
    {
        commission = Commission.None;
        Commission? rest = null;
        foreach (var part in text.Split(" and ").Reverse())
        {
            if (!TryOne(part, out var one)) return false;
            rest = rest is null ? one : one with { And = rest };
        }
        commission = rest!;
        return true;
    }

    /// <summary>Reads a slippage; false if a part is not understood or negative.</summary>
    public static bool TryParseSlippage(string text, out Slippage slippage)
    {
        slippage = Slippage.None;
        var sum = text.Trim();
        var clamp = sum.EndsWith(" clamp", StringComparison.OrdinalIgnoreCase);
        if (clamp) sum = sum[..^6];
        var result = new Slippage();
        foreach (var raw in sum.Split('+'))
        {
            var words = raw.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words is ["impact", _] or ["impact", _, "linear"])
            {
                if (result.Impact != 0 || !TryDistance(words[1], out var impact, out var unit) || unit != SlippageUnit.Percent) return false;
                result = result with { Impact = impact, Model = words.Length == 3 ? ImpactModel.Linear : ImpactModel.SquareRoot };
            }
            else if (words is ["spread", _])
            {
                if (result.Spread != 0 || !TryDistance(words[1], out var spread, out var unit)) return false;
                result = result with { Spread = spread, SpreadUnit = spread == 0 ? default : unit };
            }
            else if (words.Length == 1 && result.Value == 0 && TryDistance(words[0], out var value, out var unit))
                result = result with { Value = value, Unit = value == 0 ? default : unit };
            else return false;
        }
        slippage = result with { ClampToBar = clamp };
        return true;
    }

    public static string Write(Commission c)
    {
        var percent = c.MakerPercent is { } maker ? Number(maker) + "/" + Number(c.Percent) + "%" : Part(c.Percent, "%");
        string[] parts = [Part(c.PerOrder, ""), percent, Part(c.PerUnit, "/unit"), Part(c.PerLot, "/lot")];
        var text = string.Join('+', parts.Where(p => p.Length > 0));
        if (text.Length == 0) text = "0";
        if (c.Minimum != 0) text += " min " + Number(c.Minimum);
        if (c.Maximum != 0) text += " max " + Number(c.Maximum);
        if (c.SalesOnly) text += " sales";
        if (c.RoundUpTo != 0) text += " up " + Number(c.RoundUpTo);
        return c.And is null ? text : text + " and " + Write(c.And);
    }

    public static string Write(Slippage s)
    {
        string[] parts =
        [
            Distance("", s.Value, s.Unit), Distance("spread ", s.Spread, s.SpreadUnit),
            s.Impact == 0 ? "" : Distance("impact ", s.Impact, SlippageUnit.Percent) + (s.Model == ImpactModel.Linear ? " linear" : ""),
        ];
        var text = string.Join('+', parts.Where(p => p.Length > 0));
        return (text.Length == 0 ? "0" : text) + (s.ClampToBar ? " clamp" : "");
    }

    private static bool TryOne(string text, out Commission commission)
    {
        commission = Commission.None;
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var end = Array.FindIndex(words, w => w == "sales" || Qualifiers.Contains(w, StringComparer.Ordinal));
        if (end < 0) end = words.Length;
        if (end == 0 || !TrySum(string.Concat(words[..end]), ref commission)) return false;
        for (var i = end; i < words.Length; i++)
        {
            if (words[i] == "sales") commission = commission with { SalesOnly = true };
            else if (!Qualifiers.Contains(words[i], StringComparer.Ordinal) || ++i == words.Length || !TryNumber(words[i], out var value) || value == 0) return false;
            else commission = words[i - 1] switch { "min" => commission with { Minimum = value }, "max" => commission with { Maximum = value }, _ => commission with { RoundUpTo = value } };
        }
        return commission.Percent < 100 && (commission.Maximum == 0 || commission.Maximum >= commission.Minimum);
    }

    private static bool TrySum(string text, ref Commission commission)
    {
        foreach (var part in text.Split('+'))
        {
            var slash = part.IndexOf('/', StringComparison.Ordinal);
            var (number, unit) = part switch
            {
                _ when part.EndsWith('%') => (part[(slash + 1)..^1], '%'),
                _ when part.EndsWith("/unit", StringComparison.OrdinalIgnoreCase) => (part[..^5], 'u'),
                _ when part.EndsWith("/lot", StringComparison.OrdinalIgnoreCase) => (part[..^4], 'l'),
                _ => (part, 'o'),
            };
            if (!TryNumber(number, out var value)) return false;
            if (unit == '%' && slash >= 0)
            {
                if (commission.MakerPercent is not null || commission.Percent != 0 || !TryNumber(part[..slash], out var maker) || maker >= 100) return false;
                commission = commission with { MakerPercent = maker };
            }
            else if (unit == '%' && commission.MakerPercent is not null) return false;
            commission = unit switch
            {
                '%' => commission with { Percent = commission.Percent + value },
                'u' => commission with { PerUnit = commission.PerUnit + value },
                'l' => commission with { PerLot = commission.PerLot + value },
                _ => commission with { PerOrder = commission.PerOrder + value },
            };
        }
        return true;
    }

    private static bool TryDistance(string text, out decimal value, out SlippageUnit unit)
    {
        unit = text[^1] switch { '%' => SlippageUnit.Percent, 't' or 'T' => SlippageUnit.Ticks, _ => SlippageUnit.Price };
        return TryNumber(unit == SlippageUnit.Price ? text : text[..^1], out value) && (unit != SlippageUnit.Percent || value < 100);
    }

    private static string Distance(string word, decimal value, SlippageUnit unit) =>
        value == 0 ? "" : word + Number(value) + unit switch { SlippageUnit.Percent => "%", SlippageUnit.Ticks => "t", _ => "" };

    private static string Part(decimal value, string unit) => value == 0 ? "" : Number(value) + unit;

    internal static string Number(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);

    private static bool TryNumber(string text, out decimal value) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out value) && value <= Most;
}
