using System.Globalization;
using System.Text.Json;
using TradeForge.Core.Market;
using TradeForge.Core.Strategies;

namespace TradeForge.Core.Tests.Strategies;

/// <summary>Short writing of graphs and candles for tests.</summary>
internal sealed class GraphBuilder
{
    private readonly List<GraphNode> _nodes = [];
    private readonly List<GraphEdge> _edges = [];

    /// <param name="id">Of the node.</param>
    /// <param name="type">Of the node.</param>
    /// <param name="data">Pairs <c>name=value</c>; what reads as a number is one.</param>
    public GraphBuilder Node(string id, string type, params string[] data)
    {
        var values = data.Select(d => d.Split('=', 2)).ToDictionary(p => p[0], p => Json(p[1]));
        _nodes.Add(new GraphNode(id, type, new(10 * _nodes.Count, 0), values));
        return this;
    }

    /// <summary>Wires written <c>source.handle -> target.handle</c>.</summary>
    public GraphBuilder Wire(params string[] wires)
    {
        foreach (var wire in wires)
        {
            var ends = wire.Split(" -> ").SelectMany(e => e.Split('.')).ToArray();
            _edges.Add(new GraphEdge($"e{_edges.Count}", ends[0], ends[1], ends[2], ends[3]));
        }
        return this;
    }

    /// <summary>Sets a text parameter that would otherwise read as a number.</summary>
    public GraphBuilder Set(string id, string name, string text)
    {
        var at = _nodes.FindIndex(n => n.Id == id);
        _nodes[at] = _nodes[at] with { Data = new Dictionary<string, JsonElement>(_nodes[at].Data) { [name] = JsonSerializer.SerializeToElement(text) } };
        return this;
    }

    public StrategyGraph Graph(string name = "test") => new(1, name, _nodes, _edges);

    public CompiledStrategy Compile(params (string Key, string Value)[] overrides)
    {
        var (strategy, problems) = StrategyCompiler.Compile(Graph(), overrides.ToDictionary(o => o.Key, o => o.Value));
        return strategy ?? throw new InvalidOperationException(string.Join("; ", problems.Select(p => p.Message.En)));
    }

    public IReadOnlyList<Problem> Problems(params (string Key, string Value)[] overrides) =>
        StrategyCompiler.Compile(Graph(), overrides.ToDictionary(o => o.Key, o => o.Value)).Problems;

    private static JsonElement Json(string text) =>
        JsonSerializer.SerializeToElement(double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? (object)number : text);

    /// <summary>An enter-long node on every condition named, so that all of them are reached.</summary>
    public static GraphBuilder Entry(string source) => new GraphBuilder().Node("buy", "enter-long").Wire($"{source} -> buy.when");
}

internal static class Bars
{
    private const long Day = 86_400_000;

    /// <summary>Daily bars from 2024-01-01 with these closes; open and low equal the close, high is one more.</summary>
    public static CandleSeries Closes(params double[] closes) =>
        CandleSeries.From("TEST", Timeframe.OneDay, [.. closes.Select((c, i) => new Candle(1_704_067_200_000 + (i * Day), c, c + 1, c, c, 100))]);

    /// <summary>The columns of a and b as open and close of bars, so that a graph can compare any two series.</summary>
    public static CandleSeries Pairs(double[] a, double[] b) =>
        CandleSeries.From("TEST", Timeframe.OneDay, [.. a.Select((x, i) => new Candle(1_704_067_200_000 + (i * Day), x, x, x, b[i], 1))]);

    public static Truth[] Truths(this StrategyEvaluation run, string node, string handle = "result") =>
        [.. run.Conditions(run.Strategy.SlotOf(node, handle)).ToArray().Select(b => (Truth)b)];

    public static double[] Numbers(this StrategyEvaluation run, string node, string handle = "value") => run.Values(run.Strategy.SlotOf(node, handle)).ToArray();

    public static StrategyEvaluation Evaluate(this CompiledStrategy strategy, CandleSeries series)
    {
        var run = new StrategyEvaluation(strategy);
        run.Append(series);
        return run;
    }

    /// <summary>F, T, U per bar.</summary>
    public static string Letters(this IEnumerable<Truth> truths) => string.Concat(truths.Select(t => t switch { Truth.False => 'F', Truth.True => 'T', _ => 'U' }));
}
