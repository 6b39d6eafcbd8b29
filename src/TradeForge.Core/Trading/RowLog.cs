using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TradeForge.Core.Trading;

/// <summary>A growing list of rows that are written in place, in rented memory: a run of many trades allocates nothing per trade.</summary>
/// <remarks>The memory is rented as bytes: one pool serves rows of every kind, and a start compiles one.</remarks>
/// <param name="capacity">Rows to have room for; more is made when needed.</param>
internal sealed class RowLog<T>(int capacity) : IDisposable where T : unmanaged
{
    private const int CopyStep = 1 << 20;
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(capacity * Unsafe.SizeOf<T>());
    private int _room = capacity;

    public int Count { get; private set; }

    /// <summary>Looked at while many rows move to larger memory, which takes its time.</summary>
    public CancellationToken Stop { private get; set; }

    /// <summary>The row itself, to read or to write; valid until the next <see cref="Add"/>.</summary>
    public ref T this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if ((uint)index >= (uint)_room) Outside();
            return ref At(index);
        }
    }

    public ref T Last => ref this[Count - 1];

    public ReadOnlySpan<T> Rows => MemoryMarshal.CreateReadOnlySpan(ref At(0), Count);

    /// <summary>Appends a row and returns its index.</summary>
    public int Add(in T row)
    {
        if (Count == _room) Grow();
        At(Count) = row;
        return Count++;
    }

    /// <summary>Room for one more row at the end, with what lay there before: every field is to be written.</summary>
    public ref T Next()
    {
        if (Count == _room) Grow();
        return ref At(Count++);
    }

    public void RemoveAt(int index)
    {
        if ((uint)index >= (uint)Count) Outside();
        if (index < --Count) MemoryMarshal.CreateSpan(ref At(index + 1), Count - index).CopyTo(MemoryMarshal.CreateSpan(ref At(index), Count - index));
    }

    public void Clear() => Count = 0;

    public void Dispose()
    {
        if (_bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
        (_bytes, _room, Count) = ([], 0, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref T At(int index) => ref Unsafe.Add(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(_bytes)), index);

    private static void Outside() => throw new ArgumentOutOfRangeException("index");

    private void Grow()
    {
        var room = Math.Max(64, 2 * _room);
        var bigger = ArrayPool<byte>.Shared.Rent(checked(room * Unsafe.SizeOf<T>()));
        var used = Count * Unsafe.SizeOf<T>();
        for (var at = 0; at < used; at += CopyStep)
        {
            Stop.ThrowIfCancellationRequested();
            _bytes.AsSpan(at, Math.Min(CopyStep, used - at)).CopyTo(bigger.AsSpan(at));
        }
        if (_bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
        (_bytes, _room) = (bigger, room);
    }
}
