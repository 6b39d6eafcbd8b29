using TradeForge.Core.Market;
using TradeForge.Core.Strategies;

namespace TradeForge.Core.Tests.Strategies;

public class DoubleSwingTests
{
    /// <summary>Tops at bar 1 (12) and bar 3 (11.8, 1.7 % lower), the low 9 between them; bar 4 confirms the second, bar 5 closes below 9.</summary>
    private static readonly (double High, double Low, double Close)[] Top = [(10, 8, 9), (12, 10, 11), (11, 9, 10), (11.8, 10, 11.5), (11, 9.5, 10), (10, 8.5, 8.8), (9, 8, 8.2)];

    private static CandleSeries Series(params (double High, double Low, double Close)[] bars) =>
        CandleSeries.From("TEST", Timeframe.OneDay, [.. bars.Select((b, i) => new Candle(i * 86_400_000L, b.Close, b.High, b.Low, b.Close, 1))]);

    private static CompiledStrategy Compile(params string[] data) => GraphBuilder.Entry("j.result").Node("j", "pattern", data).Compile();

    private static string Letters(CandleSeries series, params string[] data) => Compile(data).Evaluate(series).Truths("j").Letters();

    [Theory]
    [InlineData("UUFFFTF", "bars=1")]
    [InlineData("UUFFFTF", "bars=1", "tolerance=1.7")]
    [InlineData("UUFFFFF", "bars=1", "tolerance=1.6")] // (12 - 11.8) / 12 = 1.67 %
    [InlineData("UUFFFTF", "bars=1", "within=2")] // 3 - 1 bars between the tops, 5 - 3 to the break
    [InlineData("UUUUFFF", "bars=2")] // bar 1 has but one candle before it
    public void DoubleTop_CloseBelowTheNeckline_IsTrueThereAndOnce(string expected, params string[] data) =>
        Assert.Equal(expected, Letters(Series(Top), ["name=double-top", .. data]));

    [Fact]
    public void DoubleBottom_MirroredSeries_IsTheSame() // 20 - price: bottoms at 8 and 8.2, 2.4 % apart
    {
        var mirrored = Series([.. Top.Select(b => (20 - b.Low, 20 - b.High, 20 - b.Close))]);
        Assert.Equal("UUFFFTF", Letters(mirrored, "name=double-bottom", "bars=1"));
        Assert.Equal("UUFFFFF", Letters(mirrored, "name=double-top", "bars=1"));
        Assert.Equal("UUFFFFF", Letters(Series(Top), "name=double-bottom", "bars=1"));
    }

    [Fact]
    public void DoubleTop_LowButNoCloseBelow_IsNotBroken() => Assert.Equal("UUFFFF", Letters(Series([.. Top[..5], (10, 8, 9)]), "name=double-top", "bars=1"));

    [Fact] // bar 5 closes above 12
    public void DoubleTop_CloseAboveTheTops_IsVoid() => Assert.Equal("UUFFFFF", Letters(Series([.. Top[..5], (12.6, 10, 12.5), (11, 8, 8.2)]), "name=double-top", "bars=1"));

    [Theory] // the second top is bar 3, the break bar 6
    [InlineData("within=3", "UUFFFFT")]
    [InlineData("within=2", "UUFFFFF")]
    public void DoubleTop_LateBreak_IsNone(string within, string expected) => Assert.Equal(expected, Letters(Series([.. Top[..5], (10.9, 9.5, 10), (10, 8.5, 8.8)]), "name=double-top", "bars=1", within));

    [Fact] // tops at bars 2 and 5; bar 6 closes below 9 already, but only bar 7 confirms the top
    public void DoubleTop_BrokenBeforeItIsConfirmed_IsTrueOnTheConfirmation() => Assert.Equal(
        "UUUUFFFTF", Letters(Series((9, 8, 8.5), (10, 9, 9.5), (12, 10, 11), (10.5, 9, 10), (10, 9.2, 9.8), (11.9, 10, 11), (10, 8, 8.5), (9.5, 8.2, 8.8), (9, 8, 8.1)), "name=double-top", "bars=2"));

