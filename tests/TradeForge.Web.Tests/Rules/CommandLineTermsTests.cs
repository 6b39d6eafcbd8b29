using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Web.Tests.Browser;

namespace TradeForge.Web.Tests.Rules;

/// <summary>Lots, steps and commissions of single symbols on the command line.</summary>
public sealed class CommandLineTermsTests
{
    private const string AlwaysBuy = """
        {"schemaVersion":1,"name":"always","nodes":[
          {"id":"close","type":"price","position":{"x":0,"y":0},"data":{}},{"id":"zero","type":"constant","position":{"x":0,"y":1},"data":{"value":0}},
          {"id":"up","type":"compare","position":{"x":1,"y":0},"data":{"op":"gt"}},{"id":"buy","type":"enter-long","position":{"x":2,"y":0},"data":{}}],
         "edges":[{"id":"1","source":"close","sourceHandle":"value","target":"up","targetHandle":"a"},{"id":"2","source":"zero","sourceHandle":"value","target":"up","targetHandle":"b"},
          {"id":"3","source":"up","sourceHandle":"result","target":"buy","targetHandle":"when"}]}
        """;

    private static CandleSeries Flat(double price) => CandleSeries.From("X", Timeframe.OneDay, [.. Enumerable.Range(0, 4).Select(i => new Candle(1_704_067_200_000 + (i * 86_400_000L), price, price, price, price, 1000))]);

    [Fact]
    public async Task Backtest_TermsOfTwoSymbols_AreReadAndKept()
    {
        using var cli = new CommandLine();
        var (strategy, a, b) = (cli.File("s.json", AlwaysBuy), cli.File("A.csv", Flat(7)), cli.File("B.csv", Flat(9)));
        var result = ResultJson.Read(System.Text.Encoding.UTF8.GetBytes(await cli.BacktestAsync(
            "--strategy", strategy, "--candles", a, "--candles", b, "--cash", "1010", "--slippage", "1t", "--lot", "1", "--lot", "A=10, 2025-01-01: 1", "--price-step", "A=0.01", "--price-step=B=0.5", "--commission", "A=1%")));
        Assert.Equal([("A", 140m, 7.01m), ("B", 1m, 9.5m)], result.Orders.Select(o => (o.Symbol, o.FilledQuantity, o.Price!.Value))); // as in OwnTermsTests
        Assert.Equal((10m, 1m), (result.Manifest.Settings.OwnTerms["A"].Lot, result.Manifest.Settings.OwnTerms["A"].Later.Single().Lot));
    }

    [Fact]
    public async Task Backtest_EverythingWrongWithTerms_IsSaidAtOnce()
    {
        using var cli = new CommandLine();
        var (strategy, a) = (cli.File("s.json", AlwaysBuy), cli.File("A.csv", Flat(7)));
        var said = await CommandLine.RefusalAsync("--strategy", strategy, "--candles", a, "--lot", "A=ten", "--lot", "1", "--lot", "2", "--commission", "A=-1%");
        Assert.Contains("--lot is 'A=ten'", said, StringComparison.Ordinal);
        Assert.Contains("--lot is given twice", said, StringComparison.Ordinal);
        Assert.Contains("ommission", said, StringComparison.Ordinal);
        said = await CommandLine.RefusalAsync("--strategy", strategy, "--candles", a, "--lot", "B=10", "--price-step", "C=1");
        Assert.Contains("B has terms of its own, but is not traded: there are A.", said, StringComparison.Ordinal);
        Assert.Contains("C has terms of its own", said, StringComparison.Ordinal);
    }
}
