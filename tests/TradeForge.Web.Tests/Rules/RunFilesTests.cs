using System.Text;
using TradeForge.Core.Simulation;
using TradeForge.Infrastructure.MarketData.Files;

namespace TradeForge.Web.Tests.Rules;

/// <summary>The files that come with a run.</summary>
public sealed class RunFilesTests
{
    [Theory]
    [InlineData("tv", RunFileKind.Column, "tv")]
    [InlineData("splits", RunFileKind.Column, "splits")] // a column may have this name
    [InlineData("splits us:AAPL", RunFileKind.Splits, "us:AAPL")]
    [InlineData("rates USD/RUB", RunFileKind.Rates, "USD/RUB")]
    public void Name_WrittenAndRead_IsTheSame(string text, RunFileKind kind, string of)
    {
        var name = RunFileName.Parse(text);
        Assert.Equal((kind, of, text), (name.Kind, name.Of, name.ToString()));
    }

    [Fact]
    public void Read_OneOfEachKind_BelongsToItsSymbolAndRatesToAll()
    {
        var (files, problems) = RunFiles.Read(
        [
            File("tv", "timestamp,value\n2024-01-05T00:00Z,1\n"), File("splits a:A", "date,before,after\n2024-01-05,1,2\n"), File("dividends a:A", "ex_date,amount\n2024-01-05,3\n2024-05-05,4\n"),
            File("funding a:B", "time,rate\n2024-01-05T00:00Z,0.0001\n"), File("rates USD/RUB", "timestamp,open,high,low,close,volume\n2024-01-05,90,91,89,90.5,1\n2024-01-06,90,91,89,90.5,1\n"),
        ], ["a:A", "a:B", "a:C"], CalendarKind.Auto);
        Assert.Empty(problems);
        Assert.Equal(("tv", 7), (files!.Columns.Single().Name, files.Rows)); // 1 + 1 + 2 + 1 + 2
        Assert.Equal((1, 2, 1), (files.Events["a:A"].Actions.Splits.Count, files.Events["a:A"].Actions.Dividends.Count, files.Events["a:B"].Funding!.Count));
        Assert.All(["a:A", "a:B", "a:C"], symbol => Assert.NotNull(files.Events[symbol].Rates));
    }

    [Fact]
    public void Read_EveryFileWrong_NamesEachOnce()
    {
        var (files, problems) = RunFiles.Read(
        [
            File("tv", "a,b\n"), File("splits a:A", "date,before,after\nsoon,1,2\n"), File("dividends a:A", "registry_close,amount\n2024-01-05,3\n"), File("funding a:A", "x\n"),
            File("rates USD/RUB", "x\n"), File("splits a:Z", "date,before,after\n2024-01-05,1,2\n"),
        ], ["a:A"], CalendarKind.Auto); // record dates need the calendar of moex
        Assert.Null(files);
        Assert.Equal(["tv", "splits a:A", "dividends a:A", "funding a:A", "rates USD/RUB", "splits a:Z"], problems.Select(p => p.Path));
        Assert.Empty(RunFiles.Read([File("dividends a:A", "registry_close,amount\n2024-01-05,3\n")], ["a:A"], CalendarKind.Moex).Problems);
    }

    private static (string Name, byte[] Csv) File(string name, string text) => (name, Encoding.UTF8.GetBytes(text));
}
