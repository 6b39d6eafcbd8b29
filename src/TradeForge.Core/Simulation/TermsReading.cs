using TradeForge.Core.Trading;

namespace TradeForge.Core.Simulation;

/// <summary>Terms of all symbols and of single ones while they are read from what was typed; command line and form share it.</summary>
public sealed class TermsReading
{
    private readonly SortedDictionary<string, SymbolTerms> _own = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedDictionary<DateOnly, TermsChange>> _later = new(StringComparer.Ordinal) { [""] = [] };
    private readonly HashSet<(string Field, string Symbol)> _given = [];

    /// <summary>What holds for all symbols from a date on.</summary>
    public SortedDictionary<DateOnly, TermsChange> Common => _later[""];

    /// <summary>The symbol, empty for all, and its value: <c>SBER=10</c>, <c>10</c>.</summary>
    public static (string Symbol, string Value) Split(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? ("", text) : (text[..equals].Trim(), text[(equals + 1)..].Trim());
    }

    /// <summary>The field was not given for the symbol before.</summary>
    public bool IsNew(string field, string symbol) => _given.Add((field, symbol));

    /// <summary>Sets a term of a symbol.</summary>
    public void Give(string symbol, Func<SymbolTerms, SymbolTerms> set) => _own[symbol] = set(_own.GetValueOrDefault(symbol) ?? new SymbolTerms());

    /// <summary>Sets a term of a symbol, or of all, from a date on.</summary>
    public void Change(string symbol, DateOnly from, Func<TermsChange, TermsChange> set)
    {
        if (!_later.TryGetValue(symbol, out var rows)) _later[symbol] = rows = [];
        rows[from] = set(rows.GetValueOrDefault(from) ?? new TermsChange(from));
    }

    /// <summary>The settings with what was read.</summary>
    public BacktestSettings In(BacktestSettings settings)
    {
        if (Common.Count > 0) settings = settings with { Later = [.. Common.Values] };
        return _own.Count == 0 ? settings : settings with { OwnTerms = new SortedDictionary<string, SymbolTerms>(_own.ToDictionary(t => t.Key, t => t.Value with { Later = [.. _later.GetValueOrDefault(t.Key)?.Values ?? Enumerable.Empty<TermsChange>()] }), StringComparer.Ordinal) };
    }
}
