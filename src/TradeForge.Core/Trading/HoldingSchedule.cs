using TradeForge.Core.Market;

namespace TradeForge.Core.Trading;

/// <summary>What happened to a holding between two bars, before the first trade of the second: money by cause and the holding in its new units.</summary>
/// <param name="Financing">Loan, interest, borrow fee and overnight rate.</param>
/// <param name="Dividends">Received or, short, paid.</param>
/// <param name="Funding">Of a perpetual contract.</param>
/// <param name="InLieu">Paid for the fraction of a unit that a split left over.</param>
/// <param name="Quantity">Units held after it, below 0 when short.</param>
/// <param name="LevelFactor">What price levels and average prices are multiplied by; 1 without a split.</param>
public readonly record struct HoldingChange(FinancingCharge Financing, decimal Dividends, decimal Funding, decimal InLieu, decimal Quantity, decimal LevelFactor)
{
    /// <summary>What is added to the cash.</summary>
    public decimal Cash => Financing.Total + Dividends + Funding + InLieu;
}

/// <summary>Everything that time does to a holding of one instrument, in the order of the day: financing of the days that passed, splits,
/// dividends, funding. Told of each bar that is played, in order.</summary>
public sealed class HoldingSchedule
{
    private readonly EffectiveTable<Financing>? _financing;
    private readonly FundingTable? _funding;
    private readonly CorporateActions _actions;
    private readonly decimal _withheldPercent;
    private readonly bool _wholeUnits;
    private int _day = int.MinValue, _nextAction;
    private long _time, _nextFunding;

    /// <param name="financing">Rates by day; null = holding costs nothing.</param>
    /// <param name="funding">Of a perpetual contract; null = none.</param>
    /// <param name="actions">Splits and dividends.</param>
    /// <param name="withheldPercent">Tax on dividends received.</param>
    /// <param name="wholeUnits">A split leaves whole units and pays for the fraction.</param>
    public HoldingSchedule(EffectiveTable<Financing>? financing, FundingTable? funding, CorporateActions actions, decimal withheldPercent, bool wholeUnits) =>
        (_financing, _funding, _actions, _withheldPercent, _wholeUnits) = (financing, funding, actions, withheldPercent, wholeUnits);

    /// <summary>The first bar of the run: nothing before it counts.</summary>
    public void Start(int day, long time)
    {
        (_day, _time) = (day, time);
        (_nextAction, _nextFunding) = (_actions.NextAfter(day), _funding?.NextAfter(time) ?? long.MaxValue);
    }

    /// <summary>A bar has something to settle; on any other bar <see cref="Settle"/> would change nothing.</summary>
    public bool IsDue(int day, long time) => day >= _nextAction || time >= _nextFunding || (_financing is not null && day > _day);

    /// <summary>Settles what fell due since the last settled bar, at the start of a bar.</summary>
    /// <param name="day">The exchange's day of the bar.</param>
    /// <param name="time">Start of the bar, milliseconds since 1970-01-01T00:00Z.</param>
    /// <param name="cash">Cash with the proceeds of short sales.</param>
    /// <param name="quantity">Units held at the close before, below 0 when short.</param>
    /// <param name="lastPrice">The close before, the value that is financed.</param>
    /// <param name="open">Open of the bar: fractions of a split and funding are settled at it.</param>
    public HoldingChange Settle(int day, long time, decimal cash, decimal quantity, decimal lastPrice, decimal open)
    {
        var value = quantity * lastPrice;
        var financing = _financing is null || day <= _day ? default : _financing.At(_day).For(day - _day, cash, Math.Max(0, value), Math.Max(0, -value));
        var (held, factor, inLieu, dividends) = (quantity, 1m, 0m, 0m);
        if (day >= _nextAction)
        {
            foreach (var split in _actions.SplitsBetween(_day, day))
            {
                (held, var fraction) = split.Holding(held, open, _wholeUnits);
                inLieu += fraction;
                factor *= split.PriceFactor;
            }
            foreach (var dividend in _actions.DividendsBetween(_day, day)) dividends += dividend.Cash(held, _withheldPercent);
        }
        var funding = time >= _nextFunding ? _funding!.Due(_time, time, held, open) : 0;
        Start(Math.Max(day, _day), time);
        return new HoldingChange(financing, dividends, funding, inLieu, held, factor);
    }
}
