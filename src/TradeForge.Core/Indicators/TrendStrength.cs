using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>The outputs of <see cref="TrendStrength"/>.</summary>
/// <param name="Direction">1 up, −1 down, 0 where the strength is below 50.</param>
/// <param name="Strength">0 to 100.</param>
/// <param name="Quality">0 to 100: how straight the way was.</param>
/// <param name="Consistency">0 to 100: share of the changes that went the way of the whole.</param>
/// <param name="Phase">0 no trend, 1 start, 2 development, 3 mature, 4 exhaustion.</param>
public readonly record struct TrendStrengthValue(double Direction, double Strength, double Quality, double Consistency, double Phase)
{
    internal static TrendStrengthValue Unknown => new(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);
}

/// <summary>Trend Strength: how far, how straight and with how much volume the price went one way.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first. n = <c>period</c>, net = close − close n bars ago, s its sign. Four parts from 0 to 1: price |net| / Σ |change|; volume
/// s · (volume of rising − of falling bars) / their sum, at least 0; volatility |net| / (2 √n · mean true range), at most 1; momentum: pace of the last ⌊n / 2⌋ bars
/// over the pace of all n, within 0 and 1. A part whose divisor is 0 is 0. The strength is 100 times their weighted mean, averaged over the last <c>smoothing</c> bars.
/// Direction is s from a strength of 50 on, else 0 (a random walk has 31 on average and reaches 50 on one bar in eight). Quality is 100 · R² of the least squares line through the last n closes (0 if they are
/// equal), consistency 100 · the share of the n changes that have the sign s (0 if s is 0). Phase, while direction stays the same: 4 (exhaustion) while the strength is under three quarters of its
/// highest in this trend, else 1 (start) for its first ⌊n / 2⌋ bars (at least one), 2 (development) up to 2 n bars, then 3 (mature).
/// NaN for the first n + <c>smoothing</c> − 1 candles (quality and consistency too, so that all five begin together). A candle with a NaN price or volume gives NaN and is otherwise skipped.
/// Source: our own; the price part is P. Kaufman's efficiency ratio. Cases worked out by hand.
/// </remarks>
public struct TrendStrength : ICandleIndicator<TrendStrengthValue>
{
    private const double Threshold = 50, Fading = 0.75;

