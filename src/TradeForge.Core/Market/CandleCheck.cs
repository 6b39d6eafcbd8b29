namespace TradeForge.Core.Market;

/// <summary>Why a row is no candle (golden rule G57), in the order in which the rules are tried.</summary>
public enum CandleFault
{
    None,
    /// <summary>A price or the volume is NaN or infinite.</summary>
    NotFinite,
    /// <summary>A price is 0 or below.</summary>
    PriceNotPositive,
    /// <summary>The high is below the open or the close.</summary>
    HighTooLow,
    /// <summary>The low is above the open or the close.</summary>
    LowTooHigh,
    /// <summary>The volume is below 0.</summary>
    VolumeNegative,
    /// <summary>The stamp is outside the years 1900 to 2199.</summary>
    TimeOutOfRange,
    /// <summary>The line could not be read as a stamp and five numbers.</summary>
    Unreadable,
}

/// <summary>The one quality gate for candles: the file reader and the importer ask it about every row.</summary>
public static class CandleCheck
{
    private const long Earliest = -2_208_988_800_000, Latest = 7_258_118_400_000; // 1900-01-01, 2200-01-01

    /// <summary>The first rule that the row breaks, or <see cref="CandleFault.None"/>.</summary>
    public static CandleFault Check(long time, double open, double high, double low, double close, double volume)
    {
        // One comparison chain lets good rows through; NaN fails every comparison and lands in Explain.
        var good = low > 0 && low <= open && low <= close && high >= open && high >= close && high < double.PositiveInfinity
            && volume >= 0 && volume < double.PositiveInfinity && time >= Earliest && time < Latest;
        return good ? CandleFault.None : Explain(time, open, high, low, close, volume);
    }

    /// <inheritdoc cref="Check(long, double, double, double, double, double)"/>
    public static CandleFault Check(in Candle c) => Check(c.Time, c.Open, c.High, c.Low, c.Close, c.Volume);

    /// <summary>True when no bar has a volume: then it means unknown, and bars without volume may fill (golden rule G56).</summary>
    public static bool VolumeUnknown(CandleSeries series) => series.Count > 0 && series.Volume.IndexOfAnyExcept(0.0) < 0;

    /// <summary>Stable kebab-case name of the fault, as stored in the quarantine.</summary>
    public static string Code(CandleFault fault) => fault switch
    {
        CandleFault.NotFinite => "not-finite",
        CandleFault.PriceNotPositive => "price-not-positive",
        CandleFault.HighTooLow => "high-too-low",
        CandleFault.LowTooHigh => "low-too-high",
        CandleFault.VolumeNegative => "volume-negative",
        CandleFault.TimeOutOfRange => "time-out-of-range",
        CandleFault.Unreadable => "unreadable",
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "A good row has no code."),
    };

    /// <summary>The fault in words.</summary>
    public static Text Describe(CandleFault fault) => fault switch
    {
        CandleFault.NotFinite => new("a price or the volume is not a finite number", "цена или объём не являются конечным числом"),
        CandleFault.PriceNotPositive => new("a price is zero or negative", "цена равна нулю или отрицательна"),
        CandleFault.HighTooLow => new("the high is below the open or the close", "максимум ниже цены открытия или закрытия"),
        CandleFault.LowTooHigh => new("the low is above the open or the close", "минимум выше цены открытия или закрытия"),
        CandleFault.VolumeNegative => new("the volume is negative", "объём отрицателен"),
        CandleFault.TimeOutOfRange => new("the time is outside the years 1900 to 2199", "время вне диапазона 1900–2199 годов"),
        CandleFault.Unreadable => new("the line could not be read", "строку не удалось прочитать"),
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "A good row has no description."),
    };

    private static CandleFault Explain(long time, double open, double high, double low, double close, double volume)
    {
        if (!double.IsFinite(open) || !double.IsFinite(high) || !double.IsFinite(low) || !double.IsFinite(close) || !double.IsFinite(volume)) return CandleFault.NotFinite;
        if (open <= 0 || high <= 0 || low <= 0 || close <= 0) return CandleFault.PriceNotPositive;
        if (high < Math.Max(open, close)) return CandleFault.HighTooLow;
        if (low > Math.Min(open, close)) return CandleFault.LowTooHigh;
        return volume < 0 ? CandleFault.VolumeNegative : CandleFault.TimeOutOfRange;
    }
}
