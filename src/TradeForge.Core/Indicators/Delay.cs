using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>Gives each value back n values later.</summary>
internal struct Delay
{
    private readonly double[] _values;
    private int _at;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public Delay(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        _values = new double[period];
        Array.Fill(_values, double.NaN);
    }

    /// <summary>Takes a value in.</summary>
    /// <returns>The value of n values ago; NaN for the first n.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Swap(double value)
    {
        var (values, at) = (_values, _at);
        var old = values[at];
        values[at] = value;
        _at = ++at < values.Length ? at : 0;
        return old;
    }
}
