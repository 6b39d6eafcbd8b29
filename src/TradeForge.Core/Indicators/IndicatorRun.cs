using TradeForge.Core.Market;
using TradeForge.Core.Strategies;

namespace TradeForge.Core.Indicators;

/// <summary>An indicator over a whole series.</summary>
public static class IndicatorRun
{
    /// <summary>The words that name a series of the candles.</summary>
    public static IReadOnlyList<string> Sources { get; } = ["close", "open", "high", "low", "volume", "hl2", "hlc3", "ohlc4"];

    /// <summary>The words that the inputs of an indicator mean where nothing else is said; of a pair the second is the volume.</summary>
    public static IReadOnlyList<string> DefaultSources(IndicatorDefinition definition) =>
        definition.TakesPair ? ["close", "volume"] : definition.TakesSource ? [definition.DefaultSource] : [];

    /// <summary>One column per output, as long as the series; NaN = not known. Chart-only outputs are filled with hindsight.</summary>
    /// <param name="definition">The indicator.</param>
    /// <param name="values">Parameter values in the order of the definition.</param>
    /// <param name="series">Closed candles.</param>
    /// <param name="sources">One of <see cref="Sources"/> for each of the definition's inputs; null = <see cref="DefaultSources"/>.</param>
    public static double[][] Columns(IndicatorDefinition definition, IReadOnlyList<double> values, CandleSeries series, IReadOnlyList<string>? sources = null)
    {
        double[][] inputs = [.. (sources ?? DefaultSources(definition)).Select(word => Source(series, word))];
        return Columns(definition, values, series, inputs);
    }

    /// <summary>The same over given series.</summary>
    /// <param name="definition">The indicator.</param>
    /// <param name="values">Parameter values in the order of the definition.</param>
    /// <param name="series">Closed candles.</param>
    /// <param name="inputs">One value per bar for each of the definition's inputs.</param>
    public static double[][] Columns(IndicatorDefinition definition, IReadOnlyList<double> values, CandleSeries series, double[][] inputs)
    {
        var (a, b) = (inputs.ElementAtOrDefault(0), inputs.ElementAtOrDefault(1));
        double[][] outputs = [.. definition.Outputs.Select(_ => new double[series.Count])];
        definition.Create(values).Fold(series, a, b, outputs[..definition.LiveOutputs], 0);
        var later = outputs[definition.LiveOutputs..];
        foreach (var column in later) Array.Fill(column, double.NaN);
        definition.Hindsight?.Invoke(values, series, a, later);
        return outputs;
    }

    private static double[] Source(CandleSeries series, string word)
    {
        var column = new double[series.Count];
        Enum.Parse<PriceField>(word, ignoreCase: true).Copy(series, column);
        return column;
    }
}
