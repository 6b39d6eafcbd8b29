namespace TradeForge.Core.Trading;

public enum RiskLimitKind { DailyLoss, Drawdown, ConsecutiveLosses, TradesPerDay }

/// <summary>What happens when a limit is reached: a note, no new entries, or also closing what is open.</summary>
public enum RiskAction { Alert, StopNew, CloseAll }

/// <summary>A limit on the whole account.</summary>
/// <param name="NodeId">The node that set it.</param>
/// <param name="Kind">What is limited.</param>
/// <param name="Limit">Percent of the day's first equity, percent of the peak, losing trades in a row, or entries a day; above 0.</param>
/// <param name="Action">What reaching it does.</param>
public sealed record RiskLimit(string NodeId, RiskLimitKind Kind, double Limit, RiskAction Action);

/// <summary>A limit was reached: the loss or drawdown in percent, or the count.</summary>
public readonly record struct RiskEvent(int Day, RiskLimit Limit, double Value);

/// <summary>Watches the limits of one run. Told of marks, entries and closed trades in the order of time, it says what is allowed.</summary>
/// <remarks>
/// A day is any number that grows with the trading day. A daily loss is measured from the last mark of the day before (at first the initial
/// equity), so a gap overnight counts, and is in force until the day ends. A drawdown is measured from the highest mark; with stop-new or
/// close-all it is in force until the run ends, an alert is armed again by a new peak. Losing trades in a row forbid entries until the day ends,
/// then the count starts anew; a trade that does not lose ends the row. Reaching a limit exactly counts as reaching it.
/// </remarks>
public sealed class RiskGuard
{
    private readonly RiskLimit[] _limits;
    private readonly bool[] _inForce;
    private readonly List<RiskEvent> _events = [];
    private double _last, _dayStart, _peak;
    private int _day = int.MinValue, _losses, _entries;

    /// <exception cref="ArgumentOutOfRangeException">A limit or the equity is not above 0.</exception>
    public RiskGuard(IReadOnlyList<RiskLimit> limits, double initialEquity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(initialEquity);
        foreach (var limit in limits) ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit.Limit);
        (_limits, _inForce) = ([.. limits], new bool[limits.Count]);
        _last = _dayStart = _peak = initialEquity;
    }

    /// <summary>Every limit that was reached, once for each time it came into force.</summary>
    public IReadOnlyList<RiskEvent> Events => _events;

    /// <summary>The first limit that forbids a new entry on a day; null = entries are allowed.</summary>
    public RiskLimit? Blocks(int day)
    {
        Turn(day);
        return InForce(RiskAction.StopNew);
    }

    /// <summary>The limit that wants everything closed at the next fill; null = none.</summary>
    public RiskLimit? Closes => InForce(RiskAction.CloseAll);

    /// <summary>The equity at or below which a mark of the current day reaches a limit that is not in force; −∞ = none. A higher peak raises it.</summary>
    public double Floor
    {
        get
        {
            var floor = double.NegativeInfinity;
            for (var i = 0; i < _limits.Length; i++)
                if (!_inForce[i] && _limits[i].Kind <= RiskLimitKind.Drawdown) floor = Math.Max(floor, Level(_limits[i]));
            return floor;
        }
    }

    /// <summary>The account was marked at <paramref name="equity"/>, at the close of a bar of <paramref name="day"/>.</summary>
    public void OnMark(int day, double equity)
    {
        Turn(day);
        _last = equity;
        var peaked = equity > _peak;
        if (peaked) _peak = equity;
        for (var i = 0; i < _limits.Length; i++)
        {
            var limit = _limits[i];
            if (limit.Kind > RiskLimitKind.Drawdown) continue;
            if (peaked && limit is { Kind: RiskLimitKind.Drawdown, Action: RiskAction.Alert }) _inForce[i] = false;
            if (equity > Level(limit)) continue;
            var from = limit.Kind == RiskLimitKind.DailyLoss ? _dayStart : _peak;
            Reach(i, 100 * (from - equity) / from);
        }
    }

    /// <summary>An entry filled.</summary>
    public void OnEntry(int day)
    {
        Turn(day);
        _entries++;
        ReachAll(RiskLimitKind.TradesPerDay, _entries);
    }

    /// <summary>A trade closed with a net profit.</summary>
    public void OnTradeClosed(int day, decimal pnl)
    {
        Turn(day);
        _losses = pnl < 0 ? _losses + 1 : 0;
        ReachAll(RiskLimitKind.ConsecutiveLosses, _losses);
    }

    private double Level(RiskLimit limit)
    {
        var from = limit.Kind == RiskLimitKind.DailyLoss ? _dayStart : _peak;
        return from - from * limit.Limit / 100;
    }

    private void ReachAll(RiskLimitKind kind, int count)
    {
        for (var i = 0; i < _limits.Length; i++)
            if (_limits[i].Kind == kind && count >= _limits[i].Limit) Reach(i, count);
    }

    private void Reach(int i, double value)
    {
        if (_inForce[i]) return;
        _inForce[i] = true;
        _events.Add(new RiskEvent(_day, _limits[i], value));
    }

    /// <summary>A new day: what holds for a day ends.</summary>
    private void Turn(int day)
    {
        if (day == _day) return;
        (_day, _dayStart, _entries) = (day, _last, 0);
        for (var i = 0; i < _limits.Length; i++)
        {
            if (_limits[i].Kind == RiskLimitKind.Drawdown || !_inForce[i]) continue;
            if (_limits[i].Kind == RiskLimitKind.ConsecutiveLosses) _losses = 0;
            _inForce[i] = false;
        }
    }

    private RiskLimit? InForce(RiskAction least)
    {
        for (var i = 0; i < _limits.Length; i++)
            if (_inForce[i] && _limits[i].Action >= least) return _limits[i];
        return null;
    }
}
