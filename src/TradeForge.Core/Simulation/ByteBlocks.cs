namespace TradeForge.Core.Simulation;

/// <summary>Keeps what is written in blocks: a buffer that doubles would copy hundreds of megabytes at once, and nothing could end that.</summary>
internal sealed class ByteBlocks(CancellationToken cancellationToken) : Stream
{
    private const int Size = 1 << 20;
    private readonly List<byte[]> _blocks = [];
    private long _length;

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => _length;
    public override long Position { get => _length; set => throw new NotSupportedException(); }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            var at = (int)(_length % Size);
            if (at == 0) _blocks.Add(GC.AllocateUninitializedArray<byte>(Size));
            var part = buffer[..Math.Min(buffer.Length, Size - at)];
            part.CopyTo(_blocks[^1].AsSpan(at));
            _length += part.Length;
            buffer = buffer[part.Length..];
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>All of it; the blocks are gone then.</summary>
    public byte[] ToArray()
    {
        var all = GC.AllocateUninitializedArray<byte>(checked((int)_length));
        for (var i = 0; i < _blocks.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _blocks[i].AsSpan(0, Math.Min(Size, all.Length - (i * Size))).CopyTo(all.AsSpan(i * Size));
            _blocks[i] = [];
        }
        return all;
    }

    public override void Flush() { }
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
}
