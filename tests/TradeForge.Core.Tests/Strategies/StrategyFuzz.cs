using System.Globalization;
using System.Text;
using System.Text.Json;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Core.Strategies.Formulas;
using TradeForge.Core.Strategies.Import;
using TradeForge.Core.Tests.Simulation;
using TradeForge.Core.Tests.Architecture;

namespace TradeForge.Core.Tests.Strategies;

/// <summary>Compiler, formula parser and JSON readers on whatever comes: an answer or every problem, never an exception.</summary>
public class StrategyFuzz
{
    private static readonly Lazy<string[]> Fixtures = new(() => [.. Repository.Files("tests/data/strategies/").Where(f => f.EndsWith(".json", StringComparison.Ordinal)).Select(Repository.Read)]);

    private static bool Sound(IReadOnlyList<Problem> problems) => problems.All(p => p.Code.Length > 0 && p.Message.En.Length > 0 && p.Message.Ru.Length > 0);

    private static bool Answers(StrategyGraph graph)
    {
        var (strategy, problems) = StrategyCompiler.Compile(graph);
        if (!Sound(problems) || strategy is not null == problems.Any(p => p.Severity == Severity.Error)) return false;
        if (strategy is null) return true;
        return StrategyReader.Describe(strategy).En.Length > 0 && strategy.Evaluate(RandomGraphs.Candles(1, 20)).Count == 20;
    }

    [Fact]
    public void Compile_Garbage_GivesProblems() => Fuzz.Seeds(seed =>
    {
        var (strategy, problems) = StrategyCompiler.Compile(RandomGraphs.Garbage(seed), new Dictionary<string, string> { ["n1.period"] = "x", ["n2"] = "1" });
        return strategy is null && Sound(problems) && problems.Any(p => p.Severity == Severity.Error);
    });

    [Fact]
    public void Compile_BentGraph_GivesAStrategyOrProblems() => Fuzz.Seeds(seed =>
    {
        var random = new Random(seed);
        var graph = StrategyJson.Parse(Fixtures.Value[random.Next(Fixtures.Value.Length)]).Graph!;
        var (nodes, edges) = (graph.Nodes.ToList(), graph.Edges.ToList());
        for (var bends = random.Next(1, 4); bends > 0; bends--) Bend(nodes, edges, random);
        return Answers(graph with { Nodes = nodes, Edges = edges });
    });

    private static void Bend(List<GraphNode> nodes, List<GraphEdge> edges, Random random)
    {
        var (n, e) = (random.Next(nodes.Count), random.Next(edges.Count));
        switch (random.Next(8))
        {
            case 0: nodes.RemoveAt(n); break;
            case 1: edges.RemoveAt(e); break;
            case 2: nodes[n] = nodes[n] with { Type = NodeCatalog.All[random.Next(NodeCatalog.All.Count)].Type }; break;
            case 3: edges[e] = edges[e] with { Source = nodes[n].Id }; break;
            case 4: edges[e] = edges[e] with { Target = nodes[n].Id }; break;
            case 5: (edges[e], edges[0]) = (edges[e] with { TargetHandle = edges[0].TargetHandle }, edges[0] with { TargetHandle = edges[e].TargetHandle }); break;
            case 6: nodes[n] = nodes[n] with { Data = nodes[n].Data.ToDictionary(d => d.Key, d => Value(random)) }; break;
            default: nodes.Add(nodes[n]); break;
        }
    }

    private static JsonElement Value(Random random) => JsonSerializer.SerializeToElement(random.Next(8) switch
    {
        0 => (object?)null,
        1 => true,
        2 => "",
        3 => "close",
        4 => -1,
        5 => 1e300,
        6 => random.Next(1, 50),
        _ => new[] { 1 },
    });

    [Fact]
    public void Parse_BentText_IsReadOrRefusedWithItsPlace() => Fuzz.Seeds(seed =>
    {
        var random = new Random(seed);
        var (graph, problems) = StrategyJson.Parse(Bend(Fixtures.Value[random.Next(Fixtures.Value.Length)], random));
        if (graph is null) return problems.Count > 0 && Sound(problems);
        return problems.Count == 0 && Answers(graph) && StrategyJson.Write(StrategyJson.Parse(StrategyJson.Write(graph)).Graph!) == StrategyJson.Write(graph);
    });

