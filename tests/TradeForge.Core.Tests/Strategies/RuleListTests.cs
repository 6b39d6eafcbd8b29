using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using TradeForge.Core.Strategies;
using TradeForge.Core.Strategies.Rules;

namespace TradeForge.Core.Tests.Strategies;

public class RuleListTests
{
    private static StrategyGraph Template(string id) => StrategyTemplates.All.Single(t => t.Id == id).Graph;

    private static string Hash(StrategyGraph graph) => StrategyCompiler.Compile(graph).Strategy!.DefinitionHash;

    private static void ForAll(Func<int, bool> law, int cases = 60) => Prop.ForAll(law).Check(Config.QuickThrowOnFailure.WithMaxTest(cases));

    /// <summary>What a term says, whatever its blocks are called.</summary>
    private static string Shape(RuleTerm t) => t.IsOpaque ? $"<{t.Node.Id}.{t.Output}>"
        : $"{t.Node.Type}.{t.Output}{{{string.Join(',', t.Node.Data.OrderBy(d => d.Key, StringComparer.Ordinal).Select(d => $"{d.Key}={d.Value}"))}}}({string.Join(',', t.Inputs.Select(i => $"{i.Handle}:{Shape(i.Term)}"))})";

    private static IEnumerable<RuleTerm> Terms(RuleTerm t) => t.IsOpaque ? [] : t.Inputs.SelectMany(i => Terms(i.Term)).Prepend(t);

    /// <summary>The term with the n-th of its parts (itself 0) replaced.</summary>
    private static RuleTerm Edit(RuleTerm term, ref int n, Func<RuleTerm, RuleTerm> edit)
    {
        if (term.IsOpaque) return term;
        if (n-- == 0) return edit(term);
        var inputs = new List<RuleInput>();
        foreach (var input in term.Inputs) inputs.Add(new(input.Handle, Edit(input.Term, ref n, edit)));
        return term with { Inputs = inputs };
    }

    [Fact]
    public void Write_OfAnUntouchedList_IsTheVeryGraph() => ForAll(seed =>
    {
        var graph = RandomGraphs.Valid(seed);
        var list = RuleList.Of(graph);
        var written = list.Write();
        return list.Rules.Count > 0 && StrategyJson.Write(written) == StrategyJson.Write(graph) && Hash(written) == Hash(graph);
    });

    [Fact]
    public void Write_OfAnyGraph_LosesNothing() => ForAll(seed =>
    {
        var graph = RandomGraphs.Garbage(seed);
        Assert.Equal(StrategyJson.Write(graph), StrategyJson.Write(RuleList.Of(graph).Write()));
        return true;
    }, 150);

    [Fact] // the content stands in the rules and not in what is kept: without them nothing of it is left
    public void Write_WithoutRules_LeavesOnlyWhatNoRuleTells() => ForAll(seed =>
    {
        var list = RuleList.Of(RandomGraphs.Valid(seed));
        var told = list.Rules.SelectMany(Terms).Select(t => t.Node.Id).ToHashSet();
        var rest = list.With([]).Write();
        return rest.Nodes.All(n => !told.Contains(n.Id) || rest.Edges.Any(e => e.Source == n.Id)) && list.Rules.All(r => r.IsOpaque || rest.Nodes.All(n => n.Id != r.Node.Id));
    });

    [Fact]
    public void Write_AfterAnEdit_ChangesThatRowAndNoOther() => ForAll(seed =>
    {
        var random = new Random(seed);
        var list = RuleList.Of(RandomGraphs.Valid(seed));
        var at = random.Next(list.Rules.Count);
        var parts = Terms(list.Rules[at]).ToList();
        var n = random.Next(parts.Count);
        if (parts[n].Descriptor!.Parameters.FirstOrDefault(p => p.Kind == ParameterKind.Number && p.Min != p.Max) is not { } p) return true;
        var value = p.Min + 3 <= p.Max && double.IsFinite(p.Min) ? p.Min + 3 : Math.Min(p.Max, 7);
        var edited = list.Replace(at, Edit(list.Rules[at], ref n, t => t.With(p.Name, JsonSerializer.SerializeToElement(value))));
        var again = RuleList.Of(edited.Write());
        return again.Rules.Count == list.Rules.Count && again.Rules.Zip(edited.Rules).All(r => Shape(r.First) == Shape(r.Second));
    }, 150);

    [Fact]
    public void Write_SharedBlockChangedInOneRow_BecomesAnotherThere()
    {
        var list = RuleList.Of(Template("sma-cross")); // fast and slow are read by both crosses
        var buy = list.Rules[0];
        var cross = buy.At("when")!;
        var faster = cross.Put("a", cross.At("a")!.With("period", JsonSerializer.SerializeToElement(5)));
        var graph = list.Replace(0, buy.Put("when", faster)).Write();
        Assert.Equal(
            "Buy when SMA(5) crosses above SMA(30). Close the long position when SMA(10) crosses below SMA(30). Size: all available cash.", StrategyReader.Describe(StrategyCompiler.Compile(graph).Strategy!).En);
        Assert.Equal(7, graph.Nodes.Count);
        Assert.Equal(["fast", "slow", "up", "down", "buy", "sell", "sma1"], graph.Nodes.Select(n => n.Id));
        Assert.Equal(graph.Nodes.Count, graph.Nodes.Select(n => n.Position).Distinct().Count());
    }

