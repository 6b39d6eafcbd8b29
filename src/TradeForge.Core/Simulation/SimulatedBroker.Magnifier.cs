using TradeForge.Core.Market;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Simulation;

/// <summary>Bars whose order of events is not known, seen through those of a lower timeframe: G7.</summary>
internal sealed partial class SimulatedBroker
{
    private CandleSeries? _lower;
    private BarEnds _ends;

    /// <summary>Bars that the lower timeframe decided, and the round trips that they closed.</summary>
    public int DecidedBars { get; private set; }
    public int DecidedTrades { get; private set; }

    /// <summary>Takes the bars of a lower timeframe; null = there are none.</summary>
    public void Look(CandleSeries? lower, BarEnds ends) => (_lower, _ends) = (lower, ends);

    /// <summary>The bar touches both sides of what is held: fills what comes first, and the rest in its order. False where the lower bars do not tell.</summary>
    private bool ExitsInLower(int bar, in Candle candle)
    {
        if (_lower is null) return false;
        var (row, to) = BarMagnifier.Inside(_lower, candle.Time, _ends.Of(candle.Time));
        var before = _trades.Count;
        while (_position.Direction != 0)
        {
            var (against, along) = (NextAgainst(bar, candle), NextAlong(bar, candle));
            if (against == None || along == None)
            {
                FillAgainst(bar, candle);
                if (_position.Direction != 0) FillAlong(bar, candle);
                break;
            }
            var stop = against == Level ? _protection.Stop : _orders[_queue[against]].StopPrice;
            var target = along == Level ? TargetTouch() : _match.Through(_orders[_queue[along]]);
            var found = BarMagnifier.First(_lower, row, to, _position.Direction, stop, target);
            if (found.First is FirstTouch.Neither or FirstTouch.Unresolved) return false;
            row = found.Row;
            var gap = found.AtOpen ? _lower.Open[row] : double.NaN;
            if (found.First == FirstTouch.Stop) TakeAgainst(against, bar, candle, gap);
            else TakeAlong(along, bar, candle, gap);
        }
        Decided(before);
        return true;
    }

    /// <summary>What protects a position that was entered inside the bar, on the lower bars after its entry. False where they do not tell.</summary>
    private bool LevelsInLower(int bar, in Candle candle, double fill, in SimulatedOrder entry)
    {
        if (_lower is null || entry.Type is not (OrderType.Limit or OrderType.Stop)) return false;
        var (from, to) = BarMagnifier.Inside(_lower, candle.Time, _ends.Of(candle.Time));
        var (row, atOpen) = BarMagnifier.Entry(_lower, from, to, entry.Side, entry.Type == OrderType.Stop, entry.Type == OrderType.Stop ? entry.StopPrice : _match.Through(entry));
        if (row < 0) return false;
        var before = _trades.Count;
        if (!atOpen && BarMagnifier.First(_lower, row, row + 1, _position.Direction, _protection.Stop, TargetTouch()).First != FirstTouch.Neither) return false;
        if (!atOpen) row++;
        while (_position.Direction != 0 && bar >= _protectedFrom) // a stop that the volume cut short has taken the levels with it
        {
            var found = BarMagnifier.First(_lower, row, to, _position.Direction, _protection.Stop, TargetTouch());
            if (found.First == FirstTouch.Neither) break;
            if (found.First == FirstTouch.Unresolved) return false;
            row = found.Row;
            if (found.First == FirstTouch.Stop) Stopped(bar, found.AtOpen ? _lower.Open[row] : _protection.Stop, fill);
            else Targeted(bar, fill, found.AtOpen && _settings.GapLimit == GapLimitRule.Improve ? _lower.Open[row] : _protection.Target);
        }
        Decided(before);
        return true;
    }

    private void Decided(int tradesBefore)
    {
        DecidedBars++;
        DecidedTrades += _trades.Count - tradesBefore;
    }
}
