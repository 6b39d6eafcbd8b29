using TradeForge.Core.Strategies;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Simulation;

/// <summary>The account from a bar on: cash and units held, negative when short.</summary>
internal record struct AccountRow(int Bar, decimal Cash, decimal Quantity);

/// <summary>Cash from which one or several instruments trade, and what the instruments other than the one that trades hold.</summary>
internal sealed class SharedCash
{
    public decimal Cash;
    /// <summary>The balances that make up <see cref="Cash"/>; null = there is one currency, or everything is exchanged at once and for nothing.</summary>
    public CurrencyPurse? Purse { get; set; }
    /// <summary>Value of what the others hold at the moment, shorts negative.</summary>
    public decimal OthersNet { get; set; }
    /// <summary>The same with shorts positive.</summary>
    public decimal OthersGross { get; set; }
    /// <summary>Positions that are open.</summary>
    public int Positions { get; set; }
    /// <summary>What holding has brought so far.</summary>
    public HoldingCosts Held { get; set; } = HoldingCosts.None;
    /// <summary>Watches the limits of the account; null = there are none.</summary>
    public RiskGuard? Guard { get; set; }
    /// <summary>The size of the entry that fills next, in place of its own; null = its own.</summary>
    public SizeRule? Size { get; set; }
    /// <summary>Money that the entry that fills next may take, by its side; null = all there is.</summary>
    public (decimal Long, decimal Short)? Room { get; set; }
    /// <summary>Why entries of a side are refused; null = they are not.</summary>
    public string? LongShut { get; set; }
    public string? ShortShut { get; set; }

    /// <summary>Money of a currency comes in, below 0 it is paid.</summary>
    public void Put(int currency, decimal amount)
    {
        var before = Purse!.Cost;
        Purse.Put(currency, amount);
        (Cash, Held) = (Purse.Value, Held with { Exchange = Held.Exchange + before - Purse.Cost });
    }

    /// <summary>Other rates hold; says whether that changed the cash.</summary>
    public bool Revalue(long time)
    {
        if (Purse is null) return false;
        Purse.At(time);
        if (Purse.Value == Cash) return false;
        (Cash, Held) = (Purse.Value, Held with { Revaluation = Held.Revaluation + Purse.Value - Cash });
        return true;
    }

    /// <summary>Everything is lost.</summary>
    public void Clear()
    {
        Purse?.Clear();
        Cash = 0;
    }
}
