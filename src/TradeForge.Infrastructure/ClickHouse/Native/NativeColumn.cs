using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace TradeForge.Infrastructure.ClickHouse.Native;

/// <summary>One column of an answer, growing block by block.</summary>
internal abstract class NativeColumn(string name, string type)
{
    public string Name { get; } = name;
    public string Type { get; } = type;
    public int Count { get; protected set; }

    public abstract ValueTask ReadAsync(NativeReader reader, int rows, CancellationToken cancellationToken);

    /// <param name="capacity">From the bytes of one value to the rows to make room for.</param>
    /// <exception cref="NotSupportedException">The type is not one that TradeForge's tables use.</exception>
    public static NativeColumn Create(string name, string type, Func<int, int> capacity) => type switch
    {
        "UInt8" or "Bool" => new FixedColumn<byte>(name, type, capacity),
        "Int8" => new FixedColumn<sbyte>(name, type, capacity),
        "UInt16" => new FixedColumn<ushort>(name, type, capacity),
        "Int16" => new FixedColumn<short>(name, type, capacity),
        "UInt32" => new FixedColumn<uint>(name, type, capacity),
        "Int32" => new FixedColumn<int>(name, type, capacity),
        "UInt64" => new FixedColumn<ulong>(name, type, capacity),
        "Int64" => new FixedColumn<long>(name, type, capacity),
        "Float32" => new FixedColumn<float>(name, type, capacity),
        "Float64" => new FixedColumn<double>(name, type, capacity),
        "UUID" => new UuidColumn(name, type),
        "String" => new TextColumn(name, type),
        "LowCardinality(String)" => new DictionaryColumn(name, type),
        _ when type.StartsWith("DateTime64(", StringComparison.Ordinal) => new FixedColumn<long>(name, type, capacity),
        _ when type.StartsWith("DateTime", StringComparison.Ordinal) => new FixedColumn<uint>(name, type, capacity),
        _ => throw new NotSupportedException($"Column {name} has type {type}, which the ClickHouse client does not read; cast it in the statement."),
    };
}

internal sealed class FixedColumn<T>(string name, string type, Func<int, int> capacity) : NativeColumn(name, type) where T : unmanaged
{
    private T[] _items = [];

    public T[] Items => _items;

    public override async ValueTask ReadAsync(NativeReader reader, int rows, CancellationToken cancellationToken)
    {
        if (_items.Length < Count + rows) Grow(Count + rows);
        await reader.ReadBytesAsync(BytesOf<T>.Of(_items, Count, rows), cancellationToken);
        Count += rows;
    }

    private void Grow(int least)
    {
        var larger = GC.AllocateUninitializedArray<T>(Math.Max(least, Count == 0 ? capacity(Unsafe.SizeOf<T>()) : Count * 2));
        _items.AsSpan(0, Count).CopyTo(larger);
        _items = larger;
    }
}

internal abstract class ListColumn<T>(string name, string type) : NativeColumn(name, type)
{
    public List<T> Items { get; } = [];

    protected void Add(T item)
    {
        Items.Add(item);
        Count = Items.Count;
    }
}

internal sealed class TextColumn(string name, string type) : ListColumn<string>(name, type)
{
    public override async ValueTask ReadAsync(NativeReader reader, int rows, CancellationToken cancellationToken)
    {
        for (var i = 0; i < rows; i++) Add(await reader.ReadTextAsync(cancellationToken));
    }
}

internal sealed class UuidColumn(string name, string type) : ListColumn<Guid>(name, type)
{
    public override async ValueTask ReadAsync(NativeReader reader, int rows, CancellationToken cancellationToken)
    {
        var bytes = new byte[16];
        for (var i = 0; i < rows; i++)
        {
            await reader.ReadBytesAsync(bytes, cancellationToken);
            bytes.AsSpan(0, 8).Reverse(); // two little-endian halves, the high one first
            bytes.AsSpan(8).Reverse();
            Add(new Guid(bytes, bigEndian: true));
        }
    }
}

/// <summary>LowCardinality(String): the distinct texts of a block, then the place of each row's text among them.</summary>
internal sealed class DictionaryColumn(string name, string type) : ListColumn<string>(name, type)
{
    private const ulong SharedDictionary = 1 << 8;

    public override async ValueTask ReadAsync(NativeReader reader, int rows, CancellationToken cancellationToken)
    {
        _ = await NumberAsync(reader, 8, cancellationToken); // version of the layout
        var flags = await NumberAsync(reader, 8, cancellationToken);
        if ((flags & SharedDictionary) != 0) throw new NotSupportedException($"Column {Name} comes with a dictionary of more than one block.");
        var keys = new string[await NumberAsync(reader, 8, cancellationToken)];
        for (var i = 0; i < keys.Length; i++) keys[i] = await reader.ReadTextAsync(cancellationToken);
        _ = await NumberAsync(reader, 8, cancellationToken); // rows again
        var width = 1 << (int)(flags & 0xF);
        for (var i = 0; i < rows; i++) Add(keys[await NumberAsync(reader, width, cancellationToken)]);
    }

    private static async ValueTask<ulong> NumberAsync(NativeReader reader, int width, CancellationToken cancellationToken)
    {
        var bytes = new byte[8];
        await reader.ReadBytesAsync(bytes.AsMemory(0, width), cancellationToken);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }
}
