using TradeForge.Core.Strategies;

namespace TradeForge.Core.Tests.Strategies;

public class ConditionTests
{
    private const double N = double.NaN;

    private static GraphBuilder Pair(string type, params string[] data) => GraphBuilder.Entry("c.result")
        .Node("a", "price", "field=open").Node("b", "price").Node("c", type, data).Wire("a.value -> c.a", "b.value -> c.b");

    private static string Run(GraphBuilder graph, double[] a, double[] b) => graph.Compile().Evaluate(Bars.Pairs(a, b)).Truths("c").Letters();

    [Theory]
    [InlineData("gt", "TFFU")]
    [InlineData("ge", "TTFU")]
    [InlineData("lt", "FFTU")]
    [InlineData("le", "FTTU")]
    [InlineData("eq", "FTFU")]
    [InlineData("ne", "TFTU")] // golden rule G67: ne with NaN is not known either
    public void Compare_AboveEqualBelowUnknown_FollowsTheRelation(string op, string expected) =>
        Assert.Equal(expected, Run(Pair("compare", $"op={op}"), [2, 1, 0, N], [1, 1, 1, 1]));

    [Theory]
    [InlineData(1, 1 + 9e-10, 'T')]             // |a − b| = 9e−10 ≤ 1e−9 · max(1, 1, 1.0000000009)
    [InlineData(1, 1 + 2.1e-9, 'F')]            // twice the tolerance
    [InlineData(1e6, 1e6 + 5e-4, 'T')]          // tolerance 1e−3
    [InlineData(1e6, 1e6 + 2e-3, 'F')]
    [InlineData(0, 1e-10, 'T')]                 // below 1 the tolerance stays 1e−9
    public void Compare_Equality_HasTheToleranceOfG28(double a, double b, char equal)
    {
        Assert.Equal(equal.ToString(), Run(Pair("compare", "op=eq"), [a], [b]));
        Assert.Equal(equal == 'T' ? "F" : "T", Run(Pair("compare", "op=ne"), [a], [b]));
        Assert.Equal("F", Run(Pair("compare", "op=gt"), [a], [b])); // a < b: exact
        Assert.Equal("T", Run(Pair("compare", "op=lt"), [a], [b]));
    }

    [Fact]
    public void Crosses_G68CaseA_FiresOnceAfterTies() => Assert.Equal("FFFT", Run(Pair("crosses"), [1, 2, 2, 3], [2, 2, 2, 2]));

    [Fact]
    public void Crosses_G68CaseB_FiresAfterATouchFromAbove() => Assert.Equal("UFT", Run(Pair("crosses"), [3, 2, 3], [2, 2, 2]));

    [Fact]
    public void Crosses_Below_IsTheMirrorImage() => Assert.Equal("FFFT", Run(Pair("crosses", "direction=below"), [3, 2, 2, 1], [2, 2, 2, 2]));

    [Fact]
    public void Crosses_Any_FiresBothWays() => Assert.Equal("UTFT", Run(Pair("crosses", "direction=any"), [1, 3, 4, 1], [2, 2, 2, 2]));

    // Bar 1 after an unknown bar: above now, so it may have crossed; bars 2 and 3: was above before, no cross whatever comes; bar 4: not above now.
    [Fact]
    public void Crosses_Unknown_FollowsKleene() => Assert.Equal("UUFFF", Run(Pair("crosses"), [N, 3, 3, N, 1], [2, 2, 2, 2, 2]));
}
