namespace TradeForge.Core.Metrics;

/// <summary>Figures by name as they are computed; what is not a finite number is null.</summary>
/// <param name="count">About how many there will be.</param>
/// <param name="stop">Looked at with every figure: over a million trades each takes its time.</param>
internal sealed class Figures(int count, CancellationToken stop)
{
    private readonly Dictionary<string, double?> _values = new(count);

    public IReadOnlyDictionary<string, double?> Values => _values;

    public void Add(string name, double? value)
    {
        stop.ThrowIfCancellationRequested();
        _values.Add(name, value is { } number && double.IsFinite(number) ? number : null);
    }
}
