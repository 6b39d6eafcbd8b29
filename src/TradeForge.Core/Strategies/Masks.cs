using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using TradeForge.Core.Strategies.Nodes;

namespace TradeForge.Core.Strategies;

/// <summary>Truth of 64 bars at a time: one bit a bar, the first bar in the lowest bit.</summary>
internal static class Masks
{
    /// <summary>Where the relation holds between the first 64 numbers of each side; it does not where one is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of<TOrder>(ReadOnlySpan<double> a, ReadOnlySpan<double> b) where TOrder : struct, IOrder
    {
        ref var x = ref MemoryMarshal.GetReference(a[..64]);
        ref var y = ref MemoryMarshal.GetReference(b[..64]);
        var mask = 0UL;
        if (Vector512.IsHardwareAccelerated)
        {
            for (var i = 0; i < 64; i += 8)
                mask |= TOrder.Holds(Vector512.LoadUnsafe(ref x, (nuint)i), Vector512.LoadUnsafe(ref y, (nuint)i)).ExtractMostSignificantBits() << i;
            return mask;
        }
        for (var i = 0; i < 64; i += 4)
            mask |= (ulong)TOrder.Holds(Vector256.LoadUnsafe(ref x, (nuint)i), Vector256.LoadUnsafe(ref y, (nuint)i)).ExtractMostSignificantBits() << i;
        return mask;
    }

    /// <summary>Where the number is not NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Known(ReadOnlySpan<double> a)
    {
        ref var x = ref MemoryMarshal.GetReference(a[..64]);
        var mask = 0UL;
        for (var i = 0; i < 64; i += 4)
        {
            var value = Vector256.LoadUnsafe(ref x, (nuint)i);
            mask |= (ulong)Vector256.Equals(value, value).ExtractMostSignificantBits() << i;
        }
        return mask;
    }

    /// <summary>Writes 64 bytes of <see cref="Truth"/>; what is neither true nor unknown is false.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(ulong isTrue, ulong unknown, Span<byte> target)
    {
        target = target[..64];
        if ((isTrue | unknown) == 0)
        {
            target.Clear();
            return;
        }
        var words = MemoryMarshal.Cast<byte, ulong>(target);
        for (var i = 0; i < words.Length; i++) words[i] = Spread((byte)(isTrue >> (8 * i))) | (Spread((byte)(unknown >> (8 * i))) << 1);
    }

    /// <summary>One byte of 0 or 1 for each bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Spread(byte bits)
    {
        if (Bmi2.X64.IsSupported) return Bmi2.X64.ParallelBitDeposit(bits, 0x0101010101010101);
        var one = (bits * 0x0101010101010101UL) & 0x8040201008040201UL;
        return ((one + 0x7F7F7F7F7F7F7F7FUL) | one) >> 7 & 0x0101010101010101UL;
    }
}
