using TradeForge.Core.Market;
using TradeForge.Core.Metrics;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;

namespace TradeForge.Tests.Metrics;

/// <summary>Makes inputs of the calculator for tests.</summary>
internal static class MetricsRuns
{
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A run with this equity at the closes of daily bars, <paramref name="step"/> days apart; the close is the equity unless given.</summary>
    public static MetricsInput Of(double cash, double[] equity, double[]? close = null, double periods = 252, int step = 1) =>
        Of(cash, equity, [.. equity.Select((_, i) => Start.AddDays(i * step))], close, periods);

    public static MetricsInput Of(double cash, double[] equity, DateTimeOffset[] times, double[]? close = null, double periods = 252, Timeframe? timeframe = null)
    {
        var prices = close ?? equity;
        return new MetricsInput
        {
            Bars = new CandleSeries("TEST", timeframe ?? Timeframe.OneDay, [.. times.Select(t => t.ToUnixTimeMilliseconds())], prices, prices, prices, prices, new double[equity.Length]),
            Equity = equity,
            InitialCash = (decimal)cash,
            Trades = [],
            OpenPositions = [],
            Fees = 0,
            Calendar = TradingCalendar.AroundTheClock,
            PeriodsPerYear = periods,
        };
    }

    /// <summary>A run whose daily returns are these.</summary>
    public static MetricsInput OfReturns(double[] returns, double periods = 252, int step = 1)
    {
        var equity = 1_000.0;
        return Of(1_000, [.. returns.Select(r => equity *= 1 + r)], periods: periods, step: step);
    }

    /// <summary>A trade of one unit bought or sold at 100 for a day with this net pnl.</summary>
    public static Trade Trade(decimal pnl, PositionSide side = PositionSide.Long, int bar = 0) => new(
        "TEST", side, 1, bar, Start.AddDays(bar), 100, "signal", bar + 1, Start.AddDays(bar + 1), 100 + pnl, "signal", 0, pnl, (double)pnl, -1, 1);

    public static double? Value(MetricsInput input, string name) => MetricsCalculator.Compute(input).Overall[name];
}
