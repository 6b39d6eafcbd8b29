using TradeForge.Core.Trading;

namespace TradeForge.Core.Tests.Trading;

public sealed class MeasuredPriceTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(-0.0)]
    [InlineData(-12.5)]
    [InlineData(1e-8)]
    [InlineData(1e-9)]
    [InlineData(4.9999999999999996e-9)]
    [InlineData(0.1 + 0.2)]
    [InlineData(88.826084)]
    [InlineData(100)]
    [InlineData(1_000_000)]
    [InlineData(9_999_999.99999999)]
    [InlineData(9_999_999.999999999)]
    [InlineData(10_000_000)]
    [InlineData(123_456_789.12345)]
    [InlineData(999_999_999_999_999)]
    [InlineData(1e15)]
    [InlineData(1e20)]
    public void Of_AtTheEdges_IsTheConversionOfTheRuntime(double price) => Same(price);

    [Fact]
    public void Of_AnyPrice_IsTheConversionOfTheRuntime()
    {
        var random = new Random(7);
        for (var i = 0; i < 300_000; i++)
        {
            var digits = Math.Pow(10, random.Next(11));
            var price = Math.Round(Math.Pow(10, random.Next(-2, 8)) * random.NextDouble() * digits) / digits;
            Same(price);
            Same(Math.BitIncrement(price));
            Same(Math.BitDecrement(price));
            Same(Math.Pow(10, (random.NextDouble() * 27) - 11));
        }
    }

    private static void Same(double price)
    {
        var (ours, expected) = (decimal.GetBits(MeasuredPrice.Of(price)), decimal.GetBits((decimal)price));
        Assert.True(ours.AsSpan().SequenceEqual(expected), $"{price:R}: {MeasuredPrice.Of(price)} instead of {(decimal)price}");
    }
}
