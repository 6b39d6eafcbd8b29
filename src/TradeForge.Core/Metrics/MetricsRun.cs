using TradeForge.Core.Strategies;

namespace TradeForge.Core.Metrics;

/// <summary>What several metrics share, each computed once and only if asked for.</summary>
internal sealed class MetricsRun
{
    private readonly Lazy<DailyReturns> _days;
    private readonly Lazy<ReturnFigures> _returns;
    private readonly Lazy<CalendarReturns> _periods;
    private readonly Lazy<BenchmarkFigures> _benchmark;
    private readonly Lazy<Drawdowns> _drawdowns;
    private readonly Lazy<Activity> _activity;
    private readonly Lazy<TradeFigures> _trades;

    public MetricsRun(MetricsInput input)
    {
        Input = input;
        Cash = (double)input.InitialCash;
        var columns = input.Columns ?? TradeColumns.Of(input.Trades, input.Stop);
        Columns = columns;
        _days = new(() => DailyReturns.Of(input));
        _returns = new(() => new ReturnFigures(Days.Returns, input.PeriodsPerYear, input.RiskFree));
        _periods = new(() => CalendarReturns.Of(Days));
        _benchmark = new(() => new BenchmarkFigures(Days.Pairs.Own, Days.Pairs.Market, input.PeriodsPerYear, input.RiskFree));
        _drawdowns = new(() => Metrics.Drawdowns.Of(input));
        _activity = new(() => Activity.Of(input, columns, Days));
        _trades = new(() => new TradeFigures(columns));
    }

    /// <summary>The same run with the trades of one side only.</summary>
    private MetricsRun(MetricsRun run, TradeColumns trades)
    {
        (Input, Cash, Columns) = (run.Input, run.Cash, trades);
        (_days, _returns, _periods, _benchmark, _drawdowns, _activity) = (run._days, run._returns, run._periods, run._benchmark, run._drawdowns, run._activity);
        _trades = new(() => new TradeFigures(trades));
    }

    public MetricsInput Input { get; }
    public DailyReturns Days => _days.Value;
    public ReturnFigures Returns => _returns.Value;
    public CalendarReturns Periods => _periods.Value;
    public BenchmarkFigures Benchmark => _benchmark.Value;
    public Drawdowns Drawdowns => _drawdowns.Value;
    public Activity Activity => _activity.Value;
    public TradeFigures Trades => _trades.Value;

    public double Cash { get; }
    public double FinalEquity => Input.Equity[^1];
    public double NetProfit => FinalEquity - Cash;

    /// <summary>Time between the starts of the first and the last bar, in days.</summary>
    public double CalendarDays => (Input.Bars.Times[^1] - Input.Bars.Times[0]) / (24.0 * 60 * 60 * 1000);

    /// <summary>Too short to speak of a year (golden rule G36).</summary>
    public bool TooShort => CalendarDays < 90;

    /// <summary>Compound annual growth as a fraction, null on a short run.</summary>
    public double? Cagr => TooShort ? null : Math.Pow(Math.Max(0, FinalEquity) / Cash, 365.25 / CalendarDays) - 1;

    /// <summary>Growth of the daily returns to a year as a fraction, null on a short run.</summary>
    public double? AnnualReturn => TooShort ? null : Returns.Annual;

    public DayRow[] DayRows()
    {
        var (rows, held) = (new DayRow[Days.Returns.Length], Days.Held(Input));
        for (var i = 0; i < rows.Length; i++)
            rows[i] = new(Days.Date(i), 100 * Days.Returns[i], double.IsNaN(Days.Market[i]) ? null : 100 * Days.Market[i], 100 * Periods.Falls[i]) { BenchmarkEquity = held[i] };
        return rows;
    }

    private TradeColumns Columns { get; }

    /// <summary>This run where all trades are of the side.</summary>
    public MetricsRun Only(PositionSide side) => Columns.Of(side) is var trades && trades.Count == Columns.Count ? this : new(this, trades);
}
