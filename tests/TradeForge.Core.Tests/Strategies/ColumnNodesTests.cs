using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;

namespace TradeForge.Core.Tests.Strategies;

/// <summary>spread, external-signal, model-score: values given with the run by name and time.</summary>
public class ColumnNodesTests
{
    private const double N = double.NaN;
    private const long Minute = 60_000, Hour = 60 * Minute;
    private static readonly long Midnight = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    private static CompiledStrategy Reading(string type, params string[] data) => new GraphBuilder().Node("x", type, data).Node("c", "compare", "op=ge").Node("buy", "enter-long")
        .Wire("x.value -> c.a", "x.value -> c.b", "c.result -> buy.when").Compile();

    private static CandleSeries Hours(int count) =>
        CandleSeries.From("A", Timeframe.OneHour, [.. Enumerable.Range(0, count).Select(i => new Candle(Midnight + (i * Hour), 1, 2, 1, 1, 1))]);

    private static TimedColumn Column(string name, params (double Minutes, double Value)[] rows) =>
        new(name, [.. rows.Select(r => Midnight + (long)(r.Minutes * Minute))], [.. rows.Select(r => r.Value)]);

    [Theory]
    [InlineData("spread")]
    [InlineData("external-signal")]
    [InlineData("model-score")]
    public void Value_CountsFromItsTimeOn(string type)
    {
        // bars end at 60, 120, 180, 240 minutes: a value at 60 counts on the first, one a moment later on the second; the empty one ends it
        var run = new StrategyEvaluation(Reading(type));
        run.AppendColumn(Column(type, (60, 1), (60.001, 2), (150, 3), (200, N)));
        run.Append(Hours(4));
        Assert.Equal([1, 2, 3, N], run.Numbers("x"));
    }

    [Fact]
    public void Value_BeforeTheFirstRow_IsNotKnown()
    {
        var run = new StrategyEvaluation(Reading("spread"));
        run.AppendColumn(Column("spread", (121, 5)));
        run.Append(Hours(3));
        Assert.Equal([N, N, 5], run.Numbers("x"));
    }

    [Fact]
    public void Column_NamedByTheNode_IsReadByThatName()
    {
        var strategy = Reading("external-signal", "column=tv");
        Assert.Equal([new ColumnNeed("tv", "x")], strategy.Columns);
        var run = new StrategyEvaluation(strategy);
        run.AppendColumn(Column("external-signal", (1, 7)));
        run.AppendColumn(Column("tv", (1, 8)));
        run.Append(Hours(1));
        Assert.Equal([8], run.Numbers("x"));
        Assert.Contains("external signal tv", StrategyReader.Describe(strategy).En);
    }

    [Fact]
    public void Append_BarByBarWithValuesAsTheyCome_EqualsAtOnce()
    {
        var random = new Random(5);
        var (bars, minute) = (Hours(200), 0.0);
        var rows = Enumerable.Range(0, 150).Select(i => (Minutes: minute += random.Next(1, 160), Value: random.Next(9) == 0 ? N : i)).ToArray();
        var whole = new StrategyEvaluation(Reading("model-score"));
        whole.AppendColumn(Column("model-score", rows));
        whole.Append(bars);
        var live = new StrategyEvaluation(Reading("model-score"));
        var given = 0;
        for (var i = 0; i < bars.Count; i++)
        {
            var known = rows.Count(r => r.Minutes <= 60 * (i + 1));
            live.AppendColumn(Column("model-score", rows[given..known]));
            live.Append(bars.Slice(i, 1));
            given = known;
        }
        Assert.Equal(whole.Numbers("x"), live.Numbers("x"));
    }

    [Fact]
    public void Run_WithoutTheColumn_IsRefused()
    {
        var (settings, strategy) = (new BacktestSettings(), Reading("spread"));
        var (alone, _) = BacktestData.Prepare(Hours(40), settings);
        Assert.Equal(("column-missing", "x"), (alone!.Problems(strategy).Single().Code, alone.Problems(strategy).Single().Path));
        Assert.Throws<ArgumentException>(() => Backtest.Run(strategy, alone, settings, null, CancellationToken.None));
        var given = BacktestData.Prepare(Hours(40), settings, columns: [Column("spread", (90, 1))]).Data!;
        Assert.Empty(given.Problems(strategy));
        Assert.NotEqual(alone.Hash, given.Hash);
        Assert.NotEqual(BacktestData.Prepare(Hours(40), settings, columns: [Column("spread", (90, 2))]).Data!.Hash, given.Hash);
        Assert.Single(Backtest.Run(strategy, given, settings, null, CancellationToken.None).Orders);
    }

    [Fact]
    public void Read_Csv_SortsAndKeepsTheLastOfEqualStamps()
    {
        var (column, problem) = ColumnCsv.Read("s", "\uFEFFtime,note,VALUE\r\n2024-01-01T02:00Z,a,2\n2024-01-01T01:00+01:00,b,1\n\n2024-01-01T02:00Z,c,\n2024-01-02,d,-1.5e2\n"u8);
        Assert.Null(problem);
        Assert.Equal([Midnight, Midnight + (2 * Hour), Midnight + (24 * Hour)], column!.Times);
        Assert.Equal([1, N, -150], column.Values);
    }

    [Theory]
    [InlineData("", "column-header")]
    [InlineData("timestamp,score\n2024-01-01,1\n", "column-header")]
    [InlineData("timestamp,value\n2024-01-01,1\nyesterday,2\n2024-01-03,many\n2024-01-04\n2024-01-05,NaN\n", "column-rows")]
    public void Read_BadCsv_SaysWhere(string text, string code)
    {
        var (column, problem) = ColumnCsv.Read("s", System.Text.Encoding.UTF8.GetBytes(text));
        Assert.Null(column);
        Assert.Equal((code, "s"), (problem!.Code, problem.Path));
        if (code == "column-rows") Assert.Contains("4 line(s) without a readable time and number: 3, 4, 5, 6", problem.Message.En);
    }
}
