using System.Globalization;
using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>Fills the chart-only columns of an indicator over a whole series, with hindsight: bar i may be written from bars after i.</summary>
/// <param name="values">Checked parameter values.</param>
/// <param name="series">All bars there are.</param>
/// <param name="source">The wired series or the default source; empty for indicators without a source.</param>
/// <param name="outputs">One column per chart-only output, in their order, each as long as the series and filled with NaN.</param>
public delegate void Hindsight(IReadOnlyList<double> values, CandleSeries series, ReadOnlySpan<double> source, double[][] outputs);

/// <summary>What there is to know about an indicator; palette, form, chart, help and compiler all read it.</summary>
/// <param name="Id">kebab-case; also the node type.</param>
/// <param name="Name">Customary name.</param>
/// <param name="Description">One or two sentences: what it shows.</param>
/// <param name="Category">trend, momentum, volatility, volume, level, pattern, statistics.</param>
/// <param name="Parameters">In the order of forms.</param>
/// <param name="Outputs">In the order of columns, chart-only ones last.</param>
/// <param name="TakesSource">It takes one series; unconnected, that is <see cref="DefaultSource"/>.</param>
/// <param name="Pane">On the price or in a pane of its own.</param>
/// <param name="Oracle">The library column that the first output equals, such as <c>talib.rsi</c>, or <c>hand</c>: cases worked out by hand. See <see cref="OracleOf"/>.</param>
/// <param name="Basis">In one or two sentences: where the formula comes from, how it is seeded, whom we follow; where libraries differ, why these.</param>
/// <param name="Fade">How <see cref="WarmUp"/> is computed from parameter values.</param>
/// <param name="Factory">How <see cref="Create"/> makes the state once the values are checked.</param>
public sealed record IndicatorDefinition(
    string Id, Text Name, Text Description, string Category,
    IReadOnlyList<IndicatorParameter> Parameters, IReadOnlyList<IndicatorOutput> Outputs,
    bool TakesSource, ChartPane Pane, string Oracle, string Basis,
    Func<IReadOnlyList<double>, int> Fade, Func<IReadOnlyList<double>, IIndicatorState> Factory)
{
    /// <summary>The default values in the order of <see cref="Parameters"/>.</summary>
    public IReadOnlyList<double> Defaults { get; } = [.. Parameters.Select(p => p.Default)];

    /// <summary>What an unconnected source means, a word of <see cref="IndicatorRun.Sources"/>.</summary>
    public string DefaultSource { get; init; } = "close";

    /// <summary>It takes two series, both of which must be wired. <see cref="TakesSource"/> is false then.</summary>
    public bool TakesPair { get; init; }

    /// <summary>Handles of the series it takes: none, <c>source</c>, or <c>a</c> and <c>b</c>.</summary>
    public IReadOnlyList<string> Inputs => TakesPair ? Pair : TakesSource ? One : [];

    private static readonly string[] One = ["source"], Pair = ["a", "b"];

    /// <summary>Its level hangs on where the series starts, however long the warm-up: running totals, stops that hang on their own past.</summary>
    public bool DependsOnStart { get; init; }

    /// <summary>Number of outputs that the state writes: all but the chart-only ones.</summary>
    public int LiveOutputs { get; } = Outputs.Count(o => !o.ChartOnly);

    /// <summary>Fills the chart-only outputs; null where there are none.</summary>
    public Hindsight? Hindsight { get; init; }

    /// <summary>The library column that an output equals: its own word, else the library of <see cref="Oracle"/> with the output's name. A leading − turns the sign; null: cases worked out by hand.</summary>
    public string? OracleOf(IndicatorOutput output)
    {
        var column = output.Oracle ?? (ReferenceEquals(output, Outputs[0]) || Oracle == Hand ? Oracle : output.Name);
        return column == Hand ? null : column.Contains('.') ? column : $"{Oracle[..Oracle.IndexOf('.')]}.{column}";
    }

    /// <summary>The oracle of what no library computes.</summary>
    public const string Hand = "hand";

    /// <summary>Bars to load before the window so that its first bar is known and the seed has faded to 1e-4 (golden rule G10).</summary>
    /// <exception cref="ArgumentException">The number of values is wrong.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public int WarmUp(IReadOnlyList<double> values)
    {
        Check(values);
        return Fade(values);
    }

    /// <summary>A fresh state for parameter values in the order of <see cref="Parameters"/>.</summary>
    /// <exception cref="ArgumentException">The number of values is wrong.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public IIndicatorState Create(IReadOnlyList<double> values)
    {
        Check(values);
        return Factory(values);
    }

    private void Check(IReadOnlyList<double> values)
    {
        if (values.Count != Parameters.Count)
            throw new ArgumentException($"{Id} takes {Parameters.Count} values, not {values.Count}.", nameof(values));
        for (var i = 0; i < values.Count; i++)
        {
            if (!Parameters[i].Allows(values[i]))
                throw new ArgumentOutOfRangeException(nameof(values), values[i], string.Create(CultureInfo.InvariantCulture, $"{Id}: {Parameters[i].Name} lies between {Parameters[i].Min} and {Parameters[i].Max}."));
        }
    }
}
