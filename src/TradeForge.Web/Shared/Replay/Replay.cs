using TradeForge.Core;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Simulation.Explain;
using TradeForge.Core.Strategies;
using TradeForge.Web.Shared.Charts;
using TradeForge.Web.Shared.Market;

namespace TradeForge.Web.Shared.Replay;

/// <summary>A wish to play a strategy here and now.</summary>
/// <param name="Owner">Who may look at it.</param>
/// <param name="Strategy">Compiled.</param>
/// <param name="Market">What is stored; the strategy may read any of it.</param>
/// <param name="Instrument">What is traded; of several the one to explain.</param>
/// <param name="Timeframe">Bars of the run.</param>
/// <param name="Settings">Costs and rules. <see cref="BacktestSettings.From"/> is set by <paramref name="NewestBars"/> where that is given.</param>
/// <param name="NewestBars">The run is the newest so many bars before its end; null = the range of the settings.</param>
public sealed record ReplayRequest(
    Guid Owner, CompiledStrategy Strategy, IReadOnlyList<RunInstrument> Market, string Instrument, Timeframe Timeframe, BacktestSettings Settings, int? NewestBars = null)
{
    /// <summary>What came with the run: name and text.</summary>
    public IReadOnlyList<(string Name, byte[] Csv)> Files { get; init; } = [];
    /// <summary>Everything that the run trades; empty = the instrument alone.</summary>
    public IReadOnlyList<string> Instruments { get; init; } = [];
}

/// <summary>A run played in this process, kept for its owner's chart and questions.</summary>
/// <param name="Id">Part of the addresses of its charts.</param>
/// <param name="Owner">The only one who finds it.</param>
/// <param name="Run">Its result and the values of every bar.</param>
/// <param name="Columns">What its chart draws.</param>
/// <param name="IsWhole">It warmed up on every stored bar, as a backtest does; else earlier bars were left out.</param>
/// <param name="Took">From the wish to the result.</param>
public sealed record Replay(Guid Id, Guid Owner, ExplainedRun Run, RunColumns Columns, bool IsWhole, TimeSpan Took)
{
    public long Bytes => Run.Bytes + Columns.Bytes;
}

/// <summary>A replay, or every reason why there is none.</summary>
public sealed record ReplayOutcome(Replay? Replay, IReadOnlyList<Problem> Problems);
