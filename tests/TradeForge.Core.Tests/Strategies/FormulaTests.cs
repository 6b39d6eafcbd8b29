using TradeForge.Core.Market;
using TradeForge.Core.Strategies;
using TradeForge.Core.Strategies.Formulas;

namespace TradeForge.Core.Tests.Strategies;

public class FormulaTests
{
    private const double N = double.NaN;

    private static GraphBuilder Graph(string expression, params string[] wires)
    {
        var graph = new GraphBuilder().Node("p", "price", "field=open").Node("q", "price").Node("f", "formula").Node("any", "compare").Node("buy", "enter-long")
            .Wire([.. wires, "f.value -> any.a", "f.value -> any.b", "any.result -> buy.when"]);
        return graph.Set("f", "expression", expression);
    }

    /// <summary>The expression over in1 and in2, one bar each.</summary>
    private static double[] Of(string expression, double[] a, double[] b)
    {
        string[] wires = [.. new[] { "p.value -> f.in1", "q.value -> f.in2" }.Where(w => expression.Contains(w[^3..], StringComparison.OrdinalIgnoreCase))];
        return Graph(expression, wires).Compile().Evaluate(Bars.Pairs(a, b)).Numbers("f");
    }

    private static double Of(string expression, double a = 0, double b = 0) => Of(expression, [a], [b])[0];

    [Theory]
    [InlineData("1 + 2 * 3", 7)]
    [InlineData("(1 + 2) * 3", 9)]
    [InlineData("10 - 4 - 3", 3)]
    [InlineData("24 / 4 / 2", 3)]
    [InlineData("2 ^ 3 ^ 2", 512)]         // to the right
    [InlineData("-2 ^ 2", -4)]             // the power first
    [InlineData("2 ^ -1", 0.5)]
    [InlineData("--3", 3)]
    [InlineData("7 % 4", 3)]
    [InlineData("-7 % 4", -3)]             // the sign of the left side
    [InlineData("1.5e3 + .5", 1500.5)]
    [InlineData("2e-2", 0.02)]
    [InlineData("1 < 2", 1)]
    [InlineData("2 <= 1", 0)]
    [InlineData("1 + 1 == 2 and 3 > 2", 1)]
    [InlineData("0.1 + 0.2 == 0.3", 1)]    // within 1e-9
    [InlineData("1 != 1", 0)]
    [InlineData("not 1 > 2", 1)]
    [InlineData("not not 5", 1)]
    [InlineData("1 or 0 and 0", 1)]        // and before or
    [InlineData("not 0 and 0", 0)]         // not before and
    [InlineData("if(2 > 1, 10, 20)", 10)]
    [InlineData("if(0, 10, 20)", 20)]
    [InlineData("min(3, 1, 2)", 1)]
    [InlineData("max(1, 2, 5, 4, 3, 2, 1, 0)", 5)]
    [InlineData("abs(-2) + sign(-3) + floor(-1.5) + ceil(1.2)", 1)]
    [InlineData("round(2.5) + round(-2.5) + round(1.4)", 1)] // 3 − 3 + 1
    [InlineData("sqrt(9) + log10(1000)", 6)]
    [InlineData("ln(exp(2))", 2)]
    public void Parse_Constants_GivesTheNumber(string expression, double expected) => Assert.Equal(expected, Of(expression), 12);

    [Theory]
    [InlineData("in1 + in2", 5, 2, 7)]
    [InlineData("IN1 - in2", 5, 2, 3)]
    [InlineData("in1*in2/close", 6, 2, 6)] // the close is the second of the pair
    [InlineData("open + high + low + volume", 6, 2, 19)] // 6 + 6 + 6 + 1
    [InlineData("hl2 + hlc3 + ohlc4", 6, 3, 16.25)] // 6 + 5 + 5.25
    public void Names_InputsAndPrices_AreThoseOfTheBar(string expression, double open, double close, double expected) => Assert.Equal(expected, Of(expression, open, close), 12);

    [Theory] // a number that is not known makes the result not known …
    [InlineData("in1 + 1", N)]
    [InlineData("0 * in1", N)]
    [InlineData("in1 ^ 0", N)]
    [InlineData("1 ^ in1", N)]
    [InlineData("min(in1, 1)", N)]
    [InlineData("in1 == in1", N)]
    [InlineData("in1 != 1", N)]
    [InlineData("not in1", N)]
    [InlineData("sign(in1)", N)]
    [InlineData("if(in1, 1, 2)", N)]
    // … except where it does not matter
    [InlineData("if(1, 7, in1)", 7)]
    [InlineData("in1 and 0", 0)]
    [InlineData("0 and in1", 0)]
    [InlineData("in1 and 1", N)]
    [InlineData("in1 or 2", 1)]
    [InlineData("1 or in1", 1)]
    [InlineData("in1 or 0", N)]
    [InlineData("known(in1)", 0)]
    [InlineData("if(known(in1), in1, 5)", 5)]
    public void Unknown_Input_FollowsTheTable(string expression, double expected) => Assert.Equal(expected, Of(expression, N));

    [Theory] // what is no finite number is not known
    [InlineData("1 / 0")]
    [InlineData("0 / 0")]
    [InlineData("5 % 0")]
    [InlineData("sqrt(-1)")]
    [InlineData("ln(0)")]
    [InlineData("log10(-1)")]
    [InlineData("0 ^ -1")]
    [InlineData("(-8) ^ 0.5")]
    [InlineData("exp(1000)")]
    [InlineData("1 / exp(1000)")] // every step, not only the last
    [InlineData("1e308 * 10")]
    public void Parse_NoFiniteResult_IsNotKnown(string expression) => Assert.Equal(N, Of(expression));

