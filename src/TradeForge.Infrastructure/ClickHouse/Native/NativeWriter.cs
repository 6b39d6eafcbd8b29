using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Runtime.InteropServices;
using System.Text;

namespace TradeForge.Infrastructure.ClickHouse.Native;

/// <summary>Writes one block of ClickHouse's Native format. Columns come in the order of the insert's column list; each call sends its column.</summary>
public sealed class NativeWriter
{
    private readonly PipeWriter _pipe;
    private readonly int _rows;
    private readonly CancellationToken _cancellationToken;

    private NativeWriter(PipeWriter pipe, int rows, CancellationToken cancellationToken) => (_pipe, _rows, _cancellationToken) = (pipe, rows, cancellationToken);

    /// <summary>Begins a block of <paramref name="rows"/> rows.</summary>
    public static NativeWriter Begin(PipeWriter pipe, int columns, int rows, CancellationToken cancellationToken)
    {
        var writer = new NativeWriter(pipe, rows, cancellationToken);
        writer.Length((ulong)columns);
        writer.Length((ulong)rows);
        return writer;
    }

    /// <summary>Numbers as ClickHouse keeps them: milliseconds for DateTime64(3).</summary>
    public ValueTask Numbers<T>(string name, string type, ReadOnlySpan<T> values) where T : unmanaged
    {
        if (values.Length != _rows) throw new ArgumentException($"Column {name} has {values.Length} values in a block of {_rows} rows.");
        Header(name, type);
        _pipe.Write(MemoryMarshal.AsBytes(values));
        return SendAsync();
    }

    /// <summary>The same number in every row.</summary>
    public ValueTask Constant<T>(string name, string type, T value) where T : unmanaged
    {
        Header(name, type);
        Repeat(value);
        return SendAsync();
    }

    /// <summary>The same text in every row of a LowCardinality(String) column.</summary>
    public ValueTask ConstantText(string name, string text)
    {
        Header(name, "LowCardinality(String)");
        Number(1); // version of the layout
        Number(1 << 9 | 1 << 10); // places of one byte; the keys stand in this block and replace earlier ones
        Number(2);
        Text(""); // the default value has place 0
        Text(text);
        Number((ulong)_rows);
        Repeat((byte)1);
        return SendAsync();
    }

    /// <summary>The same identifier in every row.</summary>
    public ValueTask Constant(string name, Guid value)
    {
        var bytes = value.ToByteArray(bigEndian: true);
        bytes.AsSpan(0, 8).Reverse();
        bytes.AsSpan(8).Reverse();
        return Constant(name, "UUID", MemoryMarshal.Read<UInt128>(bytes));
    }

    private async ValueTask SendAsync() => await _pipe.FlushAsync(_cancellationToken);

    private void Repeat<T>(T value) where T : unmanaged
    {
        var chunk = new T[Math.Min(_rows, 8192)];
        chunk.AsSpan().Fill(value);
        for (var left = _rows; left > 0; left -= chunk.Length) _pipe.Write(MemoryMarshal.AsBytes(chunk.AsSpan(0, Math.Min(left, chunk.Length))));
    }

    private void Header(string name, string type)
    {
        Text(name);
        Text(type);
    }

    private void Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Length((ulong)bytes.Length);
        _pipe.Write(bytes);
    }

    private void Number(ulong value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        _pipe.Write(bytes);
    }

    private void Length(ulong value)
    {
        Span<byte> bytes = stackalloc byte[10];
        var count = 0;
        for (; value >= 0x80; value >>= 7) bytes[count++] = (byte)(value | 0x80);
        bytes[count++] = (byte)value;
        _pipe.Write(bytes[..count]);
    }
}
