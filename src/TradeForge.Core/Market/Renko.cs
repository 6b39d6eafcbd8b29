namespace TradeForge.Core.Market;

/// <summary>What sets a brick: the close, or the high and the low.</summary>
public enum RenkoPrice { Close, HighLow }

/// <summary>One brick. Its body has the size of all bricks; the shadows show where the price went meanwhile.</summary>
/// <param name="Time">Start of the candle that completed it, in milliseconds since 1970-01-01T00:00Z; bricks of one candle share it.</param>
/// <param name="Open">In quote currency, as all prices.</param>
/// <param name="High">Highest high since the last completed brick.</param>
/// <param name="Low">Lowest low since then.</param>
/// <param name="Close">One brick above or below the open.</param>
/// <param name="Volume">Volume since then, in equal parts where a candle completes several bricks.</param>
public readonly record struct RenkoBrick(long Time, double Open, double High, double Low, double Close, double Volume)
{
    public bool IsUp => Close > Open;
}

/// <summary>Renko: the price in bricks of one size, without time. A way to look at a series; nobody can trade at the prices of bricks.</summary>
/// <remarks>
/// The first close, rounded to one decimal less than the size has, is the first edge. A candle whose price (close, or the farther of high and low) is whole bricks above the last
/// brick's top adds that many rising bricks, below its bottom as many falling ones; a turn therefore needs two sizes from the last close.
/// A candle with a NaN price is skipped. Source: S. Nison, Beyond Candlesticks, 1994; edges and shadows as Stock.Indicators.
/// </remarks>
public sealed class Renko
{
    private readonly decimal _size;
    private readonly RenkoPrice _price;
    private decimal _edge;
    private long _top, _bottom; // of the last brick, in bricks from the edge
    private bool _started;
    private double _high = double.NegativeInfinity, _low = double.PositiveInfinity, _volume;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is not above 0.</exception>
    public Renko(decimal size, RenkoPrice price)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        (_size, _price) = (size / 1.0000000000000000000000000000m, price); // drops trailing zeros
    }

    /// <summary>Takes the next closed candle and adds the bricks that it completes.</summary>
    /// <exception cref="ArgumentException">The candle is more than a million bricks away: the size does not fit the price.</exception>
    public void Next(in Candle candle, ICollection<RenkoBrick> bricks)
    {
        if (!double.IsFinite(candle.High + candle.Low + candle.Close)) return;
        if (!_started)
        {
            (_edge, _started) = (Math.Round((decimal)candle.Close, Math.Max(_size.Scale - 1, 0)), true);
            return;
        }

        _high = Math.Max(_high, candle.High);
        _low = Math.Min(_low, candle.Low);
        _volume += candle.Volume;
        var count = Count(candle);
        if (count == 0) return;
        if (Math.Abs(count) > 1_000_000) throw new ArgumentException($"A brick of {_size} is too small for a price of {candle.Close}.");
        for (var i = 0; i < Math.Abs(count); i++) bricks.Add(Brick(candle.Time, Math.Sign(count), _volume / Math.Abs(count)));
        (_high, _low, _volume) = (double.NegativeInfinity, double.PositiveInfinity, 0);
    }

    /// <summary>All bricks of a series.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is not above 0.</exception>
    /// <exception cref="ArgumentException">The size does not fit the price.</exception>
    public static IReadOnlyList<RenkoBrick> Of(CandleSeries series, decimal size, RenkoPrice price)
    {
        var (renko, bricks) = (new Renko(size, price), new List<RenkoBrick>());
        for (var i = 0; i < series.Count; i++) renko.Next(series[i], bricks);
        return bricks;
    }

    /// <summary>Whole bricks above the top (positive) or below the bottom (negative); both can happen at once with high and low: the farther one counts.</summary>
    private int Count(in Candle candle)
    {
        var (up, down) = _price == RenkoPrice.Close ? (candle.Close, candle.Close) : (candle.High, candle.Low);
        var above = (up - Price(_top)) / (double)_size;
        var below = (Price(_bottom) - down) / (double)_size;
        return (int)Math.Clamp(above >= below ? Math.Max(above, 0) : -below, -2_000_000, 2_000_000);
    }

    private RenkoBrick Brick(long time, int sign, double volume)
    {
        var open = sign > 0 ? _top : _bottom;
        (_top, _bottom) = sign > 0 ? (open + 1, open) : (open, open - 1);
        return new RenkoBrick(time, Price(open), _high, _low, Price(open + sign), volume);
    }

    private double Price(long bricks) => (double)(_edge + (bricks * _size));
}