    private static readonly string[] Pieces =
        ["{", "}", "[", "]", "\"", ":", ",", "null", "true", "1e999", "-0", "1.5e-3", "\\u0000", "\\ud800", "\\", "é", "\"id\":\"buy\",", "\"data\":{}", "[[[[[[[[[[[[[[[[[[", "9007199254740993", "\n", "\ud800", "//", "\"period\": 1e6,"];

    public static string Bend(string text, Random random)
    {
        var builder = new StringBuilder(text);
        for (var bends = random.Next(1, 5); bends > 0 && builder.Length > 0; bends--)
        {
            var at = random.Next(builder.Length);
            var length = Math.Min(random.Next(1, 40), builder.Length - at);
            if (random.Next(3) == 0) builder.Remove(at, length);
            else if (random.Next(2) == 0) builder.Insert(random.Next(builder.Length), builder.ToString(at, length));
            else builder.Insert(at, Pieces[random.Next(Pieces.Length)]);
        }
        return builder.ToString();
    }

    [Fact]
    public void Parse_NoText_IsRefused() => Fuzz.Seeds(seed =>
    {
        var random = new Random(seed);
        var text = string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => Pieces[random.Next(Pieces.Length)]));
        var (graph, problems) = StrategyJson.Parse(text);
        return graph is null && problems.Count > 0 && Sound(problems);
    });

    private static readonly Lazy<string> Result = new(() =>
    {
        var strategy = StrategyCompiler.Compile(StrategyTemplates.All[0].Graph).Strategy!;
        var settings = new BacktestSettings();
        return Encoding.UTF8.GetString(ResultJson.ToBytes(Backtest.Run(strategy, BacktestData.Prepare(RandomGraphs.Candles(1, 120), settings, []).Data!, settings, null, default)));
    });

    [Fact]
    public void ReadResult_BentText_IsReadOrAJsonException() => Fuzz.Seeds(seed =>
    {
        try
        {
            return ResultJson.Read(Encoding.UTF8.GetBytes(Bend(Result.Value, new Random(seed)))) is not null;
        }
        catch (JsonException e)
        {
            return e.Message.Length > 0;
        }
    });

    [Fact]
    public void Import_BentText_IsReadOrRefused() => Fuzz.Seeds(seed =>
    {
        var text = Bend(seed % 2 == 0 ? StrategyImportTests.Tree : AlgoTradeImportTests.Everything, new Random(seed));
        var (graph, problems) = StrategyImport.Read(text, "x");
        return (graph is not null || problems.Count > 0) && Sound(problems);
    });

    [Fact]
    public void ReadOrders_BentText_AreReadOrRefusedWithTheirLine() => Fuzz.Seeds(seed =>
    {
        var text = Bend(OrderRunTests.Text, new Random(seed));
        var (orders, problems) = OrderCsv.Read(text);
        if (orders is null) return problems.Count > 0 && Sound(problems) && problems.All(p => int.Parse(p.Path, CultureInfo.InvariantCulture) <= text.Count(c => c == '\n') + 1);
        var settings = new BacktestSettings();
        var data = BacktestData.Prepare(RandomGraphs.Candles(seed, 30), settings).Data!;
        return problems.Count == 0 && (orders.Problems(data, settings) is { Count: > 0 } wrong ? Sound(wrong) : OrderRun.Run(orders, data, settings, null, default).Equity.Count == 30);
    });

    [Fact]
    public void ReadFormula_AnyText_IsReadOrRefusedAtAPlaceInIt() => Fuzz.Seeds(seed =>
    {
        var random = new Random(seed);
        var text = random.Next(2) == 0 ? FormulaLaws.Noise(random) : Bend("if(in1 > in2, (high - low) / close, -in3 ^ 2) + min(1, 2, in1)", random);
        var (formula, problems) = Formula.Parse(text);
        return formula is not null ? problems.Count == 0 : problems.Count > 0 && problems.All(p => p.Position >= 1 && p.Position <= text.Length + 1 && p.Message.En.Length > 0 && p.Message.Ru.Length > 0);
    });

    [Fact]
    public void RunFormula_RandomExpression_EqualsTheTree() => Fuzz.Seeds(FormulaLaws.EqualsTheTree);
}