    [Fact]
    public void Write_RuleRemoved_TakesItsOwnBlocksAlong()
    {
        var list = RuleList.Of(Template("sma-cross"));
        Assert.Equal(["fast", "slow", "up", "buy"], list.Remove(1).Write().Nodes.Select(n => n.Id));
        Assert.Equal(["sell", "buy"], list.Move(0, 1).Write().Nodes.Where(n => n.Type.StartsWith("e", StringComparison.Ordinal)).Select(n => n.Id));
        Assert.Equal(Hash(Template("sma-cross")), Hash(list.Move(0, 1).Write()));
    }

    [Fact]
    public void Latch_StaysOneOpaqueTermAndIsKept()
    {
        var graph = new GraphBuilder().Node("p", "price").Node("k", "constant", "value=1").Node("over", "compare").Node("under", "compare", "op=lt")
            .Wire("p.value -> over.a", "k.value -> over.b", "p.value -> under.a", "k.value -> under.b")
            .Node("l", "latch").Wire("over.result -> l.set", "under.result -> l.reset").Node("both", "and").Wire("l.result -> both.in1", "over.result -> both.in2")
            .Node("buy", "enter-long").Wire("both.result -> buy.when").Node("n", "note", "text=mine").Graph();
        var list = RuleList.Of(graph);
        var both = list.Rules.Single().At("when")!;
        Assert.True(both.At("in1")!.IsOpaque);
        Assert.False(both.At("in2")!.IsOpaque);
        // the other condition changes, the memory stays as drawn
        var changed = both.Put("in2", both.At("in2")!.With("op", JsonSerializer.SerializeToElement("ge")));
        var written = list.Replace(0, list.Rules[0].Put("when", changed)).Write();
        Assert.StartsWith("Buy when (once close is above 1, for as long as not yet close is below 1 and close is at least 1).", StrategyReader.Describe(StrategyCompiler.Compile(written).Strategy!).En);
        Assert.Contains(written.Nodes, n => n.Id == "n");
        // taken out of the rule, it goes with all that only it has read
        var without = list.Replace(0, list.Rules[0].Put("when", both.At("in2"))).Write();
        Assert.Equal(["p", "k", "over", "buy", "n"], without.Nodes.Select(n => n.Id));
    }

    [Fact]
    public void Rules_MadeFromTheLists_Compile() => Assert.All(RuleChoices.Conditions, choice =>
    {
        var condition = Filled(RuleChoices.Make(choice.Key));
        Assert.Equal(choice.Key, RuleChoices.KeyOf(condition));
        var graph = RuleList.Of(new StrategyGraph(1, "new", [], [])).Add(RuleTerm.New(NodeCatalog.Find("enter-long")).Put("when", condition)).Write();
        Assert.True(StrategyCompiler.Compile(graph).Strategy is not null, $"{choice.Key}: {string.Join("; ", StrategyCompiler.Compile(graph).Problems.Select(p => p.Message.En))}");
    });

    [Fact]
    public void Values_MadeFromTheLists_Compile()
    {
        var live = NodeCatalog.All.Where(d => d.Outputs.Any(o => o.Kind == PortKind.Series && !o.ChartOnly) && d.Type is not ("counter" or "formula")).Select(d => d.Type).ToHashSet();
        Assert.Equal(live.Order(), RuleChoices.Values.Select(v => v.Key.Split('/')[0]).Distinct().Order());
        foreach (var choice in RuleChoices.Values)
        {
            var compare = RuleChoices.Make("compare/gt").Put("a", Filled(RuleChoices.Make(choice.Key))).Put("b", RuleChoices.Make("constant"));
            var graph = RuleList.Of(new StrategyGraph(1, "new", [], [])).Add(RuleTerm.New(NodeCatalog.Find("enter-long")).Put("when", compare)).Write();
            Assert.True(StrategyCompiler.Compile(graph).Strategy is not null, $"{choice.Key}: {string.Join("; ", StrategyCompiler.Compile(graph).Problems.Select(p => p.Message.En))}");
        }
    }

    /// <summary>With something simple at every input that must be wired.</summary>
    private static RuleTerm Filled(RuleTerm term)
    {
        foreach (var port in term.Descriptor!.Inputs.Where(p => !p.Optional))
            term = term.Put(port.Handle, port.Kind == PortKind.Condition ? Filled(RuleChoices.Make("compare/gt")) : RuleChoices.Make("price/close"));
        return term;
    }
}
