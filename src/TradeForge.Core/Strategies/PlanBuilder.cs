using System.Globalization;
using TradeForge.Core.Indicators;
using TradeForge.Core.Strategies.Nodes;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Strategies;

/// <summary>Turns a checked graph into steps over columns. Equal computations (type, parameters, input columns) become one step.</summary>
internal sealed class PlanBuilder(GraphCheck check, CancellationToken cancellationToken)
{
    private readonly List<PlanStep> _steps = [];
    private readonly List<PlanSlot> _slots = [];
    private readonly List<SeriesNeed> _series = [new(SeriesKey.Main, "")];
    private readonly List<PlanWarmUp> _warmUps = [];  // per slot
    private readonly List<bool> _needsPosition = [];  // per slot
    private readonly Dictionary<string, int[]> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PlanNode> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int[]> _own = new(StringComparer.Ordinal); // per node: its columns on the bars of its own series

    /// <summary>The plan of everything that is reached, and the rules that read it.</summary>
    public (StrategyPlan Plan, StrategyRules Rules) Build()
    {
        var reached = check.Reached();
        foreach (var id in reached.Order(StringComparer.Ordinal)) Place(id);
        var nodes = _nodes.Values.OrderBy(n => n.Id, StringComparer.Ordinal).ToList();
        var entries = nodes.Where(n => ActionNodes.IsEntry(n.Descriptor)).Select(n => ActionNodes.EntryRule(n, SizeOf(n))).ToList();
        var exits = nodes.Where(n => ActionNodes.IsExit(n.Descriptor)).Select(ActionNodes.ExitRule).ToList();
        var risks = nodes.Where(n => n.Descriptor.Group == NodeGroup.Risk && !LimitNodes.IsLimit(n.Descriptor)).Select(n => RiskNodes.Rule(n, AtrSlot(n))).ToList();
        var size = check.Nodes.Values.FirstOrDefault(GraphCheck.IsDefaultSize);
        var rules = new StrategyRules(entries, exits, risks, size is null ? null : SizeOf(size.Id, size.Values),
            [.. nodes.Select(LimitNodes.Limit).OfType<RiskLimit>()], [.. nodes.Select(LimitNodes.Holding).OfType<HoldingLimit>()], PortfolioNodes.Rule(nodes));
        if (rules.Portfolio?.Rank is { ScoreSlot: >= 0 } rank && _needsPosition[rank.ScoreSlot]) check.Problems.Add(GraphProblems.RankOnPosition(rank.NodeId));
        return (new StrategyPlan(_steps, _slots, _series, _nodes, _warmUps.Aggregate(default(PlanWarmUp), (a, b) => a.Or(b)), _steps.Any(s => s.NeedsPosition)), rules);
    }

    private PlanNode Place(string id)
    {
        if (_nodes.TryGetValue(id, out var known)) return known;
        cancellationToken.ThrowIfCancellationRequested();
        var node = check.Nodes[id];
        var d = node.Descriptor;
        var series = SeriesOf(node);
        int[] inputs = [.. d.Inputs.Select((port, i) => node.Sources[i] is { } s ? OwnSlot(Place(s.Node), s.Handle)
            : port.Handle == "source" ? PriceSlot(d.DefaultSource, series) : -1)];
        _own[id] = d.CreateStep is null ? [] : Compute(d, node.Values, [.. inputs.Select(s => Join(s, series, id))], series);
        return _nodes[id] = new PlanNode(id, d, node.Values, node.Sources, [.. inputs.Select(s => Join(s, 0, id))], [.. _own[id].Select(s => Join(s, 0, id))]);
    }

    private int SeriesOf(CheckedNode node)
    {
        if (!node.Descriptor.PicksSeries) return 0;
        var key = SeriesWords.Key(node.Values);
        var at = _series.FindIndex(s => s.Key == key);
        if (at >= 0) return at;
        _series.Add(new SeriesNeed(key, node.Id));
        return _series.Count - 1;
    }

    private int OwnSlot(PlanNode node, string handle) => _own[node.Id] is { Length: > 0 } slots ? slots[node.Descriptor.IndexOfOutput(handle)] : -1;

