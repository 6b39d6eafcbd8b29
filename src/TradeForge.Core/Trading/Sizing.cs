using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;

namespace TradeForge.Core.Trading;

/// <summary>How many units an entry buys or sells, computed at its fill (golden rules G24–G27).</summary>
internal static class Sizing
{
    /// <summary>What the account holds at the moment of the fill.</summary>
    /// <param name="Available">Money that is free for a new position, with what margin lends.</param>
    /// <param name="Equity">Mark-to-market equity.</param>
    /// <param name="StopDistance">Distance of the fill to the protective stop, in price; 0 = no stop.</param>
    /// <param name="Range">Average true range at the signal, in price; NaN = not known.</param>
    /// <param name="Kelly">Kelly fraction of the closed trades; NaN without a win or without a loss.</param>
    public readonly record struct Funds(decimal Available, decimal Equity, decimal StopDistance, double Range = double.NaN, double Kelly = double.NaN)
    {
        /// <summary>The part of <see cref="Available"/> that is own money; the rest can be borrowed.</summary>
        public decimal OwnShare { get; init; } = 1;

        /// <summary>What one unit of this money is worth in that of the account, in which a sum of money is written.</summary>
        public decimal Rate { get; init; } = 1;
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
    public static decimal Quantity(SizeRule? rule, decimal price, decimal lot, in FillCosts costs, OrderSide side, in Funds funds, out string? refusal)
    {
        refusal = null;
        if (Math.Sign(funds.Available) <= 0 || Math.Sign(price) <= 0)
        {
            refusal = "no-cash";
            return 0;
        }
        if (rule?.Mode == SizeMode.RiskPercent && funds.StopDistance <= 0)
        {
            refusal = "no-stop";
            return 0;
        }
        if (rule?.Mode == SizeMode.VolatilityTarget && !(funds.Range > 0))
        {
            refusal = "no-volatility";
            return 0;
        }

        var affordable = costs.Affordable(funds.Available, price, side);
        var quantity = rule is null ? affordable : Math.Min(affordable, Wanted(rule, price, lot, costs, side, funds));
        if (Math.Sign(quantity) > 0) return quantity;
        refusal = "below-one-lot";
        return 0;
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
