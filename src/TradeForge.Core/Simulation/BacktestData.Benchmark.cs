using System.Security.Cryptography;
using System.Text;
using TradeForge.Core.Market;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Simulation;

/// <summary>The market that the figures compare the run with, where the settings name one: its total return in the currency of the account (G41).</summary>
public sealed partial record BacktestData
{
    /// <summary>Adjusted for splits and dividends, in the currency of the account; NaN where no rate is known yet. Null = the bars of the run.</summary>
    internal CandleSeries? Benchmark { get; private init; }

    private (BacktestData? Data, IReadOnlyList<Problem> Problems) Beside(CandleSeries? index, BacktestSettings settings, HoldingEvents events, CancellationToken cancellationToken)
    {
        if (index is null || index.Count == 0) return (this with { Benchmark = index }, []);
        var worth = events.Actions.Dividends.Count + events.Actions.Splits.Count == 0 ? index : events.Actions.AdjustFully(index, Calendar, cancellationToken: cancellationToken);
        if (settings.ForeignQuote(index.Symbol) is { } quote)
        {
            worth = Converted(worth, events.Rates, quote, settings.Currency!, cancellationToken);
            var first = Math.Clamp(FirstAfter(index.Times, Series.Times[Start] + Series.Timeframe.Milliseconds - index.Timeframe.Milliseconds) - 1, 0, index.Count - 1);
            if (double.IsNaN(worth.Close[first])) return (null, [NoRate(index.Symbol, quote, settings.Currency!, index[first].OpenTime)]);
        }
        if (events.Actions.Dividends.Count == 0 && settings.ForeignQuote(index.Symbol) is null) return (this with { Benchmark = worth }, []); // as the strategy may read it: in the hash already
        return (this with { Benchmark = worth, Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Hash}\nbenchmark {DataHash.Of([worth], [], cancellationToken)}\n"))) }, []);
    }

    /// <summary>Prices at the rate that is known at the close of their bar.</summary>
    private CandleSeries Converted(CandleSeries series, CurrencyRates? rates, string from, string to, CancellationToken cancellationToken)
    {
        var closes = Resampler.CloseTimes(series, Calendar);
        double[] rate = [.. closes.Select(time => (double?)rates?.At(from, to, time) ?? double.NaN)];
        double[] Times(ReadOnlySpan<double> prices)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var converted = prices.ToArray();
            for (var i = 0; i < converted.Length; i++) converted[i] *= rate[i];
            return converted;
        }
        return new CandleSeries(series.Symbol, series.Timeframe, series.Times.ToArray(), Times(series.Open), Times(series.High), Times(series.Low), Times(series.Close), series.Volume.ToArray());
    }

    private static int FirstAfter(ReadOnlySpan<long> times, long moment)
    {
        var index = times.BinarySearch(moment);
        return index < 0 ? ~index : index + 1;
    }
}
