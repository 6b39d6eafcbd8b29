using System.Globalization;
using TradeForge.Core.Market;
using TradeForge.Tests;

namespace TradeForge.Core.Tests.Market;

/// <summary>Splits and dividends: golden rules G29, G31, G44 to G49.</summary>
public sealed class CorporateActionsTests
{
    private static int Day(string date) => DateOnly.Parse(date, CultureInfo.InvariantCulture).DayNumber - new DateOnly(1970, 1, 1).DayNumber;

    private static CandleSeries Closes(params (string Date, double Close)[] rows) =>
        CandleSeries.From("X", Timeframe.OneDay, [.. rows.Select(r => new Candle(Day(r.Date) * 86_400_000L, r.Close, r.Close, r.Close, r.Close, 1000))]);

    private static CorporateActions Actions(Split[] splits, params Dividend[] dividends) => new(splits, dividends);

    [Theory]
    [InlineData(1, 100, 15_054, 150.54)]     // GMKN 2024-04-08
    [InlineData(1, 100, 166_850, 1668.50)]   // TRNFP 2024-02-21
    [InlineData(1, 10, 18_000, 1800)]        // PLZL 2025-03-27, T 2026-04-17
    [InlineData(5000, 1, 0.01993, 99.65)]    // VTBR 2024-07-15
    public void Level_G44_PricesBeforeAreMultipliedByBeforeOverAfter(int before, int after, double price, double adjusted) =>
        Assert.Equal((decimal)adjusted, new Split(0, before, after).Level((decimal)price));

    [Fact]
    public void Holding_G47_TakesAfterOverBeforeUnitsAndPaysTheFraction()
    {
        Assert.Equal((1000m, 0m), new Split(0, 1, 100).Holding(10, 150.54m, wholeUnits: true));
        Assert.Equal((2m, 46.9m), new Split(0, 5000, 1).Holding(12_345, 100, wholeUnits: true)); // 2.469 → 2, 0.469 at 100
        Assert.Equal((-2m, -46.9m), new Split(0, 5000, 1).Holding(-12_345, 100, wholeUnits: true)); // a short pays
        Assert.Equal((2.469m, 0m), new Split(0, 5000, 1).Holding(12_345, 100, wholeUnits: false));
    }

    [Fact]
    public void Cash_G29_LongReceivesLessTheTaxAndShortPaysWhole()
    {
        var dividend = new Dividend(0, 33.3m);
        Assert.Equal(333m, dividend.Cash(10));
        Assert.Equal(289.71m, dividend.Cash(10, withheldPercent: 13));
        Assert.Equal(-333m, dividend.Cash(-10, withheldPercent: 13));
    }

    [Fact]
    public void AdjustFully_G47_IsTheCustomaryAdjustedClose()
    {
        // 2:1 on the 18th, 0.08 with ex-date the 19th: 1 − 0.08 / 24.96 = 0.996794872
        var raw = Closes(("2003-02-13", 46.99), ("2003-02-14", 48.30), ("2003-02-18", 24.96), ("2003-02-19", 24.53));
        var actions = Actions([new(Day("2003-02-18"), 1, 2)], new Dividend(Day("2003-02-19"), 0.08m));
        var adjusted = actions.AdjustFully(raw, TradingCalendar.Us);
        Assert.Equal([23.42, 24.07, 24.88, 24.53], adjusted.Close.ToArray().Select(c => Math.Round(c, 2)));
        Assert.Equal(0.996794872, adjusted.Close[2] / 24.96, 9);
        Assert.Equal([23.495, 24.15, 24.96, 24.53], actions.AdjustForSplits(raw, TradingCalendar.Us).Close.ToArray());
    }

    [Fact]
    public void AdjustFully_SplitAndDividendOnOneDay_TakesTheDividendPerNewUnit()
    {
        var raw = Closes(("2024-01-02", 100), ("2024-01-03", 51));
        var adjusted = Actions([new(Day("2024-01-03"), 1, 2)], new Dividend(Day("2024-01-03"), 0.3m)).AdjustFully(raw, TradingCalendar.Us);
        Assert.Equal(49.7, adjusted.Close[0], 12); // 50 · (1 − 0.3 / 50)
    }

    [Theory]
    [InlineData(1, 2, 48.3, 24.15)]
    [InlineData(1000, 1050, 42, 40)] // a stock dividend of 5 %
    [InlineData(5, 1, 2, 10)]
    public void AdjustForSplits_G49_KeepsMoneyVolume(int before, int after, double price, double expected)
    {
        var adjusted = Actions([new(Day("2024-01-03"), before, after)]).AdjustForSplits(Closes(("2024-01-02", price), ("2024-01-03", expected)), TradingCalendar.Us);
        Assert.Equal(expected, adjusted.Close[0], 12);
        Assert.Equal(price * 1000, adjusted.Close[0] * adjusted.Volume[0], 9);
        Assert.Equal((expected, 1000.0), (adjusted.Close[1], adjusted.Volume[1]));
    }

