using System.Runtime.CompilerServices;
using TradeForge.Core.Simulation;

namespace TradeForge.Core.Trading;

/// <summary>A commission made ready for many fills of one instrument: equal to <see cref="Commission"/> to the last digit of the money.</summary>
internal readonly struct FillCosts
{
    private const decimal Smallest = 1e-8m;
    private const int MostPlaces = 28;
    private static readonly double[] Shifts = [.. Enumerable.Range(-MostPlaces, (2 * MostPlaces) + 1).Select(n => Math.Pow(10, n + 8))]; // in smallest units
    private readonly Commission _commission;
    private readonly decimal _lot, _step, _rate, _perUnit, _perOrder;
    private readonly double _smallestInLot;
    private readonly bool _isPlain, _isRateOnly, _isFree, _isFractional;

    /// <param name="commission">What a fill costs.</param>
    /// <param name="lot">Units per lot; 0 = fractional.</param>
    public FillCosts(Commission commission, decimal lot)
    {
        (_commission, _lot, _isPlain) = (commission, lot, commission.IsPlain);
        _step = lot == 0 ? Smallest : lot;
        _smallestInLot = (double)_step * 1e8; // a decimal could not hold that of every lot
        (_rate, _perOrder) = (commission.Percent / 100, commission.PerOrder);
        _perUnit = commission.PerUnit + (commission.PerLot / (lot == 0 ? 1 : lot));
        _isRateOnly = _isPlain && _perOrder == 0 && _perUnit == 0;
        (_isFree, _isFractional) = (_isRateOnly && _rate == 0, lot == 0);
    }

    /// <summary>Money for a fill.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public QuickDecimal Fee(QuickDecimal quantity, QuickDecimal price, OrderSide side, bool isMaker = false) =>
        _isRateOnly && !_isFree ? quantity * (price * _rate) : Sum(quantity, price, side, isMaker);

    private decimal Sum(decimal quantity, decimal price, OrderSide side, bool isMaker)
    {
        if (_isFree) return 0;
        return _isPlain ? _perOrder + (quantity * ((price * _rate) + _perUnit)) : _commission.On(quantity, price, _lot, side, isMaker);
    }

    /// <summary>The largest quantity whose value and commission fit into <paramref name="money"/> (golden rule G25).</summary>
    public QuickDecimal Affordable(QuickDecimal money, QuickDecimal price, OrderSide side)
    {
        if (_isRateOnly) return Most(money, _isFree ? price : price + (price * _rate));
        if (!_isPlain) return _commission.Affordable(money, price, _lot, side);
        return price.IsPositive ? Most(money - _perOrder, price + (price * _rate) + _perUnit) : decimal.Zero;
    }

    /// <summary>Most steps of which each unit costs so much.</summary>
    private QuickDecimal Most(QuickDecimal money, QuickDecimal unit)
    {
        if (!money.IsPositive || !unit.IsPositive) return decimal.Zero;
        var quantity = Guess(money, unit, out var isSure);
        return isSure ? quantity : Exact(money, unit, quantity);
    }

    /// <summary>The exact condition decides.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private decimal Exact(decimal money, decimal unit, decimal guess)
    {
        while (Math.Sign(guess) > 0 && guess * unit > money) guess -= _step;
        while ((guess + _step) * unit <= money) guess += _step;
        return guess;
    }

    private decimal Many(decimal money, decimal unit) => Math.Floor(money / unit / _step) * _step;

    /// <summary>A whole number of steps, off by a few at most.</summary>
    /// <param name="money">To be spent.</param>
    /// <param name="unit">Costs of one unit.</param>
    /// <param name="isSure">It is the very number: a dozen roundings of a double, 1.4e-15 of it in all, cannot carry it over a whole one.</param>
    private QuickDecimal Guess(QuickDecimal money, QuickDecimal unit, out bool isSure)
    {
        var exact = money.Whole / unit.Whole * Shifts[unit.Places - money.Places + MostPlaces];
        if (!_isFractional) exact /= _smallestInLot;
        var steps = Math.Floor(exact);
        var (over, error) = (exact - steps, 2e-15 * exact);
        isSure = over > error && over < 1 - error && exact < 1e14;
        if (!(steps < 4e15)) return Many(money, unit);
        var whole = (ulong)steps;
        if (!_isFractional) return whole * _lot;
        byte scale = 8;
        for (; scale > 0 && whole % 10 == 0; scale--) whole /= 10;
        return QuickDecimal.Of(whole, scale);
    }
}
