namespace TradeForge.Core.Simulation;

/// <summary>How much of the equity may be held, in percent; 0 = no limit. Looked at when an entry fills, after all that filled before it.</summary>
/// <remarks>What prices do later may take a holding beyond a limit: nothing is sold for that.</remarks>
public sealed record ExposureLimits
{
    /// <summary>Longs and shorts together.</summary>
    public decimal Gross { get; init; }
    /// <summary>Longs less shorts, to either side.</summary>
    public decimal Net { get; init; }
    /// <summary>One instrument.</summary>
    public decimal Symbol { get; init; }
    /// <summary>Longs and shorts of one sector together.</summary>
    public decimal Sector { get; init; }
    /// <summary>Sector of a symbol; one without is in none and has no such limit.</summary>
    public IReadOnlyDictionary<string, string> Sectors { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Money that an entry may put into an instrument, 0 or less = none.</summary>
    /// <param name="equity">Of the account.</param>
    /// <param name="net">Value of all that is held, shorts negative.</param>
    /// <param name="gross">The same with shorts positive.</param>
    /// <param name="held">Of the instrument, positive.</param>
    /// <param name="sector">Of its sector, shorts positive; null = it has none.</param>
    /// <param name="direction">1 long, −1 short.</param>
    internal decimal Room(decimal equity, decimal net, decimal gross, decimal held, decimal? sector, int direction)
    {
        var room = decimal.MaxValue;
        if (Gross > 0) room = Math.Min(room, (equity * Gross / 100) - gross);
        if (Net > 0) room = Math.Min(room, (equity * Net / 100) - (direction * net));
        if (Symbol > 0) room = Math.Min(room, (equity * Symbol / 100) - held);
        if (Sector > 0 && sector is { } value) room = Math.Min(room, (equity * Sector / 100) - value);
        return room;
    }
}
