using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Trading;
using TradeForge.Web.Features.Runs;
using TradeForge.Web.Shared;

namespace TradeForge.Web.Tests.Rules;

public sealed class RunFormTests
{
    private static RunForm Filled() => new() { Strategy = Guid.NewGuid(), Instrument = "us:AAPL", Timeframe = "1d" };

    [Fact]
    public void Read_Defaults_AreThoseOfTheContract()
    {
        var (settings, problems) = Filled().Read();
        Assert.Empty(problems);
        Assert.Equal(new BacktestSettings { Timeframe = Timeframe.OneDay, Parameters = settings!.Parameters }, settings);
    }

    [Fact]
    public void Read_Filled_TakesEveryField()
    {
        var form = Filled();
        (form.From, form.To, form.Cash, form.Commission, form.Slippage) = ("2020-01-02", "2021-01-01", "5000,5", "5+0.1%", "2t");
        (form.Lot, form.PriceStep, form.Fill, form.SameBar, form.Protection) = ("10", "0.01", "this-close", "path", "next-bar");
        (form.GapLimit, form.Calendar, form.Touch, form.WarmUp, form.CloseAtEnd) = ("exact", "us", "3", "50", true);
        var (settings, problems) = form.Read();
        Assert.Empty(problems);
        Assert.Equal(new BacktestSettings
        {
            Timeframe = Timeframe.OneDay,
            From = new(2020, 1, 2, 0, 0, 0, TimeSpan.Zero),
            To = new(2021, 1, 1, 0, 0, 0, TimeSpan.Zero),
            Cash = 5000.5m,
            Commission = new(Percent: 0.1m, PerOrder: 5),
            Slippage = new(2, SlippageUnit.Ticks),
            Lot = 10,
            PriceStep = 0.01m,
            Fill = FillRule.ThisClose,
            SameBar = SameBarRule.Path,
            Protection = ProtectionRule.NextBar,
            GapLimit = GapLimitRule.Exact,
            Calendar = CalendarKind.Us,
            Touch = 3,
            WarmUp = 50,
            CloseAtEnd = true,
            Parameters = settings!.Parameters,
        }, settings);
    }

    [Fact]
    public void Read_EverythingWrong_NamesEveryFieldOnce()
    {
        var form = new RunForm { Cash = "0", Commission = "x", Slippage = "y", Lot = "-1", PriceStep = "z", Touch = "1.5", WarmUp = "-3", From = "2021-01-01", To = "2020-01-01", Fill = "never" };
        var (settings, problems) = form.Read();
        Assert.Null(settings);
        Assert.Equal(["cash", "commission", "fill", "from", "instrument", "lot", "price-step", "slippage", "strategy", "timeframe", "touch", "warmup"], problems.Select(p => p.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void RoundTrip_PercentAndTicks_CountsBothLegs()
    {
        var settings = new BacktestSettings { Cash = 1010, Commission = new(Percent: 1), Slippage = new(1, SlippageUnit.Ticks), PriceStep = 0.5m, Lot = 1 };
        var trip = RoundTrip.Of(settings, 99.5)!; // buys at 100, sells at 99; 1010 / 101 = 10 lots
        Assert.Equal((10m, 10m * 1.00m + 10m * 0.99m, 10m), (trip.Quantity, trip.Commission, trip.Slippage));
    }

    [Theory]
    [InlineData("/runs/new?x=1", "/runs/new?x=1")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData(null, "/")]
    public void LocalUrl_OfAnotherSite_FallsBack(string? url, string expected) => Assert.Equal(expected, LocalUrl.Or(url, "/"));

    [Fact]
    public void Format_InAZone_NamesItsOffset()
    {
        var time = new DateTimeOffset(2026, 1, 31, 22, 30, 0, TimeSpan.Zero);
        Assert.Equal("2026-01-31 22:30 UTC", new Preferences().Format(time));
        Assert.Equal("2026-02-01 01:30 UTC+03:00", new Preferences(TimeZone: "Europe/Moscow").Format(time));
        Assert.Equal("2026-01-31 17:30 UTC−05:00", new Preferences(TimeZone: "America/New_York").Format(time));
    }
}
