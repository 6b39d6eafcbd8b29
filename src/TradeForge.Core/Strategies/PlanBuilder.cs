using System.Globalization;
using TradeForge.Core.Indicators;
using TradeForge.Core.Strategies.Nodes;

namespace TradeForge.Core.Strategies;

/// <summary>Turns a checked graph into steps over columns. Equal computations (type, parameters, input columns) become one step.</summary>
internal sealed class PlanBuilder(GraphCheck check)
{
    private readonly List<PlanStep> _steps = [];
    private readonly List<PlanSlot> _slots = [];
    private readonly List<int> _warmUps = [];         // per slot
    private readonly List<bool> _needsPosition = [];  // per slot
    private readonly Dictionary<string, int[]> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PlanNode> _nodes = new(StringComparer.Ordinal);

    /// <summary>The plan of everything that is reached, and the rules that read it.</summary>
    public (StrategyPlan Plan, StrategyRules Rules) Build()
    {
        var reached = check.Reached();
        foreach (var id in reached.Order(StringComparer.Ordinal)) Place(id);
        var nodes = _nodes.Values.OrderBy(n => n.Id, StringComparer.Ordinal).ToList();
        var entries = nodes.Where(n => ActionNodes.IsEntry(n.Descriptor)).Select(n => ActionNodes.EntryRule(n, SizeOf(n))).ToList();
        var exits = nodes.Where(n => ActionNodes.IsExit(n.Descriptor)).Select(ActionNodes.ExitRule).ToList();
        var risks = nodes.Where(n => n.Descriptor.Group == NodeGroup.Risk).Select(n => RiskNodes.Rule(n, AtrSlot(n))).ToList();
        var size = check.Nodes.Values.FirstOrDefault(GraphCheck.IsDefaultSize);
        var rules = new StrategyRules(entries, exits, risks, size is null ? null : PositionSizeNode.Rule(size.Id, size.Values));
        return (new StrategyPlan(_steps, _slots, _nodes, _warmUps.DefaultIfEmpty(0).Max(), _steps.Any(s => s.NeedsPosition)), rules);
    }

    private PlanNode Place(string id)
    {
        if (_nodes.TryGetValue(id, out var known)) return known;
        var node = check.Nodes[id];
        var d = node.Descriptor;
        var inputs = new int[d.Inputs.Count];
        for (var i = 0; i < inputs.Length; i++)
            inputs[i] = node.Sources[i] is { } s ? SlotOf(Place(s.Node), s.Handle)
                : d.Inputs[i].Handle == "source" ? PriceSlot(d.DefaultSource) : -1;
        var outputs = d.CreateStep is null ? [] : Compute(d, node.Values, inputs);
        return _nodes[id] = new PlanNode(id, d, node.Values, node.Sources, inputs, outputs);
    }

    private static int SlotOf(PlanNode node, string handle) =>
        node.OutputSlots.Length == 0 ? -1 : node.OutputSlots[node.Descriptor.IndexOfOutput(handle)];

    private int[] Compute(NodeDescriptor d, NodeValues values, int[] inputs)
    {
        var wired = d.AnyInputs ? [.. inputs.Where(s => s >= 0)] : inputs;
        var key = $"{d.Type}{{{string.Join(',', values.Canonical().Select(p => $"{p.Name}={p.Text}"))}}}({string.Join(',', wired)})";
        if (_byKey.TryGetValue(key, out var outputs)) return outputs;
        var warmUp = (int)Math.Min(int.MaxValue / 2, (long)d.WarmUp(values) + wired.Where(s => s >= 0).Select(s => _warmUps[s]).DefaultIfEmpty(0).Max());
        var needsPosition = d.ReadsPosition || wired.Any(s => s >= 0 && _needsPosition[s]);
        outputs = new int[d.Outputs.Count(o => !o.ChartOnly)]; // those that look ahead come last and are not part of a plan
        for (var i = 0; i < outputs.Length; i++)
        {
            outputs[i] = _slots.Count;
            _slots.Add(new PlanSlot(d.Outputs[i].Kind, d.RawField(values)));
            _warmUps.Add(warmUp);
            _needsPosition.Add(needsPosition);
        }
        _steps.Add(new PlanStep(() => d.CreateStep!(values), wired, outputs, needsPosition));
        return _byKey[key] = outputs;
    }

    private int PriceSlot(PriceField field) => Hidden(PriceNode.Descriptor, ("field", PriceNode.Word(field)));

    private int AtrSlot(PlanNode node) => RiskNodes.DistanceOf(node) != DistanceKind.Atr ? -1
        : Hidden(NodeCatalog.Find("atr"), ("period", node.Values.Integer("period").ToString(CultureInfo.InvariantCulture)));

    /// <summary>A computation that no node of the graph stands for.</summary>
    private int Hidden(NodeDescriptor d, (string Name, string Value) parameter)
    {
        var node = new GraphNode("", d.Type, new(0, 0), new Dictionary<string, System.Text.Json.JsonElement>());
        var values = new ParameterReader(node, d, []).Read(new Dictionary<string, string> { [parameter.Name] = parameter.Value });
        return Compute(d, values, [])[0];
    }

    private SizeRule? SizeOf(PlanNode entry)
    {
        if (entry.Sources[entry.Descriptor.IndexOfInput("size")] is not { } source) return null;
        var size = _nodes[source.Node];
        return PositionSizeNode.Rule(size.Id, size.Values);
    }
}
