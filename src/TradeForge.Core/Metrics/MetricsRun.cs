using TradeForge.Core.Simulation;

namespace TradeForge.Core.Metrics;

/// <summary>What several metrics share, each computed once and only if asked for.</summary>
internal sealed class MetricsRun(MetricsInput input, IReadOnlyList<Trade> trades)
{
    private readonly Lazy<DailyReturns> _days = new(() => DailyReturns.Of(input));
    private readonly Lazy<Drawdowns> _drawdowns = new(() => Drawdowns.Of(input));
    private readonly Lazy<TradeFigures> _trades = new(() => TradeFigures.Of(trades));

    public MetricsInput Input => input;
    public DailyReturns Days => _days.Value;
    public Drawdowns Drawdowns => _drawdowns.Value;
    public TradeFigures Trades => _trades.Value;

    public double Cash { get; } = (double)input.InitialCash;
    public double FinalEquity => input.Equity[^1];

    /// <summary>Time between the starts of the first and the last bar, in days.</summary>
    public double CalendarDays => (input.Bars.Times[^1] - input.Bars.Times[0]) / (24.0 * 60 * 60 * 1000);

    /// <summary>Too short to speak of a year (golden rule G36).</summary>
    public bool TooShort => CalendarDays < 90;

    /// <summary>Compound annual growth as a fraction, null on a short run.</summary>
    public double? Cagr => TooShort ? null : Math.Pow(Math.Max(0, FinalEquity) / Cash, 365.25 / CalendarDays) - 1;
}
