using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;

namespace TradeForge.Core.Trading;

/// <summary>Stop and target levels of one open position; levels only move at closes and act from the next bar (golden rule G3).</summary>
/// <remarks>Of several stops the nearest acts and gives the reason; of equal ones stop-loss, then break-even, then trailing-stop.</remarks>
internal sealed class Protection(IReadOnlyList<RiskRule> rules, FillPrice prices)
{
    private readonly double[] _signalValues = new double[rules.Count];
    private readonly bool[] _isDone = new bool[rules.Count]; // targets that acted
    private readonly bool[] _isOn = new bool[rules.Count]; // trailing and break-even stops whose profit a close has shown
    private double _entry, _best, _units = 1; // and what splits since the entry have multiplied prices by
    private int _direction;

    /// <summary>Price steps that new levels are rounded to.</summary>
    public FillPrice Prices { get; set; } = prices;

    /// <summary>The acting stop level; NaN = none.</summary>
    public double Stop { get; private set; } = double.NaN;
    public FillReason StopReason { get; private set; }
    /// <summary>Number of the rule that set it.</summary>
    public int StopRule { get; private set; }
    /// <summary>The nearest target level; NaN = none.</summary>
    public double Target { get; private set; } = double.NaN;
    public int TargetRule { get; private set; }
    /// <summary>Percent of the position, at its largest, that the target closes.</summary>
    public double TargetPart => rules[TargetRule].Part;
    public bool Exists => !double.IsNaN(Stop) || !double.IsNaN(Target);
    /// <summary>A trailing or break-even stop may move at a close.</summary>
    public bool Moves => _waits;

    private bool _waits;

    /// <summary>Remembers what the rules' inputs were on the signal bar; they stay for the life of the position.</summary>
    /// <param name="evaluation">The values.</param>
    /// <param name="row">Of the signal.</param>
    /// <param name="unit">What they are divided by to be prices of the fill.</param>
    public void Remember(StrategyEvaluation evaluation, int row, double unit)
    {
        for (var i = 0; i < rules.Count; i++)
            _signalValues[i] = rules[i].ValueSlot < 0 ? double.NaN : evaluation.Values(rules[i].ValueSlot)[row] / unit;
    }

    /// <summary>As the other one, with the values at hand: one for each rule.</summary>
    public void Remember(ReadOnlySpan<double> values) => values.CopyTo(_signalValues);

    /// <summary>Distance from <paramref name="price"/> to the stop that a position entered there would get; 0 = no stop.</summary>
    public decimal StopDistance(int direction, decimal price)
    {
        Start(direction, (double)price);
        return double.IsNaN(Stop) || (Stop - (double)price) * direction >= 0 ? 0 : Math.Abs(price - (decimal)Stop);
    }

    /// <summary>A position begins.</summary>
    public void Start(int direction, double averageEntry)
    {
        Array.Clear(_isDone);
        for (var i = 0; i < _isOn.Length; i++) _isOn[i] = rules[i] is { Rule: RiskKind.TrailingStop, Activation: <= 0 };
        _units = 1;
        _best = averageEntry;
        Measure(direction, averageEntry);
    }

    /// <summary>The nearest target has acted, once for each position; the next one takes its place.</summary>
    public void TargetActed()
    {
        _isDone[TargetRule] = true;
        (Target, TargetRule) = (double.NaN, -1);
        for (var i = 0; i < rules.Count; i++) OfferTarget(i);
    }

    private void Measure(int direction, double averageEntry)
    {
        _direction = direction;
        _entry = averageEntry;
        _waits = false;
        (Stop, StopRule, StopReason, Target, TargetRule) = (double.NaN, -1, default, double.NaN, -1);
        for (var i = 0; i < rules.Count; i++)
            if (rules[i].Rule == RiskKind.StopLoss) OfferStop(i, StopLossLevel(i), FillReason.StopLoss);
        for (var i = 0; i < rules.Count; i++)
        {
            OfferTarget(i);
            if (rules[i].Rule is RiskKind.TrailingStop or RiskKind.BreakEven) _waits = true;
        }
        OfferMoving();
    }

