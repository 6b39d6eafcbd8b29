namespace TradeForge.Core.Metrics;

/// <summary>How many values lie in a range.</summary>
/// <param name="From">Included.</param>
/// <param name="To">Excluded.</param>
public readonly record struct HistogramBin(double From, double To, int Count)
{
    private const int MaxBins = 40;

    /// <summary>Bins whose edges are multiples of 1, 2 or 5 times a power of ten: the smallest such width from 0.0001 on with at most 40 bins. No bins without values.</summary>
    internal static IReadOnlyList<HistogramBin> Of(double[] values)
    {
        if (values.Length == 0) return [];
        var (low, high) = (values.Min(), values.Max());
        var (numerator, denominator) = Width(low, high);
        double Edge(long k) => k * numerator / denominator; // whole numbers divided once: no drift from edge to edge
        long Bin(double value)
        {
            var k = (long)Math.Floor(value * denominator / numerator);
            return value < Edge(k) ? k - 1 : value >= Edge(k + 1) ? k + 1 : k;
        }

        var first = Bin(low);
        var counts = new int[Bin(high) - first + 1];
        foreach (var value in values) counts[Bin(value) - first]++;
        return [.. counts.Select((count, i) => new HistogramBin(Edge(first + i), Edge(first + i + 1), count))];
    }

    private static (double Numerator, double Denominator) Width(double low, double high)
    {
        for (var power = -4; ; power++)
        {
            foreach (var digit in (ReadOnlySpan<double>)[1, 2, 5])
            {
                var (numerator, denominator) = power < 0 ? (digit, Math.Pow(10, -power)) : (digit * Math.Pow(10, power), 1);
                if ((Math.Floor(high * denominator / numerator) - Math.Floor(low * denominator / numerator)) < MaxBins - 1) return (numerator, denominator);
            }
        }
    }
}
