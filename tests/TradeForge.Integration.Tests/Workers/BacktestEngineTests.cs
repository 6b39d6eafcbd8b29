using Microsoft.Extensions.DependencyInjection;
using TradeForge.Core;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Core.Trading;
using TradeForge.Infrastructure.ClickHouse;
using TradeForge.Integration.Tests.ClickHouse;
using TradeForge.Integration.Tests.Postgres;
using TradeForge.Workers.Backtests;

namespace TradeForge.Integration.Tests.Workers;

/// <summary>What a job takes from and gives to the ClickHouse engine.</summary>
[Collection(ClickHouseCollection.Name)]
public sealed class BacktestEngineTests(ClickHouseFixture fixture)
{
    private const string Instrument = "bitfinex:BTCUSD";
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Load_StoredHigherAndMissingTimeframes_GiveTheResultOfTheBarsInMemory()
    {
        var (engine, _) = await NewAsync();
        var wave = SampleResult.Wave();
        var hours = await engine.Load(Instrument, Timeframe.OneHour, null, None);
        Assert.Equal((600, Timeframe.OneHour), (hours.Count, hours.Timeframe));
        var result = Run(engine, hours, new BacktestSettings());
        Assert.Equal(ResultJson.ToBytes(SampleResult.Make()), ResultJson.ToBytes(result with { CostStrip = null }));
        Assert.Equal([0, 1, 2, 3], result.CostStrip!.Rows.Select(row => row.Multiple));

        var lower = await engine.Load(Instrument, Timeframe.Parse("4h"), null, None); // made of the hours
        Assert.Equal(Timeframe.OneHour, lower.Timeframe);
        var settings = new BacktestSettings { Timeframe = Timeframe.Parse("4h") };
        var four = Run(engine, lower, settings);
        Assert.Equal(150, four.Manifest.Bars); // 600 hours from midnight on are 150 whole bars
        Assert.Equal(ResultJson.ToBytes(Run(engine, wave, settings)), ResultJson.ToBytes(four));

        Assert.Equal(0, (await engine.Load(Instrument, Timeframe.OneMinute, null, None)).Count); // minutes cannot be made of hours
        Assert.Equal(0, (await engine.Load("moex:SBER", Timeframe.OneHour, null, None)).Count);
        Assert.Equal(10, (await engine.Load(Instrument, Timeframe.OneHour, wave[10].OpenTime, None)).Count); // the end is exclusive
    }

    [Fact]
    public async Task Run_SeveralInstruments_SharesTheCashAsInMemory()
    {
        var (engine, _) = await NewAsync();
        string[] keys = [Instrument, "bitfinex:ETHUSD"];
        var strategy = StrategyCompiler.Compile(SampleResult.Template.Graph).Strategy!;
        var settings = new BacktestSettings { Timeframe = Timeframe.OneHour, Benchmark = "bitfinex:LTCUSD", Exposure = new() { Symbol = 50 } };
        var input = await RunInput.ReadAsync(strategy, keys, Timeframe.OneHour, settings, engine.Load, None);
        var result = engine.Run(strategy, input, new RunPulse(), None);

        var wave = SampleResult.Wave();
        CandleSeries Wave(string key) => CandleSeries.From(key, Timeframe.OneHour, [.. Enumerable.Range(0, 600).Select(i => wave[i])]);
        var (data, _) = PortfolioData.Prepare(strategy, [.. keys.Select(k => (Wave(k), (IReadOnlyList<Text>)[]))], settings, [Wave("bitfinex:LTCUSD")]);
        Assert.Equal(ResultJson.ToBytes(PortfolioBacktest.Run(strategy, data!, settings, null, None)), ResultJson.ToBytes(result with { CostStrip = null }));
        Assert.Equal(keys, result.Manifest.Symbols);
        Assert.Equal(keys, result.Trades.Select(t => t.Symbol).Distinct().Order());
        Assert.Equal(result.Manifest.DataHash, input.Prepare(strategy).Data!.Hash);
    }

