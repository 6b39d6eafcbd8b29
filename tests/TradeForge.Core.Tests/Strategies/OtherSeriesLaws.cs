using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using TradeForge.Core.Market;
using TradeForge.Core.Strategies;

namespace TradeForge.Core.Tests.Strategies;

/// <summary>What must hold for every graph whose prices and indicators stand on other timeframes and symbols, over series with holes.</summary>
public class OtherSeriesLaws
{
    private static readonly string[] Timeframes = ["90m", "2h", "4h", "7h", "1d", "1w"];

    private static void ForAll(Func<int, bool> law) => Prop.ForAll(law).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    /// <summary>A random graph, half of its nodes moved to other series; what hangs on the position cannot be moved.</summary>
    private static CompiledStrategy Compile(int seed)
    {
        for (var attempt = 0; ; attempt++)
        {
            var random = new Random(seed + attempt);
            var graph = RandomGraphs.Valid(random.Next());
            var moved = graph with { Nodes = [.. graph.Nodes.Select(n => NodeCatalog.Find(n.Type).PicksSeries && random.Next(2) == 0 ? n with { Data = Moved(n.Data, random) } : n)] };
            var (strategy, problems) = StrategyCompiler.Compile(moved);
            if (strategy is not null && strategy.OtherSeries.Any()) return strategy;
            Assert.All(problems.Where(p => p.Severity == Severity.Error), p => Assert.Equal("position-on-other-series", p.Code));
        }
    }

    private static SortedDictionary<string, JsonElement> Moved(IReadOnlyDictionary<string, JsonElement> data, Random random)
    {
        var result = new SortedDictionary<string, JsonElement>(data.ToDictionary(), StringComparer.Ordinal);
        var symbol = random.Next(2) == 0;
        if (symbol) result["symbol"] = JsonSerializer.SerializeToElement(random.Next(4) == 0 ? "RANDOM" : "OTHER");
        if (!symbol || random.Next(2) == 0) result["timeframe"] = JsonSerializer.SerializeToElement(Timeframes[random.Next(Timeframes.Length)]);
        return result;
    }

    /// <summary>With bars left out, and at times off the grid of the hours.</summary>
    private static CandleSeries Holes(CandleSeries series, string symbol, Timeframe timeframe, Random random)
    {
        var start = series.Times[0] + (random.Next(4) * 900_000L);
        return CandleSeries.From(symbol, timeframe, [.. Enumerable.Range(0, series.Count).Where(_ => random.Next(6) > 0).Select(i => series[i] with { Time = start + (i * timeframe.Milliseconds) })]);
    }

    private static (CandleSeries Traded, CandleSeries Other) Series(int seed)
    {
        var random = new Random(seed);
        return (Holes(RandomGraphs.Candles(seed, 180), "RANDOM", Timeframe.OneHour, random),
            Holes(RandomGraphs.Candles(seed + 1, 330), "OTHER", new(random.Next(2) == 0 ? 1_800_000 : 3_600_000), random));
    }

    private static StrategyEvaluation Live(CompiledStrategy strategy, CandleSeries traded, CandleSeries other, Func<int> step)
    {
        var run = new StrategyEvaluation(strategy, TradingCalendar.Moex);
        var (ends, otherEnds) = (Resampler.CloseTimes(traded, TradingCalendar.Moex), Resampler.CloseTimes(other, TradingCalendar.Moex));
        var given = 0;
        for (var at = 0; at < traded.Count;)
        {
            var count = Math.Min(step(), traded.Count - at);
            var over = given;
            while (over < other.Count && otherEnds[over] <= ends[at + count - 1]) over++;
            run.AppendOther(other.Slice(given, over - given));
            run.Append(traded.Slice(at, count));
            for (var bar = at; bar < at + count; bar++) run.Decide(bar, RandomGraphs.Position(bar));
            (given, at) = (over, at + count);
        }
        return run;
    }

    private static StrategyEvaluation Whole(CompiledStrategy strategy, CandleSeries traded, CandleSeries other)
    {
        var run = new StrategyEvaluation(strategy, TradingCalendar.Moex);
        run.AppendOther(other);
        run.Append(traded);
        for (var bar = 0; bar < traded.Count; bar++) run.Decide(bar, RandomGraphs.Position(bar));
        return run;
    }

    /// <summary>Bit for bit the first bars of every column on the bars of the run.</summary>
    private static bool Same(StrategyEvaluation a, StrategyEvaluation b, int bars)
    {
        var slots = a.Strategy.Plan.Slots;
        for (var slot = 0; slot < slots.Count; slot++)
        {
            if (slots[slot].Series != 0) continue;
            if (slots[slot].Kind == PortKind.Condition ? !a.Conditions(slot)[..bars].SequenceEqual(b.Conditions(slot)[..bars])
                : !a.Values(slot)[..bars].ToArray().Select(BitConverter.DoubleToInt64Bits).SequenceEqual(b.Values(slot)[..bars].ToArray().Select(BitConverter.DoubleToInt64Bits))) return false;
        }
        return true;
    }

    [Fact]
    public void Append_BarByBar_EqualsAtOnce() => ForAll(seed =>
    {
        var (strategy, (traded, other)) = (Compile(seed), Series(seed));
        return Same(Live(strategy, traded, other, () => 1), Whole(strategy, traded, other), traded.Count);
    });

    [Fact]
    public void Append_InChunks_EqualsAtOnce() => ForAll(seed =>
    {
        var (strategy, (traded, other), random) = (Compile(seed), Series(seed), new Random(seed));
        return Same(Live(strategy, traded, other, () => random.Next(1, 60)), Whole(strategy, traded, other), traded.Count);
    });

    [Fact]
    public void Append_FutureBarsOfEitherSeries_ChangeNoPastValue() => ForAll(seed =>
    {
        var (strategy, (traded, other), random) = (Compile(seed), Series(seed), new Random(seed));
        var bars = 1 + random.Next(traded.Count - 1);
        var known = Resampler.CloseTimes(other, TradingCalendar.Moex).Count(end => end <= Resampler.CloseTimes(traded, TradingCalendar.Moex)[bars - 1]);
        return Same(Whole(strategy, traded.Slice(0, bars), other.Slice(0, known)), Whole(strategy, traded, other), bars);
    });
}