    [Fact]
    public void Adjust_G45_AsOfADayKnowsNothingOfLaterEvents()
    {
        var raw = Closes(("2024-01-02", 100), ("2024-01-03", 50), ("2024-01-04", 25));
        var actions = Actions([new(Day("2024-01-03"), 1, 2), new(Day("2024-01-04"), 1, 2)], new Dividend(Day("2024-01-04"), 1));
        Assert.Equal([50, 50, 25], actions.AdjustFully(raw, TradingCalendar.Us, Day("2024-01-03")).Close.ToArray());
        Assert.Equal([25, 25, 25], actions.AdjustForSplits(raw, TradingCalendar.Us).Close.ToArray());
        Assert.Equal([100, 50, 25], actions.AdjustFully(raw, TradingCalendar.Us, Day("2024-01-02")).Close.ToArray());
    }

    [Fact]
    public void Adjust_G46_EventOfADayWithoutTradingTakesEffectOnTheNextBar()
    {
        var raw = Closes(("2024-07-08", 0.02), ("2024-07-15", 100)); // halted 9–14 July
        var actions = Actions([new(Day("2024-07-13"), 5000, 1)]);
        Assert.Equal([100, 100], actions.AdjustForSplits(raw, TradingCalendar.Moex).Close.ToArray());
        Assert.Single(actions.SplitsBetween(Day("2024-07-08"), Day("2024-07-15")));
        Assert.Empty(actions.SplitsBetween(Day("2024-07-15"), Day("2024-07-16")));
    }

    [Fact]
    public void Adjust_EventAfterTheLastBar_ChangesNothing()
    {
        var raw = Closes(("2024-01-02", 100), ("2024-01-03", 50));
        var actions = Actions([new(Day("2024-02-01"), 1, 2)], new Dividend(Day("2024-02-02"), 1));
        Assert.Equal([100, 50], actions.AdjustFully(raw, TradingCalendar.Us).Close.ToArray());
    }

    [Fact]
    public void NextAfter_IsTheNearerOfSplitAndDividend()
    {
        var actions = Actions([new(10, 1, 2), new(30, 1, 2)], new Dividend(20, 1), new Dividend(30, 1));
        Assert.Equal([10, 20, 30, int.MaxValue], new[] { 9, 10, 20, 30 }.Select(actions.NextAfter));
        Assert.Equal(int.MaxValue, CorporateActions.None.NextAfter(0));
    }

    [Fact]
    public void SplitFactor_G48_TurnsALevelBackIntoARawPrice()
    {
        var actions = Actions([new(Day("2024-04-08"), 1, 100)]);
        var level = 150m; // made on prices adjusted for the split
        Assert.Equal(15_000m, level / actions.SplitFactor(Day("2024-04-05")));
        Assert.Equal(150m, level / actions.SplitFactor(Day("2024-04-08")));
        Assert.Equal(1m, actions.SplitFactor(Day("2024-04-05"), asOf: Day("2024-04-05")));
    }

    [Theory]
    [InlineData("2024-07-11", "2024-07-11")] // T+1: the record date itself
    [InlineData("2023-05-11", "2023-05-10")] // T+2: the session before
    [InlineData("2022-01-10", "2022-01-06")] // T+2 over the holiday of the 7th and a weekend
    [InlineData("2012-04-11", "2012-04-12")] // the same day: the session after
    [InlineData("2023-07-31", "2023-07-28")] // bought on the 28th settles on 1 August
    [InlineData("2023-08-01", "2023-08-01")]
    [InlineData("2024-06-15", "2024-06-14")] // a Saturday closes the register of Friday
    public void MoexExDay_G31_FollowsTheSettlement(string record, string ex) => Assert.Equal(Day(ex), Settlement.MoexExDay(Day(record), TradingCalendar.Moex.Sessions));

    [Fact]
    public void ReadDividends_RecordDatesAndExDates()
    {
        const string text = "registry_close,amount,currency,source,registry_close_source\n2024-07-11,33.3,RUB,moex_iss,\n2012-05-11,8.97,RUB,x,yahoo_ex_div\n";
        var (dividends, problems) = CorporateActionsCsv.ReadDividends(text, d => d - 1);
        Assert.Empty(problems);
        Assert.Equal([new(Day("2012-05-11"), 8.97m), new(Day("2024-07-10"), 33.3m)], dividends); // an ex-date stays, a record date is turned
        Assert.Equal("record-dates", Assert.Single(CorporateActionsCsv.ReadDividends(text, null).Problems).Code);
        Assert.Equal([new Dividend(Day("2024-05-10"), 0.25m)], CorporateActionsCsv.ReadDividends("ex_date,amount\n2024-05-10,0.25\n", null).Dividends);
    }

    [Fact]
    public void Read_WrongLines_AreAllNamed()
    {
        var (splits, problems) = CorporateActionsCsv.ReadSplits("date,before,after\n2024-04-08,1,100\n2024-04-08,1,2\n2024-13-01,1,2\n2024-05-01,0,2\n");
        Assert.Equal([new Split(Day("2024-04-08"), 1, 100)], splits);
        Assert.Equal(["3", "4", "5"], problems.Select(p => p.Path));
        Assert.Equal("dividend-twice", Assert.Single(CorporateActionsCsv.ReadDividends("ex_date,amount\n2021-05-31,1057.1755\n2021-06-01,1021.22\n2021-12-01,1021.22\n", null).Problems).Code);
        Assert.Equal("event-header", Assert.Single(CorporateActionsCsv.ReadSplits("").Problems).Code);
    }

