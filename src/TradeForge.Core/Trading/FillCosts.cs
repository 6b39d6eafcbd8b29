using TradeForge.Core.Simulation;

namespace TradeForge.Core.Trading;

/// <summary>A commission made ready for many fills of one instrument: equal to <see cref="Commission"/> to the last digit of the money.</summary>
internal readonly struct FillCosts
{
    private const decimal Smallest = 1e-8m;
    private readonly Commission _commission;
    private readonly decimal _lot, _step, _rate, _perUnit, _perOrder;
    private readonly bool _isPlain, _isRateOnly, _isFree, _isFractional;

    /// <param name="commission">What a fill costs.</param>
    /// <param name="lot">Units per lot; 0 = fractional.</param>
    public FillCosts(Commission commission, decimal lot)
    {
        (_commission, _lot, _isPlain) = (commission, lot, commission.IsPlain);
        _step = lot == 0 ? Smallest : lot;
        (_rate, _perOrder) = (commission.Percent / 100, commission.PerOrder);
        _perUnit = commission.PerUnit + (commission.PerLot / (lot == 0 ? 1 : lot));
        _isRateOnly = _isPlain && _perOrder == 0 && _perUnit == 0;
        (_isFree, _isFractional) = (_isRateOnly && _rate == 0, lot == 0);
    }

    /// <summary>Money for a fill.</summary>
    public decimal Fee(decimal quantity, decimal price, OrderSide side, bool isMaker = false)
    {
        if (_isRateOnly) return _isFree ? 0 : QuickDecimal.Multiply(quantity, QuickDecimal.Multiply(price, _rate));
        return _isPlain ? _perOrder + (quantity * ((price * _rate) + _perUnit)) : _commission.On(quantity, price, _lot, side, isMaker);
    }

    /// <summary>The largest quantity whose value and commission fit into <paramref name="money"/> (golden rule G25).</summary>
    public decimal Affordable(decimal money, decimal price, OrderSide side)
    {
        if (!_isPlain) return _commission.Affordable(money, price, _lot, side);
        if (!_isRateOnly) money -= _perOrder;
        if (Math.Sign(money) <= 0 || Math.Sign(price) <= 0) return 0;
        var unit = _isFree ? price : QuickDecimal.Add(price, QuickDecimal.Multiply(price, _rate));
        if (!_isRateOnly) unit += _perUnit;
        var quantity = Guess(money, unit, out var isSure);
        if (isSure) return quantity;
        while (Math.Sign(quantity) > 0 && quantity * unit > money) quantity -= _step; // the exact condition decides
        while ((quantity + _step) * unit <= money) quantity += _step;
        return quantity;
    }

    /// <summary>A whole number of steps, off by a few at most.</summary>
    /// <param name="money">To be spent.</param>
    /// <param name="unit">Costs of one unit.</param>
    /// <param name="isSure">It is the very number: four roundings of a double, 4.5e-16 of it in all, cannot carry it over a whole one.</param>
    private decimal Guess(decimal money, decimal unit, out bool isSure)
    {
        var units = (double)money / (double)unit;
        var exact = _isFractional ? units * 1e8 : units / (double)_lot;
        var steps = Math.Floor(exact);
        var (over, error) = (exact - steps, 1e-15 * exact);
        isSure = over > error && over < 1 - error && exact < 1e14;
        if (!(steps < 4e15)) return Math.Floor(money / unit / _step) * _step;
        var whole = (ulong)steps;
        if (!_isFractional) return whole * _lot;
        byte scale = 8;
        for (; scale > 0 && whole % 10 == 0; scale--) whole /= 10;
        return QuickDecimal.Of(whole, scale);
    }
}
