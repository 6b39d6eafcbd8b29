using TradeForge.Core.Strategies;

namespace TradeForge.Core.Trading;

/// <summary>Stop and target of a position from a bar on.</summary>
/// <param name="Bar">Bars since the entry; the levels act on it and after it.</param>
/// <param name="Stop">NaN = none.</param>
/// <param name="Target">NaN = none.</param>
public readonly record struct TradeLevel(int Bar, double Stop, double Target);

/// <summary>Where stop and target of a trade stood, made anew from its rules, for a chart to draw.</summary>
public static class TradeLevels
{
    /// <summary>The levels at the entry, and again after each close that moved one of them.</summary>
    /// <param name="rules">Of the strategy.</param>
    /// <param name="prices">Price steps of the run.</param>
    /// <param name="side">Of the trade.</param>
    /// <param name="entry">Its entry price. A position of several entries stands on their average and has other levels.</param>
    /// <param name="inputs">For each rule the value of its input on the signal bar; NaN where it has none.</param>
    /// <param name="closes">From the entry bar to the bar before the exit.</param>
    public static IReadOnlyList<TradeLevel> Of(IReadOnlyList<RiskRule> rules, FillPrice prices, PositionSide side, double entry, ReadOnlySpan<double> inputs, ReadOnlySpan<double> closes)
    {
        if (rules.Count == 0) return [];
        var protection = new Protection(rules, prices);
        protection.Remember(inputs);
        protection.Start(side == PositionSide.Long ? 1 : -1, entry);
        var levels = new List<TradeLevel> { new(0, protection.Stop, protection.Target) };
        for (var bar = 0; bar < closes.Length && protection.Moves; bar++)
        {
            protection.AfterClose(closes[bar]);
            if (!protection.Stop.Equals(levels[^1].Stop) || !protection.Target.Equals(levels[^1].Target)) levels.Add(new(bar + 1, protection.Stop, protection.Target));
        }

        return levels;
    }
}
