using TradeForge.Core.Strategies;

namespace TradeForge.Core.Trading;

/// <summary>One entry fill that is still open, wholly or in part.</summary>
internal sealed class Lot
{
    public required decimal Quantity { get; set; }
    public required int EntryBar { get; init; }
    public required long EntryTime { get; init; }
    public required decimal EntryPrice { get; init; }
    public required string EntryReason { get; init; }
    /// <summary>Entry fee of what is still open.</summary>
    public required decimal Fees { get; set; }
    /// <summary>Lowest and highest price seen while open.</summary>
    public required double Low { get; set; }
    public required double High { get; set; }
}

/// <summary>What a strategy holds of one instrument: lots in the order of their entries, all on one side.</summary>
internal sealed class Position
{
    private readonly List<Lot> _lots = [];

    public IReadOnlyList<Lot> Lots => _lots;
    /// <summary>1 long, −1 short, 0 flat.</summary>
    public int Direction { get; private set; }
    public decimal Quantity { get; private set; }
    public PositionSide Side => Direction >= 0 ? PositionSide.Long : PositionSide.Short;
    public int EntryBar => Direction == 0 ? -1 : _lots[0].EntryBar;

    /// <summary>Average entry price of what is open; NaN when flat.</summary>
    public double AveragePrice { get; private set; } = double.NaN;

    public void Add(PositionSide side, Lot lot)
    {
        _lots.Add(lot);
        Direction = side == PositionSide.Long ? 1 : -1;
        Quantity += lot.Quantity;
        UpdateAverage();
    }

    /// <summary>Takes up to <paramref name="quantity"/> units out of the oldest lot; returns the units taken and their share of the entry fee.</summary>
    public (decimal Quantity, decimal EntryFee) TakeOldest(decimal quantity)
    {
        var lot = _lots[0];
        var taken = Math.Min(quantity, lot.Quantity);
        var fee = taken == lot.Quantity ? lot.Fees : lot.Fees * taken / lot.Quantity;
        lot.Quantity -= taken;
        lot.Fees -= fee;
        Quantity -= taken;
        if (lot.Quantity == 0) _lots.RemoveAt(0);
        if (_lots.Count == 0) Direction = 0;
        UpdateAverage();
        return (taken, fee);
    }

    /// <summary>Extends the price range that the open lots have seen.</summary>
    public void See(double low, double high)
    {
        foreach (var lot in _lots)
        {
            if (low < lot.Low) lot.Low = low;
            if (high > lot.High) lot.High = high;
        }
    }

    private void UpdateAverage()
    {
        if (_lots.Count == 0) AveragePrice = double.NaN;
        else if (_lots.Count == 1) AveragePrice = (double)_lots[0].EntryPrice;
        else
        {
            decimal value = 0;
            foreach (var lot in _lots) value += lot.Quantity * lot.EntryPrice;
            AveragePrice = (double)(value / Quantity);
        }
    }
}
