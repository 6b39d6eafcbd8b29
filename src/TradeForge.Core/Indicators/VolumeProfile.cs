using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>The outputs of <see cref="VolumeProfile"/>, in quote currency.</summary>
/// <param name="PointOfControl">Middle of the price row with the most volume.</param>
/// <param name="ValueHigh">Upper edge of the value area.</param>
/// <param name="ValueLow">Lower edge of the value area.</param>
public readonly record struct VolumeProfileValue(double PointOfControl, double ValueHigh, double ValueLow)
{
    internal static VolumeProfileValue Unknown => new(double.NaN, double.NaN, double.NaN);
}

/// <summary>Volume Profile of the last candles: at which prices they traded most.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first. The span from the lowest low to the highest high of the last <c>period</c> candles is cut into <c>rows</c> of equal
/// height. The volume of a candle is spread evenly over its own span from low to high; one without a span goes into its row (the lower one on an edge, the lowest at the bottom).
/// The point of control is the row with the most volume, the lowest of equal ones. The value area starts there and grows by the fuller of the two neighbouring
/// rows (the upper one of equal ones) until it holds <c>valueArea</c> % of the volume. All three are that price where the window has no span.
/// NaN for the first <c>period</c> − 1 candles and while the window has no volume. A candle with a NaN price or volume gives NaN and is otherwise skipped.
/// Source: P. Steidlmayer's Market Profile (CBOT, 1985) with volume in place of time; the true distribution inside a candle is not known. Cases worked out by hand.
/// </remarks>
public struct VolumeProfile : ICandleIndicator<VolumeProfileValue>
{
    private readonly double[] _highs, _lows, _volumes, _rows;
    private readonly double _share;
    private int _at;
    private long _count;
    private WindowRange _range;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> or <paramref name="rows"/> is below 1, or <paramref name="valueArea"/> outside 0 to 100.</exception>
    public VolumeProfile(int period, int rows, double valueArea)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        if (!(valueArea is > 0 and <= 100)) throw new ArgumentOutOfRangeException(nameof(valueArea), valueArea, "The value area holds above 0 and up to 100 percent.");
        (_highs, _lows, _volumes, _rows, _share) = (new double[period], new double[period], new double[period], new double[rows], valueArea / 100);
        _range = new WindowRange(period);
    }

    public static IndicatorDefinition Definition { get; } = new(
        "volume-profile", new("Volume Profile", "Профиль объёма"),
        new("At which prices the last bars traded most: the point of control and the area that holds most of the volume.", "На каких ценах последние бары торговались больше всего: точка контроля и зона, где прошла большая часть объёма."),
        "volume",
        [
            new("period", new("Period, bars", "Период, баров"), 100, 1, 1_000), new("rows", new("Price rows", "Ценовых уровней"), 24, 1, 500),
            new("valueArea", new("Value area, %", "Зона стоимости, %"), 70, 1, 100, IsInteger: false),
        ],
        [
            new("pointOfControl", new("Point of control", "Точка контроля")) { Sparse = true }, new("valueHigh", new("Value area high", "Верх зоны стоимости")) { Sparse = true },
            new("valueLow", new("Value area low", "Низ зоны стоимости")) { Sparse = true },
        ],
        TakesSource: false, ChartPane.Price, IndicatorDefinition.Hand,
        "Steidlmayer's profile by volume over a sliding window; a candle's volume is spread evenly over its span, the value area grows row by row.",
        p => (int)p[0] - 1, p => new CandleState<VolumeProfile, VolumeProfileValue>(new VolumeProfile((int)p[0], (int)p[1], p[2])));

    /// <inheritdoc/>
    public VolumeProfileValue Next(in Candle candle)
    {
        if (!Common.HasPrices(candle) || !double.IsFinite(candle.Volume)) return VolumeProfileValue.Unknown;
        (_highs[_at], _lows[_at], _volumes[_at]) = (candle.High, candle.Low, candle.Volume);
        _at = _at + 1 == _highs.Length ? 0 : _at + 1;
        _range.Add(candle.High, candle.Low);
        if (++_count < _highs.Length) return VolumeProfileValue.Unknown;
        var (low, height) = (_range.Lowest, (_range.Highest - _range.Lowest) / _rows.Length);
        Spread(low, height);
        return ValueArea(low, height);
    }

    private readonly void Spread(double low, double height)
    {
        var (highs, lows, volumes, rows) = (_highs, _lows, _volumes, _rows);
        var perPrice = height > 0 ? 1 / height : 0; // rows per unit of price; without a span all is in the first row
        Array.Clear(rows);
        for (var i = 0; i < highs.Length; i++)
        {
            var k = i + _at < highs.Length ? i + _at : i + _at - highs.Length; // oldest first: the rounding is the same wherever the ring starts
            Spread(rows, (lows[k] - low) * perPrice, (highs[k] - low) * perPrice, volumes[k]);
        }
    }

    /// <summary>Adds the volume of a candle that lies between two prices, both counted in rows.</summary>
    private static void Spread(double[] rows, double from, double to, double volume)
    {
        int first = Math.Min((int)from, rows.Length - 1), last = Math.Min((int)to, rows.Length - 1);
        if (to > from && first < last)
        {
            var perRow = volume / (to - from);
            rows[first] += perRow * (first + 1 - from);
            for (var row = first + 1; row < last; row++) rows[row] += perRow;
            rows[last] += perRow * (to - last);
        }
        else rows[to == from && from == first && first > 0 ? first - 1 : first] += volume;
    }

    private readonly VolumeProfileValue ValueArea(double low, double height)
    {
        var (total, most) = (0.0, 0);
        for (var row = 0; row < _rows.Length; row++)
        {
            total += _rows[row];
            if (_rows[row] > _rows[most]) most = row;
        }

        if (!(total > 0)) return VolumeProfileValue.Unknown;
        var (bottom, top, held) = (most, most, _rows[most]);
        while (held < _share * total && (bottom > 0 || top < _rows.Length - 1))
        {
            var up = top < _rows.Length - 1 && (bottom == 0 || _rows[top + 1] >= _rows[bottom - 1]);
            held += up ? _rows[++top] : _rows[--bottom];
        }

        return new(low + (height * (most + 0.5)), low + (height * (top + 1)), low + (height * bottom));
    }
}
