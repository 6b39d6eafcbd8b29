using TradeForge.Core.Market;
using TradeForge.Core.Strategies;

namespace TradeForge.Core.Indicators;

/// <summary>An indicator over a whole series.</summary>
public static class IndicatorRun
{
    /// <summary>The words of <c>source=</c>, the default first.</summary>
    public static IReadOnlyList<string> Sources { get; } = ["close", "open", "high", "low", "volume", "hl2", "hlc3", "ohlc4"];

    /// <summary>One column per output, as long as the series; NaN = not known.</summary>
    /// <param name="definition">The indicator.</param>
    /// <param name="values">Parameter values in the order of the definition.</param>
    /// <param name="series">Closed candles.</param>
    /// <param name="source">One of <see cref="Sources"/>; ignored by indicators without a source.</param>
    public static double[][] Columns(IndicatorDefinition definition, IReadOnlyList<double> values, CandleSeries series, string source = "close")
    {
        var input = definition.TakesSource ? new double[series.Count] : [];
        if (definition.TakesSource) Enum.Parse<PriceField>(source, ignoreCase: true).Copy(series, input);
        var outputs = definition.Outputs.Select(_ => new double[series.Count]).ToArray();
        definition.Create(values).Fold(series, input, outputs, 0);
        return outputs;
    }
}
