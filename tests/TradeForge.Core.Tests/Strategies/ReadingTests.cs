using System.Text.Json;
using System.Text.RegularExpressions;
using TradeForge.Core.Strategies;
using TradeForge.Core.Strategies.Reading;

namespace TradeForge.Core.Tests.Strategies;

public partial class ReadingTests
{
    public static TheoryData<string> Types => [.. NodeCatalog.All.Select(d => d.Type).Where(t => t is not ("note" or "group"))];

    private static string All(IReadOnlyList<ReadingSection> sections, Func<Text, string> language)
    {
        return string.Join("\n", sections.SelectMany(s => s.Lines.SelectMany(Lines).Prepend(language(s.Title))));
        IEnumerable<string> Lines(ReadingLine line) => line.Parts.SelectMany(Lines).Prepend(language(line.Words));
    }

    /// <summary>The node with every required parameter given, its inputs wired as far as something fits, wired on into an entry where it gives a condition or a number.</summary>
    private static GraphBuilder Around(NodeDescriptor d, string output)
    {
        var graph = new GraphBuilder().Node("x", d.Type, [.. d.Parameters.Where(p => p.Required || p.Name is "value" or "expression").Select(p => $"{p.Name}={Example(p)}")])
            .Node("number", "price", "field=high").Node("yes", "compare").Node("seven", "constant", "value=7").Wire("number.value -> yes.a", "seven.value -> yes.b");
        foreach (var input in d.Inputs.Where(i => !i.Optional || i.Handle is "in1" or "in2")) graph.Wire($"{(input.Kind == PortKind.Condition ? "yes.result" : "number.value")} -> x.{input.Handle}");
        if (d.Group is NodeGroup.Action or NodeGroup.Risk or NodeGroup.Portfolio) return graph;
        graph.Node("buy", "enter-long");
        var kind = d.Outputs.First(o => o.Handle == output).Kind;
        if (kind == PortKind.Series) return graph.Node("c", "compare").Wire($"x.{output} -> c.a", "seven.value -> c.b", "c.result -> buy.when");
        return kind == PortKind.Condition ? graph.Wire($"x.{output} -> buy.when") : graph.Wire("yes.result -> buy.when", $"x.{output} -> buy.size");
    }

    private static string Example(NodeParameter p) => p.Name switch
    {
        "expression" => "in1 + in2",
        "from" => "09:30",
        "to" => "16:00",
        "days" => "mon-fri",
        "symbols" => "SBER,GAZP",
        _ => p.Kind == ParameterKind.Choice ? p.Choices[0] : JsonSerializer.Serialize(Math.Max(double.IsFinite(p.Min) && p.Min > -1000 ? p.Min : 1, 2)),
    };

