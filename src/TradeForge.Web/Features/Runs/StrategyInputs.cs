using TradeForge.Core;
using TradeForge.Core.Strategies;

namespace TradeForge.Web.Features.Runs;

/// <summary>A parameter of a strategy that the run may set.</summary>
/// <param name="Key"><c>node.name</c>, as in the settings of a run.</param>
/// <param name="Label">What the user called it.</param>
/// <param name="Default">What the strategy says.</param>
/// <param name="Hint">What it does.</param>
public sealed record StrategyInput(string Key, string Label, string Default, Text Hint)
{
    /// <summary>Id of its field and path of its problems.</summary>
    public string Field => "param-" + Key.Replace('.', '-');
}

/// <summary>What a strategy asks of whoever runs it.</summary>
/// <param name="Inputs">Its named parameters, then the value of its position size where there is one.</param>
/// <param name="Columns">Names of the columns that it reads.</param>
/// <param name="Universe">The instruments that it names; null = any.</param>
/// <param name="Problems">Why it does not compile.</param>
public sealed record StrategyInputs(IReadOnlyList<StrategyInput> Inputs, IReadOnlyList<string> Columns, IReadOnlyList<string>? Universe, IReadOnlyList<Problem> Problems)
{
    /// <summary>Symbols that it reads without trading them.</summary>
    public IReadOnlyList<string> Beside { get; private init; } = [];
    /// <summary>Blocks that say how large a position is; with one its value is among <see cref="Inputs"/>. Null where weights say it, or nothing compiles.</summary>
    public int? Sizes { get; private init; }

    public static StrategyInputs None { get; } = new([], [], null, []);

    public static StrategyInputs Of(string graphJson)
    {
        var (graph, problems) = StrategyJson.Parse(graphJson);
        var compilation = graph is null ? new Compilation(null, problems) : StrategyCompiler.Compile(graph);
        if (compilation.Strategy is not { } strategy) return None with { Problems = [.. compilation.Problems.Where(p => p.Severity == Severity.Error)] };
        var sizes = strategy.Graph.Nodes.Where(n => n.Type == "position-size").ToList();
        var inputs = strategy.Graph.Nodes.Where(n => n.Type == "input").OrderBy(n => n.Id, StringComparer.Ordinal).Select(n => Input(strategy, n.Id, n.Id, NodeCatalog.Find("input").Help));
        if (sizes is [var size]) inputs = inputs.Append(SizeOf(strategy, size.Id));
        return new StrategyInputs([.. inputs], [.. strategy.Columns.Select(c => c.Name)], strategy.Portfolio?.Symbols?.Order(StringComparer.Ordinal).ToList(), [])
        {
            Sizes = strategy.Portfolio?.Weight is null ? sizes.Count : null,
            Beside = [.. strategy.OtherSeries.Select(s => s.Key.Symbol).OfType<string>().Distinct().Order(StringComparer.Ordinal)],
        };
    }

    private static StrategyInput SizeOf(CompiledStrategy strategy, string id)
    {
        var mode = WordLabels.Of(strategy.Parameters.GetValueOrDefault($"{id}.mode") ?? "");
        return Input(strategy, id, id, new Text($"Position size, measured in: {mode.En}.", $"Размер позиции, измерение: {mode.Ru}."));
    }

    private static StrategyInput Input(CompiledStrategy strategy, string id, string label, Text hint) =>
        new($"{id}.value", label, strategy.Parameters.GetValueOrDefault($"{id}.value") ?? "", hint);
}
