using TradeForge.Core.Market;
using TradeForge.Core.Strategies;

namespace TradeForge.Core.Simulation;

/// <summary>Carries out the portfolio nodes: which instruments are picked, what share of the equity each gets, and when both are set anew.</summary>
internal sealed class Rebalancer
{
    private readonly PortfolioRule _rule;
    private readonly IReadOnlyList<PortfolioLine> _lines;
    private readonly int[] _places;
    private readonly double[] _scores, _volatility, _weights;
    private RebalanceClock _clock;

    public Rebalancer(PortfolioRule rule, IReadOnlyList<PortfolioLine> lines, TradingDays days)
    {
        (_rule, _lines) = (rule, lines);
        _clock = new RebalanceClock(rule.Rebalance?.Schedule, days);
        (_places, _scores, _volatility, _weights) = (new int[lines.Count], new double[lines.Count], new double[lines.Count], new double[lines.Count]);
        EntryOrder = [.. Enumerable.Range(0, lines.Count)];
        if (rule.Rank is not null) Gate();
    }

    /// <summary>The lines in the order in which entries take their cash: the long leg from its best, the short leg from its lowest, then the others by name.</summary>
    public int[] EntryOrder { get; }

    /// <summary>Entries are sized by weights.</summary>
    public bool HasWeights => _rule.Weight is not null;

    /// <summary>Holdings are brought back to their weights; without a rebalance node sizes stay as they were entered.</summary>
    public bool Adjusts => HasWeights && _rule.Rebalance is not null;

    /// <summary>Moments at which fewer scores were known than the legs need.</summary>
    public int Postponed { get; private set; }

    /// <summary>Share of the equity in percent, 0 for an instrument that is not picked.</summary>
    public double WeightOf(int line) => _weights[line];

    /// <summary>The close of a moment: ranks and weights are set anew if it is time. Says whether they were.</summary>
    /// <param name="time">Of the moment.</param>
    /// <param name="now">The lines with a bar: no other has a score.</param>
    public bool Close(long time, List<PortfolioLine> now)
    {
        if (!_clock.IsDue(time)) return false;
        if (!Pick(now))
        {
            Postponed++;
            return false;
        }
        if (_rule.Weight is { } weight) Weights.Of(weight.Mode, _places, _volatility, _weights);
        _clock.Done();
        if (_rule.Rank is null) return true;
        Gate();
        EntryOrder.AsSpan().Sort((a, b) => Turn(a).CompareTo(Turn(b)) is var turn and not 0 ? turn : a.CompareTo(b));
        return true;
    }

    /// <summary>A held weight is further from its target than the drift allows.</summary>
    /// <param name="equity">Of the account, above 0.</param>
    public bool HasDrifted(decimal equity)
    {
        if (_rule.Rebalance is not { Drift: > 0 and var drift }) return false;
        for (var i = 0; i < _lines.Count; i++)
            if (_lines[i].Session.Direction != 0 && Math.Abs(100 * (double)(Math.Abs(_lines[i].Value) / equity) - _weights[i]) > drift) return true;
        return false;
    }

    /// <summary>What is held outside its leg is closed.</summary>
    public void Leave(long time)
    {
        if (_rule.Rank is null) return;
        for (var i = 0; i < _lines.Count; i++)
            if (_lines[i].Session.Direction * Math.Sign(_places[i]) < 0 || (_lines[i].Session.Direction != 0 && _places[i] == 0)) _lines[i].Session.LeaveLeg(_lines[i].Bar, time);
    }

    /// <summary>What is held in its leg is brought back to its weight.</summary>
    /// <param name="time">Of the moment.</param>
    /// <param name="equity">Of the account at this close.</param>
    public void Adjust(long time, decimal equity)
    {
        for (var i = 0; i < _lines.Count; i++)
        {
            var (line, held) = (_lines[i], Math.Abs(_lines[i].Value));
            if (line.Session.Direction == 0 || (_rule.Rank is not null && _places[i] == 0) || held == 0) continue;
            var target = equity * (decimal)_weights[i] / 100;
            if (held > target) line.Session.Trim(line.Bar, time, (double)(100 * (held - target) / held));
            else if (held < target) line.Session.Grow(line.Bar, time);
        }
    }

    private bool Pick(List<PortfolioLine> now)
    {
        var returns = _rule.Weight is { Mode: WeightMode.InverseVolatility } weight ? weight.Bars : 0;
        _scores.AsSpan().Fill(double.NaN);
        foreach (var line in now)
        {
            _scores[line.Index] = _rule.Rank is { } ranked ? line.Evaluation.Values(ranked.ScoreSlot)[line.Row] : 0;
            if (returns == 0) continue;
            _volatility[line.Index] = Weights.Volatility(line.Data.Signals.Close[..(line.Row + 1)], returns);
            if (!(_volatility[line.Index] > 0)) _scores[line.Index] = double.NaN;
        }
        if (_rule.Rank is { } rank) return Ranking.Pick(_scores, rank.Top, rank.Bottom, _places);
        var known = _scores.Count(s => !double.IsNaN(s));
        return known > 0 && Ranking.Pick(_scores, known, 0, _places);
    }

    private void Gate()
    {
        for (var i = 0; i < _lines.Count; i++) _lines[i].Session.OpenFor(PositionSideOf(_places[i]));
    }

    private static PositionSide? PositionSideOf(int place) => place > 0 ? PositionSide.Long : place < 0 ? PositionSide.Short : null;

    private int Turn(int line) => _places[line] switch { > 0 and var k => k, < 0 and var k => _lines.Count - k, _ => int.MaxValue };
}
