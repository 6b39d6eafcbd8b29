namespace TradeForge.Core.Metrics;

/// <summary>Figures by name as they are computed; what is not a finite number is null.</summary>
internal sealed class Figures(int count)
{
    private readonly Dictionary<string, double?> _values = new(count);

    public IReadOnlyDictionary<string, double?> Values => _values;

    public void Add(string name, double? value) => _values.Add(name, value is { } number && double.IsFinite(number) ? number : null);
}