    [Theory, MemberData(nameof(Types))]
    public void Read_EveryNodeOfTheCatalogue_HasWordsInBothLanguagesWithoutItsId(string type)
    {
        var d = NodeCatalog.Find(type);
        foreach (var output in d.Outputs.Where(o => !o.ChartOnly).Select(o => o.Handle).DefaultIfEmpty(""))
        {
            if (d.Outputs.Count > 0 && output.Length == 0) continue; // all of it is for charts only
            var sections = StrategyReader.Read(Around(d, output).Graph());
            var (en, ru) = (All(sections, t => t.En), All(sections, t => t.Ru));
            Assert.DoesNotContain("cannot be read", en);
            if (type.Contains('-')) Assert.False(Regex.IsMatch(en + ru, $@"(?<![\w-]){type}(?![\w-])") && type is not ("stop-loss" or "take-profit"), en);
            Assert.DoesNotMatch(RawId(), en + ru);
            Assert.DoesNotMatch(Cyrillic(), en);
            Assert.Matches(Cyrillic(), ru);
            // English words in the Russian text are abbreviations or proper names, never lower-case ones
            Assert.DoesNotMatch(LowerCaseLatin(), ru.Replace("in1", "", StringComparison.Ordinal).Replace("in2", "", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Read_EveryPattern_IsNamedInBothLanguages() => Assert.All(NodeCatalog.Find("pattern").Parameters[0].Choices, word =>
    {
        var sections = StrategyReader.Read(new GraphBuilder().Node("x", "pattern", $"name={word}").Node("buy", "enter-long").Wire("x.result -> buy.when").Graph());
        Assert.Equal($"Buy when the candle completes the pattern “{WordLabels.Of(word).En}”.", sections[0].Lines[0].Words.En);
        Assert.Matches(@"^Купить, когда свеча завершает фигуру «.*[а-я].*»\.$", sections[0].Lines[0].Words.Ru);
    });

    [Fact]
    public void Read_EveryChoice_SaysSomethingElse() // a word that does not change the text would be left unsaid
    {
        foreach (var d in NodeCatalog.All.Where(d => d.Group != NodeGroup.Indicators && d.Type != "pattern"))
            foreach (var p in d.Parameters.Where(p => p.Kind == ParameterKind.Choice))
            {
                var texts = p.Choices.Select(word => All(StrategyReader.Read(Around(d, d.Outputs.FirstOrDefault()?.Handle ?? "").Set("x", p.Name, word).Graph()), t => t.En)).ToList();
                Assert.True(texts.Distinct().Count() == texts.Count, $"{d.Type}.{p.Name}: {string.Join(" | ", texts)}");
            }
    }

    [Fact]
    public void Read_JoinedConditions_StandBelowTheSentence()
    {
        var sections = StrategyReader.Read(StrategyTemplates.All.Single(t => t.Id == "rsi-dip").Graph);
        Assert.Equal([ReadingPart.EntryLong, ReadingPart.Exit, ReadingPart.Risk, ReadingPart.Size], sections.Select(s => s.Part));
        var entry = sections[0].Lines.Single();
        Assert.Equal(("buy", "Buy when all of these hold:", "Купить, когда выполнено всё:"), (entry.NodeId, entry.Words.En, entry.Words.Ru));
        Assert.Equal(["RSI(14) crosses above 30", "close is above SMA(200)"], entry.Parts.Select(p => p.Words.En));
        Assert.Equal(["RSI(14) пересекает снизу вверх 30", "закрытие выше SMA(200)"], entry.Parts.Select(p => p.Words.Ru));
        Assert.Equal("Stop-loss 5 %", sections[2].Lines.Single().Words.En);
        Assert.Equal("50 % капитала", sections[3].Lines.Single().Words.Ru);
    }

    [Fact]
    public void Read_GraphWithErrors_SaysWhatThereIs()
    {
        var graph = new GraphBuilder().Node("buy", "enter-long").Node("c", "crosses").Node("rsi", "rsi").Node("odd", "no-such-block").Node("late", "rsi", "period=-3")
            .Wire("rsi.value -> c.a", "c.result -> buy.when", "late.value -> c.b", "odd.value -> late.source").Graph();
        Assert.Null(StrategyCompiler.Compile(graph).Strategy);
        Assert.Equal("Buy when RSI(14) crosses above RSI(…) of [a block that cannot be read].", StrategyReader.Read(graph)[0].Lines[0].Words.En);
        var open = StrategyReader.Read(new GraphBuilder().Node("buy", "enter-long").Node("sell", "exit-long").Node("c", "not").Node("rsi", "rsi").Wire("c.result -> sell.when").Graph());
        Assert.Equal("Buy when [not wired yet].", open[0].Lines[0].Words.En);
        Assert.Equal("Закрыть длинную позицию, когда неверно, что [ещё не подключено].", open[1].Lines[0].Words.Ru);
        Assert.Equal((ReadingPart.Loose, "RSI(14)"), (open[^1].Part, open[^1].Lines.Single().Words.En));
    }

    [Fact]
    public void Read_Cycle_Ends()
    {
        var text = All(StrategyReader.Read(new GraphBuilder().Node("a", "not").Node("b", "not").Wire("a.result -> b.in", "b.result -> a.in").Node("buy", "enter-long").Wire("b.result -> buy.when").Graph()), t => t.En);
        Assert.Contains("[itself]", text);
    }

    [Fact]
    public void Read_OrdersOfEntriesAndExits_AreSaid()
    {
        var graph = new GraphBuilder().Node("p", "price", "field=low").Node("k", "constant", "value=1").Node("c", "compare").Wire("p.value -> c.a", "k.value -> c.b")
            .Node("buy", "enter-long", "orderType=limit", "timeInForce=gtd", "until=2030-01-01", "pyramiding=3", "onOpposite=block").Wire("c.result -> buy.when", "p.value -> buy.limit")
            .Node("sell", "exit-long", "orderType=stop-limit", "timeInForce=day", "part=50").Wire("c.result -> sell.when", "p.value -> sell.limit", "k.value -> sell.stop")
            .Node("size", "position-size", "mode=lots", "value=2").Wire("size.size -> buy.size").Graph();
        Assert.NotNull(StrategyCompiler.Compile(graph).Strategy);
        var sections = StrategyReader.Read(graph);
        Assert.Equal("Buy 2 lots with a limit order at low, good until 2030-01-01, when low is above 1, at most 3 times in one position, but not while a short position is open.", sections[0].Lines[0].Words.En);
        Assert.Equal("Купить (объём — 2 лота) лимитной заявкой (цена — минимум бара), действующей до 2030-01-01, когда минимум бара выше 1, не больше 3 раз в одной позиции, но не пока открыта короткая позиция.", sections[0].Lines[0].Words.Ru);
        Assert.Equal("Close 50 % of the long position with a stop-limit order (stop at 1, limit at low), good for the day, when low is above 1.", sections[1].Lines[0].Words.En);
        Assert.Equal("Закрыть 50 % длинной позиции стоп-лимитной заявкой (стоп — 1, лимит — минимум бара), действующей до конца дня, когда минимум бара выше 1.", sections[1].Lines[0].Words.Ru);
    }

    [Fact]
    public void Read_NamedGroup_IsCalledByItsName()
    {
        var json = """
            { "schemaVersion": 1, "name": "g", "nodes": [
              { "id": "trend", "type": "group", "position": { "x": 0, "y": 0 }, "data": { "name": "Above its average",
                "nodes": [ { "id": "p", "type": "price", "position": { "x": 0, "y": 0 }, "data": {} }, { "id": "avg", "type": "sma", "position": { "x": 0, "y": 0 }, "data": { "period": 50 } }, { "id": "cmp", "type": "compare", "position": { "x": 0, "y": 0 }, "data": {} } ],
                "edges": [ { "id": "e1", "source": "avg", "sourceHandle": "value", "target": "cmp", "targetHandle": "b" }, { "id": "e2", "source": "p", "sourceHandle": "value", "target": "cmp", "targetHandle": "a" } ],
                "outputs": [ { "handle": "result", "node": "cmp", "sourceHandle": "result" } ] } },
              { "id": "buy", "type": "enter-long", "position": { "x": 0, "y": 0 }, "data": {} } ],
              "edges": [ { "id": "e1", "source": "trend", "sourceHandle": "result", "target": "buy", "targetHandle": "when" } ] }
            """;
        var graph = StrategyJson.Parse(json).Graph!;
        Assert.Equal("Buy when “Above its average” (close is above SMA(50)).", StrategyReader.Read(graph)[0].Lines[0].Words.En);
        Assert.StartsWith("Купить, когда «Above its average» (закрытие выше SMA(50)).", StrategyReader.Describe(StrategyCompiler.Compile(graph).Strategy!).Ru);
    }

    [Theory]
    [InlineData(1, "1 bar", "1 бар")]
    [InlineData(3, "3 bars", "3 бара")]
    [InlineData(11, "11 bars", "11 баров")]
    [InlineData(22, "22 bars", "22 бара")]
    [InlineData(112, "112 bars", "112 баров")]
    public void Bars_Number_IsCounted(int n, string en, string ru) => Assert.Equal(new Text(en, ru), Counted.Bars(n));

    [GeneratedRegex(@"(?<![\w/])[a-z]+[A-Z]\w*|\(s\)|\(ов\)|\?|\bNaN\b")]
    private static partial Regex RawId();

    [GeneratedRegex(@"\p{IsCyrillic}")]
    private static partial Regex Cyrillic();

    [GeneratedRegex(@"(?<![\w.%])[a-z]{2,}")]
    private static partial Regex LowerCaseLatin();
}
