using TradeForge.Core.Indicators;
using TradeForge.Core.Market;
using TradeForge.Core.Strategies;

namespace TradeForge.Core.Tests.Strategies;

/// <summary>Every indicator on a higher timeframe, on another symbol, and on the output of another indicator.</summary>
public class IndicatorSeriesTests
{
    private const int Bars = 400;

    private static readonly CandleSeries Own = Hours("A", 1), Other = Hours("B", 2);

    public static TheoryData<string> Ids { get; } = [.. IndicatorCatalog.All.Where(d => d.LiveOutputs > 0).Select(d => d.Id)];

    public static TheoryData<string> Chained { get; } = [.. IndicatorCatalog.All.Where(d => d.TakesSource && d.LiveOutputs > 0).Select(d => d.Id)];

    [Theory, MemberData(nameof(Ids))]
    public void HigherTimeframe_EveryOutput_IsSeenFromItsCloseOn(string id)
    {
        var pairs = Enumerable.Range(0, Bars / 2).Select(i => (First: Own[2 * i], Second: Own[(2 * i) + 1]));
        var doubled = CandleSeries.From("A", new Timeframe(7_200_000), [.. pairs.Select(p => new Candle(
            p.First.Time, p.First.Open, Math.Max(p.First.High, p.Second.High), Math.Min(p.First.Low, p.Second.Low), p.Second.Close, p.First.Volume + p.Second.Volume))]);
        var expected = IndicatorRun.Columns(IndicatorCatalog.Find(id)!, IndicatorCatalog.Find(id)!.Defaults, doubled);
        AssertColumns(id, Graph(id, "timeframe=2h"), k => i => i == 0 ? double.NaN : expected[k][(i - 1) / 2]);
    }

    [Theory, MemberData(nameof(Ids))]
    public void OtherSymbol_EveryOutput_IsThatOfItsBars(string id)
    {
        var expected = IndicatorRun.Columns(IndicatorCatalog.Find(id)!, IndicatorCatalog.Find(id)!.Defaults, Other);
        AssertColumns(id, Graph(id, "symbol=B"), k => i => expected[k][i]);
    }

    [Theory, MemberData(nameof(Chained))]
    public void IndicatorOfIndicator_EveryOutput_ReadsItsValues(string id)
    {
        var definition = IndicatorCatalog.Find(id)!;
        var mean = IndicatorRun.Columns(IndicatorCatalog.Find("sma")!, [3], Own)[0];
        var expected = IndicatorRun.Columns(definition, definition.Defaults, Own, [mean]);
        AssertColumns(id, Graph(id).Node("mean", "sma", "period=3").Wire("mean.value -> x.source"), k => i => expected[k][i]);
    }

    private static void AssertColumns(string id, GraphBuilder graph, Func<int, Func<int, double>> expected)
    {
        using var run = new StrategyEvaluation(graph.Compile());
        run.AppendOther(Other);
        run.Append(Own);
        var definition = IndicatorCatalog.Find(id)!;
        for (var k = 0; k < definition.LiveOutputs; k++)
        {
            var (ours, theirs) = (run.Numbers("x", definition.Outputs[k].Name), expected(k));
            for (var i = 0; i < Bars; i++) Assert.True(theirs(i).Equals(ours[i]), $"{definition.Outputs[k].Name}, bar {i}: {theirs(i)} and {ours[i]}");
        }
    }

    /// <summary>The indicator as node x, reached by an entry; a pair reads close and volume of the same series.</summary>
    private static GraphBuilder Graph(string id, params string[] on)
    {
        var definition = IndicatorCatalog.Find(id)!;
        var output = definition.Outputs[0].Name;
        var graph = GraphBuilder.Entry("c.result").Node("x", id, on).Node("c", "compare").Wire($"x.{output} -> c.a", $"x.{output} -> c.b");
        return !definition.TakesPair ? graph
            : graph.Node("price", "price", on).Node("volume", "price", [.. on, "field=volume"]).Wire("price.value -> x.a", "volume.value -> x.b");
    }

    private static CandleSeries Hours(string symbol, int seed)
    {
        var random = new Random(seed);
        var (candles, price) = (new List<Candle>(), 100.0);
        for (var i = 0; i < Bars; i++)
        {
            var open = price;
            price = Math.Round(open * (1 + ((random.NextDouble() - 0.5) * 0.02)), 2);
            candles.Add(new Candle(1_704_067_200_000 + (i * 3_600_000L), open, Math.Max(open, price) + random.Next(3), Math.Min(open, price) - random.Next(3), price, random.Next(1, 1_000)));
        }

        return CandleSeries.From(symbol, Timeframe.OneHour, candles);
    }
}
