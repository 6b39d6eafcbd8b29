using TradeForge.Core.Market;

namespace TradeForge.Core.Strategies;

/// <summary>A price or the volume of a candle, in the words of the price node.</summary>
internal enum PriceField { Open, High, Low, Close, Volume, Hl2, Hlc3, Ohlc4 }

internal static class PriceFields
{
    /// <summary>The column itself for the five stored fields; false for the computed ones.</summary>
    public static bool IsRaw(this PriceField field) => field <= PriceField.Volume;

    /// <exception cref="ArgumentOutOfRangeException">The field is computed, not stored.</exception>
    public static ReadOnlySpan<double> Raw(this PriceField field, CandleSeries series) => field switch
    {
        PriceField.Open => series.Open,
        PriceField.High => series.High,
        PriceField.Low => series.Low,
        PriceField.Close => series.Close,
        PriceField.Volume => series.Volume,
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Not a stored column."),
    };

    /// <summary>Writes the field of every bar of <paramref name="series"/>.</summary>
    public static void Copy(this PriceField field, CandleSeries series, Span<double> target) => field.Copy(series, 0, target[..series.Count]);

    /// <summary>Fills <paramref name="target"/> with the field of the bars from <paramref name="start"/> on.</summary>
    public static void Copy(this PriceField field, CandleSeries series, int start, Span<double> target)
    {
        ReadOnlySpan<double> o = series.Open.Slice(start, target.Length), h = series.High.Slice(start, target.Length);
        ReadOnlySpan<double> l = series.Low.Slice(start, target.Length), c = series.Close.Slice(start, target.Length);
        if (field.IsRaw()) field.Raw(series).Slice(start, target.Length).CopyTo(target);
        else if (field == PriceField.Hl2)
            for (var i = 0; i < h.Length; i++) target[i] = (h[i] + l[i]) / 2;
        else if (field == PriceField.Hlc3)
            for (var i = 0; i < h.Length; i++) target[i] = (h[i] + l[i] + c[i]) / 3;
        else
            for (var i = 0; i < h.Length; i++) target[i] = (o[i] + h[i] + l[i] + c[i]) / 4;
    }
}
