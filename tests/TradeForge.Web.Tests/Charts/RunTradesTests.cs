using System.Globalization;
using System.Text;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Web.Features.Result;
using TradeForge.Web.Shared.Charts;
using TradeForge.Web.Tests.Result;

namespace TradeForge.Web.Tests.Charts;

public sealed class RunTradesTests
{
    [Fact]
    public void Window_Few_GivesThoseThatTouchTheRange()
    {
        Trade[] trades = [Trade(0, 10, 5), Trade(20, 30, -2), Trade(40, 50, 1)];
        var marks = TradeMarks.Of(trades, At(25), At(45), 10);

        Assert.Equal([2, 3], marks.Trades.Select(t => t.Number)); // the first one ended at minute 10
        Assert.Empty(marks.Groups);
        Assert.Equal([1, 3], TradeMarks.Of([trades[0], trades[1] with { Symbol = "other" }, trades[2]], At(0), At(60), 10, trades[0].Symbol).Trades.Select(t => t.Number));
    }

    [Fact]
    public void Window_Many_SumsThemWithoutLosingOne()
    {
        var trades = Enumerable.Range(0, 1000).Select(i => Trade(i, i + 1, i % 2 == 0 ? 3 : -1)).ToArray();
        var marks = TradeMarks.Of(trades, At(0), At(2000), 300);

        Assert.Empty(marks.Trades);
        Assert.InRange(marks.Groups.Count, 2, 60); // a fifth of 300
        Assert.Equal(1000, marks.Groups.Sum(g => g.Trades));
        Assert.Equal(1000m, marks.Groups.Sum(g => g.Pnl)); // 500 · 3 − 500 · 1
    }

    [Fact]
    public async Task WriteCsvAsync_RussianCulture_WritesInvariantDigits()
    {
        CultureInfo.CurrentCulture = new CultureInfo("ru-RU");
        using var stream = new MemoryStream();
        Trade[] trades = [Trade(0, 10, 1.25m) with { Symbol = "=cmd", PnlPercent = 0.1 + 0.2, ExitRate = 100.5m, Levels = new(99.5m, null, null, 103) }];
        var result = ResultSamples.Run() with { Trades = trades, TradeMoney = [new(800, 900.5m, 4, true)], TradeValues = new([new("a,b", "value")], [[1.5]], [[double.NaN]]) };
        await RunTrades.WriteCsvAsync(result, stream, CancellationToken.None);
        var lines = Encoding.UTF8.GetString(stream.ToArray()).Split('\n');

        // 10 minutes; 1.25 + 0.2; 2 · 100.5 = 201 of 800; half a lot of 4
        Assert.Equal("\"'=cmd\",long,2,0,1970-01-01T00:00:00Z,100.5,signal,10,1970-01-01T00:10:00Z,101,stop-loss,0.2,1.25,0.30000000000000004,-1,2,10,4.0200000000000005,-2.0100000000000002,1,100.5,99.5,,,103,0.16666666666666666,1.45,201,800,900.5,25.125,4,0.5,true,1.5,", lines[1]);
        Assert.EndsWith(",finalTarget,durationHours,grossPnl,positionCost,entryCapital,exitCapital,positionSizePercent,lotSize,lots,isFlip,\"entry a,b.value\",\"exit a,b.value\"", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Gain_RussianCulture_ShowsAndKeepsEveryDigit()
    {
        CultureInfo.CurrentCulture = new CultureInfo("ru-RU");
        var figure = Figure.Gain(-48_312.4049m);

        Assert.Equal("−48\u00a0312,40", figure.Shown);
        Assert.Equal("-48312.4049", figure.Exact);
        Assert.Equal("tf-down", figure.Tone);
    }

    [Fact]
    public void GainPercent_NotDefined_SaysNothing() => Assert.Equal(Figure.Undefined, Figure.GainPercent(null));

    private static DateTimeOffset At(int minute) => DateTimeOffset.UnixEpoch.AddMinutes(minute);

    private static Trade Trade(int entry, int exit, decimal pnl) => new(
        "T", PositionSide.Long, 2, entry, At(entry), 100.5m, "signal", exit, At(exit), 101m, "stop-loss", 0.2m, pnl, 1, -1, 2);
}
