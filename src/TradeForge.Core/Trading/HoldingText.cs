using System.Globalization;

namespace TradeForge.Core.Trading;

/// <summary>The written form of what holding costs and of margin, as on the command line.</summary>
/// <remarks>
/// Financing: percents a year by cause, <c>loan 12% interest 4% borrow 3% overnight 5%/-1%</c> (long/short), then <c>year 360</c>. Margin: initial and
/// maintenance percent, <c>50%/25%</c>, or a leverage, <c>5x</c>, with <c>5x/10%</c>.
/// </remarks>
public static class HoldingText
{
    /// <summary>Reads financing; false if a word is unknown or there twice, or a number is not understood.</summary>
    public static bool TryParse(string text, out Financing financing)
    {
        financing = Financing.None;
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is ["0"]) return true;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < words.Length; i += 2)
        {
            if (i + 1 == words.Length || !seen.Add(words[i]) || !TryCause(words[i], words[i + 1], ref financing)) return false;
        }
        return words.Length > 0;
    }

    /// <summary>Reads margin; false if it is not understood, the initial share is not above 0 and at most 100 %, or maintenance is above it.</summary>
    public static bool TryParse(string text, out Margin margin)
    {
        margin = Margin.None;
        var parts = text.Trim().Split('/');
        if (parts.Length > 2 || !TryInitial(parts[0], out var initial)) return false;
        var maintenance = 0m;
        if (parts.Length == 2 && !TryPercent(parts[1], out maintenance)) return false;
        margin = new Margin(initial, maintenance);
        return initial is > 0 and <= 100 && maintenance >= 0 && maintenance <= initial;
    }

    public static string Write(Financing f)
    {
        var text = string.Concat(
            Part("loan", f.Loan), Part("interest", f.Interest), Part("borrow", f.Borrow),
            f.OvernightLong == 0 && f.OvernightShort == 0 ? "" : $" overnight {CostText.Number(f.OvernightLong)}%/{CostText.Number(f.OvernightShort)}%",
            f.DaysInYear == 365 ? "" : $" year {f.DaysInYear.ToString(CultureInfo.InvariantCulture)}");
        return text.Length == 0 ? "0" : text[1..];
    }

    public static string Write(Margin m) => m.Maintenance == 0 ? CostText.Number(m.Initial) + "%" : $"{CostText.Number(m.Initial)}%/{CostText.Number(m.Maintenance)}%";

    private static bool TryCause(string word, string text, ref Financing financing)
    {
        if (word == "year")
        {
            financing = financing with { DaysInYear = text == "360" ? 360 : 365 };
            return text is "360" or "365";
        }
        if (word == "overnight")
        {
            var sides = text.Split('/');
            if (sides.Length != 2 || !TryPercent(sides[0], out var onLong) || !TryPercent(sides[1], out var onShort)) return false;
            financing = financing with { OvernightLong = onLong, OvernightShort = onShort };
            return true;
        }
        if (!TryPercent(text, out var percent) || percent < 0) return false;
        Financing? read = word switch
        {
            "loan" => financing with { Loan = percent },
            "interest" => financing with { Interest = percent },
            "borrow" => financing with { Borrow = percent },
            _ => null,
        };
        financing = read ?? financing;
        return read is not null;
    }

    private static bool TryInitial(string text, out decimal initial)
    {
        if (!text.EndsWith('x')) return TryPercent(text, out initial);
        var good = TryNumber(text[..^1], out var leverage) && leverage >= 1;
        initial = good ? 100 / leverage : 0;
        return good;
    }

    private static string Part(string word, decimal percent) => percent == 0 ? "" : $" {word} {CostText.Number(percent)}%";

    private static bool TryPercent(string text, out decimal value)
    {
        value = 0;
        return text.EndsWith('%') && TryNumber(text[..^1], out value) && Math.Abs(value) <= 1000;
    }

    private static bool TryNumber(string text, out decimal value) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
}
