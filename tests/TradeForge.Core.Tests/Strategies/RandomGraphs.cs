using System.Text.Json;
using TradeForge.Core.Market;
using TradeForge.Core.Strategies;

namespace TradeForge.Core.Tests.Strategies;

/// <summary>Random strategies and candles for laws; everything follows from the seed. New node types take part by themselves.</summary>
internal static class RandomGraphs
{
    private static readonly NodeGroup[] Computing = [NodeGroup.Data, NodeGroup.Indicators, NodeGroup.Math, NodeGroup.Condition, NodeGroup.Logic, NodeGroup.Position];

    private static readonly NodeDescriptor[] Values = [.. NodeCatalog.All.Where(d => Computing.Contains(d.Group))];

    /// <summary>A graph without errors, up to 25 computing nodes.</summary>
    public static StrategyGraph Valid(int seed)
    {
        var random = new Random(seed);
        var (nodes, edges) = (new List<GraphNode>(), new List<GraphEdge>());
        var outputs = new List<(string Node, OutputPort Port)>();
        Add(NodeCatalog.Find("price"));
        var count = random.Next(3, 25);
        for (var i = 0; i < count; i++) Add(Values[random.Next(Values.Length)]);
        Add(NodeCatalog.Find("compare"));
        foreach (var type in new[] { "enter-long", "exit-long", "enter-short", "exit-short", "stop-loss", "trailing-stop" }) Add(NodeCatalog.Find(type));
        return new StrategyGraph(1, $"random {seed}", nodes, edges);

        void Add(NodeDescriptor d)
        {
            var id = $"n{nodes.Count}";
            var wires = new List<GraphEdge>();
            foreach (var input in d.Inputs.Where(p => p.Kind != PortKind.Size && p.Handle != "price"))
            {
                var fitting = outputs.Where(o => o.Port.Kind == input.Kind && !o.Port.ChartOnly).ToList();
                if (fitting.Count == 0 && (!input.Optional || d.AnyInputs)) return;
                if (fitting.Count == 0 || (input.Optional && !(d.AnyInputs && wires.Count == 0) && random.Next(3) == 0)) continue;
                var (node, port) = fitting[random.Next(fitting.Count)];
                wires.Add(new GraphEdge($"e{edges.Count + wires.Count}", node, port.Handle, id, input.Handle));
            }
            edges.AddRange(wires);
            nodes.Add(new GraphNode(id, d.Type, new(random.Next(1000), random.Next(1000)), Data(d, random, wires)));
            outputs.AddRange(d.Outputs.Select(o => (id, o)));
        }
    }

    /// <summary>Anything that has the shape of a graph: wrong types, words, handles, cycles, ids.</summary>
    public static StrategyGraph Garbage(int seed)
    {
        var random = new Random(seed);
        var types = NodeCatalog.All.Select(d => d.Type).Concat(["", "universe", "Ж", "sma "]).ToArray();
        var names = NodeCatalog.All.SelectMany(d => d.Parameters).Select(p => p.Name).Concat(["", "x.y"]).Distinct().ToArray();
        var handles = NodeCatalog.All.SelectMany(d => d.Inputs.Select(p => p.Handle).Concat(d.Outputs.Select(p => p.Handle))).Concat(["", "?"]).Distinct().ToArray();
        object?[] values = [0, 1, 2.5, -1e300, 1e308, "close", "market", "", null, true, new[] { 1 }, "long", 14];
        var nodes = Enumerable.Range(0, random.Next(15)).Select(i => new GraphNode(
            random.Next(10) == 0 ? "" : $"n{random.Next(12)}", types[random.Next(types.Length)], new(0, 0),
            Enumerable.Range(0, random.Next(4)).Select(_ => names[random.Next(names.Length)]).Distinct()
                .ToDictionary(n => n, _ => JsonSerializer.SerializeToElement(values[random.Next(values.Length)])))).ToList();
        var edges = Enumerable.Range(0, random.Next(25)).Select(i => new GraphEdge(
            $"e{random.Next(30)}", $"n{random.Next(13)}", handles[random.Next(handles.Length)], $"n{random.Next(13)}", handles[random.Next(handles.Length)])).ToList();
        return new StrategyGraph(random.Next(3), "", nodes, edges);
    }

    /// <summary>Hourly bars that wander around 100, with ties and repeated prices.</summary>
    public static CandleSeries Candles(int seed, int count)
    {
        var random = new Random(seed);
        var (candles, price) = (new List<Candle>(), 100.0);
        for (var i = 0; i < count; i++)
        {
            var open = price;
            price = Math.Max(1, price + random.Next(-3, 4));
            var (top, bottom) = (Math.Max(open, price) + random.Next(3), Math.Max(0.5, Math.Min(open, price) - random.Next(3)));
            candles.Add(new Candle(1_704_067_200_000 + (i * 3_600_000L), open, top, bottom, price, random.Next(5)));
        }
        return CandleSeries.From("RANDOM", Timeframe.OneHour, candles);
    }

    /// <summary>Some position at the close of a bar: the same for the same bar.</summary>
    public static PositionView Position(int bar) => (bar / 7 % 3) switch
    {
        0 => PositionView.Flat,
        1 => new PositionView(1, bar / 7 * 7, 100 + (bar / 7), bar % 4),
        _ => new PositionView(-1, bar / 7 * 7, 100 - (bar / 7), bar % 4),
    };

    private static Dictionary<string, JsonElement> Data(NodeDescriptor d, Random random, List<GraphEdge> wires) => d.Parameters
        .Where(p => p.Kind != ParameterKind.Text || p.Required || p.Name == "expression")
        .ToDictionary(p => p.Name, p => p.Kind switch
        {
            ParameterKind.Text => JsonSerializer.SerializeToElement(Words(p.Name, random, wires)),
            ParameterKind.Choice => JsonSerializer.SerializeToElement(p.Name == "kind" && p.Choices.Contains("atr") ? "atr" : p.Name == "orderType" ? OrderType(wires) : p.Name == "timeInForce" ? "day" : p.Choices[random.Next(p.Choices.Count)]),
            _ => JsonSerializer.SerializeToElement(Number(p, random)),
        });

    private static string OrderType(List<GraphEdge> wires) => (wires.Any(w => w.TargetHandle == "stop"), wires.Any(w => w.TargetHandle == "limit")) switch
    {
        (true, true) => "stop-limit",
        (true, false) => "stop",
        (false, true) => "limit",
        _ => "market",
    };

    private static string Words(string parameter, Random random, List<GraphEdge> wires) => parameter switch
    {
        "expression" => string.Join(" + ", wires.Select(w => w.TargetHandle).Append("hl2 / 3")),
        "from" => $"{random.Next(24)}:30",
        "to" => $"{random.Next(24)}:15",
        "days" => random.Next(2) == 0 ? "mon-fri" : "6-2,4",
        _ => throw new ArgumentException($"What may {parameter} be?", nameof(parameter)),
    };

    private static double Number(NodeParameter p, Random random)
    {
        var low = double.IsFinite(p.Min) && p.Min > -1e6 ? p.Min : -100;
        var value = Math.Min(p.Max, low + random.Next(p.AboveMin ? 1 : 0, 12));
        return p.IsInteger ? Math.Ceiling(value) : value;
    }
}
