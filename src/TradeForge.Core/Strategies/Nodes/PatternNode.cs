using TradeForge.Core.Indicators.Patterns;
using TradeForge.Core.Strategies.Reading;

namespace TradeForge.Core.Strategies.Nodes;

/// <summary>pattern: a candlestick pattern ends on this candle, or its close completes a chart pattern; not known before the candles that it is measured by are there.</summary>
internal static class PatternNode
{
    private const int MostBars = 500;

    /// <summary>A word of <c>name</c>: a candlestick pattern, null for one of the chart, and the sign of the matches that count (0: both).</summary>
    internal sealed record Choice(string Word, Text Label, CandlePattern? Pattern, int Sign);

    private static readonly Choice[] Choices =
    [
        .. CandlePatterns.All.SelectMany(Words),
        new("double-top", new("Double top", "Двойная вершина"), null, 1), new("double-bottom", new("Double bottom", "Двойное дно"), null, -1),
    ];

    private static readonly Dictionary<string, Choice> ByWord = Choices.ToDictionary(c => c.Word, StringComparer.Ordinal);

    public static NodeDescriptor Descriptor { get; } = new(
        "pattern", NodeGroup.Condition, new("Candlestick pattern", "Свечная фигура"),
        new("True on the candle that completes the chosen pattern: of candlesticks, or a double top or bottom of the chart.", "Истина на свече, которая завершает выбранную фигуру: свечную или двойную вершину и двойное дно на графике."),
        "candlestick_chart", [], [Ports.Result],
        [
            NodeParameter.Choice("name", new("Pattern", "Фигура"), [.. Choices.Select(c => c.Word)]),
            NodeParameter.Number("bars", new("Double top, bottom: bars on each side of a swing", "Двойная вершина, дно: баров по обе стороны экстремума"), 3, 1, MostBars, integer: true),
            NodeParameter.Number("within", new("Double top, bottom: most bars between the swings", "Двойная вершина, дно: не больше баров между экстремумами"), 60, 2, MostBars, integer: true),
            NodeParameter.Number("tolerance", new("Double top, bottom: most difference, %", "Двойная вершина, дно: наибольшая разница, %"), 3, 0, 100),
        ])
    {
        CreateStep = v => ByWord[v.Word("name")] is { Pattern: { } pattern, Sign: var sign } ? new PatternStep(pattern, sign) : new DoubleSwingStep(Swing(v)),
        WarmUp = v => ByWord[v.Word("name")].Pattern?.First ?? v.Integer("bars") + (2 * v.Integer("within")),
        Say = p => Say(p, ByWord[p.Values.Word("name")]),
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

    private static DoubleSwing Swing(NodeValues v) => new(ByWord[v.Word("name")].Sign > 0, v.Integer("bars"), v.Integer("within"), v.Number("tolerance"));

    private static Text Say(Phrase p, Choice choice)
    {
        var size = choice.Pattern is null && p.Values.Chosen().Any(c => c.Name != "name");
        var (bars, tolerance) = (Counted.Bars(p.Values.Number("bars")), p.Number("tolerance"));
        return new(
            $"the candle completes the pattern “{choice.Label.En}”{(size ? $" ({bars.En} on each side, at most {Counted.Bars(p.Values.Number("within")).En} and {tolerance} % apart)" : "")}",
            $"свеча завершает фигуру «{choice.Label.Ru}»{(size ? $" ({bars.Ru} с каждой стороны, между экстремумами не больше {Counted.RuGenitive(p.Values.Number("within"), "бара", "баров")} и {tolerance} %)" : "")}");
    }
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

internal sealed class DoubleSwingStep(DoubleSwing swing) : Step
{
    public override void Run(StepFrame frame, int from, int to)
    {
        var result = frame.TruthResult;
        for (var i = from; i < to; i++)
        {
            var value = swing.Next(frame.Chunk[i - frame.ChunkStart]);
            result[i] = double.IsNaN(value) ? Kleene.U : value != 0 ? Kleene.T : Kleene.F;
        }
    }
}
