using System.Globalization;

namespace TradeForge.Core.Trading;

/// <summary>Terms of trading from a date on (golden rules G20, G23); null = as before it.</summary>
/// <param name="From">First trading day of the exchange.</param>
public sealed record TermsChange(DateOnly From)
{
    public Commission? Commission { get; init; }
    /// <summary>Units per lot; 0 = fractional quantities.</summary>
    public decimal? Lot { get; init; }
    /// <summary>Smallest price step; 0 = any price.</summary>
    public decimal? PriceStep { get; init; }
    public Financing? Financing { get; init; }

    /// <summary>Days since 1970-01-01.</summary>
    internal int Day => From.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
}

/// <summary>Commission, lot and price step of one symbol in place of those of all; null = as all. One that is given replaces its later values, too.</summary>
public sealed record SymbolTerms
{
    public Commission? Commission { get; init; }
    /// <summary>Units per lot; 0 = fractional quantities.</summary>
    public decimal? Lot { get; init; }
    /// <summary>Smallest price step; 0 = any price.</summary>
    public decimal? PriceStep { get; init; }
    /// <summary>What of it holds from a date on, in the order of the dates.</summary>
    public IReadOnlyList<TermsChange> Later { get; init; } = [];
}

/// <summary>The written form of a value and of those that hold from a date on: <c>0.01%, 2022-11-01: 0/0.03%</c>.</summary>
public static class DatedText
{
    public delegate bool Reader<T>(string text, out T value);

    /// <summary>Reads them; false if a value is not understood, the first has a date, a later one has none, or the dates do not ascend.</summary>
    public static bool TryParse<T>(string text, Reader<T> read, out T first, out IReadOnlyList<(DateOnly From, T Value)> later)
    {
        var parts = text.Split(',');
        var rows = new List<(DateOnly From, T Value)>();
        later = rows;
        if (!read(parts[0].Trim(), out first)) return false;
        foreach (var part in parts.Skip(1).Select(p => p.Trim()))
        {
            if (part.Length < 12 || part[10] != ':' || !DateOnly.TryParseExact(part[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var from)) return false;
            if (!read(part[11..].Trim(), out var value) || rows.Exists(r => r.From >= from)) return false;
            rows.Add((from, value));
        }
        return true;
    }

    /// <summary>The date and the value of a later row.</summary>
    public static string Write(DateOnly from, string value) => $"{from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}: {value}";
}
