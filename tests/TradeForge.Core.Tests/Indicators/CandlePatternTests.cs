using System.Globalization;
using TradeForge.Core.Indicators.Patterns;
using TradeForge.Core.Market;

namespace TradeForge.Tests.Indicators;

public sealed class CandlePatternTests
{
    [SharedFact]
    public void Next_ReferenceQuotes_EqualsEveryOracleColumn()
    {
        var oracle = IndicatorRun.ReadCsv(SharedData.Path("reference", "indicators", "sp502", "candles.csv"));
        var series = IndicatorRun.ReadQuotes(SharedData.Path("reference", "indicators", "quotes", "sp502.csv"));
        Assert.Equal(oracle.Keys.Where(name => name != "date").Order(), CandlePatterns.All.Select(p => p.Oracle).Order());
        foreach (var pattern in CandlePatterns.All)
        {
            var ours = Values(pattern, [.. Enumerable.Range(0, series.Count).Select(i => series[i])]);
            Assert.Equal(pattern.First, Array.FindIndex(ours, double.IsFinite));
            IndicatorRun.AssertEqual(oracle[pattern.Oracle], ours, pattern.Id);
        }
    }

    /// <summary>Bars drawn by lot, on which every pattern shows each of its values; tests/data/patterns/NOTICE.md says where the values are from.</summary>
    [Fact]
    public void Next_BarsWithEveryPattern_EqualsTheirMatches()
    {
        var rows = File.ReadAllLines(SharedData.OwnPath("patterns", "every-value.csv")).Skip(1).Select(line => line.Split(',')).ToArray();
        var bars = rows.Select((row, i) => Bar(i, row)).ToArray();
        var names = CandlePatterns.All.Select(p => p.Oracle["talib.".Length..]).ToHashSet();
        Assert.All(rows.SelectMany(row => Matches(row[4])), match => Assert.Contains(match.Name, names));
        foreach (var pattern in CandlePatterns.All)
        {
            var name = pattern.Oracle["talib.".Length..];
            double[] expected = [.. rows.Select((row, i) => i < pattern.First ? double.NaN : Matches(row[4]).Where(m => m.Name == name).Sum(m => m.Value))];
            Assert.Equal(expected, Values(pattern, bars));
            var signs = expected.Where(double.IsFinite).Select(Math.Sign).Distinct().Order().ToArray();
            Assert.Equal(pattern.Side switch { PatternSide.Bullish => [0, 1], PatternSide.Bearish => [-1, 0], _ => (int[])[-1, 0, 1] }, signs);
        }
    }

    [Fact]
    public void All_Patterns_HaveNamesOfTheirOwnInBothLanguages()
    {
        Assert.Equal(61, CandlePatterns.All.Count);
        Assert.Equal(61, CandlePatterns.All.Select(p => p.Name.En).Distinct().Count());
        Assert.Equal(61, CandlePatterns.All.Select(p => p.Name.Ru).Distinct().Count());
        Assert.All(CandlePatterns.All, p => Assert.Contains(p.Name.Ru, letter => letter is >= 'а' and <= 'я'));
    }

    [Fact]
    public void Next_CandleWithoutPrices_IsSkipped()
    {
        var pattern = CandlePatterns.All.Single(p => p.Id == "engulfing");
        Candle[] bars = [new(0, 5, 5, 5, 5, 1), new(1, 10, 11, 8, 9, 1), new(2, double.NaN, 11, 8, 9, 1), new(3, 8, 12, 8, 11, 1)];
        Assert.Equal([double.NaN, double.NaN, double.NaN, 100], Values(pattern, bars)); // 8–11 covers 9–10
    }

    private static double[] Values(CandlePattern pattern, Candle[] bars)
    {
        var run = new PatternRun(pattern);
        return [.. bars.Select(bar => run.Next(bar))];
    }

    private static Candle Bar(int time, string[] row) => new(time, Number(row[0]), Number(row[1]), Number(row[2]), Number(row[3]), 1);

    private static IEnumerable<(string Name, double Value)> Matches(string cell) =>
        cell.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(m => m.Split('=')).Select(m => (m[0], Number(m[1])));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
