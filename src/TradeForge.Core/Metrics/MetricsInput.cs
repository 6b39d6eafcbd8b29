using TradeForge.Core.Market;
using TradeForge.Core.Simulation;

namespace TradeForge.Core.Metrics;

/// <summary>What figures are computed from. Bars count from <c>--from</c>; the columns have one value per bar.</summary>
public sealed record MetricsInput
{
    /// <summary>The bars of the run, at least one.</summary>
    public required CandleSeries Bars { get; init; }
    /// <summary>Mark-to-market equity at each close, after fills; 0 from ruin on.</summary>
    public required double[] Equity { get; init; }
    /// <summary>Deepest fall inside a bar below the peak of the closes before it, as a fraction, 0 or negative; null = not known.</summary>
    public double? DeepestInside { get; init; }
    /// <summary>Of several instruments: value of what is held at each close, shorts negative, and the same with shorts positive. Null = the trades on <see cref="Bars"/> tell.</summary>
    public (decimal[] Net, decimal[] Gross)? Held { get; init; }
    /// <summary>Of several instruments: close · volume of a symbol's bar in the money of the account, 0 where it has none. Null = <see cref="Bars"/> tell.</summary>
    public Func<string, int, double>? Turnover { get; init; }
    /// <summary>Cash before the first bar, above 0.</summary>
    public required decimal InitialCash { get; init; }
    /// <summary>Closed round trips in the order they were closed.</summary>
    public required IReadOnlyList<Trade> Trades { get; init; }
    /// <summary>The same as numbers; null = they are made of <see cref="Trades"/>.</summary>
    internal TradeColumns? Columns { get; init; }
    public required IReadOnlyList<OpenPosition> OpenPositions { get; init; }
    /// <summary>All fees of the run, those of open positions too.</summary>
    public required decimal Fees { get; init; }
    /// <summary>What holding brought, below 0 if it cost: it lies in the equity and in no trade.</summary>
    public decimal Holding { get; init; }
    /// <summary>Orders sent, filled or not.</summary>
    public int Orders { get; init; }
    /// <summary>Days and zone of the exchange.</summary>
    public required TradingCalendar Calendar { get; init; }
    /// <summary>Periods a year for annualising, as in <see cref="TradingCalendar.PeriodsPerYear"/>.</summary>
    public required double PeriodsPerYear { get; init; }
    /// <summary>First bar on which the strategy could decide; buy and hold starts at its close.</summary>
    public int FirstTradableBar { get; init; }
    /// <summary>What buy and hold pays at its entry, as a fraction of the value (0.001 = 0.1 %).</summary>
    public double BuyHoldCost { get; init; }
    /// <summary>What alpha, beta and the other relative figures compare with; null = the close of <see cref="Bars"/>.</summary>
    public CandleSeries? Benchmark { get; init; }
    /// <summary>How many variants were tried to find this one, itself included; the deflated Sharpe ratio counts them.</summary>
    public int Trials { get; init; } = 1;
    /// <summary>Where the part that was kept unseen begins; null = the run is not divided.</summary>
    public DateTimeOffset? Split { get; init; }
    /// <summary>Looked at between the figures.</summary>
    public CancellationToken Stop { get; init; }
    /// <summary>Fraction a year that costs no risk: Sharpe, Sortino, Treynor and alpha measure what is above it.</summary>
    public double RiskFree { get; init; }
}

/// <summary>Figures by name; null = not defined on this run.</summary>
/// <param name="Overall">Every metric of the catalogue.</param>
/// <param name="BySide">The trade figures for <c>long</c> and <c>short</c>.</param>
/// <param name="Days">The daily returns behind them.</param>
/// <param name="Drawdowns">The deepest ten, deepest first.</param>
public sealed record MetricsResult(
    IReadOnlyDictionary<string, double?> Overall, IReadOnlyDictionary<string, IReadOnlyDictionary<string, double?>> BySide, IReadOnlyList<DayRow> Days, IReadOnlyList<DrawdownRow> Drawdowns)
{
    /// <summary>The stretches before and after the split, none without one.</summary>
    public IReadOnlyList<SamplePart> Parts { get; init; } = [];
    /// <summary>Of each of several instruments, the lowest first.</summary>
    public IReadOnlyList<CapacityRow> Capacities { get; init; } = [];
}