    private readonly int _period, _half;
    private readonly double _price, _volume, _volatility, _momentum; // weights, their sum is 100
    private readonly double[] _closes; // the last n + 1
    private WindowSum _changes, _ranges, _rising, _falling, _ups, _downs;
    private WindowMoments _moments, _smooth;
    private Wma _weighted;
    private int _at;
    private long _count;
    private TrendAge _trend;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 2, <paramref name="smoothing"/> below 1, or the weights have no sum.</exception>
    public TrendStrength(int period, int smoothing, double price, double volume, double volatility, double momentum)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 2);
        var sum = price + volume + volatility + momentum;
        if (!(sum > 0)) throw new ArgumentOutOfRangeException(nameof(price), price, "A weight must be above 0.");
        (_price, _volume, _volatility, _momentum) = (100 * price / sum, 100 * volume / sum, 100 * volatility / sum, 100 * momentum / sum);
        (_period, _half, _closes, _trend) = (period, period / 2, new double[period + 1], new TrendAge(period));
        (_changes, _ranges, _rising, _falling, _ups, _downs) = (new(period), new(period), new(period), new(period), new(period), new(period));
        (_moments, _smooth, _weighted) = (new(period, withSquares: true), new(smoothing, withSquares: false), new(period));
    }

    public static IndicatorDefinition Definition { get; } = new(
        "trend-strength", new("Trend Strength", "Сила тренда"),
        new("How far, how straight and with how much volume the price went one way, from 0 to 100, and how old that trend is.", "Насколько далеко, прямо и с каким объёмом цена шла в одну сторону, от 0 до 100, и насколько этот тренд стар."),
        "trend",
        [
            Common.Period(20, min: 2), Common.Whole("smoothing", new("Smoothing, bars", "Сглаживание, баров"), 3),
            Weight("priceWeight", "Weight of price", "Вес цены", 0.45, 0.01), Weight("volumeWeight", "Weight of volume", "Вес объёма", 0.2, 0),
            Weight("volatilityWeight", "Weight of volatility", "Вес волатильности", 0.15, 0), Weight("momentumWeight", "Weight of momentum", "Вес импульса", 0.2, 0),
        ],
        [
            new("direction", new("Direction", "Направление")), new("strength", new("Strength", "Сила")), new("quality", new("Quality", "Качество")),
            new("consistency", new("Consistency", "Постоянство")), new("phase", new("Phase: 0 none, 1 start, 2 development, 3 mature, 4 exhaustion", "Фаза: 0 нет, 1 начало, 2 развитие, 3 зрелость, 4 истощение")),
        ],
        TakesSource: false, ChartPane.Own, IndicatorDefinition.Hand,
        "Our own formula: Kaufman's efficiency, volume balance, distance against volatility and pace, weighted; direction from a strength of 50 on.",
        p => (int)(p[0] + p[1]) - 1, p => new CandleState<TrendStrength, TrendStrengthValue>(new TrendStrength((int)p[0], (int)p[1], p[2], p[3], p[4], p[5])))
    { DependsOnStart = true };

    private static IndicatorParameter Weight(string name, string en, string ru, double normal, double min) => new(name, new(en, ru), normal, min, 100, IsInteger: false);

    /// <inheritdoc/>
    public TrendStrengthValue Next(in Candle candle)
    {
        if (!Common.HasPrices(candle) || !double.IsFinite(candle.Volume)) return TrendStrengthValue.Unknown;
        var previous = _count == 0 ? double.NaN : Ago(1);
        _moments.Add(candle.Close);
        var weighted = _weighted.Next(candle.Close);
        _closes[_at] = candle.Close;
        _at = _at == _period ? 0 : _at + 1;
        if (_count++ == 0) return TrendStrengthValue.Unknown;
        var (rising, falling) = (candle.Close > previous, candle.Close < previous);
        var volumes = (Up: _rising.Add(rising ? candle.Volume : 0), Down: _falling.Add(falling ? candle.Volume : 0));
        var counts = (Up: _ups.Add(rising ? 1 : 0), Down: _downs.Add(falling ? 1 : 0));
        var (changes, ranges) = (_changes.Add(Math.Abs(candle.Close - previous)), _ranges.Add(Common.TrueRange(candle, previous)));
        if (_count <= _period) return TrendStrengthValue.Unknown;

        var net = candle.Close - _closes[_at]; // the oldest kept
        _smooth.Add(Strength(net, candle.Close, changes, ranges, volumes.Up, volumes.Down));
        var strength = _smooth.Mean;
        if (double.IsNaN(strength)) return TrendStrengthValue.Unknown;
        var direction = strength >= Threshold ? Math.Sign(net) : 0;
        var same = net > 0 ? counts.Up : net < 0 ? counts.Down : 0;
        return new(direction, strength, Straightness(weighted), 100 * same / _period, _trend.Phase(direction, strength));
    }

    private readonly double Strength(double net, double close, double changes, double ranges, double up, double down)
    {
        if (net == 0) return 0;
        var sign = Math.Sign(net);
        var price = changes == 0 ? 0 : Math.Abs(net) / changes;
        var volume = up + down == 0 ? 0 : Math.Max(0, sign * (up - down) / (up + down));
        var volatility = ranges == 0 ? 0 : Math.Min(1, Math.Abs(net) * Math.Sqrt(_period) / (2 * ranges)); // mean range = ranges / n
        var momentum = Math.Clamp((close - Ago(_half + 1)) * _period / (net * _half), 0, 1);
        return (_price * price) + (_volume * volume) + (_volatility * volatility) + (_momentum * momentum);
    }

    /// <summary>100 · R²: slope² · variance of the bar numbers / variance of the closes; the slope is 6 (weighted − plain mean) / (n − 1).</summary>
    private readonly double Straightness(double weighted)
    {
        var slope = 6 * (weighted - _moments.Mean) / (_period - 1);
        var spread = (((double)_period * _period) - 1) / 12;
        return _moments.Variance == 0 ? 0 : 100 * Math.Min(1, slope * slope * spread / _moments.Variance);
    }

    /// <summary>The close before the last <paramref name="bars"/> closes taken; 1 = the last one taken.</summary>
    private readonly double Ago(int bars) => _closes[(_at + _closes.Length - bars) % _closes.Length];

    /// <summary>How long a direction has lasted and how strong it was.</summary>
    private struct TrendAge(int period)
    {
        private int _direction;
        private long _bars;
        private double _peak;

        public int Phase(int direction, double strength)
        {
            if (direction != _direction) (_direction, _bars, _peak) = (direction, 0, 0);
            _bars++;
            _peak = Math.Max(_peak, strength);
            if (direction == 0) return 0;
            if (strength < Fading * _peak) return 4;
            return _bars <= period / 2 ? 1 : _bars <= 2 * period ? 2 : 3;
        }
    }
}
