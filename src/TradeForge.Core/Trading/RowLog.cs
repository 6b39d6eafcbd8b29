using System.Buffers;

namespace TradeForge.Core.Trading;

/// <summary>A growing list of rows that are written in place, in rented memory: a run of many trades allocates nothing per trade.</summary>
/// <param name="capacity">Rows to have room for; more is made when needed.</param>
internal sealed class RowLog<T>(int capacity) : IDisposable where T : unmanaged
{
    private T[] _rows = ArrayPool<T>.Shared.Rent(capacity);

    public int Count { get; private set; }

    /// <summary>The row itself, to read or to write; valid until the next <see cref="Add"/>.</summary>
    public ref T this[int index] => ref _rows[index];

    public ref T Last => ref this[Count - 1];

    public ReadOnlySpan<T> Rows => _rows.AsSpan(0, Count);

    /// <summary>Appends a row and returns its index.</summary>
    public int Add(in T row)
    {
        if (Count == _rows.Length) Grow();
        _rows[Count] = row;
        return Count++;
    }

    /// <summary>Room for one more row at the end, with what lay there before: every field is to be written.</summary>
    public ref T Next()
    {
        if (Count == _rows.Length) Grow();
        return ref _rows[Count++];
    }

    public void RemoveAt(int index)
    {
        _rows.AsSpan(index + 1, Count - index - 1).CopyTo(_rows.AsSpan(index));
        Count--;
    }

    public void Clear() => Count = 0;

    public void Dispose()
    {
        if (_rows.Length > 0) ArrayPool<T>.Shared.Return(_rows);
        (_rows, Count) = ([], 0);
    }

    private void Grow()
    {
        var bigger = ArrayPool<T>.Shared.Rent(Math.Max(64, 2 * _rows.Length));
        _rows.AsSpan(0, Count).CopyTo(bigger);
        if (_rows.Length > 0) ArrayPool<T>.Shared.Return(_rows);
        _rows = bigger;
    }
}
