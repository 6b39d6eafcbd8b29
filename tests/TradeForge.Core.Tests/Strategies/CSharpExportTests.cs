using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TradeForge.Core.Strategies;
using TradeForge.Core.Strategies.Export;
using TradeForge.Core.Tests.Architecture;

namespace TradeForge.Core.Tests.Strategies;

/// <summary>Exported C# is given to a real compiler, with a method for each block as the text calls it. It is never run.</summary>
public sealed class CSharpExportTests
{
    private static readonly Lazy<SyntaxTree> Blocks = new(() => CSharpSyntaxTree.ParseText(Stubs()));

    private static readonly Lazy<MetadataReference[]> References = new(() =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(p => Path.GetFileName(p).StartsWith("System.", StringComparison.Ordinal)).Select(p => MetadataReference.CreateFromFile(p))]);

    public static TheoryData<string> Strategies => [.. Repository.Files("tests/data/strategies/").Concat(Repository.Files("samples/strategies/")).Where(f => f.EndsWith(".json", StringComparison.Ordinal))];

    private static string Name(string type) => string.Concat(type.Split('-').Select(w => char.ToUpperInvariant(w[0]) + w[1..]));

    private static string Type(PortKind kind) => kind switch { PortKind.Condition => "bool?", PortKind.Series => "double", _ => "object?" };

    /// <summary>What the text stands on: a bar, and a method per block with its inputs and parameters by name.</summary>
    private static string Stubs()
    {
        var text = new StringBuilder("#nullable enable\npublic sealed record Bar(double Open, double High, double Low, double Close, double Volume, double Hl2, double Hlc3, double Ohlc4);\npublic abstract class Strategy\n{\n    public abstract void OnClose(Bar bar);\n    protected static bool? Compare(double a, string sign, double b) => default;\n");
        foreach (var node in NodeCatalog.All)
        {
            var outputs = node.Outputs.Where(o => !o.ChartOnly).ToList();
            var result = node.Group is NodeGroup.Action or NodeGroup.Risk || outputs.Count == 0 ? "void" : outputs.Count == 1 ? Type(outputs[0].Kind) : "(" + string.Join(", ", outputs.Select(o => Type(o.Kind))) + ")";
            var parameters = node.Inputs.Select(i => $"{Type(i.Kind)} @{i.Handle} = default").Concat(node.Parameters.Select(p => $"object? @{p.Name} = null")).DistinctBy(p => p.Split('@')[1]);
            text.Append($"    protected static {result} {Name(node.Type)}({string.Join(", ", parameters)}) {(result == "void" ? "{ }" : "=> default")};\n".Replace("{ };", "{ }", StringComparison.Ordinal));
        }
        return text.Append("}\n").ToString();
    }

    private static List<string> Errors(string source) =>
        [.. CSharpCompilation.Create("exported", [Blocks.Value, CSharpSyntaxTree.ParseText("#nullable enable\n" + source)], References.Value, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary))
            .GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString())];

    [Theory]
    [MemberData(nameof(Strategies))]
    public void ToCSharp_Compiles(string file)
    {
        var strategy = StrategyCompiler.Compile(StrategyJson.Parse(Repository.Read(file)).Graph!).Strategy;
        Assert.NotNull(strategy);
        Assert.Empty(Errors(StrategyExport.ToCSharp(strategy).Source));
    }

    [Fact]
    public void ToCSharp_OfRandomStrategies_Compiles()
    {
        for (var seed = 0; seed < 40; seed++)
            if (StrategyCompiler.Compile(RandomGraphs.Valid(seed)).Strategy is { } strategy) Assert.Empty(Errors(StrategyExport.ToCSharp(strategy).Source));
    }

    [Fact]
    public void Errors_OfWrongText_AreFound() => Assert.NotEmpty(Errors("public sealed class X : Strategy { public override void OnClose(Bar bar) { double x = Sma(nothing: 1); } }"));
}
