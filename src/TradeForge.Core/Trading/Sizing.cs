using System.Runtime.CompilerServices;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;

namespace TradeForge.Core.Trading;

/// <summary>How many units an entry buys or sells, computed at its fill (golden rules G24–G27).</summary>
internal static class Sizing
{
    /// <summary>What the account holds at the moment of the fill.</summary>
    /// <remarks>Written field by field where it lies: a copy of what was just written would wait for it.</remarks>
    public struct Funds
    {
        /// <summary>Money that is free for a new position, with what margin lends.</summary>
        public decimal Available;
        /// <summary>Mark-to-market equity.</summary>
        public decimal Equity;
        /// <summary>Distance of the fill to the protective stop, in price; 0 = no stop.</summary>
        public decimal StopDistance;
        /// <summary>The part of <see cref="Available"/> that is own money; the rest can be borrowed.</summary>
        public decimal OwnShare;
        /// <summary>What one unit of this money is worth in that of the account, in which a sum of money is written.</summary>
        public decimal Rate;
        /// <summary>Average true range at the signal, in price; NaN = not known.</summary>
        public double Range;
        /// <summary>Kelly fraction of the closed trades; NaN without a win or without a loss.</summary>
        public double Kelly;

        /// <summary>Own money.</summary>
        public void Set(in decimal available, in decimal equity)
        {
            (Available, Equity, StopDistance, OwnShare, Rate) = (available, equity, 0, 1, 1);
            (Range, Kelly) = (double.NaN, double.NaN);
        }
    }

    /// <summary>Share of equity that a Kelly size takes until it is known.</summary>
    private const double FirstShare = 0.01;

    /// <summary>Units to trade at <paramref name="price"/> (after slippage and step), or 0 with the reason of the refusal.</summary>
    /// <param name="rule">The sizing node; null = all available money.</param>
    /// <param name="price">The fill price.</param>
    /// <param name="lot">Units per lot; 0 = fractional, rounded down to 1e-8.</param>
    /// <param name="costs">Counted in, so that cash never goes below 0.</param>
    /// <param name="side">The side of the fill.</param>
    /// <param name="funds">The account.</param>
    /// <param name="refusal">below-one-lot, no-cash, no-stop or no-volatility; null when the result is above 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static QuickDecimal Quantity(SizeRule? rule, QuickDecimal price, in decimal lot, in FillCosts costs, OrderSide side, in Funds funds, out string? refusal)
    {
        refusal = null;
        QuickDecimal available = funds.Available;
        if (!available.IsPositive || !price.IsPositive)
        {
            refusal = "no-cash";
            return decimal.Zero;
        }
        var quantity = costs.Affordable(available, price, side);
        if (rule is not null) quantity = Ruled(rule, quantity, price, lot, costs, side, funds, out refusal);
        if (refusal is null && !quantity.IsPositive) refusal = "below-one-lot";
        return refusal is null ? quantity : decimal.Zero;
    }

    private static decimal Ruled(SizeRule rule, decimal affordable, decimal price, decimal lot, in FillCosts costs, OrderSide side, in Funds funds, out string? refusal)
    {
        refusal = rule.Mode switch
        {
            SizeMode.RiskPercent when funds.StopDistance <= 0 => "no-stop",
            SizeMode.VolatilityTarget when !(funds.Range > 0) => "no-volatility",
            _ => null,
        };
        return refusal is null ? Math.Min(affordable, Wanted(rule, price, lot, costs, side, funds)) : 0;
    }

    private static decimal Wanted(SizeRule rule, decimal price, decimal lot, in FillCosts costs, OrderSide side, in Funds funds)
    {
        var value = (decimal)rule.Value;
        return rule.Mode switch
        {
            SizeMode.Quantity => RoundDown(value, lot),
            SizeMode.Lots => RoundDown(value * (lot == 0 ? 1 : lot), lot),
            SizeMode.Money => costs.Affordable(funds.Rate == 1 ? value : value / funds.Rate, price, side),
            SizeMode.PercentEquity => costs.Affordable(funds.Equity * value / 100, price, side),
            SizeMode.PercentCash => costs.Affordable(funds.Available * funds.OwnShare * value / 100, price, side),
            SizeMode.RiskPercent => RoundDown(funds.Equity * value / 100 / funds.StopDistance, lot),
            SizeMode.VolatilityTarget => RoundDown(funds.Equity * value / 100 / (decimal)funds.Range, lot),
            SizeMode.Kelly => costs.Affordable(funds.Equity * (decimal)KellyShare(rule.Value, funds.Kelly), price, side),
            SizeMode.EqualWeight => costs.Affordable(funds.Equity / value, price, side),
            _ => throw new InvalidOperationException($"Sizing mode {rule.Mode} of node {rule.NodeId} reached the session."),
        };
    }

    private static double KellyShare(double percent, double kelly) => double.IsNaN(kelly) ? FirstShare : Math.Clamp(kelly * percent / 100, 0, 1);

    /// <summary>Down to whole lots, with a lot of 0 to 1e-8.</summary>
    public static decimal RoundDown(decimal quantity, decimal lot)
    {
        if (quantity <= 0) return 0;
        return lot == 0 ? Math.Round(quantity, 8, MidpointRounding.ToZero) : Math.Floor(quantity / lot) * lot;
    }
}
