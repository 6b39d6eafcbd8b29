namespace TradeForge.Core.Market.Import;

/// <summary>How a stamp is written.</summary>
public enum StampLayout
{
    /// <summary>ISO-8601, with or without a zone.</summary>
    Iso,
    /// <summary>Seconds, milliseconds, microseconds or nanoseconds since 1970; each value tells its unit by its size.</summary>
    Epoch,
    /// <summary>20240301, also 202403011000 and 20240301100000.</summary>
    CompactYearFirst,
    /// <summary>240301: year, month, day.</summary>
    ShortYearFirst,
    /// <summary>010324: day, month, year.</summary>
    ShortDayFirst,
    /// <summary>2024/03/01 or 2024.03.01 or 2024-03-01 with an unusual time of day.</summary>
    YearFirst,
    /// <summary>3/1/2024.</summary>
    MonthFirst,
    /// <summary>1.3.2024.</summary>
    DayFirst,
    /// <summary>1-Mar-24 or Mar 1, 2024.</summary>
    MonthName,
}

/// <summary>What the user says about a file; null and empty = detect it.</summary>
public sealed record ImportSettings
{
    public char? Delimiter { get; init; }
    public bool? HasHeader { get; init; }
    /// <summary>Role (time, clock, open, high, low, close, volume) to a column's number from 1 or its name in the header.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();
    public StampLayout? Layout { get; init; }
    /// <summary>Zone of stamps that name none; IANA id.</summary>
    public string? Zone { get; init; }
    public bool? DecimalComma { get; init; }
    /// <summary>The stamps are the ends of the bars; they are moved to the starts.</summary>
    public bool StampIsEnd { get; init; }
    public Timeframe? Timeframe { get; init; }

    /// <summary>What is wrong with the settings themselves, whatever the file.</summary>
    public IReadOnlyList<Problem> Check() => ImportProblems.Of(this);
}

/// <summary>Columns of a file, counted from 0; -1 = there is none.</summary>
public sealed record ImportColumns(int Time, int Clock, int Open, int High, int Low, int Close, int Volume)
{
    /// <summary>Names of the roles in the order of the record.</summary>
    public static IReadOnlyList<string> Roles { get; } = ["time", "clock", "open", "high", "low", "close", "volume"];

    internal int[] ToArray() => [Time, Clock, Open, High, Low, Close, Volume];

    internal static ImportColumns From(int[] c) => new(c[0], c[1], c[2], c[3], c[4], c[5], c[6]);
}
