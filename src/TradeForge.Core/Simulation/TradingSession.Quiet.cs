using System.Runtime.InteropServices;
using TradeForge.Core.Market;
using TradeForge.Core.Strategies;

namespace TradeForge.Core.Simulation;

/// <summary>Skipping bars on which provably nothing can happen; a law says that skipping changes no bit of a result.</summary>
public sealed partial class TradingSession
{
    private const int FarBars = 1 << 15; // columns of fewer bars lie near the processor
    private readonly int[] _nextEntry, _nextExit; // rows found ahead: each condition is searched once over the whole run

    /// <summary>The first bar from <paramref name="bar"/> on that must be played.</summary>
    /// <remarks>
    /// A bar need not be played when nothing is queued and no entry is true; in a position also: its levels stand still and are not touched,
    /// none of its exits is true or not known, no time stop runs, and equity stays above zero.
    /// </remarks>
    internal int SkipQuiet(int bar, CandleSeries series, StrategyEvaluation evaluation)
    {
        if (Ruined || _queue.Count > 0 || (_position.Direction == 0 && Math.Sign(Cash) <= 0)) return bar;
        if (_position.Direction != 0 && (_guard is not null || _broker.Protection.Moves || _hasTimeStop || bar < _broker.ProtectedFrom)) return bar;
        if (_hasPurse) return bar; // every bar changes what the balances are worth
        if (_rates is not null && (_position.Direction < 0 || Math.Sign(Cash) < 0)) return bar; // the price of ruin goes with the rate
        var end = NextDecision(bar, evaluation);
        if (_upkeep is not null && (_position.Direction != 0 || _upkeep.EarnsInterest)) end = Math.Min(end, NextDue(bar, series.Times));
        if (series.Count > FarBars) Announce(end + EvaluationOffset, series, evaluation);
        return _position.Direction == 0 ? end : SkipHeld(bar, end, series);
    }

    /// <summary>The bars that fills after this decision will read; while flat also those of the exits that follow it, in a position those of the next entry.</summary>
    private void Announce(int decision, CandleSeries series, StrategyEvaluation evaluation)
    {
        series.Announce(decision + 1);
        if (decision + 1 >= evaluation.Count) return;
        if (_position.Direction != 0)
        {
            foreach (var entry in _nextEntry)
                if (entry > decision) series.Announce(entry + 1);
            return;
        }
        for (var x = 0; x < _exits.Length; x++)
        {
            if (_nextExit[x] <= decision) _nextExit[x] = NextExit(x, decision + 1, evaluation);
            series.AnnounceRange(decision + 1, _nextExit[x] + 1);
            series.Announce(_nextExit[x] + 1);
        }
    }

    /// <summary>First bar from <paramref name="bar"/> on where an entry is true or an exit of the held side is not false.</summary>
    private int NextDecision(int bar, StrategyEvaluation evaluation)
    {
        var (row, next) = (bar + EvaluationOffset, evaluation.Count);
        for (var e = 0; e < _entries.Length; e++)
        {
            if (_nextEntry[e] < row) _nextEntry[e] = Found(row, evaluation.Truths(_entries[e].WhenSlot, row).IndexOf((byte)Truth.True), evaluation.Count);
            next = Math.Min(next, _nextEntry[e]);
        }
        for (var x = 0; x < _exits.Length && _position.Direction != 0; x++)
        {
            if (_exits[x].Side != _position.Side) continue;
            if (_nextExit[x] < row) _nextExit[x] = NextExit(x, row, evaluation);
            next = Math.Min(next, _nextExit[x]);
        }
        return next - EvaluationOffset;
    }

    private int NextExit(int exit, int row, StrategyEvaluation evaluation) =>
        Found(row, evaluation.Truths(_exits[exit].WhenSlot, row).IndexOfAnyExcept((byte)Truth.False), evaluation.Count);

    private static int Found(int row, int offset, int none) => offset < 0 ? none : row + offset;

    private int SkipHeld(int bar, int end, CandleSeries series)
    {
        var isLong = _position.Direction > 0;
        var (stop, target) = (_broker.Protection.Stop, _broker.TargetTouch());
        var (floor, ceiling) = isLong ? (stop, Lower(target, double.PositiveInfinity)) : (target, Lower(stop, RuinPrice()));
        if (isLong && Math.Sign(Cash) < 0) floor = double.IsNaN(floor) ? RuinPrice() : Math.Max(floor, RuinPrice());
        var (row, count) = (bar + EvaluationOffset, end - bar);
        if (_idleBars) count = Traded(series.Volume.Slice(row, count));
        var played = HeldScan.FirstHit(series.Low.Slice(row, count), series.High.Slice(row, count), floor, ceiling, out var lowest, out var highest);
        if (played > 0) _position.See(lowest, highest);
        return bar + played;
    }

    /// <summary>The run ends with bars that were not played.</summary>
    internal void SkippedToEnd(int bar, in Candle candle)
    {
        _broker.Skipped(bar, candle);
        AtClose(bar, candle.Time);
    }

    /// <summary>Bars before the first without volume: that one is played, for nothing fills on it.</summary>
    private static int Traded(ReadOnlySpan<double> volume)
    {
        var without = MemoryMarshal.Cast<double, long>(volume).IndexOf(0); // as bits: searched many at a time
        return without < 0 ? volume.Length : without;
    }

    /// <summary>A price a little before the one at which equity is zero or the margin is called: from there on the exact money decides.</summary>
    private double RuinPrice()
    {
        var price = -(double)Cash / ((double)Holding - (Math.Abs((double)Holding) * _maintenance));
        return Holding > 0 ? price * (1 + 1e-6) : price * (1 - 1e-6);
    }

    private static double Lower(double level, double other) => level < other ? level : other;
}
