using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Infrastructure.ClickHouse;

namespace TradeForge.Workers.Backtests;

/// <summary>What a job needs of the market store and of Core. A record of functions, so that tests can make the engine slow or let it fail.</summary>
/// <param name="Load">The candles of an instrument for a timeframe up to a time (exclusive): stored ones, or lower ones that the run resamples; empty when there are none.</param>
/// <param name="Run">Runs the backtest over one instrument or several that share the cash.</param>
/// <param name="Write">The result as JSON bytes, as every download gets them.</param>
/// <param name="StoreEquity">Keeps the equity curve of a run; repeating it replaces it.</param>
/// <param name="DeleteEquity">Removes it.</param>
internal sealed record BacktestEngine(
    Func<string, Timeframe, DateTimeOffset?, CancellationToken, Task<CandleSeries>> Load,
    Func<CompiledStrategy, RunInput, IProgress<double>, CancellationToken, BacktestResult> Run,
    Func<BacktestResult, CancellationToken, byte[]> Write,
    Func<Guid, IReadOnlyList<EquityPoint>, CancellationToken, Task> StoreEquity,
    Func<Guid, CancellationToken, Task> DeleteEquity);
