using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>Gives each value back n values later; at once for n = 0.</summary>
internal struct Delay
{
    private readonly double[] _values;
    private int _at;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 0.</exception>
    public Delay(int period)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(period);
        _values = new double[period];
        Array.Fill(_values, double.NaN);
    }

    /// <summary>Takes a value in.</summary>
    /// <returns>The value of n values ago; NaN for the first n.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Swap(double value)
    {
        var (values, at) = (_values, _at);
        if (values.Length == 0) return value;
        var old = values[at];
        values[at] = value;
        _at = ++at < values.Length ? at : 0;
        return old;
    }
}
