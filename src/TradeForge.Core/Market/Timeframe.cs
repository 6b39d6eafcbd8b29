using System.Globalization;

namespace TradeForge.Core.Market;

/// <summary>Length of a bar: a count of minutes, hours, days or weeks, written <c>1m 5m 15m 30m 1h 4h 1d 1w</c> and so on.</summary>
/// <remarks>Two spellings of the same length are equal: <c>60m</c> is <c>1h</c>. Longest: 52 weeks.</remarks>
public readonly record struct Timeframe
{
    private const long Minute = 60_000, Hour = 60 * Minute, Day = 24 * Hour, Week = 7 * Day;

    /// <summary>Length in milliseconds, at least one second.</summary>
    public long Milliseconds { get; }

    /// <exception cref="ArgumentOutOfRangeException">Below one second or above 52 weeks.</exception>
    public Timeframe(long milliseconds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(milliseconds, 1000);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(milliseconds, 52 * Week);
        Milliseconds = milliseconds;
    }

    public static Timeframe OneMinute => new(Minute);
    public static Timeframe OneHour => new(Hour);
    public static Timeframe OneDay => new(Day);
    public static Timeframe OneWeek => new(Week);

    /// <summary>Reads <c>15m</c>, <c>4h</c>, <c>1d</c>, <c>1w</c>, <c>30s</c>; case does not matter.</summary>
    public static bool TryParse(string? text, out Timeframe timeframe)
    {
        timeframe = default;
        if (text is not { Length: >= 2 }) return false;
        var unit = char.ToLowerInvariant(text[^1]) switch { 's' => 1000, 'm' => Minute, 'h' => Hour, 'd' => Day, 'w' => Week, _ => 0L };
        if (unit == 0 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count < 1) return false;
        if (count * unit > 52 * Week) return false;
        timeframe = new Timeframe(count * unit);
        return true;
    }

    /// <exception cref="FormatException">The text is no timeframe.</exception>
    public static Timeframe Parse(string text) => TryParse(text, out var t) ? t : throw new FormatException($"'{text}' is no timeframe; write 1m, 15m, 1h, 1d, 1w.");

    public override string ToString() => Milliseconds switch
    {
        var ms when ms % Week == 0 => $"{ms / Week}w",
        var ms when ms % Day == 0 => $"{ms / Day}d",
        var ms when ms % Hour == 0 => $"{ms / Hour}h",
        var ms when ms % Minute == 0 => $"{ms / Minute}m",
        var ms => $"{ms / 1000}s",
    };
}
