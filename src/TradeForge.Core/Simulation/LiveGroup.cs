using TradeForge.Core.Market;
using TradeForge.Core.Strategies;

namespace TradeForge.Core.Simulation;

/// <summary>Live strategies on one series: each closed bar is played by all of them, one after the other. For one thread.</summary>
/// <remarks>
/// Thousands of strategies do not fit into the processor's caches, and waiting for memory would take most of the time. So while one of them
/// is played, what the next ones will read is asked for.
/// </remarks>
public sealed class LiveGroup
{
    private readonly List<(TradingSession Session, StrategyEvaluation Evaluation)> _all = [];

    public int Count => _all.Count;

    /// <summary>Takes in a strategy with what has been played of it so far: its evaluation and its session stand at the same bar as all others here.</summary>
    public void Add(TradingSession session, StrategyEvaluation evaluation) => _all.Add((session, evaluation));

    /// <summary>Plays a closed bar: values, fills and decisions of every strategy.</summary>
    /// <param name="bar">Number of the bar, as in <see cref="TradingSession.OnBar(int, in Candle, StrategyEvaluation, int)"/>.</param>
    /// <param name="candle">The closed bar, alone.</param>
    /// <param name="row">Its row in the evaluations.</param>
    public void OnBar(int bar, CandleSeries candle, int row)
    {
        var closed = candle[0];
        for (var i = 0; i < _all.Count; i++)
        {
            if (i + 3 < _all.Count) Announce(_all[i + 3], 0);
            if (i + 2 < _all.Count) Announce(_all[i + 2], 1);
            if (i + 1 < _all.Count) Announce(_all[i + 1], 2);
            var (session, evaluation) = _all[i];
            evaluation.Append(candle);
            session.OnBar(bar, closed, evaluation, row);
        }
    }

    private static void Announce((TradingSession Session, StrategyEvaluation Evaluation) next, int depth)
    {
        next.Session.Announce(depth);
        next.Evaluation.Announce(depth);
    }
}
