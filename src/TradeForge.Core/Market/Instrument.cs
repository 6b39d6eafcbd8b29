using TradeForge.Core.Trading;

namespace TradeForge.Core.Market;

public enum InstrumentKind { Share, Fund, Crypto, Index, Future }

/// <summary>Trading terms from a date on (golden rules G20, G23).</summary>
/// <param name="ValidFrom">First trading date of the terms.</param>
/// <param name="Lot">Units per lot; 0 = fractional.</param>
/// <param name="PriceStep">Smallest price step in quote currency; 0 = not known, any price.</param>
/// <param name="Commission">What the venue itself charges takers and makers; a broker's fee comes on top.</param>
public sealed record InstrumentTerms(DateOnly ValidFrom, decimal Lot, decimal PriceStep, Commission Commission);

/// <summary>Something that is traded at one venue.</summary>
public sealed record Instrument
{
    private readonly IReadOnlyList<InstrumentTerms> _terms = [];

    /// <summary>Lower-case venue id, such as <c>moex</c>.</summary>
    public required string Venue { get; init; }
    /// <summary>The symbol in the venue's spelling.</summary>
    public required string Symbol { get; init; }
    public required Text Name { get; init; }
    public required string QuoteCurrency { get; init; }
    /// <summary>Decimals that prices are shown with.</summary>
    public required int PriceDecimals { get; init; }
    public required InstrumentKind Kind { get; init; }

    /// <summary>Terms in the order of their dates, at least one.</summary>
    /// <exception cref="ArgumentException">No terms, or two from one date.</exception>
    public required IReadOnlyList<InstrumentTerms> Terms
    {
        get => _terms;
        init
        {
            if (value.Count == 0 || value.DistinctBy(t => t.ValidFrom).Count() != value.Count) throw new ArgumentException($"{Venue}:{Symbol} has {value.Count} terms; one for each date is needed, at least one.");
            _terms = [.. value.OrderBy(t => t.ValidFrom)];
        }
    }

    /// <summary><c>venue:SYMBOL</c>, the identity used everywhere.</summary>
    public string Key => $"{Venue}:{Symbol}";

    /// <summary>The terms on a trading date; before the first known date the first ones.</summary>
    public InstrumentTerms At(DateOnly date) => Terms.LastOrDefault(t => t.ValidFrom <= date) ?? Terms[0];

    /// <summary>Splits a key; the venue is lower-case letters, digits or hyphens, the symbol anything without blanks and colons.</summary>
    public static bool TryParseKey(string? key, out string venue, out string symbol)
    {
        var colon = key?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        (venue, symbol) = colon > 0 ? (key![..colon], key[(colon + 1)..]) : ("", "");
        return venue.Length is > 0 and <= 32 && symbol.Length is > 0 and <= 64
            && venue.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
            && symbol.All(c => c is > ' ' and < (char)127 and not (':' or '"' or '\'' or '\\' or '`'));
    }
}
