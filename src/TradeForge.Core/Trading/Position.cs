using System.Runtime.CompilerServices;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;

namespace TradeForge.Core.Trading;

/// <summary>One entry fill that is still open, wholly or in part.</summary>
internal struct Lot
{
    public decimal Quantity, EntryPrice;
    /// <summary>What the currency of the price was worth in that of the account; 0 = they are the same.</summary>
    public decimal EntryRate;
    /// <summary>Entry fee of what is still open.</summary>
    public decimal Fees;
    public long EntryTime;
    /// <summary>Lowest and highest price seen while open.</summary>
    public double Low, High;
    /// <summary>Levels that the rules gave when it was entered; 0 = none.</summary>
    public double Stop, Target;
    public int EntryBar, EntryNode;
    /// <summary>The entry order; several lots have one that filled in parts.</summary>
    public int Order;

    /// <summary>Takes units out; returns them with their share of the entry fee.</summary>
    public Lot Take(decimal quantity)
    {
        var taken = this;
        if (quantity < Quantity) (taken.Quantity, taken.Fees) = (quantity, Fees * quantity / Quantity);
        Quantity -= taken.Quantity;
        Fees -= taken.Fees;
        return taken;
    }

    /// <summary>What is still open, marked at a price.</summary>
    /// <param name="symbol">Of the instrument.</param>
    /// <param name="side">Of the position.</param>
    /// <param name="entryNode">Who opened it.</param>
    /// <param name="mark">The price.</param>
    /// <param name="lastBar">The bar of the mark.</param>
    /// <param name="markRate">What its currency is worth; 0 = it is that of the account.</param>
    public readonly OpenPosition Row(string symbol, PositionSide side, string entryNode, decimal mark, int lastBar, decimal markRate = 0)
    {
        var direction = side == PositionSide.Long ? 1 : -1;
        var (rate, last) = (ClosedTrade.Known(EntryRate), ClosedTrade.Known(markRate));
        var pnl = (direction * Quantity * ((mark * last) - (EntryPrice * rate))) - Fees;
        var (mae, mfe) = ClosedTrade.Excursion(direction, (double)EntryPrice, Low, High);
        return new OpenPosition(
            symbol, side, Quantity, EntryBar, DateTimeOffset.FromUnixTimeMilliseconds(EntryTime), EntryPrice, entryNode,
            mark, Fees, pnl, 100 * (double)pnl / (double)(Quantity * EntryPrice * rate), mae, mfe, lastBar - EntryBar)
        { EntryRate = rate, MarkRate = last, InitialStop = ClosedTrade.Level(Stop), InitialTarget = ClosedTrade.Level(Target) };
    }

    /// <summary>Extends the price range that it has seen.</summary>
    public void See(double low, double high)
    {
        if (low < Low) Low = low;
        if (high > High) High = high;
    }
}

/// <summary>What a strategy holds of one instrument: lots in the order of their entries, all on one side.</summary>
internal sealed class Position : IDisposable
{
    private readonly RowLog<Lot> _lots = new(16);
    private decimal _quantity;
    private double _average; // of several lots

    public ReadOnlySpan<Lot> Lots => _lots.Rows;
    /// <summary>1 long, −1 short, 0 flat.</summary>
    public int Direction { get; private set; }
    public decimal Quantity => _quantity;
    /// <summary>The same for a fill.</summary>
    public QuickDecimal Units => _quantity;
    /// <summary>The largest quantity since the position was opened; targets close parts of it.</summary>
    public decimal Largest { get; private set; }
    public PositionSide Side => Direction >= 0 ? PositionSide.Long : PositionSide.Short;
    public int EntryBar => Direction == 0 ? -1 : _lots[0].EntryBar;

    /// <summary>Average entry price of what is open; NaN when flat.</summary>
    public double AveragePrice => _lots.Count switch { 0 => double.NaN, 1 => (double)(QuickDecimal)_lots[0].EntryPrice, _ => _average };

