using System.Runtime.CompilerServices;
using TradeForge.Core.Market;
using TradeForge.Core.Strategies;

namespace TradeForge.Core.Simulation;

/// <summary>Skipping bars on which provably nothing can happen; a law says that skipping changes no bit of a result.</summary>
public sealed partial class TradingSession
{
    private readonly int[] _nextEntry, _nextExit; // rows found ahead: each condition is searched once over the whole run

    /// <summary>Marks the quiet bars from <paramref name="bar"/> on and returns the first bar that must be played.</summary>
    /// <remarks>
    /// Quiet: nothing is queued and no entry is true; in a position also: its levels stand still and are not touched, none of its exits is
    /// true or not known, no time stop runs, and equity stays above zero.
    /// </remarks>
    internal int SkipQuiet(int bar, CandleSeries series, StrategyEvaluation evaluation, double[] equity, double[] worst)
    {
        if (Ruined || _queue.Count > 0 || (_position.Direction == 0 && Cash <= 0)) return bar;
        if (_position.Direction != 0 && (_protection.Moves || _hasTimeStop || bar < _protectedFrom)) return bar;
        var end = NextDecision(bar, evaluation);
        if (_position.Direction != 0) return SkipHeld(bar, end, series, equity, worst);
        equity.AsSpan(bar, end - bar).Fill(_measuredCash);
        worst.AsSpan(bar, end - bar).Fill(_measuredCash);
        return end;
    }

    /// <summary>First bar from <paramref name="bar"/> on where an entry is true or an exit of the held side is not false.</summary>
    private int NextDecision(int bar, StrategyEvaluation evaluation)
    {
        var (row, next) = (bar + EvaluationOffset, evaluation.Count);
        for (var e = 0; e < _entries.Length; e++)
        {
            if (_nextEntry[e] < row) _nextEntry[e] = Found(row, evaluation.Conditions(_entries[e].WhenSlot)[row..].IndexOf((byte)Truth.True), evaluation.Count);
            next = Math.Min(next, _nextEntry[e]);
        }
        for (var x = 0; x < _exits.Length && _position.Direction != 0; x++)
        {
            if (_exits[x].Side != _position.Side) continue;
            if (_nextExit[x] < row) _nextExit[x] = Found(row, evaluation.Conditions(_exits[x].WhenSlot)[row..].IndexOfAnyExcept((byte)Truth.False), evaluation.Count);
            next = Math.Min(next, _nextExit[x]);
        }
        return next - EvaluationOffset;
    }

    private static int Found(int row, int offset, int none) => offset < 0 ? none : row + offset;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // called a few times for millions of bars: no time to warm up
    private int SkipHeld(int bar, int end, CandleSeries series, double[] equity, double[] worst)
    {
        var isLong = _position.Direction > 0;
        var (cash, holding, stop, target, anyVolume) = (_measuredCash, _measuredHolding, _protection.Stop, TargetTouch(), !_volumeKnown);
        var ruin = isLong && Cash >= 0 ? double.NegativeInfinity : 1e-6 * (double)_settings.Cash; // near zero the exact money decides
        ReadOnlySpan<double> high = series.High[EvaluationOffset..], low = series.Low[EvaluationOffset..], close = series.Close[EvaluationOffset..], volume = series.Volume[EvaluationOffset..];
        var (seenLow, seenHigh) = (double.MaxValue, double.MinValue);
        var i = bar;
        for (; i < end; i++)
        {
            var (h, l) = (high[i], low[i]);
            if (isLong ? l <= stop || h >= target : h >= stop || l <= target) break;
            var mark = cash + (holding * close[i]);
            if (mark <= ruin) break;
            equity[i] = mark;
            worst[i] = cash + (holding * (isLong ? l : h));
            if (!anyVolume && volume[i] <= 0) continue;
            if (l < seenLow) seenLow = l;
            if (h > seenHigh) seenHigh = h;
        }
        if (seenLow <= seenHigh) _position.See(seenLow, seenHigh);
        if (i > bar) (_lastBar, _last) = (i - 1, series[EvaluationOffset + i - 1]);
        return i;
    }
}
