using TradeForge.Core.Market;
using TradeForge.Core.Strategies;

namespace TradeForge.Core.Simulation.Explain;

/// <summary>Why a strategy did or did not trade on one bar.</summary>
/// <param name="Bar">Counted from the start of the run.</param>
/// <param name="Candle">The bar.</param>
/// <param name="Position">What was held at its close, in words.</param>
/// <param name="Actions">Each entry and exit: its condition, and what became of it.</param>
/// <param name="Fills">What was bought and sold on the bar, by orders of this or an earlier bar.</param>
public sealed record BarExplanation(int Bar, Candle Candle, Text Position, IReadOnlyList<ActionOutcome> Actions, IReadOnlyList<BarFill> Fills)
{
    /// <summary>Plays the run and explains the bar that holds <paramref name="moment"/>.</summary>
    public static (BarExplanation? Explanation, Problem? Problem) At(CompiledStrategy strategy, BacktestData data, BacktestSettings settings, DateTimeOffset moment, CancellationToken cancellationToken)
    {
        var row = RowOf(data, moment);
        return row < 0 ? (null, Outside(data, moment)) : (ExplainedRun.Play(strategy, data, settings, cancellationToken).At(row - data.Start), null);
    }

    /// <summary>The same of one of several instruments that share the cash, played with the others.</summary>
    /// <param name="strategy">Compiled.</param>
    /// <param name="data">Of every instrument.</param>
    /// <param name="symbol">The instrument to explain.</param>
    /// <param name="settings">As run.</param>
    /// <param name="moment">A moment inside the bar.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static (BarExplanation? Explanation, Problem? Problem) At(
        CompiledStrategy strategy, PortfolioData data, string symbol, BacktestSettings settings, DateTimeOffset moment, CancellationToken cancellationToken)
    {
        var own = data.Instruments.Single(i => i.Series.Symbol == symbol);
        var row = RowOf(own, moment);
        return row < 0 ? (null, Outside(own, moment)) : (ExplainedRun.Play(strategy, data, symbol, settings, cancellationToken).At(row - own.Start), null);
    }

    private static int RowOf(BacktestData data, DateTimeOffset moment)
    {
        var ms = moment.ToUnixTimeMilliseconds();
        var index = data.Series.Times.BinarySearch(ms);
        if (index < 0) index = ~index - 1;
        return index < data.Start || ms >= data.Series.Times[index] + data.Series.Timeframe.Milliseconds ? -1 : index;
    }

    private static Problem Outside(BacktestData data, DateTimeOffset moment)
    {
        var text = FormattableString.Invariant($"{moment.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}");
        var range = FormattableString.Invariant($"{data.Series[data.Start].OpenTime.UtcDateTime:yyyy-MM-dd'T'HH:mm'Z'} … {data.Series[data.Series.Count - 1].OpenTime.UtcDateTime:yyyy-MM-dd'T'HH:mm'Z'}");
        return new(Severity.Error, "no-such-bar", "at", new($"There is no bar at {text}; the run's bars are {range}.", $"Бара {text} нет; бары прогона: {range}."));
    }
}

/// <summary>An action on a bar and what the session made of it.</summary>
/// <param name="Action">Its condition.</param>
/// <param name="Outcome">In words.</param>
/// <param name="Blocked">Why a signal became no order, a code of <see cref="Reasons"/>; null if it did, or if there was none.</param>
public sealed record ActionOutcome(ActionExplanation Action, Text Outcome, string? Blocked);

/// <summary>A purchase or sale on a bar.</summary>
/// <param name="What">In words.</param>
/// <param name="Node">The entry, exit or risk rule whose order it was; null for an order that no node sent.</param>
/// <param name="SignalBar">The bar at whose close the order was sent.</param>
public sealed record BarFill(Text What, string? Node, int SignalBar);
