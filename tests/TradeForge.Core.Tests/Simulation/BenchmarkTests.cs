using TradeForge.Core.Market;
using TradeForge.Core.Metrics;
using TradeForge.Core.Simulation;
using TradeForge.Core.Trading;
using static TradeForge.Core.Tests.Simulation.Play;

namespace TradeForge.Core.Tests.Simulation;

/// <summary>A run beside a benchmark of its own choice.</summary>
public sealed class BenchmarkTests
{
    private const int FirstDay = 19_723; // 2024-01-01

    private static readonly CandleSeries Held = Bars(Flat(100, Buy), Flat(100), Flat(110), Flat(99));

    private static readonly CandleSeries Index = new("INDEX", Timeframe.OneDay, [.. Held.Times], [50, 51, 52, 53], [50, 51, 52, 53], [50, 51, 52, 53], [50, 51, 52, 53], [1, 1, 1, 1]);

    private static bool Near(double? a, double? b) => a == b || Math.Abs(a!.Value - b!.Value) < 1e-6;

    private static CurrencyRates Rates(params double[] closes) => new(
        [("USD", "RUB", CandleSeries.From("RATE", Timeframe.OneDay, [.. closes.Select((c, i) => new Candle(Held.Times[0] + ((i - 1) * Timeframe.OneDay.Milliseconds), c, c, c, c, 1))]))], TradingCalendar.Auto);

    [Fact]
    public void Run_NamedBenchmark_IsComparedWithIt()
    {
        var settings = Settings with { Benchmark = "INDEX" };
        var (data, problems) = BacktestData.Prepare(Held, settings, null, [Index]);
        Assert.Empty(problems);
        var result = Backtest.Run(Graph().Compile(), data!, settings, null, CancellationToken.None);
        Assert.Equal(6, result.Metrics["benchmarkReturnPercent"]!.Value, 1e-9); // 50 → 53
        Assert.Equal(result.Metrics["returnPercent"]!.Value - 6, result.Metrics["excessReturnPercent"]!.Value, 1e-9);
        Assert.Equal("INDEX", ResultJson.Read(ResultJson.ToBytes(result)).Manifest.Settings.Benchmark);
    }

    [Fact]
    public void Run_NoBenchmark_IsComparedWithBuyingAndHolding()
    {
        var result = Graph().Run(Settings, Held);
        Assert.Equal(-1, result.Metrics["benchmarkReturnPercent"]!.Value, 1e-9); // 100 → 99
        Assert.Equal(1, result.Metrics["beta"]!.Value, 1e-9); // all cash in it
    }

    /// <summary>A total return in the money of the account: 50, 51 − 1 of dividend, 52 and 53 dollars at 100, 110, 120 and 120 roubles.</summary>
    [Fact]
    public void Run_BenchmarkInAnotherCurrencyWithDividends_IsATotalReturnInTheMoneyOfTheAccount()
    {
        var settings = Settings with { Benchmark = "INDEX", Currency = "RUB", Quotes = new Dictionary<string, string> { ["INDEX"] = "USD" } };
        var rates = Rates(90, 100, 110, 120);
        var (days, _, hash) = Play(new(new([], [new(FirstDay + 2, 1)]), Rates: rates)); // ex on the third day: 51 · 50/51 before
        Assert.Equal([null, 100 * ((50 * 110 / (50 * 50 / 51.0 * 100)) - 1), 100 * ((52 * 120 / (50 * 110.0)) - 1), 100 * ((53 / 52.0) - 1)], days.Select(d => d.BenchmarkPercent), Near);
        var (plain, held, other) = Play(new(CorporateActions.None, Rates: rates));
        Assert.Equal(100 * ((53 * 120 / (50 * 100.0)) - 1), held, 1e-9);
        Assert.Equal(51 * 110 / (50 * 100.0), 1 + (plain[1].BenchmarkPercent!.Value / 100), 1e-9);
        Assert.NotEqual(hash, other); // what the result was compared with is part of its data

        var (none, problems) = BacktestData.Prepare(Held, settings, null, [Index]);
        Assert.Null(none);
        Assert.Equal("rates-missing", Assert.Single(problems).Code);

        (IReadOnlyList<DayRow> Days, double Held, string Hash) Play(HoldingEvents events)
        {
            var (data, wrong) = BacktestData.Prepare(Held, settings, null, [Index], events: new Dictionary<string, HoldingEvents> { ["INDEX"] = events });
            Assert.Empty(wrong);
            var result = Backtest.Run(Graph().Compile(), data!, settings, null, CancellationToken.None);
            return (result.Days, result.Metrics["benchmarkReturnPercent"]!.Value, result.Manifest.DataHash);
        }
    }

    /// <summary>G41: from the first tradable bar on, less one entry cost; cash before.</summary>
    [Theory]
    [InlineData("INDEX", 52 / 51.0, 53 / 51.0)]
    [InlineData(null, 110 / 100.0, 99 / 100.0)]
    public void Days_BenchmarkEquity_StartsAtTheFirstTradableBarAndPaysOnce(string? benchmark, double third, double fourth)
    {
        var settings = Settings with { Benchmark = benchmark, WarmUp = 1, Commission = new(Percent: 1) };
        var result = Backtest.Run(Graph().Compile(), BacktestData.Prepare(Held, settings, null, [Index]).Data!, settings, null, CancellationToken.None);
        var cash = (double)settings.Cash;
        Assert.Equal([cash, 0.99 * cash, 0.99 * cash * third, 0.99 * cash * fourth], result.Days.Select(d => d.BenchmarkEquity), Near);
        Assert.Equal(100 * ((0.99 * 0.99) - 1), result.Metrics["buyHoldPercent"]!.Value, 1e-9); // of the instrument itself, whatever the benchmark
        Assert.Equal(result.Days, ResultJson.Read(ResultJson.ToBytes(result)).Days);
    }

    [Fact]
    public void Days_BenchmarkThatIsNotKnownYet_IsCashUntilThen()
    {
        var settings = Settings with { Benchmark = "INDEX" };
        var result = Backtest.Run(Graph().Compile(), BacktestData.Prepare(Held, settings, null, [Index.Slice(2, 2)]).Data!, settings, null, CancellationToken.None);
        Assert.Equal([10_000, 10_000, 10_000, 10_000 * 53 / 52.0], result.Days.Select(d => d.BenchmarkEquity), Near);
    }

    [Fact]
    public void Run_PortfolioBesideABenchmark_IsComparedWithIt()
    {
        var settings = Settings with { Benchmark = "INDEX", Exposure = new() { Symbol = 50 } };
        var result = Backtest.Run(Graph().Compile(), BacktestData.Prepare(Held, settings, null, [Index]).Data!, settings, null, CancellationToken.None);
        Assert.Equal(6, result.Metrics["benchmarkReturnPercent"]!.Value, 1e-9);
        Assert.Equal(10_000 * 1.06, result.Days[^1].BenchmarkEquity!.Value, 1e-6);
    }

    [Fact]
    public void Prepare_BenchmarkWithoutCandles_SaysSo()
    {
        var (data, problems) = BacktestData.Prepare(Held, Settings with { Benchmark = "OTHER" }, null, [Index]);
        Assert.Null(data);
        Assert.Equal(("benchmark-missing", "benchmark"), (problems[0].Code, problems[0].Path));
    }

    [Fact]
    public void Trials_BelowOne_AreRefused() => Assert.Equal("trials", Assert.Single(SettingsCheck.Problems(Settings with { Trials = 0 })).Path);
}