    [SharedTheory]
    [InlineData("VTBR", "2024-07-15", 99.65, 100.00)]
    [InlineData("TRNFP", "2024-02-21", 1668.50, 1650.0)]
    [InlineData("GMKN", "2024-04-08", 150.54, null)]
    public void AdjustForSplits_G44_MoexFilesMeetTheNextOpen(string symbol, string date, double close, double? open)
    {
        var actions = new CorporateActions(CorporateActionsCsv.ReadSplits(File.ReadAllText(SharedData.Path("data", "corporate-actions", "moex", "splits", symbol + ".csv"))).Splits, []);
        var raw = ResamplerTests.Load($"moex/{symbol}/1d.csv.gz");
        var adjusted = actions.AdjustForSplits(raw, TradingCalendar.Moex);
        var bar = adjusted.Times.IndexOf(Day(date) * 86_400_000L);
        Assert.Equal(close, adjusted.Close[bar - 1], 9);
        if (open is { } next) Assert.Equal(next, adjusted.Open[bar], 9);
        Assert.Empty(actions.Doubts(raw, TradingCalendar.Moex));
        Assert.Single(actions.Doubts(adjusted, TradingCalendar.Moex)); // adjusted prices with the split still listed
    }

    [SharedFact]
    public void Doubts_PricesAlreadyDivided_AreFound()
    {
        CandleSeries Load(string path) => ResamplerTests.Load(Path.Combine("..", path));
        var actions = Actions([new(Day("2014-06-09"), 1, 7)]);
        Assert.Single(actions.Doubts(Load("corporate-actions/traps/AAPL-presplit-prices-already-divided.csv.gz"), TradingCalendar.Us));
        Assert.Empty(actions.Doubts(Load("candles/us-equity/AAPL/1d.csv.gz"), TradingCalendar.Us));
    }

    [SharedFact]
    public void MoexExDay_G31_SberbankFallsOnTheExDate()
    {
        var dividends = CorporateActionsCsv.ReadDividends(File.ReadAllText(SharedData.Path("data", "corporate-actions", "moex", "dividends", "SBER.csv")), d => Settlement.MoexExDay(d, TradingCalendar.Moex.Sessions)).Dividends;
        var raw = ResamplerTests.Load("moex/SBER/1d.csv.gz");
        var gaps = dividends.Where(d => d.Amount > 6).Select(d => (d.ExDay, Bar: raw.Times.IndexOf(d.ExDay * 86_400_000L))).Where(d => d.Bar > 0)
            .Select(d => (d.ExDay, Gap: Math.Round(100 * (raw.Open[d.Bar] / raw.Close[d.Bar - 1] - 1), 1))).ToArray();
        Assert.Contains((Day("2024-07-11"), -8.4), gaps);
        Assert.All(gaps, g => Assert.InRange(g.Gap, -12, -3)); // every large dividend falls on its ex-date
        Assert.Equal(7, gaps.Length);
    }

    [SharedTheory]
    [InlineData("aapl", 4, 35)]
    [InlineData("spy", 0, 94)]
    public void FactorFile_LeanFactors_GiveItsEventsAndItsAdjustedCloses(string symbol, int splits, int dividends)
    {
        var folder = SharedData.Path("reference", "corporate-actions", "lean");
        var actions = FactorFile.Read(File.ReadAllText(Path.Combine(folder, symbol + "_factor_file.csv")), decimals: 12).Actions!;
        Assert.Equal((splits, dividends), (actions.Splits.Count, actions.Dividends.Count));
        if (splits > 0) Assert.Equal([2, 2, 7, 4], actions.Splits.Select(s => s.After / s.Before));
        var rows = File.ReadLines(Path.Combine(folder, symbol + "_adjusted.csv")).Skip(1).Select(l => l.Split(',')).ToArray();
        double Number(int row, int column) => double.Parse(rows[row][column], CultureInfo.InvariantCulture);
        var raw = CandleSeries.From(symbol, Timeframe.OneDay, [.. rows.Select((r, i) => new Candle(Day(r[0]) * 86_400_000L, Number(i, 1), Number(i, 2), Number(i, 3), Number(i, 4), Number(i, 5)))]);
        var (bySplits, fully) = (actions.AdjustForSplits(raw, TradingCalendar.Us), actions.AdjustFully(raw, TradingCalendar.Us));
        for (var i = 0; i < rows.Length; i++)
        {
            var digits = 5e-8 / Number(i, 7); // the file gives split factors to seven decimals: 0.0178571 for 1/56
            Assert.InRange(bySplits.Close[i] / Number(i, 8), 1 - digits, 1 + digits);
            Assert.InRange(fully.Close[i] / Number(i, 9), 1 - digits, 1 + digits);
        }
    }
}
