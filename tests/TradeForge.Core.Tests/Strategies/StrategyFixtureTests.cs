using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TradeForge.Core.Strategies;
using TradeForge.Core.Tests.Architecture;

namespace TradeForge.Core.Tests.Strategies;

/// <summary>Saved strategies compile to the same plan for ever (golden rule G70). plans.txt is only added to: file, definition hash, plan hash.</summary>
public class StrategyFixtureTests
{
    private const string Folder = "tests/data/strategies/";

    private static CompiledStrategy Compile(string name)
    {
        var (graph, problems) = StrategyJson.Parse(Repository.Read($"{Folder}{name}.json"));
        Assert.Empty(problems);
        return StrategyCompiler.Compile(graph!) is { Strategy: { } strategy, Problems: [] } ? strategy : throw new InvalidOperationException(string.Join("; ", StrategyCompiler.Compile(graph!).Problems.Select(p => p.Message.En)));
    }

    /// <summary>The plan in words: every step with its parameters and what it reads, then what acts on them. Numbers of columns do not count.</summary>
    private static string PlanOf(CompiledStrategy strategy)
    {
        var (plan, text, places) = (strategy.Plan, new StringBuilder(), new Dictionary<int, string> { [-1] = "-" });
        for (var i = 0; i < plan.Steps.Count; i++)
        {
            var step = plan.Steps[i];
            for (var output = 0; output < step.Outputs.Length; output++) places[step.Outputs[output]] = $"{i}.{output}";
            text.Append(i).Append(": ").Append(step.Name).Append(" (").AppendJoin(", ", step.Inputs.Select(s => places[s])).Append(')').Append(step.Series == 0 ? "" : $" on {plan.Series[step.Series].Key.Symbol}@{plan.Series[step.Series].Key.Timeframe}").Append(step.NeedsPosition ? " late" : "").Append('\n');
        }
        foreach (var node in plan.Nodes.Values.Where(n => n.OutputSlots.Length == 0).OrderBy(n => n.Id, StringComparer.Ordinal))
            text.Append(node.Id).Append(": ").Append(node.Descriptor.Type).AppendJoin("", node.Values.Chosen().Select(p => $" {p.Name}={p.Text}"))
                .Append(" (").AppendJoin(", ", node.Sources.Select((s, i) => s is null ? "-" : node.InputSlots[i] < 0 ? s.Value.Node : places[node.InputSlots[i]]).Where(p => p != "-")).Append(")\n");
        foreach (var risk in strategy.Risks) text.Append(risk.NodeId).Append(" reads ").Append(places[risk.ValueSlot]).Append('\n');
        return text.ToString();
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public static TheoryData<string, string, string> Known
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var line in Repository.Read($"{Folder}plans.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                var parts = line.Split(' ');
                data.Add(parts[0], parts[1], parts[2]);
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Known))]
    public void Fixture_OfAnyVersion_KeepsItsPlanAndHash(string name, string definition, string plan)
    {
        var strategy = Compile(name);
        Assert.True((strategy.DefinitionHash, Hash(PlanOf(strategy))) == (definition, plan), $"{name} {strategy.DefinitionHash} {Hash(PlanOf(strategy))}\n{PlanOf(strategy)}");
    }

    [Fact]
    public void Fixtures_EveryFile_HasALine() =>
        Assert.Equal(Repository.Files(Folder).Where(f => f.EndsWith(".json", StringComparison.Ordinal)).Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal), Known.Select(row => (string)row[0]).Order(StringComparer.Ordinal));

    /// <summary>A hash leaves out what is the default, so a default never changes. defaults.txt is only added to: type, parameter, value.</summary>
    [Fact]
    public void Defaults_OfEveryVersion_AreKept()
    {
        var lines = Repository.Read($"{Folder}defaults.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var now = NodeCatalog.All.SelectMany(d => d.Parameters.Where(p => !double.IsNaN(p.Default))
            .Select(p => $"{d.Type} {p.Name} {(p.Kind == ParameterKind.Choice ? p.Choices[(int)p.Default] : NodeValues.Canonical(p.Default))}")).ToHashSet();
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.Contains(line, now));
    }

    [Fact]
    public void Plan_OtherGraph_IsAnother()
    {
        static string Text(params string[] data) => PlanOf(new GraphBuilder().Node("p", "price").Node("s", "sma", data).Node("c", "compare").Node("buy", "enter-long").Wire("p.value -> c.a", "s.value -> c.b", "c.result -> buy.when").Compile());
        Assert.NotEqual(Text("period=5"), Text("period=6"));
        Assert.Equal("""
            0: price ()
            1: sma period=5 (0.0)
            2: compare (0.0, 1.0)
            buy: enter-long (2.0)

            """.ReplaceLineEndings("\n"), Text("period=5"));
    }

    private static readonly Action<JsonObject>[] Steps =
    [
        file => file["title"] = file["name"]!.DeepClone(),
        file => { file["name"] = (string)file["title"]! + "!"; file.Remove("title"); },
    ];

    [Theory]
    [InlineData("""{"schemaVersion":1,"name":"a"}""", """{"schemaVersion":3,"name":"a!"}""")]
    [InlineData("""{"schemaVersion":2,"name":"a","title":"b"}""", """{"schemaVersion":3,"name":"b!"}""")]
    [InlineData("""{"schemaVersion":3,"name":"a"}""", """{"schemaVersion":3,"name":"a"}""")]
    [InlineData("""{"schemaVersion":4,"name":"a"}""", """{"schemaVersion":4,"name":"a"}""")]
    [InlineData("""{"schemaVersion":0}""", """{"schemaVersion":0}""")]
    [InlineData("""{"schemaVersion":1.5}""", """{"schemaVersion":1.5}""")]
    [InlineData("""{"schemaVersion":"1"}""", """{"schemaVersion":"1"}""")]
    [InlineData("[1]", "[1]")]
    public void Upgrade_TwoSteps_RunsThoseThatAreMissing(string before, string after)
    {
        using var document = JsonDocument.Parse(before);
        Assert.Equal(after, StrategyMigrations.Upgrade(document.RootElement, Steps).GetRawText());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("2")]
    [InlineData("1.5")]
    public void Parse_AnotherVersion_SaysWhatIsRead(string version)
    {
        var problem = Assert.Single(StrategyJson.Parse($$"""{"schemaVersion":{{version}},"name":"x","nodes":[],"edges":[]}""").Problems);
        Assert.Equal(("wrong-schema-version", "schemaVersion"), (problem.Code, problem.Path));
        Assert.Contains(version, problem.Message.En);
    }
}
