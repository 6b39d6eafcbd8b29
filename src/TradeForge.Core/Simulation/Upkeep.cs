using TradeForge.Core.Market;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Simulation;

/// <summary>What time does between the bars of one instrument: terms change, holding costs, splits, dividends and funding fall due.</summary>
/// <remarks>Told of every bar that is played, in order. A session without any of it has none.</remarks>
internal sealed class Upkeep
{
    private readonly (int Day, BacktestSettings Terms)[] _terms;
    private readonly HoldingSchedule _holding;
    private readonly HoldingSchedule? _account;
    private bool _hasStarted;
    private int _nextTerms;

    private Upkeep(BacktestSettings settings, HoldingEvents events, bool ownsCash)
    {
        var effective = settings;
        _terms = [.. settings.Later.Select(change => (change.Day, effective = effective.After(change)))];
        _holding = new HoldingSchedule(Rates(settings, OfHolding), events.Funding, events.Actions, settings.DividendTax, settings.Lot > 0);
        var ofCash = Rates(settings, OfCash);
        _account = ofCash is not null && ownsCash ? OfAccount(ofCash) : null;
        EarnsInterest = ofCash?.Rows.Any(row => row.Value.Interest > 0) == true;
    }

    /// <summary>Null where nothing ever falls due.</summary>
    /// <param name="settings">Financing and dated terms.</param>
    /// <param name="events">Of the instrument.</param>
    /// <param name="ownsCash">False where several instruments share the cash: loan and interest are then charged for all of them.</param>
    public static Upkeep? Of(BacktestSettings settings, HoldingEvents events, bool ownsCash) =>
        settings.Later.Count == 0 && settings.Financing == Financing.None && events.IsEmpty ? null : new Upkeep(settings, events, ownsCash);

    /// <summary>Loan and interest of an account; null where there are none. Its holding is the value sold short, below 0, at a price of 1.</summary>
    public static HoldingSchedule? OfCash(BacktestSettings settings) => Rates(settings, OfCash) is { } rates ? OfAccount(rates) : null;

    /// <summary>Cash that lies idle earns: then a flat account has something due too.</summary>
    public bool EarnsInterest { get; }

    /// <summary>The terms that hold from this bar on, if they change on it.</summary>
    public BacktestSettings? NewTerms(int day)
    {
        BacktestSettings? found = null;
        for (; _nextTerms < _terms.Length && _terms[_nextTerms].Day <= day; _nextTerms++) found = _terms[_nextTerms].Terms;
        return found;
    }

    /// <summary>On any other bar nothing would change.</summary>
    public bool IsDue(int day, long time) =>
        !_hasStarted || (_nextTerms < _terms.Length && day >= _terms[_nextTerms].Day) || _holding.IsDue(day, time) || _account?.IsDue(day, time) == true;

    /// <summary>The first bar of the run starts the count of days.</summary>
    public bool Starts(int day, long time)
    {
        if (_hasStarted) return false;
        _hasStarted = true;
        _holding.Start(day, time);
        _account?.Start(day, time);
        return true;
    }

    /// <summary>Loan and interest since the last bar; the cash is that of this instrument alone.</summary>
    public decimal SettleCash(int day, long time, decimal cash, decimal shortValue) =>
        _account?.IsDue(day, time) == true ? _account.Settle(day, time, cash, -shortValue, 1, 1).Financing.Interest : 0;

    /// <inheritdoc cref="HoldingSchedule.Settle"/>
    public HoldingChange Settle(int day, long time, decimal quantity, decimal lastPrice, decimal open) => _holding.Settle(day, time, 0, quantity, lastPrice, open);

    private static HoldingSchedule OfAccount(EffectiveTable<Financing> rates) => new(rates, null, CorporateActions.None, 0, false);

    private static Financing OfHolding(Financing f) => f with { Loan = 0, Interest = 0 };

    private static Financing OfCash(Financing f) => new(f.Loan, f.Interest) { DaysInYear = f.DaysInYear };

    /// <summary>The part of the rates that is asked for, by day; null where all of it is 0.</summary>
    private static EffectiveTable<Financing>? Rates(BacktestSettings settings, Func<Financing, Financing> part)
    {
        (int From, Financing Value)[] rows = [(int.MinValue, part(settings.Financing)), .. settings.Later.Where(c => c.Financing is not null).Select(c => (c.Day, part(c.Financing!)))];
        return rows.All(row => row.Value with { DaysInYear = 365 } == Financing.None) ? null : new EffectiveTable<Financing>(rows);
    }
}

/// <summary>What happens to the holder of one instrument.</summary>
/// <param name="Actions">Splits and dividends; its bars are raw prices.</param>
/// <param name="Funding">Of a perpetual contract; null = none.</param>
/// <param name="Rates">Between the currency of its prices and that of the account; needed where they differ.</param>
public sealed record HoldingEvents(CorporateActions Actions, FundingTable? Funding = null, CurrencyRates? Rates = null)
{
    public static HoldingEvents None { get; } = new(CorporateActions.None);

    internal bool IsEmpty => Funding is null && Actions.Splits.Count == 0 && Actions.Dividends.Count == 0;
}

/// <summary>Money that holding brought, by cause; below 0 was paid. It lies in the cash, and so in equity and net profit, but in no trade's pnl.</summary>
/// <param name="Interest">On debt and on idle cash.</param>
/// <param name="Borrow">Fee on shorts.</param>
/// <param name="Overnight">On positions.</param>
/// <param name="Funding">Of perpetual contracts.</param>
/// <param name="Dividends">After tax.</param>
/// <param name="Exchange">What exchanges of currencies took.</param>
/// <param name="Revaluation">What changing rates made of balances in other currencies.</param>
public sealed record HoldingCosts(decimal Interest, decimal Borrow, decimal Overnight, decimal Funding, decimal Dividends, decimal Exchange = 0, decimal Revaluation = 0)
{
    public static HoldingCosts None { get; } = new(0, 0, 0, 0, 0);

    public decimal Total => Interest + Borrow + Overnight + Funding + Dividends + Exchange + Revaluation;
}
