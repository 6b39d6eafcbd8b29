using System.Runtime.CompilerServices;
using TradeForge.Core.Strategies.Nodes;

namespace TradeForge.Core.Strategies;

/// <summary>Three-valued logic after Kleene (golden rule G67) on bytes of <see cref="Truth"/>.</summary>
internal static class Kleene
{
    public const byte F = (byte)Truth.False, T = (byte)Truth.True, U = (byte)Truth.Unknown;

    // Rows: left operand, columns: right operand, both in the order false, true, unknown.
    private static ReadOnlySpan<byte> AndTable => [F, F, F, F, T, U, F, U, U];
    private static ReadOnlySpan<byte> OrTable => [F, T, U, T, T, T, U, T, U];
    private static ReadOnlySpan<byte> XorTable => [F, T, U, T, F, U, U, U, U];
    private static ReadOnlySpan<byte> NotTable => [T, F, U];

    public static byte And(byte a, byte b) => AndTable[(a * 3) + b];
    public static byte Or(byte a, byte b) => OrTable[(a * 3) + b];
    public static byte Xor(byte a, byte b) => XorTable[(a * 3) + b];
    public static byte Not(byte a) => NotTable[a];

    /// <summary>The relation, or unknown if either number is not known.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte Compare<TRelation>(double a, double b) where TRelation : struct, IRelation =>
        double.IsNaN(a) | double.IsNaN(b) ? U : TRelation.Holds(a, b) ? T : F;

    /// <summary>Equal within |a − b| ≤ 1e−9 · max(1, |a|, |b|) (golden rule G28).</summary>
    public static bool Near(double a, double b) => a == b || Math.Abs(a - b) <= 1e-9 * Math.Max(1, Math.Max(Math.Abs(a), Math.Abs(b)));
}
