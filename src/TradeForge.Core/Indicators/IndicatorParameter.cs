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

    /// <summary>One of some words, the first by default.</summary>
    public static IndicatorParameter Choice(string name, Text label, params string[] words) => new(name, label, 0, 0, words.Length - 1, Choices: words);
}
