using System.Globalization;
using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>A parameter of an indicator or node: a number in a range, or one of some lower-case words.</summary>
/// <param name="Name">camelCase, as in the strategy JSON.</param>
/// <param name="Label">For forms.</param>
/// <param name="Default">Default number; for choices, the index of the default word.</param>
/// <param name="Min">Smallest allowed number.</param>
/// <param name="Max">Largest allowed number.</param>
/// <param name="IsInteger">Only whole numbers.</param>
/// <param name="Choices">The words, or null for a number.</param>
public sealed record IndicatorParameter(string Name, Text Label, double Default, double Min, double Max, bool IsInteger = true, IReadOnlyList<string>? Choices = null)
{
    /// <summary>Whether <paramref name="value"/> may be used; NaN may not.</summary>
    public bool Allows(double value) => value >= Min && value <= Max && (!IsInteger || Math.Floor(value) == value);
}

/// <summary>Where a chart draws an output.</summary>
public enum ChartPane { Price, Own }

/// <summary>One output column of an indicator.</summary>
/// <param name="Name">camelCase; <c>value</c> for a single output.</param>
/// <param name="Label">For legends.</param>
/// <param name="ChartOnly">Looks ahead; a condition cannot use it.</param>
public sealed record IndicatorOutput(string Name, Text Label, bool ChartOnly = false);

/// <summary>An indicator that is fed bar by bar. The very same state serves batch and live.</summary>
public interface IIndicatorState
{
    /// <summary>Takes the next closed candle and writes one number per output (NaN = not known).</summary>
    /// <param name="candle">The closed candle.</param>
    /// <param name="source">The source value of this bar: the wired series, else the default source; ignored by indicators without a source.</param>
    /// <param name="outputs">As long as <see cref="IndicatorDefinition.Outputs"/>.</param>
    void Next(in Candle candle, double source, Span<double> outputs);

    /// <summary>Feeds a run of bars: the same as calling <see cref="Next"/> for each, bit for bit, without a virtual call per bar.</summary>
    /// <param name="series">The bars of this run, oldest first.</param>
    /// <param name="source">One source value per bar; empty for indicators without a source.</param>
    /// <param name="outputs">One column per output, each at least <paramref name="offset"/> + series.Count long.</param>
    /// <param name="offset">Where in the columns this run starts.</param>
    /// <exception cref="ArgumentException">A column or the source is too short.</exception>
    void Fold(CandleSeries series, ReadOnlySpan<double> source, double[][] outputs, int offset);
}

/// <summary>What there is to know about an indicator; palette, form, chart, help and compiler all read it.</summary>
/// <param name="Id">kebab-case; also the node type.</param>
/// <param name="Name">Customary name.</param>
/// <param name="Description">One or two sentences: what it shows.</param>
/// <param name="Category">trend, momentum, volatility, volume.</param>
/// <param name="Parameters">In the order of forms.</param>
/// <param name="Outputs">In the order of columns.</param>
/// <param name="TakesSource">It takes one series; unconnected, that is the close.</param>
/// <param name="Pane">On the price or in a pane of its own.</param>
/// <param name="Oracle">The library column that the first output equals, such as <c>talib.rsi</c>; the others equal columns of the same library.</param>
/// <param name="Fade">How <see cref="WarmUp"/> is computed from parameter values.</param>
/// <param name="Factory">How <see cref="Create"/> makes the state once the values are checked.</param>
public sealed record IndicatorDefinition(
    string Id, Text Name, Text Description, string Category,
    IReadOnlyList<IndicatorParameter> Parameters, IReadOnlyList<IndicatorOutput> Outputs,
    bool TakesSource, ChartPane Pane, string Oracle,
    Func<IReadOnlyList<double>, int> Fade, Func<IReadOnlyList<double>, IIndicatorState> Factory)
{
    /// <summary>The default values in the order of <see cref="Parameters"/>.</summary>
    public IReadOnlyList<double> Defaults { get; } = [.. Parameters.Select(p => p.Default)];

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
