using TradeForge.Core.Indicators;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation.Explain;
using TradeForge.Core.Strategies;
using TradeForge.Infrastructure.MarketData.Files;

namespace TradeForge.Web.Shared.Charts;

/// <summary>What the charts of a run draw: its bars, and the indicators of its strategy on the same bars.</summary>
/// <param name="Times">Bar starts in milliseconds.</param>
/// <param name="Bar">Length of a bar in milliseconds.</param>
/// <param name="Columns">Open, high, low, close, volume, then one column per line.</param>
/// <param name="Lines">Names and panes of the lines.</param>
public sealed record RunColumns(ReadOnlyMemory<long> Times, long Bar, IReadOnlyList<ChartColumn> Columns, IReadOnlyList<ChartLine> Lines)
{
    /// <summary>More lines than these cannot be told apart.</summary>
    private const int MostLines = 12;

    /// <summary>The stops and targets of the strategy, and for each the column of its input, empty where it has none.</summary>
    public IReadOnlyList<RiskRule> Risks { get; init; } = [];
    public IReadOnlyList<ReadOnlyMemory<double>> RiskInputs { get; init; } = [];

    public long Bytes => 8L * (Times.Length * (1 + Columns.Count) + RiskInputs.Sum(c => c.Length));

    public ReadOnlyMemory<double> Close => Columns[3].Values;

    public ReadOnlyMemory<double> Volume => Columns[4].Values;

    /// <summary>Indicators computed over every bar before the run as well, as the run did, then cut to [from, to].</summary>
    /// <param name="strategy">Null if it cannot be compiled any more.</param>
    /// <param name="series">The bars.</param>
    /// <param name="from">Start of the first bar to draw.</param>
    /// <param name="to">Start of the last.</param>
    /// <param name="calendar">Of the run; null = UTC days.</param>
    /// <param name="others">Candles of the symbols that the strategy only reads.</param>
    /// <param name="files">What came with the run.</param>
    public static RunColumns Of(
        CompiledStrategy? strategy, CandleSeries series, DateTimeOffset from, DateTimeOffset to, TradingCalendar? calendar = null, IReadOnlyList<CandleSeries>? others = null, RunFiles? files = null)
    {
        if (strategy is null) return Cut(null, series, series, from, to);
        var days = calendar ?? TradingCalendar.Auto;
        var last = new TradingDays(days, series.Timeframe).Of(to.ToUnixTimeMilliseconds());
        CandleSeries Read(CandleSeries raw, int asOf = int.MaxValue) => files?.Events.GetValueOrDefault(raw.Symbol) is { } events ? events.Actions.AdjustForSplits(raw, days, asOf) : raw;
        var (evaluation, signals) = (new StrategyEvaluation(strategy, calendar), Read(series, last));
        foreach (var other in others ?? []) evaluation.AppendOther(Read(other));
        foreach (var column in files?.Columns ?? []) evaluation.AppendColumn(column);
        evaluation.Append(signals);
        return Cut(evaluation, series, signals, from, to);
    }

    /// <summary>What a played run has computed already.</summary>
    public static RunColumns Of(ExplainedRun run) => Cut(run.Values, run.Data.Series, run.Data.Signals, run.TimeOf(0), run.TimeOf(run.Bars - 1));

    /// <param name="signals">What the strategy read: the bars in the units after their last split. Lines on the price are drawn in those of the bars.</param>
    private static RunColumns Cut(StrategyEvaluation? evaluation, CandleSeries series, CandleSeries signals, DateTimeOffset from, DateTimeOffset to)
    {
        var start = Lower(series.Times, from.ToUnixTimeMilliseconds());
        var count = Math.Max(0, Lower(series.Times, to.ToUnixTimeMilliseconds() + 1) - start);
        ChartColumn Part(ReadOnlySpan<double> column, Merge merge) => new(column.Slice(start, count).ToArray(), merge);
        var columns = new List<ChartColumn>
        {
            Part(series.Open, Merge.First), Part(series.High, Merge.Max), Part(series.Low, Merge.Min), Part(series.Close, Merge.Last), Part(series.Volume, Merge.Sum),
        };
        var lines = new List<ChartLine>();
        foreach (var (line, values) in evaluation is null ? [] : Drawn(evaluation, series, signals))
        {
            lines.Add(line);
            columns.Add(Part(values, line.Mark == "dots" ? Merge.LastKnown : Merge.Last)); // dots lie on few bars
        }

        var risks = evaluation?.Strategy.Risks ?? [];
        return new RunColumns(series.Times.Slice(start, count).ToArray(), series.Timeframe.Milliseconds, columns, lines)
        {
            Risks = risks,
            RiskInputs = [.. risks.Select(r => r.ValueSlot < 0 ? default : Part(evaluation!.Values(r.ValueSlot), Merge.Last).Values)],
        };
    }

