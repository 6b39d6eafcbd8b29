using System.Text.Json;
using TradeForge.Core.Indicators;
using TradeForge.Core.Market;
using static TradeForge.Tests.Indicators.IndicatorCases;

namespace TradeForge.Tests.Indicators;

/// <summary>Volume and volatility indicators that no free library column covers: cases worked out by hand and published ones.</summary>
public sealed class VolumeCasesTests
{
    private const double NaN = double.NaN;

    [Fact, HandComputed("emv")]
    public void Emv_FewBars_MoveTimesRangeOverVolume() =>
        Equal([NaN, NaN, 4, 2], Over("emv", [2, 100], Bar(10, 8, 9), Bar(12, 8, 9, 50), Bar(11, 9, 10, 0), Bar(14, 10, 12, 200))[0]); // 1 · 4 · 100 / 50 = 8; no volume: 0; 2 · 4 · 100 / 200 = 4

    [Fact, HandComputed("nvi")]
    public void Nvi_FewBars_FollowsBarsOfLessVolume() =>
        Equal([1000, 1100, 1100, 825], Over("nvi", [], Trade(10, 100), Trade(11, 90), Trade(12, 90), Trade(9, 80))[0]); // · 11 / 10; equal volume; · 9 / 12

    [Fact, HandComputed("pvi")]
    public void Pvi_FewBars_FollowsBarsOfMoreVolume() =>
        Equal([1000, 1100, 1100, 825], Over("pvi", [], Trade(10, 100), Trade(11, 110), Trade(12, 90), Trade(9, 120))[0]); // · 11 / 10; less volume; · 9 / 12

    [Fact, HandComputed("pvt")]
    public void Pvt_FewBars_VolumeTimesRelativeChange() =>
        Equal([0, 10, 10, 9], Over("pvt", [], Trade(10, 5), Trade(11, 100), Trade(11, 7), Trade(9.9, 10))[0]); // 100 · 0.1; nothing; 10 · −0.1

    [Fact, HandComputed("thermometer")]
    public void Thermometer_FewBars_ReachBeyondTheBarBefore()
    {
        var columns = Over("thermometer", [2], Bar(10, 8, 9), Bar(12, 9, 9), Bar(11.5, 9.5, 10), Bar(11, 6, 7));
        Equal([NaN, 2, 0, 3.5], columns[0]);             // 12 − 10; inside; 9.5 − 6
        Equal([NaN, NaN, 1, 8.0 / 3], columns[1]);       // (2 + 0) / 2; 1 + 2/3 · 2.5
    }

    [Fact, HandComputed("variance")]
    public void Variance_FewBars_OfThePopulation() => Equal([NaN, 1, 0, 6.25], Of("variance", [2], 1, 3, 3, 8)[0]); // ((1 − 2)² + (3 − 2)²) / 2; 0; 2.5²

    [Fact]
    public void Variance_SmallSpreadOnHighPrice_KeepsItsDigits() => // 1e6 ± 0.5: a mean of squares of 1e12 holds four digits after the point
        Assert.Equal(0.25, Of("variance", [20], [.. Enumerable.Range(0, 10_001).Select(i => i % 2 == 0 ? 1_000_000.5 : 999_999.5)])[0][^1], 1e-12);

    [Fact]
    public void Adl_FractionalVolumes_ErrorsDoNotAddUp()
    {
        var adl = new Adl();
        var last = 0.0;
        for (var i = 0; i < 1_000_001; i++) last = adl.Next(new Candle(i, 1, 2, 1, 2, 0.1)); // closes at the high: all volume counts
        Assert.Equal(100_000.1, last, 1e-9);
    }

    /// <summary>ChartSchool's table of EMV(14), nine decimals.</summary>
    [SharedFact]
    public void Emv_ChartSchoolTable_EqualsItsAverage()
    {
        var table = IndicatorRun.ReadCsv(SharedData.Path("reference", "indicators", "third-party", "stockcharts", "cs-easeofmovement.csv"));
        var column = Over("emv", [14, 1e8], [.. table["High"].Select((high, i) => Bar(high, table["Low"][i], table["Low"][i], table["Volume"][i]))])[0];
        Assert.Equal(14, Array.FindIndex(column, double.IsFinite));
        for (var i = 14; i < column.Length; i++) Assert.Equal(table["SMA_EMV"][i], column[i], 1e-9);
    }

    /// <summary>Tulip's published cases of nvi, pvi and emv: three to seven decimals.</summary>
    [SharedTheory, InlineData("nvi", 1), InlineData("pvi", 2), InlineData("emv", 1)]
    public void Columns_TulipCases_EqualItsNumbers(string id, int cases)
    {
        var all = JsonDocument.Parse(File.ReadAllText(SharedData.Path("reference", "indicators", "third-party", "tulip", "cases.json"))).RootElement.EnumerateArray();
        var checkedCases = 0;
        foreach (var entry in all.Where(e => e.GetProperty("indicator").GetString() == id))
        {
            double[] Input(string name) => entry.GetProperty("inputs").TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(x => x.GetDouble())] : [];
            var (high, low, close, volume) = (Input("high"), Input("low"), Input("close"), Input("volume"));
            Candle[] candles = [.. volume.Select((v, i) => id == "emv" ? Bar(high[i], low[i], low[i], v) : Trade(close[i], v))];
            double[] expected = [.. entry.GetProperty("expected").GetProperty(id).EnumerateArray().Select(x => x.GetDouble())];
            var column = Over(id, id == "emv" ? [1, 10_000] : [], candles)[0][^expected.Length..];
            for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], column[i], 5.1e-4);
            checkedCases++;
        }

        Assert.Equal(cases, checkedCases);
    }
}