    [Fact]
    public async Task Run_WithAMagnifier_LooksIntoTheBarsWithTheStoredOnes()
    {
        var (engine, _) = await NewAsync();
        var strategy = StrategyCompiler.Compile(SampleResult.Template.Graph).Strategy!;
        var (four, one) = (Timeframe.Parse("4h"), Timeframe.OneHour);
        var input = await RunInput.ReadAsync(strategy, [Instrument], four, new BacktestSettings { Timeframe = four, Magnifier = one }, engine.Load, None);
        Assert.Equal(SampleResult.Wave().Count, Assert.Single(input.Lower).Count);
        Assert.Equal(one, engine.Run(strategy, input, new RunPulse(), None).Manifest.Settings.Magnifier);
        var without = await RunInput.ReadAsync(strategy, [Instrument], one, new BacktestSettings { Timeframe = one, Magnifier = Timeframe.OneMinute }, engine.Load, None);
        Assert.Equal("magnifier-missing", Assert.Throws<RunRefusedException>(() => engine.Run(strategy, without, new RunPulse(), None)).Code);
    }

    /// <summary>Fees soon leave less than one lot; without them the strategy trades on and sends more orders than the limit allows. The result stays.</summary>
    [Fact]
    public void Run_OtherCostsReachALimit_KeepsTheResultAndSaysSo()
    {
        var (strategy, wave) = (StrategyCompiler.Compile(SampleResult.Template.Graph).Strategy!, SampleResult.Wave());
        var costly = new BacktestSettings { Commission = new(Percent: 25), Lot = Math.Floor(60_000 / (decimal)wave.Close[0]) };
        var (orders, free) = (Least(costly), Least(costly with { Commission = Commission.None }));
        Assert.True(free > orders, $"{orders} and {free} orders");
        var result = BacktestEngines.Run(strategy, Input(costly, orders), new RunPulse(), None);
        Assert.Null(result.CostStrip);
        Assert.NotEmpty(result.Trades);
        Assert.Contains("other costs was left out", Assert.Single(result.Warnings, w => w.En.Contains("other costs", StringComparison.Ordinal)).En, StringComparison.Ordinal);

        RunInput Input(BacktestSettings settings, int most) => new([wave], [], settings with { Limits = new() { Orders = most } });

        int Least(BacktestSettings settings) => Enumerable.Range(1, 1000).First(most =>
        {
            var input = Input(settings, most);
            try
            {
                return PortfolioBacktest.RunAny(strategy, input.Prepare(strategy).Data!, input.Settings, null, None).Trades.Count > 0;
            }
            catch (RunLimitException)
            {
                return false;
            }
        });
    }

    [Fact]
    public async Task StoreEquity_Repeated_IsOneCurveUntilItIsDeleted()
    {
        var (engine, equity) = await NewAsync();
        var (run, points) = (Guid.NewGuid(), SampleResult.Make().Equity);
        await engine.StoreEquity(run, points, None);
        await engine.StoreEquity(run, points, None);
        var curve = await equity.ReadAsync(run, None);
        Assert.Equal(points.Select(p => (p.Time, (double)p.Equity)), curve.Times.Zip(curve.Equity));
        await engine.DeleteEquity(run, None);
        Assert.Equal(0, (await equity.ReadAsync(run, None)).Count);
    }

    [Fact]
    public async Task Run_NothingInTheRange_IsRefusedInWords()
    {
        var (engine, _) = await NewAsync();
        var settings = new BacktestSettings { From = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero) };
        Assert.Equal("no-bars", Assert.Throws<RunRefusedException>(() => Run(engine, SampleResult.Wave(), settings)).Code);
        var wrong = Assert.Throws<RunRefusedException>(() => Run(engine, SampleResult.Wave(), new BacktestSettings { Cash = -1 }));
        Assert.Equal("settings-invalid", wrong.Code);
        Assert.NotEqual(wrong.Why.En, wrong.Why.Ru);
    }

    private async Task<(BacktestEngine Engine, EquityStore Equity)> NewAsync()
    {
        var client = await fixture.NewDatabaseAsync("engine");
        var (candles, equity) = (new CandleStore(client, TimeProvider.System), new EquityStore(client, TimeProvider.System));
        foreach (var key in new[] { Instrument, "bitfinex:ETHUSD", "bitfinex:LTCUSD" }) await candles.AppendAsync(key, Timeframe.OneHour, SampleResult.Wave(), None);
        return (BacktestEngines.Create(new ServiceCollection().AddSingleton(candles).AddSingleton(equity).BuildServiceProvider()), equity);
    }

    private static BacktestResult Run(BacktestEngine engine, CandleSeries candles, BacktestSettings settings) =>
        engine.Run(StrategyCompiler.Compile(SampleResult.Template.Graph).Strategy!, new RunInput([candles], [], settings), new RunPulse(), None);
}
