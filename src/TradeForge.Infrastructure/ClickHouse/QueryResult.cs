using TradeForge.Infrastructure.ClickHouse.Native;

namespace TradeForge.Infrastructure.ClickHouse;

/// <summary>An answer as typed columns. An answer without rows may have no columns.</summary>
public sealed class QueryResult
{
    private readonly List<NativeColumn> _columns;

    internal QueryResult(List<NativeColumn> columns) => _columns = columns;

    public int Rows => _columns.Count == 0 ? 0 : _columns[0].Count;

    /// <summary>Numbers of column <paramref name="name"/>; <typeparamref name="T"/> as ClickHouse stores them (DateTime64 = long, DateTime = uint).</summary>
    /// <exception cref="InvalidOperationException">There is no such column, or it holds another type.</exception>
    public ReadOnlySpan<T> Column<T>(string name) where T : unmanaged => Rows == 0 ? [] : Buffer<T>(name).AsSpan(0, Rows);

    /// <summary>The texts of column <paramref name="name"/>.</summary>
    public IReadOnlyList<string> Texts(string name) => Rows == 0 ? [] : Find<ListColumn<string>>(name).Items;

    /// <summary>The identifiers of column <paramref name="name"/>.</summary>
    public IReadOnlyList<Guid> Guids(string name) => Rows == 0 ? [] : Find<ListColumn<Guid>>(name).Items;

    /// <summary>The whole array behind a column; it may have room for more than <see cref="Rows"/>.</summary>
    internal T[] Buffer<T>(string name) where T : unmanaged => Rows == 0 ? [] : Find<FixedColumn<T>>(name).Items;

    private TColumn Find<TColumn>(string name) where TColumn : NativeColumn => _columns.Find(c => c.Name == name) switch
    {
        TColumn column => column,
        null => throw new InvalidOperationException($"The answer has no column {name}; it has {string.Join(", ", _columns.Select(c => c.Name))}."),
        var other => throw new InvalidOperationException($"Column {name} is of type {other.Type} and cannot be read as {typeof(TColumn).Name}."),
    };
}
