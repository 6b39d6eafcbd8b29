using FsCheck;
using FsCheck.Fluent;
using TradeForge.Core.Market;
using TradeForge.Core.Strategies;

namespace TradeForge.Core.Tests.Strategies;

/// <summary>What must hold for every graph and every market.</summary>
public class StrategyLaws
{
    private static void ForAll(Func<int, bool> law, int cases = 50) => Prop.ForAll(law).Check(Config.QuickThrowOnFailure.WithMaxTest(cases));

    private static CompiledStrategy Compile(int seed)
    {
        var (strategy, problems) = StrategyCompiler.Compile(RandomGraphs.Valid(seed));
        return strategy ?? throw new InvalidOperationException($"seed {seed}: " + string.Join("; ", problems.Select(p => p.Message.En)));
    }

    private static StrategyEvaluation Run(CompiledStrategy strategy, IEnumerable<CandleSeries> chunks)
    {
        var run = new StrategyEvaluation(strategy);
        foreach (var chunk in chunks)
        {
            var from = run.Count;
            run.Append(chunk);
            for (var bar = from; bar < run.Count; bar++) run.Decide(bar, RandomGraphs.Position(bar));
        }
        return run;
    }

    /// <summary>Bit for bit the first <paramref name="bars"/> of every column.</summary>
    private static bool Same(StrategyEvaluation a, StrategyEvaluation b, int bars)
    {
        for (var slot = 0; slot < a.Strategy.Plan.Slots.Count; slot++)
            if (!SameColumn(a, b, slot, bars)) return false;
        return true;
    }

    private static bool SameColumn(StrategyEvaluation a, StrategyEvaluation b, int slot, int bars) => a.Strategy.Plan.Slots[slot].Kind == PortKind.Condition
        ? a.Conditions(slot)[..bars].SequenceEqual(b.Conditions(slot)[..bars])
        : a.Values(slot)[..bars].ToArray().Select(BitConverter.DoubleToInt64Bits).SequenceEqual(b.Values(slot)[..bars].ToArray().Select(BitConverter.DoubleToInt64Bits));

    private static IEnumerable<CandleSeries> Cut(CandleSeries series, Random random, int longest = 40)
    {
        for (var at = 0; at < series.Count;)
        {
            var length = Math.Min(series.Count - at, random.Next(3) == 0 ? 1 : random.Next(1, longest));
            yield return series.Slice(at, length);
            at += length;
        }
    }

    [Fact]
    public void Append_InChunks_EqualsAtOnce() => ForAll(seed =>
    {
        var (strategy, series) = (Compile(seed), RandomGraphs.Candles(seed, 150));
        return Same(Run(strategy, [series]), Run(strategy, Cut(series, new Random(seed))), series.Count);
    });

    [Fact]
    public void Append_WithoutKeepingAll_GivesTheRulesTheSame() => ForAll(seed =>
    {
        var (strategy, series) = (Compile(seed), RandomGraphs.Candles(seed, 5000)); // more than two windows
        using var whole = Run(strategy, [series]);
        using var thin = new StrategyEvaluation(strategy, null, keepsAll: false);
        foreach (var chunk in Cut(series, new Random(seed), 1500))
        {
            var from = thin.Count;
            thin.Append(chunk);
            for (var bar = from; bar < thin.Count; bar++) thin.Decide(bar, RandomGraphs.Position(bar));
        }
        return strategy.Rules.Slots.Where(slot => slot >= 0).All(slot => SameColumn(whole, thin, slot, series.Count));
    }, cases: 15);

    [Fact]
    public void Append_FutureBars_ChangeNoPastValue() => ForAll(seed =>
    {
        var (strategy, series) = (Compile(seed), RandomGraphs.Candles(seed, 150));
        var bars = 1 + new Random(seed).Next(149);
        return Same(Run(strategy, [series.Slice(0, bars)]), Run(strategy, [series]), bars);
    });

    [Fact]
    public void Compile_OrderAndPositions_InfluenceNothing() => ForAll(seed =>
    {
        var (graph, random, series) = (RandomGraphs.Valid(seed), new Random(seed), RandomGraphs.Candles(seed, 60));
        var nodes = graph.Nodes.Select(n => n with { Position = new(random.Next(), random.Next()) }).ToArray();
        var edges = graph.Edges.ToArray();
        random.Shuffle(nodes);
        random.Shuffle(edges);
        var (a, b) = (StrategyCompiler.Compile(graph).Strategy!, StrategyCompiler.Compile(graph with { Nodes = nodes, Edges = edges, Name = "other" }).Strategy!);
        return a.DefinitionHash == b.DefinitionHash && a.Entries.SequenceEqual(b.Entries) && a.Exits.SequenceEqual(b.Exits) && a.Risks.SequenceEqual(b.Risks)
            && Same(Run(a, [series]), Run(b, [series]), series.Count);
    });

    [Fact]
    public void Json_RoundTrip_KeepsTheGraph() => ForAll(seed =>
    {
        var graph = RandomGraphs.Valid(seed);
        var text = StrategyJson.Write(graph);
        var (read, problems) = StrategyJson.Parse(text);
        return problems.Count == 0 && StrategyJson.Write(read!) == text
            && StrategyCompiler.Compile(read!).Strategy!.DefinitionHash == StrategyCompiler.Compile(graph).Strategy!.DefinitionHash;
    });

    [Fact]
    public void Json_AnyText_IsReadOrRefusedWithoutThrowing() => Prop.ForAll<string>(text =>
    {
        var (graph, problems) = StrategyJson.Parse(text ?? "");
        return graph is not null || problems.Count > 0;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Explain_SomeBars_AgreeWithTheConditions() => ForAll(seed =>
    {
        var (strategy, series) = (Compile(seed), RandomGraphs.Candles(seed, 40));
        var run = Run(strategy, [series]);
        return new[] { 0, 1, 20, 39 }.All(bar => StrategyExplanation.At(strategy, run, bar).All(action =>
        {
            var slot = strategy.Entries.Select(e => (e.NodeId, e.WhenSlot)).Concat(strategy.Exits.Select(e => (e.NodeId, e.WhenSlot))).Single(p => p.NodeId == action.NodeId).WhenSlot;
            return (byte)action.Truth == run.Conditions(slot)[bar] && action.FirstNotTrue.All(r => r.Truth != Truth.True) && (action.Truth == Truth.True) == (action.FirstNotTrue.Count == 0);
        }));
    });

    [Fact]
    public void Describe_EveryStrategy_SaysSomethingInBothLanguages() => ForAll(seed =>
    {
        var text = StrategyReader.Describe(Compile(seed));
        return text.En.Contains("Buy", StringComparison.Ordinal) && text.Ru.Contains("Купить", StringComparison.Ordinal) && !text.En.Contains('?');
    });
}
