using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace TradeForge.Core;

/// <summary>Asks for memory that will be read soon. Hints alone: nothing is read, so what lies there may move meanwhile.</summary>
internal static unsafe class Ahead
{
    private const int Line = 64;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fetch<T>(ref T value)
    {
        if (Sse.IsSupported) Sse.Prefetch0(Unsafe.AsPointer(ref value));
    }

    /// <summary>The first lines of an object.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fetch(object thing, int lines)
    {
        ref var first = ref Unsafe.As<Shape>(thing).First;
        for (var i = 0; i < lines; i++) Fetch(ref Unsafe.Add(ref first, i * Line));
    }

    private sealed class Shape
    {
        public byte First;
    }
}
