namespace TradeForge.Core.Trading;

/// <summary>Terms by the day from which they hold: commissions (golden rule G20), rates. Immutable.</summary>
public sealed class EffectiveTable<T>
{
    private readonly (int From, T Value)[] _rows;

    /// <param name="rows">First trading day of each, as days since 1970-01-01; before the earliest the earliest holds.</param>
    /// <exception cref="ArgumentException">No rows, or two from one day.</exception>
    public EffectiveTable(IReadOnlyList<(int From, T Value)> rows)
    {
        _rows = [.. rows.OrderBy(r => r.From)];
        if (_rows.Length == 0 || _rows.DistinctBy(r => r.From).Count() != _rows.Length) throw new ArgumentException($"{_rows.Length} rows; one for each date is needed, at least one.");
    }

    /// <summary>In the order of their dates.</summary>
    public IReadOnlyList<(int From, T Value)> Rows => _rows;

    /// <summary>What holds on a trading day.</summary>
    public T At(int day)
    {
        var row = _rows.Length - 1;
        while (row > 0 && _rows[row].From > day) row--;
        return _rows[row].Value;
    }
}
