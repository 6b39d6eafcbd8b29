using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>Variances and covariance of the last n pairs of values, in constant time per pair; pairs may be left out.</summary>
/// <remarks>Blocks of n as in <see cref="WindowMoments"/>, with its accuracy and its way with NaN; sums are of differences to the last pair of the last block.</remarks>
internal struct WindowPair
{
    private readonly (double A, double B, bool Counts)[] _block;
    private readonly Sums[] _tails;
    private (double A, double B) _anchor;
    private Sums _head;
    private int _at;
    private bool _full;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public WindowPair(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        (_block, _tails) = (new (double, double, bool)[period], new Sums[period]);
    }

    /// <summary>Adds a pair, and gives the moments of the pairs that count among the last n; all NaN until n are there, while one of them holds a NaN, and where none counts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PairMoments Add(double a, double b, bool counts = true)
    {
        _block[_at] = (a, b, counts);
        _head = _head.With(a - _anchor.A, b - _anchor.B, counts);
        if (++_at == _block.Length) return CloseBlock(a, b).Moments();
        return _full ? _head.And(_tails[_at]).Moments() : PairMoments.Unknown;
    }

    private Sums CloseBlock(double a, double b)
    {
        _anchor = (a, b);
        var sums = default(Sums);
        for (var i = _block.Length - 1; i >= 0; i--)
            _tails[i] = sums = sums.With(_block[i].A - a, _block[i].B - b, _block[i].Counts);
        (_head, _at, _full) = (default, 0, true);
        return sums;
    }

    private readonly record struct Sums(double Count, double A, double B, double AA, double BB, double AB)
    {
        public Sums With(double a, double b, bool counts) => counts
            ? new(Count + 1, A + a, B + b, AA + (a * a), BB + (b * b), AB + (a * b))
            : this with { A = A + (0 * a), B = B + (0 * b) }; // a NaN is not known to be left out

        public Sums And(in Sums other) => new(Count + other.Count, A + other.A, B + other.B, AA + other.AA, BB + other.BB, AB + other.AB);

        public PairMoments Moments()
        {
            var (a, b) = (A / Count, B / Count);
            return new PairMoments(Math.Max(0, (AA / Count) - (a * a)), Math.Max(0, (BB / Count) - (b * b)), (AB / Count) - (a * b));
        }
    }
}

/// <summary>Population variances of two series and their covariance.</summary>
internal readonly record struct PairMoments(double VarianceA, double VarianceB, double Covariance)
{
    public static PairMoments Unknown => new(double.NaN, double.NaN, double.NaN);
}
