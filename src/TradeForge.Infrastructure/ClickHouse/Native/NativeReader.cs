using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace TradeForge.Infrastructure.ClickHouse.Native;

/// <summary>Reads ClickHouse's Native format: blocks of columns. Numbers go straight from the socket into their array.</summary>
internal sealed class NativeReader(Stream stream)
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _at, _end;

    /// <summary>Reads every block; <paramref name="rowsHint"/> rows are made room for at first.</summary>
    public async Task<QueryResult> ReadAsync(Func<int, int> rowsHint, CancellationToken cancellationToken)
    {
        var columns = new List<NativeColumn>();
        while (await HasMoreAsync(cancellationToken))
        {
            var count = (int)await ReadLengthAsync(cancellationToken);
            var rows = (int)await ReadLengthAsync(cancellationToken);
            for (var i = 0; i < count; i++)
            {
                var name = await ReadTextAsync(cancellationToken);
                var type = await ReadTextAsync(cancellationToken);
                if (columns.Count == i) columns.Add(NativeColumn.Create(name, type, width => Math.Max(rows, rowsHint(width * count))));
                if (rows > 0) await columns[i].ReadAsync(this, rows, cancellationToken);
            }
        }
        return new QueryResult(columns);
    }

    public async ValueTask<ulong> ReadLengthAsync(CancellationToken cancellationToken)
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (!await HasMoreAsync(cancellationToken)) throw new EndOfStreamException("The answer of ClickHouse ended in the middle of a block.");
            var b = _buffer[_at++];
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80) return value;
        }
        throw new InvalidDataException("The answer of ClickHouse holds a length of more than 64 bits.");
    }

    public async ValueTask<string> ReadTextAsync(CancellationToken cancellationToken)
    {
        var length = (int)await ReadLengthAsync(cancellationToken);
        if (_end - _at >= length)
        {
            _at += length;
            return Encoding.UTF8.GetString(_buffer, _at - length, length);
        }
        var bytes = new byte[length];
        await ReadBytesAsync(bytes, cancellationToken);
        return Encoding.UTF8.GetString(bytes);
    }

    public async ValueTask ReadBytesAsync(Memory<byte> target, CancellationToken cancellationToken)
    {
        var ready = Math.Min(_end - _at, target.Length);
        _buffer.AsSpan(_at, ready).CopyTo(target.Span);
        _at += ready;
        if (ready < target.Length) await stream.ReadExactlyAsync(target[ready..], cancellationToken);
    }

    private async ValueTask<bool> HasMoreAsync(CancellationToken cancellationToken)
    {
        if (_at < _end) return true;
        _at = 0;
        _end = await stream.ReadAsync(_buffer, cancellationToken);
        return _end > 0;
    }
}

/// <summary>Sees an array of numbers as its bytes, so that a socket can fill it.</summary>
internal sealed unsafe class BytesOf<T>(T[] array) : MemoryManager<byte> where T : unmanaged
{
    public override Span<byte> GetSpan() => MemoryMarshal.AsBytes(array.AsSpan());

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        var handle = GCHandle.Alloc(array, GCHandleType.Pinned);
        return new MemoryHandle((byte*)handle.AddrOfPinnedObject() + elementIndex, handle, null);
    }

    public override void Unpin() { }
    protected override void Dispose(bool disposing) { }

    /// <summary>The bytes of <paramref name="count"/> items from <paramref name="start"/>.</summary>
    public static Memory<byte> Of(T[] array, int start, int count) => new BytesOf<T>(array).Memory.Slice(start * Unsafe.SizeOf<T>(), count * Unsafe.SizeOf<T>());
}
