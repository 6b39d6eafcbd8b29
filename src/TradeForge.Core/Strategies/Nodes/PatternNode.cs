using TradeForge.Core.Indicators.Patterns;

namespace TradeForge.Core.Strategies.Nodes;

/// <summary>pattern: a candlestick pattern ends on this candle; not known before the candles that it is measured by are there.</summary>
internal static class PatternNode
{
    /// <summary>A word of <c>name</c>: a pattern, and the sign of the matches that count (0: both).</summary>
    internal sealed record Choice(string Word, Text Label, CandlePattern Pattern, int Sign);

    private static readonly Choice[] Choices = [.. CandlePatterns.All.SelectMany(Words)];

    private static readonly Dictionary<string, Choice> ByWord = Choices.ToDictionary(c => c.Word, StringComparer.Ordinal);

    public static NodeDescriptor Descriptor { get; } = new(
        "pattern", NodeGroup.Condition, new("Candlestick pattern", "Свечная фигура"),
        new("True on the candle that completes the chosen candlestick pattern.", "Истина на свече, которая завершает выбранную свечную фигуру."),
        "candlestick_chart", [], [Ports.Result],
        [NodeParameter.Choice("name", new("Pattern", "Фигура"), [.. Choices.Select(c => c.Word)])])
    {
        CreateStep = v => Create(ByWord[v.Word("name")]),
        WarmUp = v => ByWord[v.Word("name")].Pattern.First,
        Say = p => Say(ByWord[p.Values.Word("name")].Label),
    };

    /// <summary>The labels of all words.</summary>
    internal static IEnumerable<(string Word, Text Label)> Labels => Choices.Select(c => (c.Word, c.Label));

    /// <summary>A pattern of one direction has one word; one of both has a word for each of them and one for either.</summary>
    private static IEnumerable<Choice> Words(CandlePattern pattern)
    {
        yield return new(pattern.Id, pattern.Name, pattern, 0);
        if (pattern.Side != PatternSide.Either) yield break;
        yield return new($"bullish-{pattern.Id}", new($"{pattern.Name.En}, bullish", $"{pattern.Name.Ru}, вверх"), pattern, 1);
        yield return new($"bearish-{pattern.Id}", new($"{pattern.Name.En}, bearish", $"{pattern.Name.Ru}, вниз"), pattern, -1);
    }

    private static PatternStep Create(Choice choice) => new(choice.Pattern, choice.Sign);

    private static Text Say(Text label) => new($"the candle completes the pattern “{label.En}”", $"свеча завершает фигуру «{label.Ru}»");
}

internal sealed class PatternStep(CandlePattern pattern, int sign) : Step
{
    private readonly PatternRun _run = new(pattern);

    public override void Run(StepFrame frame, int from, int to)
    {
        var result = frame.TruthResult;
        for (var i = from; i < to; i++)
        {
            var value = _run.Next(frame.Chunk[i - frame.ChunkStart]);
            result[i] = double.IsNaN(value) ? Kleene.U : value != 0 && (sign == 0 || value > 0 == sign > 0) ? Kleene.T : Kleene.F;
        }
    }
}