    [Theory]
    [InlineData("", 1, "a number, a name or '('", "ends")]
    [InlineData("1 +", 4, "expected", "ends")]
    [InlineData("1 2", 3, "operator", "'2'")]
    [InlineData("(1 + 2", 7, "')'", "ends")]
    [InlineData("1 + 2)", 6, "operator", "')'")]
    [InlineData("* 2", 1, "'*'", "number")]
    [InlineData("1 < 2 < 3", 7, "chain", "and")]
    [InlineData("1 = 2", 3, "'='", "operator")]
    [InlineData("1.2.3", 1, "'1.2.3'", "number")]
    [InlineData("1 + 2x", 5, "'2x'", "number")]
    [InlineData("1e999", 1, "'1e999'", "number")]
    [InlineData("in9", 1, "'in9'", "in1 … in8")]
    [InlineData("1 + foo", 5, "'foo'", "close")]
    [InlineData("1 + foo(2)", 5, "'foo'", "sqrt")]
    [InlineData("abs(1, 2)", 1, "'abs'", "1 argument(s), not 2")]
    [InlineData("if(1, 2)", 1, "'if'", "3 argument(s), not 2")]
    [InlineData("min(1)", 1, "'min'", "2–8 argument(s), not 1")]
    [InlineData("abs()", 5, "number", "')'")]
    [InlineData("abs", 1, "'abs'", "no name")]
    [InlineData("2 # 3", 3, "'#'", "operator")]
    [InlineData("1, 2", 2, "','", "operator")]
    [InlineData("not", 4, "expected", "ends")]
    [InlineData("and 1", 1, "'and'", "number")]
    public void Parse_Fault_NamesTheCharacter(string expression, int position, params string[] words)
    {
        var problem = Assert.Single(Formula.Parse(expression).Problems);
        Assert.Equal(position, problem.Position);
        Assert.All(words, w => Assert.Contains(w, problem.Message.En));
        Assert.NotEqual(problem.Message.En, problem.Message.Ru);
    }

    [Fact]
    public void Parse_SeveralUnknownNames_ReportsThemAll() =>
        Assert.Equal([1, 5, 14], Formula.Parse("foo+bar(1) + baz").Problems.Select(p => p.Position).Order());

    [Fact]
    public void Compile_Fault_NamesNodeAndCharacter()
    {
        var problem = Assert.Single(Graph("1 + * 2").Problems(), p => p.Severity == Severity.Error);
        Assert.Equal(("formula-syntax", "f"), (problem.Code, problem.Path));
        Assert.Equal("Node f: expression, character 5: expected a number, a name or '(', not '*'.", problem.Message.En);
        Assert.Equal("Узел f: выражение, символ 5: ожидается число, имя или «(», а не «*».", problem.Message.Ru);
    }

    [Theory]
    [InlineData("in1 + in2", "missing-input", "in2")]
    [InlineData("close", "useless-input", "in1")]
    public void Compile_InputsThatDoNotFit_AreNamed(string expression, string code, string handle)
    {
        var problem = Assert.Single(Graph(expression, "p.value -> f.in1").Problems(), p => p.Severity == Severity.Error);
        Assert.Equal((code, "f"), (problem.Code, problem.Path));
        Assert.Contains($"'{handle}'", problem.Message.En);
    }

    [Fact]
    public void Compile_WithoutExpression_IsAMissingParameter() =>
        Assert.Contains(new GraphBuilder().Node("f", "formula").Node("c", "compare").Node("buy", "enter-long").Wire("f.value -> c.a", "f.value -> c.b", "c.result -> buy.when").Problems(), p => p.Code == "missing-parameter" && p.Path == "f");

    [Fact]
    public void Compile_Override_ReplacesTheExpression() => Assert.Equal([4], Graph("1").Compile(("f.expression", "2 + 2")).Evaluate(Bars.Closes(1)).Numbers("f"));

    [Theory] // 50 levels are read, 51 are refused; neither exhausts the stack
    [InlineData(49, true)]
    [InlineData(50, false)]
    public void Parse_Depth_IsBounded(int brackets, bool good)
    {
        string[] deep = [new string('(', brackets) + "1" + new string(')', brackets), new string('-', brackets) + "1", string.Concat(Enumerable.Repeat("not ", brackets)) + "1",
            string.Concat(Enumerable.Repeat("2^", brackets)) + "1", string.Concat(Enumerable.Repeat("abs(", brackets)) + "1" + new string(')', brackets)];
        Assert.All(deep, text => Assert.Equal(good, Formula.Parse(text).Formula is not null));
        if (!good) Assert.All(deep, text => Assert.Contains("deeper than 50", Assert.Single(Formula.Parse(text).Problems).Message.En));
    }

    [Fact]
    public void Parse_LongText_IsRefused()
    {
        Assert.NotNull(Formula.Parse("1" + string.Concat(Enumerable.Repeat("+1", 499))).Formula);
        Assert.Equal(1001, Assert.Single(Formula.Parse(new string('1', 1001)).Problems).Position);
    }

    [Fact]
    public void Say_WithInputs_NamesThem() =>
        Assert.Contains("[in1 - in2; in1 = open, in2 = close]", StrategyReader.Describe(Graph("in1 - in2", "p.value -> f.in1", "q.value -> f.in2").Compile()).En);

    [Fact]
    public void Run_ManyBars_AllocatesNothing()
    {
        var strategy = Graph("if(in1 > 3, sqrt(in1) + close ^ 2, min(in1, 2, 1))", "p.value -> f.in1").Compile();
        var bar = CandleSeries.From("T", Timeframe.OneDay, [new Candle(0, 1, 1, 1, 1, 1)]);
        var run = strategy.Evaluate(Bars.Closes(new double[4000]));
        run.Append(bar);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) run.Append(bar);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1000, "the steady state allocates");
    }
}