    /// <summary>The average changed: levels are measured anew; the best close stays, and so does what a close has set off.</summary>
    public void Rebase(double averageEntry) => Measure(_direction, averageEntry);

    /// <summary>Moves trailing and break-even stops by the close of a bar; never back.</summary>
    public void AfterClose(double close)
    {
        if (!_waits) return;
        if ((close - _best) * _direction > 0) _best = close;
        var profit = 100 * (close / _entry - 1) * _direction;
        for (var i = 0; i < rules.Count; i++)
            _isOn[i] |= rules[i].Rule == RiskKind.BreakEven ? profit >= rules[i].Value : profit >= rules[i].Activation;
        OfferMoving();
    }

    private void OfferMoving()
    {
        if (!_waits) return;
        for (var i = 0; i < rules.Count; i++)
            if (_isOn[i] && rules[i].Rule == RiskKind.BreakEven) OfferStop(i, _entry * (1 + _direction * rules[i].Activation / 100), FillReason.BreakEven);
        for (var i = 0; i < rules.Count; i++)
            if (_isOn[i] && rules[i].Rule == RiskKind.TrailingStop) OfferStop(i, TrailLevel(i), FillReason.TrailingStop);
    }

    /// <summary>Prices are in new units from now on: so are all levels and what moves them.</summary>
    public void Split(double factor)
    {
        _units *= factor;
        (_entry, _best) = (_entry * factor, _best * factor);
        foreach (ref var value in _signalValues.AsSpan()) value *= factor;
        if (!double.IsNaN(Stop)) Stop = Prices.StopLevel(ExitSide, Stop * factor);
        if (!double.IsNaN(Target)) Target = Prices.LimitLevel(ExitSide, Target * factor);
    }

    private OrderSide ExitSide => _direction > 0 ? OrderSide.Sell : OrderSide.Buy;

    private double Distance(int i, double from) => rules[i].Distance switch
    {
        DistanceKind.Percent => from * rules[i].Value / 100,
        DistanceKind.Amount => rules[i].Value * _units,
        DistanceKind.Atr => _signalValues[i] * rules[i].Value,
        _ => double.NaN,
    };

    private double StopLossLevel(int i) =>
        rules[i].Distance == DistanceKind.Price ? _signalValues[i] : _entry - _direction * Distance(i, _entry);

    private double TrailLevel(int i) => _best - _direction * Distance(i, _best);

    private double TargetLevel(int i) => rules[i].Distance switch
    {
        DistanceKind.Price => _signalValues[i],
        DistanceKind.RiskReward => _entry + _direction * rules[i].Value * RewardUnit(),
        _ => _entry + _direction * Distance(i, _entry),
    };

    /// <summary>Distance of the entry to the nearest stop-loss.</summary>
    private double RewardUnit()
    {
        var nearest = double.NaN;
        for (var i = 0; i < rules.Count; i++)
        {
            if (rules[i].Rule != RiskKind.StopLoss) continue;
            var distance = (_entry - StopLossLevel(i)) * _direction;
            if (distance > 0 && !(distance >= nearest)) nearest = distance;
        }
        return nearest;
    }

    private void OfferStop(int rule, double level, FillReason reason)
    {
        if (!(level > 0)) return; // not known, or a distance that reaches below zero: no price can touch it
        level = Prices.StopLevel(ExitSide, level);
        if ((level - Stop) * _direction <= 0) return; // a NaN stop compares false and is replaced
        (Stop, StopRule, StopReason) = (level, rule, reason);
    }

    private void OfferTarget(int rule)
    {
        if (rules[rule].Rule != RiskKind.TakeProfit || _isDone[rule]) return;
        var level = TargetLevel(rule);
        if (!(level > 0)) return;
        level = Prices.LimitLevel(ExitSide, level);
        if ((Target - level) * _direction <= 0) return;
        (Target, TargetRule) = (level, rule);
    }
}
