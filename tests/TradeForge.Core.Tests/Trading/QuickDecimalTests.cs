using TradeForge.Core.Trading;

namespace TradeForge.Core.Tests.Trading;

public sealed class QuickDecimalTests
{
    private static readonly decimal[] Edges =
    [
        0, -0.0m, 0.0000m, 1, -1, 1.0m, 10, 0.1m, 1e-28m, -1e-28m, decimal.MaxValue, decimal.MinValue, decimal.MaxValue / 10, 79228162514264337593543950334m,
        18446744073709551615m, 18446744073709551616m, 1.8446744073709551615m, 4294967296, 0.001m, 1_000_000, 999999.99999999m, 0.0000000000000000000000000001m,
    ];

    [Fact]
    public void Edges_AreTheResultsOfTheRuntime()
    {
        foreach (var a in Edges)
            foreach (var b in Edges)
                Same(a, b);
    }

    [Fact]
    public void AnyNumbers_AreTheResultsOfTheRuntime()
    {
        var random = new Random(11);
        for (var i = 0; i < 400_000; i++) Same(Any(random), Any(random));
    }

    [Fact]
    public void MoneyOfFills_IsTheResultOfTheRuntime()
    {
        var random = new Random(3);
        for (var i = 0; i < 200_000; i++)
        {
            var (price, quantity) = (MeasuredPrice.Of(Math.Round(1000 * random.NextDouble(), random.Next(7))), QuickDecimal.Of((ulong)random.NextInt64(1, 1_000_000_000_000), random.Next(9)));
            var (value, fee, cash) = (price * quantity, price * quantity * 0.001m, new decimal(random.NextInt64(100_000_000)) / 7);
            Same(price, quantity);
            Same(value, fee);
            Same(cash, value + fee);
        }
    }

    private static decimal Any(Random random)
    {
        var digits = random.Next(4);
        return new decimal(random.Next(), digits > 1 ? random.Next() : 0, digits > 2 ? random.Next() : 0, random.Next(2) == 0, (byte)random.Next(29));
    }

    private static void Same(decimal a, decimal b)
    {
        Same("·", a, b, () => (QuickDecimal)a * b, () => a * b);
        Same("+", a, b, () => (QuickDecimal)a + b, () => a + b);
        Same("−", a, b, () => (QuickDecimal)a - b, () => a - b);
        Assert.Equal(BitConverter.DoubleToInt64Bits((double)a), BitConverter.DoubleToInt64Bits((double)(QuickDecimal)a));
        Assert.Equal(a > 0, ((QuickDecimal)a).IsPositive);
    }

    private static void Same(string sign, decimal a, decimal b, Func<decimal> ours, Func<decimal> runtime)
    {
        var (result, expected) = (Result(ours), Result(runtime));
        Assert.True(result is null == expected is null && (result is null || decimal.GetBits(result.Value).AsSpan().SequenceEqual(decimal.GetBits(expected!.Value))), $"{a} {sign} {b}: {result} instead of {expected}");
    }

    private static decimal? Result(Func<decimal> work)
    {
        try
        {
            return work();
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
