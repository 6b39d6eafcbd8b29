using TradeForge.Core.Market;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Simulation;

/// <summary>What falls due at the start of a bar, before its first trade: new terms, loan and interest, holding costs, splits, dividends, funding.</summary>
public sealed partial class TradingSession
{
    private Upkeep? _upkeep;
    private BacktestData? _data; // of a run over history; a live session learns bar by bar
    private decimal _lastMark; // the close before
    private int _nextDue = -1; // found ahead

    /// <summary>Something may fall due, or another rate hold, at the start of a bar.</summary>
    internal bool KeepsUp { get; private set; }

    /// <summary>Holding may cost or bring something.</summary>
    internal bool HoldingCounts => _upkeep is not null || _hasPurse;

    /// <summary>What holding has brought.</summary>
    internal HoldingCosts Held => _broker.Money.Held;

    /// <summary>Takes the splits, dividends, funding and rates of a run over history.</summary>
    internal void Follow(BacktestData data)
    {
        (_upkeep, _data) = (Upkeep.Of(_settings, data.Events, _ownsCash), data);
        FollowRates(data);
        KeepsUp = _upkeep is not null || _rates is not null || _hasPurse;
        _broker.Signals = data.SignalFactors;
        _broker.Look(data.Lower, new BarEnds(data.Calendar, data.Series.Timeframe));
    }

    /// <summary>What a raw price of a row is multiplied by to stand in the units of the signals (G48).</summary>
    private double SignalUnit(int row) => _data?.SignalFactors is { } factors ? factors[row] : 1;

    /// <summary>A bar begins.</summary>
    internal void Begin(int bar, in Candle candle)
    {
        if (_rates is not null) _broker.Rate = _rates.Open[bar + EvaluationOffset];
        if (_hasPurse) _broker.Revalue(bar, candle.Time);
        if (_upkeep is null) return;
        var day = _days.Of(candle.Time);
        if (!_upkeep.IsDue(day, candle.Time)) return;
        _nextDue = -1;
        if (_upkeep.NewTerms(day) is { } terms) _broker.Take(terms);
        if (_upkeep.Starts(day, candle.Time)) return;
        if (_data is { } data && bar > 0) _lastMark = data.Mark(data.Start + bar - 1);
        _broker.SettleCash(bar, _upkeep.SettleCash(day, candle.Time, Cash, Math.Max(0, -Holding) * _lastMark));
        _broker.Settle(_upkeep.Settle(day, candle.Time, Holding, _lastMark, (decimal)candle.Open), bar, candle.Time, candle.Open);
    }

    /// <summary>The first bar from <paramref name="bar"/> on at which something falls due; until then <see cref="Begin"/> would do nothing.</summary>
    private int NextDue(int bar, ReadOnlySpan<long> times)
    {
        if (_nextDue >= bar) return _nextDue;
        var days = _days;
        for (_nextDue = bar; _nextDue + EvaluationOffset < times.Length; _nextDue++)
            if (times[_nextDue + EvaluationOffset] is var time && _upkeep!.IsDue(days.Of(time), time)) break;
        return _nextDue;
    }
}
