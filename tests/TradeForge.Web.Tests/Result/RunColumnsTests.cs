using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Web.Shared.Charts;
using TradeForge.Web.Tests.Browser;

namespace TradeForge.Web.Tests.Result;

public sealed class RunColumnsTests
{
    private const string Json = """
        {"schemaVersion":1,"name":"panes","nodes":[
        {"id":"volume","type":"price","data":{"field":"volume"}},{"id":"usual","type":"sma","data":{"period":20}},{"id":"close","type":"price","data":{"field":"close"}},{"id":"mean","type":"sma","data":{"period":10}},
        {"id":"rsi","type":"rsi","data":{"period":14}},{"id":"smooth","type":"ema","data":{"period":5}},{"id":"peak","type":"highest","data":{"bars":7}},{"id":"busy","type":"compare","data":{"op":"gt"}},
        {"id":"up","type":"compare","data":{"op":"gt"}},{"id":"fast","type":"compare","data":{"op":"gt"}},{"id":"all","type":"and","data":{}},{"id":"buy","type":"enter-long","data":{}}],
        "edges":[
        {"id":"0","source":"volume","sourceHandle":"value","target":"usual","targetHandle":"source"},{"id":"1","source":"volume","sourceHandle":"value","target":"busy","targetHandle":"a"},
        {"id":"2","source":"usual","sourceHandle":"value","target":"busy","targetHandle":"b"},{"id":"3","source":"close","sourceHandle":"value","target":"mean","targetHandle":"source"},
        {"id":"4","source":"close","sourceHandle":"value","target":"up","targetHandle":"a"},{"id":"5","source":"mean","sourceHandle":"value","target":"up","targetHandle":"b"},
        {"id":"6","source":"rsi","sourceHandle":"value","target":"smooth","targetHandle":"source"},{"id":"7","source":"smooth","sourceHandle":"value","target":"peak","targetHandle":"source"},
        {"id":"8","source":"rsi","sourceHandle":"value","target":"fast","targetHandle":"a"},{"id":"9","source":"peak","sourceHandle":"value","target":"fast","targetHandle":"b"},
        {"id":"10","source":"busy","sourceHandle":"result","target":"all","targetHandle":"in1"},{"id":"11","source":"up","sourceHandle":"result","target":"all","targetHandle":"in2"},
        {"id":"12","source":"fast","sourceHandle":"result","target":"all","targetHandle":"in3"},{"id":"13","source":"all","sourceHandle":"result","target":"buy","targetHandle":"when"}]}
        """;

    [Fact]
    public void Of_HighestOfAPrice_DrawsItOnThePrice()
    {
        var strategy = StrategyCompiler.Compile(StrategyTemplates.All.First(t => t.Graph.Nodes.Any(n => n.Type == "highest")).Graph).Strategy!;
        var run = ResultSamples.Run(strategy, new BacktestSettings());
        var columns = RunColumns.Of(strategy, AppFixture.Wave(), run.Manifest.From, run.Manifest.To);

        var line = Assert.Single(columns.Lines, l => l.Label == "Highest 20");
        Assert.Equal((0, "Наибольшее 20"), (line.Pane, line.Words!.Ru));
        var (high, drawn) = (columns.Columns[1].Values.ToArray(), columns.Columns[5 + columns.Lines.ToList().IndexOf(line)].Values.ToArray());
        for (var i = 19; i < high.Length; i++) Assert.Equal(high[(i - 19)..(i + 1)].Max(), drawn[i]);
    }

    [Fact]
    public void Of_LinesOfOtherScales_HaveTheirOwnPanes()
    {
        var strategy = StrategyCompiler.Compile(StrategyJson.Parse(Json).Graph!).Strategy!;
        var run = ResultSamples.Run(strategy, new BacktestSettings());
        var pane = RunColumns.Of(strategy, AppFixture.Wave(), run.Manifest.From, run.Manifest.To).Lines.ToDictionary(l => l.Label, l => l.Pane);

        Assert.Equal(0, pane["SMA 10"]);
        Assert.NotEqual(0, pane["SMA 20"]); // an average of the volume
        Assert.Equal([pane["RSI 14"], pane["RSI 14"]], [pane["EMA 5"], pane["Highest 7"]]);
        Assert.Equal(3, pane.Values.Distinct().Count());
    }
}
