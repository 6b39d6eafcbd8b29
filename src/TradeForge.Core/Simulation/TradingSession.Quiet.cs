using System.Runtime.CompilerServices;
using TradeForge.Core.Market;
using TradeForge.Core.Strategies;

namespace TradeForge.Core.Simulation;

/// <summary>Skipping bars on which provably nothing can happen; a law says that skipping changes no bit of a result.</summary>
public sealed partial class TradingSession
{
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
        var (row, end) = (bar + EvaluationOffset, evaluation.Count);
        foreach (var entry in _entries)
        {
            var found = evaluation.Conditions(entry.WhenSlot)[row..end].IndexOf((byte)Truth.True);
            if (found >= 0) end = row + found;
        }
        if (_position.Direction != 0)
        {
            foreach (var exit in _exits)
            {
                if (exit.Side != _position.Side) continue;
                var found = evaluation.Conditions(exit.WhenSlot)[row..end].IndexOfAnyExcept((byte)Truth.False);
                if (found >= 0) end = row + found;
            }
        }
        return end - EvaluationOffset;
    }

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
