using TradeForge.Core;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Infrastructure.MarketData.Files;

namespace TradeForge.Cli;

/// <summary><c>--magnifier FILE</c>: candles of a lower timeframe that look into bars which touch both stop and target.</summary>
internal static class MagnifierOptions
{
    public static Option Option { get; } = new("magnifier", "PATH",
        new("candles of a lower timeframe of the traded symbols: they decide what came first where a bar touches both stop and target", "свечи меньшего таймфрейма тех же символов: по ним решается, что было раньше на баре, задевшем и стоп, и цель"))
    { Repeats = true };

    /// <summary>The lower series and the settings that name their timeframe; what is wrong is added to the problems of <paramref name="a"/>.</summary>
    public static async Task<(BacktestSettings Settings, IReadOnlyList<CandleSeries> Lower)> ReadAsync(Arguments a, BacktestSettings settings, IReadOnlyList<string> traded, CancellationToken cancellationToken)
    {
        if (!a.Has("magnifier")) return (settings, []);
        var name = a.Get("symbol") ?? (traded.Count == 1 ? traded[0] : null);
        var files = await CandleFileReader.ReadAsync(a.All("magnifier"), name, null, new HashSet<string>(), cancellationToken);
        a.AddRange(files.Problems);
        var lower = files.Series.Select(s => s.Series).ToList();
        if (lower.Select(s => s.Timeframe).Distinct().Count() > 1) a.Add("mixed-timeframes", "magnifier", "The candles of --magnifier differ in length.", "Свечи --magnifier разной длины.");
        return lower.Count == 0 ? (settings, lower) : (settings with { Magnifier = lower[0].Timeframe }, lower);
    }
}