    /// <summary>The indicator outputs and extremes that the strategy uses, and those that only a chart may use; equal ones are drawn once.</summary>
    private static List<(ChartLine Line, double[] Values)> Drawn(StrategyEvaluation evaluation, CandleSeries series, CandleSeries signals)
    {
        var strategy = evaluation.Strategy;
        var lines = new List<(ChartLine, double[])>();
        var (known, panes) = (new HashSet<int>(), new ChartPanes(strategy));
        var ahead = HindsightColumns.Of(evaluation, signals).ToLookup(c => c.NodeId);
        foreach (var node in strategy.Graph.Nodes)
        {
            if (IndicatorCatalog.Find(node.Type) is not { } indicator) continue;
            var slots = indicator.Outputs.Select(o => (Output: o, Slot: strategy.SlotOf(node.Id, o.Name))).Where(x => x.Slot >= 0 && !known.Contains(x.Slot)).ToList();
            var count = slots.Count + ahead[node.Id].Count();
            if (count == 0 || lines.Count + count > MostLines) continue;
            known.UnionWith(slots.Select(x => x.Slot));
            foreach (var (output, slot) in slots) Add(Named(Label(strategy, node, indicator), indicator, output, panes.Of(node, output.Name)), evaluation.Values(slot).ToArray());
            foreach (var line in ahead[node.Id]) Add(Named(Label(strategy, node, indicator), indicator, line.Output, panes.Of(node, line.Output.Name)), line.Values);
        }

        foreach (var node in strategy.Graph.Nodes.Where(n => n.Type is "highest" or "lowest").TakeWhile(_ => lines.Count < MostLines))
            if (strategy.SlotOf(node.Id, "value") is >= 0 and var slot && known.Add(slot)) Add(Extreme(strategy, node, panes.Of(node, "value")), evaluation.Values(slot).ToArray());
        return lines;

        // Lines on the price are drawn in the units of the bars.
        void Add(ChartLine line, double[] values) => lines.Add((line, ReferenceEquals(series, signals) || line.Pane != 0 ? values
            : [.. values.Select((v, row) => v * series.Close[row] / signals.Close[row])]));
    }

    private static ChartLine Extreme(CompiledStrategy strategy, GraphNode node, int pane)
    {
        var (name, bars) = (NodeCatalog.Find(node.Type).Name, strategy.Parameters.GetValueOrDefault($"{node.Id}.bars"));
        return new($"{name.En} {bars}", pane) { Words = new($"{name.En} {bars}", $"{name.Ru} {bars}") };
    }

    private static ChartLine Named(string label, IndicatorDefinition indicator, IndicatorOutput output, int pane)
    {
        var mark = output.Mark.ToString().ToLowerInvariant();
        if (indicator.Outputs.Count == 1) return new(label, pane, mark);
        var en = $"{label} {output.Name}";
        return new(en, pane, mark) { Words = new(en, $"{label} {output.Label.Ru.ToLowerInvariant()}") };
    }

    private static string Label(CompiledStrategy strategy, GraphNode node, IndicatorDefinition indicator)
    {
        var values = indicator.Parameters.Select(p => strategy.Parameters.GetValueOrDefault($"{node.Id}.{p.Name}")).Where(v => v is not null);
        return $"{indicator.Id.ToUpperInvariant()} {string.Join(' ', values)}".TrimEnd();
    }

    private static int Lower(ReadOnlySpan<long> times, long time)
    {
        var at = times.BinarySearch(time);
        return at >= 0 ? at : ~at;
    }
}