    /// <summary>Room for a lot; every field is to be written, then <see cref="Added"/> told.</summary>
    public ref Lot NewLot() => ref _lots.Next();

    /// <summary>The newest lot counts from now on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Added(PositionSide side)
    {
        ref readonly var lot = ref _lots.Last;
        if (_lots.Count == 1) (Direction, _quantity, Largest) = (side == PositionSide.Long ? 1 : -1, lot.Quantity, lot.Quantity);
        else AddedMore(lot.Quantity);
    }

    private void AddedMore(decimal quantity)
    {
        _quantity += quantity;
        if (Quantity > Largest) Largest = Quantity;
        UpdateAverage();
    }

    public ref readonly Lot Oldest => ref _lots[0];

    /// <summary>The oldest lot leaves whole.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void DropOldest()
    {
        if (_lots.Count > 1)
        {
            DropOneOfMany();
            return;
        }
        _lots.Clear();
        (Direction, _quantity) = (0, 0);
    }

    private void DropOneOfMany()
    {
        _quantity -= _lots[0].Quantity;
        _lots.RemoveAt(0);
        UpdateAverage();
    }

    /// <summary>Takes up to <paramref name="quantity"/> units out of the oldest lot; returns the units taken, with their share of the entry fee, as a lot.</summary>
    public Lot TakeOldest(decimal quantity)
    {
        if (quantity >= _lots[0].Quantity)
        {
            var whole = _lots[0];
            DropOldest();
            return whole;
        }
        var taken = _lots[0].Take(quantity);
        _quantity -= taken.Quantity;
        UpdateAverage();
        return taken;
    }

    /// <summary>Extends the price range that the open lots have seen.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void See(double low, double high)
    {
        if (_lots.Count == 1) _lots[0].See(low, high);
        else SeeAll(low, high);
    }

    private void SeeAll(double low, double high)
    {
        for (var i = 0; i < _lots.Count; i++) _lots[i].See(low, high);
    }

    /// <summary>Prices are multiplied by <paramref name="factor"/> and quantities divided, to 1e-8; what each lot has cost stays.</summary>
    public void Split(decimal factor)
    {
        var (whole, left) = (Units(Quantity), Units(Quantity));
        for (var i = 0; i < _lots.Count; i++)
        {
            ref var lot = ref _lots[i];
            var cost = lot.Quantity * lot.EntryPrice;
            lot.Quantity = Math.Max(i == _lots.Count - 1 ? left : Units(lot.Quantity), 1e-8m);
            (lot.EntryPrice, lot.Low, lot.High) = (cost / lot.Quantity, lot.Low * (double)factor, lot.High * (double)factor);
            (lot.Stop, lot.Target) = (lot.Stop * (double)factor, lot.Target * (double)factor);
            left -= lot.Quantity;
        }
        (_quantity, Largest) = (Math.Max(whole - Math.Min(left, 0), 1e-8m), Units(Largest));
        UpdateAverage();

        decimal Units(decimal old) => Math.Round(Math.Round(old / factor, 12), 8, MidpointRounding.ToZero);
    }

    /// <summary>Extends what the newest lot has seen: it was entered inside a bar, of which the others saw more.</summary>
    public void SeeNewest(double low, double high) => _lots.Last.See(low, high);

    /// <summary>Entry orders that are open, wholly or in part.</summary>
    public int Entries()
    {
        var count = 0;
        for (var i = 0; i < _lots.Count; i++)
            if (i == 0 || _lots[i].Order != _lots[i - 1].Order) count++;
        return count;
    }

    public void Dispose() => _lots.Dispose();

    private void UpdateAverage()
    {
        if (_lots.Count < 2) return;
        decimal value = 0;
        foreach (ref readonly var lot in _lots.Rows) value += lot.Quantity * lot.EntryPrice;
        _average = (double)(value / Quantity);
    }
}
