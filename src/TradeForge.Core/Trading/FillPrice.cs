using TradeForge.Core.Market;
using TradeForge.Core.Simulation;

namespace TradeForge.Core.Trading;

/// <summary>The border between measured prices (<c>double</c>) and owned money (<c>decimal</c>): slippage and price steps.</summary>
/// <remarks>A measured price becomes a decimal of at most 15 significant digits, the digits that a double is sure of.</remarks>
public readonly struct FillPrice
{
    private readonly Slippage _slippage;
    private readonly decimal _priceStep, _stepsPerUnit, _rate, _distance;
    private readonly bool _slips, _isStepped;

    public FillPrice(Slippage slippage, decimal priceStep)
    {
        (_slippage, _priceStep) = (slippage, priceStep);
        _rate = In(SlippageUnit.Percent) / 100;
        _distance = In(SlippageUnit.Ticks) * priceStep + In(SlippageUnit.Price);
        _isStepped = priceStep != 0;
        _slips = _rate != 0 || _distance != 0;
        _stepsPerUnit = priceStep > 0 && decimal.IsInteger(1 / priceStep) ? 1 / priceStep : 0; // multiplying is faster than dividing

        decimal In(SlippageUnit unit) => (slippage.Unit == unit ? slippage.Value : 0) + (slippage.SpreadUnit == unit ? slippage.Spread / 2 : 0);
    }

    /// <summary>A market or stop fill at <paramref name="price"/>: slippage against the trader, then rounded against the trader to the step (G21, G22).
    /// Without volume impact and clamp, which need the bar.</summary>
    public decimal Market(OrderSide side, double price)
    {
        decimal exact = MeasuredPrice.Of(price);
        if (!_slips) return side == OrderSide.Buy ? Up(exact) : Down(exact);
        return Moved(side, exact, exact * _rate + _distance);
    }

    /// <summary>As <see cref="Market(OrderSide, double)"/>.</summary>
    internal QuickDecimal Fill(OrderSide side, double price) => _slips || _isStepped ? Market(side, price) : MeasuredPrice.Of(price);

    /// <summary>A market or stop fill of <paramref name="quantity"/> units at <paramref name="price"/> in <paramref name="bar"/>: as
    /// <see cref="Market(OrderSide, double)"/>, with the impact of the quantity and, if asked for, taken back into the bar's range.</summary>
    public decimal Market(OrderSide side, double price, decimal quantity, in Candle bar)
    {
        if (!_slippage.NeedsBar) return Market(side, price);
        decimal exact = MeasuredPrice.Of(price);
        var filled = Moved(side, exact, exact * (_rate + Impact(quantity, bar.Volume)) + _distance);
        return _slippage.ClampToBar ? Math.Clamp(filled, (decimal)bar.Low, (decimal)bar.High) : filled;
    }

    /// <summary>A stop level at its creation: a buy stop rounds up, a sell stop down (G22).</summary>
    public double StopLevel(OrderSide side, double price) => (double)(side == OrderSide.Buy ? Up((decimal)price) : Down((decimal)price));

    /// <summary>A limit level at its creation: a buy limit rounds down, a sell limit up (G22).</summary>
    public double LimitLevel(OrderSide side, double price) => (double)(side == OrderSide.Buy ? Down((decimal)price) : Up((decimal)price));

    /// <summary>A fraction of the price.</summary>
    private decimal Impact(decimal quantity, double volume)
    {
        if (!(volume > 0)) return 0;
        var share = (double)quantity / volume;
        return _slippage.Impact / 100 * (decimal)(_slippage.Model == ImpactModel.SquareRoot ? Math.Sqrt(share) : share);
    }

    private decimal Moved(OrderSide side, decimal price, decimal slip) => side == OrderSide.Buy ? Up(price + slip) : Math.Max(Down(price - slip), 0);

    private decimal Up(decimal price) => !_isStepped ? price : Math.Ceiling(Steps(price)) * _priceStep;

    private decimal Down(decimal price) => !_isStepped ? price : Math.Floor(Steps(price)) * _priceStep;

    private decimal Steps(decimal price) => _stepsPerUnit == 0 ? price / _priceStep : price * _stepsPerUnit;
}
