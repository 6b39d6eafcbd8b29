using TradeForge.Core.Indicators;
using TradeForge.Core.Indicators.Patterns;
using TradeForge.Core.Market;

namespace TradeForge.Tests.Indicators;

/// <summary>doji, marubozu and candle-pattern as indicators.</summary>
public sealed class CandleShapeTests
{
    [Fact, HandComputed("doji")]
    public void Doji_TenthOfAPercent_IsTheLargestBody()
    {
        var doji = new Doji(0.1);
        Assert.Equal([100, 100, 0, double.NaN], new[] { 1000, 999.1, 1001.1, double.NaN }.Select(close => doji.Next(new Candle(0, 1000, 1100, 900, close, 1))));
    }

    [Fact, HandComputed("marubozu")]
    public void Marubozu_NineTenths_IsTheSmallestBody()
    {
        var marubozu = new Marubozu(90);
        Candle[] candles = [new(0, 10, 20, 10, 19, 1), new(1, 20, 20, 10, 10, 1), new(2, 10, 20, 10, 18.9, 1), new(3, 10, 10, 10, 10, 1), new(4, 10, 20, 10, double.NaN, 1)];
        Assert.Equal([100, -100, 0, 0, double.NaN], candles.Select(c => marubozu.Next(c))); // bodies 0.9, 1, 0.89 of the range; none; unknown
    }

    [SharedTheory]
    [InlineData("doji", 0.1), InlineData("marubozu", 95.0)]
    public void Next_ReferenceQuotes_EqualsTheWorksheet(string id, double percent)
    {
        var sheet = IndicatorRun.ReadCsv(SharedData.Path("reference", "indicators", "worksheets", id + ".csv"));
        var ours = IndicatorRun.Batch(IndicatorCatalog.Find(id)!, [percent], IndicatorRun.ReadQuotes(SharedData.Path("reference", "indicators", "quotes", "sp502.csv")))[0];
        Assert.Contains(sheet["Signal"], s => s != 0 && double.IsFinite(s));
        Assert.Equal(sheet["Signal"].Select(s => double.IsNaN(s) ? 0.0 : 100 * Math.Sign(s)), ours);
    }

    [Fact, HandComputed("candle-pattern")]
    public void CandlePattern_ByName_IsThatPattern()
    {
        var definition = IndicatorCatalog.Find("candle-pattern")!;
        var words = definition.Parameters[0].Choices!;
        Assert.Equal(CandlePatterns.All.Select(p => p.Id), words);
        Candle[] candles = [new(0, 5, 5, 5, 5, 1), new(1, 10, 11, 8, 9, 1), new(2, 8, 12, 8, 11, 1), new(3, 11, 12, 7, 7, 1)];
        var values = IndicatorRun.Batch(definition, [words.ToList().IndexOf("engulfing")], CandleSeries.From("TEST", Timeframe.OneDay, candles))[0];
        Assert.Equal([double.NaN, double.NaN, 100, -80], values); // 8–11 covers 9–10; 11–7 covers 8–11 and shares an end with it
    }
}
