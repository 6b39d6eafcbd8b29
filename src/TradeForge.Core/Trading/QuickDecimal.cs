using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TradeForge.Core.Trading;

/// <summary>A decimal that lives in two registers while a fill is computed. Results are equal to those of the runtime in every bit.</summary>
/// <remarks>
/// A decimal is a sign, a power of ten and a whole number of 96 bits. Where the exact result fits, as it nearly always does with prices and money, it is
/// found without rounding; everything else is left to the runtime. The runtime writes a decimal in pieces, and a processor waits when pieces are read
/// as a whole: this one is written at once.
/// </remarks>
internal readonly struct QuickDecimal
{
    private const uint Sign = 0x8000_0000, Scale = 0x00FF_0000;
    private const int ScaleShift = 16, MostScale = 28;
    private const double TwoTo64 = 18446744073709551616.0;
    private static readonly ulong[] Powers = MakePowers();
    private static readonly double[] Tens = [.. Enumerable.Range(0, MostScale + 1).Select(n => double.Parse($"1e{n}", System.Globalization.CultureInfo.InvariantCulture))];

    private readonly ulong _head, _low; // sign, scale and the upper 32 bits; the lower 64

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private QuickDecimal(ulong head, ulong low) => (_head, _low) = (head, low);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator QuickDecimal(in decimal value)
    {
        ref var head = ref Unsafe.As<decimal, ulong>(ref Unsafe.AsRef(in value));
        return new(head, Unsafe.Add(ref head, 1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator decimal(QuickDecimal value) => Unsafe.BitCast<Vector128<ulong>, decimal>(Vector128.Create(value._head, value._low));

    /// <summary>As the runtime converts it.</summary>
    public static explicit operator double(QuickDecimal value)
    {
        var number = value.Whole / Tens[value.Places];
        return ((uint)value._head & Sign) == 0 ? number : -number;
    }

    /// <summary>Above zero.</summary>
    public bool IsPositive
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ((_head >> 32) | _low) != 0 && ((uint)_head & Sign) == 0;
    }

    /// <summary>Equal, and written with as many places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsSame(QuickDecimal other) => _head == other._head && _low == other._low;

    /// <summary>The whole number without its power of ten, off by at most one rounding of a double.</summary>
    public double Whole
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _low + ((_head >> 32) * TwoTo64);
    }

    /// <summary>Digits behind the point.</summary>
    public int Places
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (int)(((uint)_head & Scale) >> ScaleShift);
    }

    /// <summary>The decimal of a whole number below 2^64 and a number of places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static QuickDecimal Of(ulong whole, int places) => new((uint)places << ScaleShift, whole);

    public static QuickDecimal operator *(QuickDecimal a, QuickDecimal b)
    {
        var high = Math.BigMul(a._low, b._low, out var low);
        var scale = ((uint)a._head & Scale) + ((uint)b._head & Scale);
        if ((a._head | b._head | high) > uint.MaxValue || scale > MostScale << ScaleShift || (high | low) == 0) return Product(a, b);
        return new((((uint)a._head ^ (uint)b._head) & Sign) | scale | (high << 32), low);
    }

    public static QuickDecimal operator +(QuickDecimal a, QuickDecimal b) => Sum(a, b);

    public static QuickDecimal operator -(QuickDecimal a, QuickDecimal b) => Sum(a, -b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static QuickDecimal operator -(QuickDecimal a) => new(a._head ^ Sign, a._low);

    private static QuickDecimal Sum(QuickDecimal a, QuickDecimal b)
    {
        var (flagsA, flagsB, lowA, lowB) = ((uint)a._head, (uint)b._head, a._low, b._low);
        var (highA, highB) = (a._head >> 32, b._head >> 32);
        var (scaleA, scaleB) = (flagsA & Scale, flagsB & Scale);
        if (scaleA < scaleB && !Lift(ref highA, ref lowA, scaleB - scaleA)) return Slow(a, b);
        if (scaleB < scaleA && !Lift(ref highB, ref lowB, scaleA - scaleB)) return Slow(a, b);
        if (((flagsA ^ flagsB) & Sign) == 0)
        {
            lowB += lowA;
            highB += highA + (lowB < lowA ? 1UL : 0);
        }
        else if (highA > highB || (highA == highB && lowA > lowB))
        {
            (flagsB, highB) = (flagsA, highA - highB - (lowA < lowB ? 1UL : 0));
            lowB = lowA - lowB;
        }
        else
        {
            highB -= highA + (lowB < lowA ? 1UL : 0);
            lowB -= lowA;
        }
        if (highB > uint.MaxValue || (highB | lowB) == 0) return Slow(a, b);
        return new((flagsB & Sign) | Math.Max(scaleA, scaleB) | (highB << 32), lowB);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static QuickDecimal Slow(decimal a, decimal b) => a + b;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static QuickDecimal Product(decimal a, decimal b) => a * b;

    /// <summary>Multiplies by a power of ten; false when the product does not fit into 96 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Lift(ref ulong high, ref ulong low, uint places)
    {
        if (places >= (uint)Powers.Length << ScaleShift) return false;
        var power = Powers[places >> ScaleShift];
        var (above, over) = (0UL, 0UL);
        if (high != 0) over = Math.BigMul(high, power, out above);
        var carried = Math.BigMul(low, power, out low);
        high = carried + above;
        return over == 0 && high >= carried && high <= uint.MaxValue;
    }

    private static ulong[] MakePowers()
    {
        var powers = new ulong[20];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++) powers[i] = powers[i - 1] * 10;
        return powers;
    }
}