    [Theory]
    [InlineData("double-top", 1, 8, 2.0)]
    [InlineData("double-top", 2, 20, 3.0)]
    [InlineData("double-bottom", 3, 40, 1.5)]
    public void Double_RandomWalk_IsTheDefinitionReadFromTheBarsUpToEach(string name, int bars, int within, double tolerance)
    {
        var series = Walk(1500);
        var strategy = Compile($"name={name}", $"bars={bars}", $"within={within}", FormattableString.Invariant($"tolerance={tolerance}"));
        var whole = strategy.Evaluate(series).Truths("j").Letters();
        var expected = string.Concat(Enumerable.Range(0, series.Count).Select(now => now < 2 * bars ? 'U' : Completes(series, name, now, bars, within, tolerance) ? 'T' : 'F'));
        Assert.Equal(expected, whole);
        Assert.InRange(whole.Count(c => c == 'T'), 5, 300);
        Assert.Equal(bars + (2 * within), strategy.WarmUp);
        Assert.EndsWith(strategy.Evaluate(series.Slice(700, 800)).Truths("j").Letters()[strategy.WarmUp..], whole, StringComparison.Ordinal); // what was before the warm-up does not matter
        var run = new StrategyEvaluation(strategy);
        for (var i = 0; i < series.Count; i++)
        {
            run.Append(series.Slice(i, 1));
            if (i % 97 == 0) Assert.Equal(whole[..(i + 1)], run.Truths("j").Letters());
        }
    }

    [Fact]
    public void Double_OldGraphs_KeepTheirHash() => Assert.Equal(
        Compile("name=hammer").DefinitionHash, Compile("name=hammer", "bars=3", "within=60", "tolerance=3").DefinitionHash);

    [Fact]
    public void Double_InWords_SaysWhatIsNotTheDefault()
    {
        Assert.StartsWith("Buy when the candle completes the pattern “Double top”.", StrategyReader.Describe(Compile("name=double-top", "bars=3")).En, StringComparison.Ordinal);
        var text = StrategyReader.Describe(Compile("name=double-bottom", "bars=5", "tolerance=1.5"));
        Assert.StartsWith("Buy when the candle completes the pattern “Double bottom” (5 bars on each side, at most 60 bars and 1.5 % apart).", text.En, StringComparison.Ordinal);
        Assert.StartsWith("Купить, когда свеча завершает фигуру «Двойное дно» (5 баров с каждой стороны, между экстремумами не больше 60 баров и 1.5 %).", text.Ru, StringComparison.Ordinal);
    }

    /// <summary>The definition, read anew from the bars 0 to now.</summary>
    private static bool Completes(CandleSeries s, string name, int now, int bars, int within, double tolerance)
    {
        var sign = name == "double-top" ? 1 : -1;
        double High(int i) => sign > 0 ? s.High[i] : -s.Low[i];
        double Low(int i) => sign > 0 ? s.Low[i] : -s.High[i];
        double Close(int i) => sign * s.Close[i];
        var tops = Enumerable.Range(bars, Math.Max(0, now - (2 * bars) + 1)).Where(t => Enumerable.Range(t - bars, (2 * bars) + 1).All(k => k == t || High(k) < High(t))).ToList();
        for (var k = tops.Count - 1; k > 0; k--)
        {
            var (a, b) = (tops[k - 1], tops[k]);
            if (b - a > within || Math.Abs(High(a) - High(b)) > tolerance / 100 * Math.Max(Math.Abs(High(a)), Math.Abs(High(b)))) continue;
            var (neckline, ceiling) = (Enumerable.Range(a + 1, b - a - 1).Min(Low), Math.Max(High(a), High(b)));
            var decided = Enumerable.Range(b + bars, now - b - bars + 1).Where(i => Close(i) < neckline || Close(i) > ceiling).Append(-1).First();
            return decided == now && Close(now) < neckline && now - b <= within;
        }
        return false;
    }

    private static CandleSeries Walk(int count)
    {
        var random = new Random(7);
        var price = 100.0;
        return Series([.. Enumerable.Range(0, count).Select(_ =>
        {
            var open = price;
            price *= Math.Exp(0.01 * (random.NextDouble() - 0.5) * 2);
            return (Math.Max(open, price) * (1 + (0.004 * random.NextDouble())), Math.Min(open, price) * (1 - (0.004 * random.NextDouble())), price);
        })]);
    }
}
