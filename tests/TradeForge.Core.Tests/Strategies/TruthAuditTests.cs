using FsCheck;
using FsCheck.Fluent;
using TradeForge.Core.Market;
using TradeForge.Core.Strategies;

namespace TradeForge.Core.Tests.Strategies;

/// <summary>Three-valued logic of every node that gives a condition (golden rules G66, G67).</summary>
public class TruthAuditTests
{
    private static readonly NodeDescriptor[] Conditions =
        [.. NodeCatalog.All.Where(d => d.Inputs.Any(p => p.Kind != PortKind.Size) && d.Outputs.Any(o => o.Kind == PortKind.Condition))];

    public static TheoryData<string> Types => [.. Conditions.Select(d => d.Type)];

    /// <summary>The node on two series, of which conditions are made by comparing with 0.</summary>
    private static StrategyEvaluation Run(NodeDescriptor d, Random random, double[] a, double[] b)
    {
        var data = d.Parameters.Where(p => p.Required).Select(p => $"{p.Name}={(p.Name == "high" ? 3 : random.Next(1, 4))}").ToList();
        data.AddRange(d.Parameters.Where(p => p.Kind == ParameterKind.Choice && p.Choices.Count > 0).Select(p => $"{p.Name}={p.Choices[random.Next(p.Choices.Count)]}"));
        var graph = new GraphBuilder().Node("a", "price", "field=open").Node("b", "price").Node("zero", "constant", "value=0")
            .Node("x", "compare").Node("y", "compare").Wire("a.value -> x.a", "zero.value -> x.b", "b.value -> y.a", "zero.value -> y.b").Node("j", d.Type, [.. data]);
        for (var i = 0; i < Math.Min(2, d.Inputs.Count); i++)
            graph.Wire($"{(d.Inputs[i].Kind == PortKind.Condition ? (i == 0 ? "x.result" : "y.result") : i == 0 ? "a.value" : "b.value")} -> j.{d.Inputs[i].Handle}");
        return graph.Node("buy", "enter-long").Wire($"j.{d.Outputs[0].Handle} -> buy.when").Compile().Evaluate(Bars.Pairs(a, b));
    }

    private static double[] Series(Random random, double unknown) => [.. Enumerable.Range(0, 30).Select(_ => random.NextDouble() < unknown ? double.NaN : random.Next(-2, 3))];

    [Theory]
    [MemberData(nameof(Types))]
    public void Condition_NothingKnown_IsNeverTrue(string type)
    {
        var d = NodeCatalog.Find(type);
        for (var seed = 0; seed < 8; seed++)
        {
            var random = new Random(seed);
            var run = Run(d, random, Series(random, 1), Series(random, 1));
            Assert.DoesNotContain(Truth.True, run.Truths("j", d.Outputs[0].Handle));
        }
    }

    /// <summary>What knows no more can only know less: a missing value turns no true into false and no false into true.</summary>
    [Theory]
    [InlineData("compare")]
    [InlineData("crosses")]
    [InlineData("between")]
    [InlineData("rising")]
    [InlineData("falling")]
    [InlineData("true-for")]
    [InlineData("and")]
    [InlineData("or")]
    [InlineData("xor")]
    [InlineData("not")]
    public void Condition_OneValueLess_OnlyForgets(string type) => Prop.ForAll<int>(seed =>
    {
        var (d, random) = (NodeCatalog.Find(type), new Random(seed));
        var (a, b) = (Series(random, 0.1), Series(random, 0.1));
        var choices = random.Next();
        var whole = Run(d, new Random(choices), a, b).Truths("j");
        a[random.Next(a.Length)] = double.NaN;
        var less = Run(d, new Random(choices), a, b).Truths("j");
        return whole.Zip(less).All(p => p.First == p.Second || p.Second == Truth.Unknown);
    }).QuickCheckThrowOnFailure();

    [Theory] // G66: an edge needs a false before it; not known → true is none
    [InlineData("FTTFT", "FTFFT")]
    [InlineData("UTFUT", "FFFUF")]
    [InlineData("TFUUT", "FFUFF")]
    public void BecameTrue_Letters_FollowTheRule(string input, string expected)
    {
        var values = input.Select(l => l switch { 'T' => 1.0, 'F' => -1.0, _ => double.NaN }).ToArray();
        Assert.Equal(expected, Run(NodeCatalog.Find("became-true"), new Random(0), values, values).Truths("j").Letters());
    }
}