    /// <summary>The column on the bars of a series: itself, or its last values that were over.</summary>
    private int Join(int slot, int series, string node)
    {
        if (slot < 0 || _slots[slot].Series == series) return slot;
        if (series != 0 && _needsPosition[slot]) check.Problems.Add(GraphProblems.PositionElsewhere(node));
        var key = $"join {slot} {series}";
        if (_byKey.TryGetValue(key, out var joined)) return joined[0];
        var warmUp = _warmUps[slot].After(1, _series[_slots[slot].Series].Key.Timeframe); // until the first bar is over
        return Add(key, "join", () => new JoinStep(), [slot], [new PlanSlot(PortKind.Series, null, series)], warmUp, _needsPosition[slot])[0];
    }

    private int[] Compute(NodeDescriptor d, NodeValues values, int[] inputs, int series)
    {
        var wired = d.AnyInputs ? [.. inputs.Where(s => s >= 0)] : inputs;
        var key = $"{d.Type}{{{string.Join(',', values.Canonical().Select(p => $"{p.Name}={p.Text}"))}}}({string.Join(',', wired)}) {series}";
        if (_byKey.TryGetValue(key, out var outputs)) return outputs;
        var (before, needsPosition) = (default(PlanWarmUp), d.ReadsPosition);
        foreach (var slot in wired)
            if (slot >= 0) (before, needsPosition) = (before.Or(_warmUps[slot]), needsPosition || _needsPosition[slot]);
        var raw = series == 0 ? d.RawField(values) : null;
        // Outputs that look ahead come last and are not part of a plan.
        var columns = new PlanSlot[d.Outputs.Count(o => !o.ChartOnly)];
        for (var i = 0; i < columns.Length; i++) columns[i] = new PlanSlot(d.Outputs[i].Kind, raw, series);
        return Add(key, Name(d, values), () => d.CreateStep!(values), wired, columns, before.After(d.WarmUp(values), _series[series].Key.Timeframe), needsPosition);
    }

    private int[] Add(string key, string name, Func<Step> create, int[] inputs, PlanSlot[] columns, PlanWarmUp warmUp, bool needsPosition)
    {
        int[] outputs = [.. Enumerable.Range(_slots.Count, columns.Length)];
        foreach (var column in columns)
        {
            _slots.Add(column);
            _warmUps.Add(warmUp);
            _needsPosition.Add(needsPosition);
        }
        _steps.Add(new PlanStep(name, create, inputs, outputs, needsPosition, columns.Length > 0 ? columns[0].Series : 0));
        return _byKey[key] = outputs;
    }

    private static string Name(NodeDescriptor d, NodeValues values) => d.Type + string.Concat(values.Chosen().Select(p => $" {p.Name}={p.Text}"));

    private int PriceSlot(PriceField field, int series) => Hidden(PriceNode.Descriptor, ("field", PriceNode.Word(field)), series);

    private int AtrSlot(PlanNode node) => RiskNodes.DistanceOf(node) != DistanceKind.Atr ? -1
        : Hidden(NodeCatalog.Find("atr"), ("period", node.Values.Integer("period").ToString(CultureInfo.InvariantCulture)), 0);

    /// <summary>A computation that no node of the graph stands for.</summary>
    private int Hidden(NodeDescriptor d, (string Name, string Value) parameter, int series)
    {
        var node = new GraphNode("", d.Type, new(0, 0), new Dictionary<string, System.Text.Json.JsonElement>());
        var key = _series[series].Key;
        var given = new Dictionary<string, string> { [parameter.Name] = parameter.Value };
        if (key.Symbol is not null) given["symbol"] = key.Symbol;
        if (key.Timeframe is { } timeframe) given["timeframe"] = timeframe.ToString();
        return Compute(d, new ParameterReader(node, d, []).Read(given), [], series)[0];
    }

    private SizeRule? SizeOf(PlanNode entry)
    {
        if (entry.Sources[entry.Descriptor.IndexOfInput("size")] is not { } source) return null;
        var size = _nodes[source.Node];
        return SizeOf(size.Id, size.Values);
    }

    private SizeRule SizeOf(string id, NodeValues values)
    {
        var rule = PositionSizeNode.Rule(id, values);
        return rule.Mode != SizeMode.VolatilityTarget ? rule : rule with { ValueSlot = Hidden(NodeCatalog.Find("atr"), ("period", "14"), 0) };
    }
}
