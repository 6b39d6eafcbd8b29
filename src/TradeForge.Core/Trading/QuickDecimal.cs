using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TradeForge.Core.Trading;

/// <summary>Products and sums of decimals, equal to those of the runtime in every bit, for the fills of a run: those numbers nearly always fit without rounding.</summary>
/// <remarks>
/// A decimal is a sign, a power of ten and a whole number of 96 bits. Where the exact result fits, it is put together in registers and written
/// at once: the runtime writes it in pieces, and a processor waits when pieces are read as a whole. Everything else is left to the runtime.
/// </remarks>
internal static class QuickDecimal
{
    private const uint Sign = 0x8000_0000, Scale = 0x00FF_0000;
    private const int ScaleShift = 16, MostScale = 28;
    private static readonly ulong[] Powers = MakePowers();

    /// <summary>The decimal of a whole number below 2^64 and a number of places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static decimal Of(ulong whole, int scale) => Make((uint)scale << ScaleShift, 0, whole);

    public static decimal Multiply(in decimal a, in decimal b)
    {
        ref readonly var one = ref Parts.Of(a);
        ref readonly var other = ref Parts.Of(b);
        if ((one.High | other.High) != 0) return a * b;
        var high = Math.BigMul(one.Low, other.Low, out var low);
        var scale = (one.Flags & Scale) + (other.Flags & Scale);
        if (high > uint.MaxValue || scale > MostScale << ScaleShift || (high | low) == 0) return a * b;
        return Make(((one.Flags ^ other.Flags) & Sign) | scale, (uint)high, low);
    }

    public static decimal Add(in decimal a, in decimal b) => Sum(a, b, 0);

    public static decimal Subtract(in decimal a, in decimal b) => Sum(a, b, Sign);

    /// <param name="a">The first.</param>
    /// <param name="b">The second.</param>
    /// <param name="turn">The sign bit when <paramref name="b"/> is taken away.</param>
    private static decimal Sum(in decimal a, in decimal b, uint turn)
    {
        ref readonly var one = ref Parts.Of(a);
        ref readonly var other = ref Parts.Of(b);
        var (flagsA, flagsB, lowA, lowB) = (one.Flags, other.Flags ^ turn, one.Low, other.Low);
        var (highA, highB) = ((ulong)one.High, (ulong)other.High);
        var (scaleA, scaleB) = (flagsA & Scale, flagsB & Scale);
        if (scaleA < scaleB && !Lift(ref highA, ref lowA, scaleB - scaleA)) return Slow(a, b, turn);
        if (scaleB < scaleA && !Lift(ref highB, ref lowB, scaleA - scaleB)) return Slow(a, b, turn);
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
        if (highB > uint.MaxValue || (highB | lowB) == 0) return Slow(a, b, turn);
        return Make((flagsB & Sign) | Math.Max(scaleA, scaleB), (uint)highB, lowB);
    }

    private static decimal Slow(in decimal a, in decimal b, uint turn) => turn == 0 ? a + b : a - b;

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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static decimal Make(uint flags, uint high, ulong low) => Unsafe.BitCast<Vector128<ulong>, decimal>(Vector128.Create(flags | ((ulong)high << 32), low));

    private static ulong[] MakePowers()
    {
        var powers = new ulong[20];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++) powers[i] = powers[i - 1] * 10;
        return powers;
    }

    /// <summary>A decimal as the runtime keeps it. Read piece by piece, for it may have been written so.</summary>
    private readonly struct Parts
    {
        public readonly uint Flags, High;
        public readonly ulong Low;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static ref readonly Parts Of(in decimal value) => ref Unsafe.As<decimal, Parts>(ref Unsafe.AsRef(in value));
    }
}
