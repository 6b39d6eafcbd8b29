using System.Security.Cryptography;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;

namespace TradeForge.Cli;

/// <summary>Lets the runtime compile engine and result ahead of the run that needs them: a run over made-up bars whose result nobody sees.</summary>
internal static class EngineStart
{
    private const int Bars = 2048;

    /// <summary>Loads the library behind the hashes, which takes longer than a hash.</summary>
    public static void Libraries() => Task.Run(() => SHA256.HashData([]));

    public static void Prepare(CompiledStrategy strategy, BacktestSettings settings, CancellationToken cancellationToken)
    {
        if (SettingsCheck.Problems(settings).Count > 0) return;
        var plain = settings.For(settings.OwnTerms.Keys.FirstOrDefault() ?? "") with { From = null, To = null, Timeframe = null, WarmUp = null, Benchmark = null, Currency = null, Quotes = new Dictionary<string, string>() };
        var (data, _) = BacktestData.Prepare(Waves(), plain);
        if (data is null || data.Problems(strategy).Count > 0) return;
        ResultJson.Write(Backtest.Run(strategy, data, plain, null, cancellationToken), Stream.Null, indented: true, cancellationToken);
    }

    /// <summary>Slow and quick waves, so that most strategies trade on them.</summary>
    private static CandleSeries Waves()
    {
        var (times, open, high, low, close, volume) = (new long[Bars], new double[Bars], new double[Bars], new double[Bars], new double[Bars], new double[Bars]);
        for (var i = 0; i < Bars; i++)
        {
            times[i] = 1_700_000_000_000 + (i * 60_000L);
            open[i] = i == 0 ? 100 : close[i - 1];
            close[i] = 100 + (10 * Math.Sin(i / 90.0)) + (3 * Math.Sin(i / 7.0));
            (high[i], low[i], volume[i]) = (Math.Max(open[i], close[i]) + 0.5, Math.Min(open[i], close[i]) - 0.5, 1000);
        }
        return new CandleSeries("start", Timeframe.OneMinute, times, open, high, low, close, volume);
    }
}
