using TradeForge.Core.Market;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Simulation;

public enum FillRule { NextOpen, ThisClose }

public enum SameBarRule { Pessimistic, Path, Optimistic }

public enum ProtectionRule { EntryBar, NextBar }

public enum GapLimitRule { Improve, Exact }

public enum EquityResolution { Auto, Bars, Days }

/// <summary>auto: 52 or 12 periods a year for weekly or monthly bars, else 365 if any bar falls on a weekend, else 252.</summary>
public enum CalendarKind { Auto, AroundTheClock, Us, Moex }

/// <summary>Everything about a run but the strategy and the data; the options of contract section 1 with their defaults.</summary>
public sealed partial record BacktestSettings
{
    /// <summary>Initial cash in quote currency, above 0.</summary>
    public decimal Cash { get; init; } = 100_000m;
    public Commission Commission { get; init; } = Commission.None;
    public Slippage Slippage { get; init; } = Slippage.None;
    /// <summary>Units per lot; 0 = fractional quantities, rounded down to 1e-8.</summary>
    public decimal Lot { get; init; }
    /// <summary>Smallest price step; 0 = any price.</summary>
    public decimal PriceStep { get; init; }
    public FillRule Fill { get; init; }
    public SameBarRule SameBar { get; init; }
    public ProtectionRule Protection { get; init; }
    /// <summary>Timeframe of the bars that look into ambiguous bars; null = none do, <see cref="SameBar"/> decides alone.</summary>
    public Timeframe? Magnifier { get; init; }
    /// <summary>Steps a limit or target must be traded through.</summary>
    public int Touch { get; init; }
    public GapLimitRule GapLimit { get; init; }
    /// <summary>Most percent of a bar's volume that one fill may take; the rest waits for later bars. 0 = any quantity.</summary>
    public decimal Participation { get; init; }
    /// <summary>Limits on what may be held of the equity; null = none.</summary>
    public ExposureLimits? Exposure { get; init; }
    /// <summary>What an order run has besides; null in a run of a strategy.</summary>
    public BookSettings? Book { get; init; }
    /// <summary>No decision before this bar (counted from <see cref="From"/>); null = as soon as the values are known.</summary>
    public int? WarmUp { get; init; }
    public CalendarKind Calendar { get; init; }
    /// <summary>Sessions that the bars of the run are made of; <c>regular</c> needs a named calendar.</summary>
    public SessionChoice Session { get; init; }
    public EquityResolution Equity { get; init; }
    /// <summary>Close what is open at the last close as a market fill, reason end-of-data.</summary>
    public bool CloseAtEnd { get; init; }
    /// <summary>How many variants were tried to find this one, itself included, at least 1: the deflated Sharpe ratio counts them.</summary>
    public int Trials { get; init; } = 1;
    /// <summary>Percent a year that costs no risk; Sharpe, Sortino, Treynor and alpha measure what is above it.</summary>
    public decimal RiskFree { get; init; }
    /// <summary>The fall in percent, above 0 and at most 100, that the Monte Carlo table counts as the end.</summary>
    public decimal Bust { get; init; } = DefaultBust;
    /// <summary>The final return in percent that it counts as reached.</summary>
    public decimal Goal { get; init; } = DefaultGoal;
    /// <summary>Where its random numbers begin.</summary>
    public long Seed { get; init; }
    /// <summary>Thresholds of a run that names none.</summary>
    public const decimal DefaultBust = 20, DefaultGoal = 50;
    /// <summary>Symbol of the series that the relative figures compare with; null = the bars of the run, that is buying and holding.</summary>
    public string? Benchmark { get; init; }
    /// <summary>The run is made again at other costs, however long it is; shorter runs than <see cref="CostStrip.MostBarsUnasked"/> are without being asked.</summary>
    public bool CostStrip { get; init; }
    /// <summary>How much the run may take; no part of its identity.</summary>
    public RunLimits Limits { get; init; } = new();
    /// <summary>First bar that may trade; earlier bars only warm up. Inclusive.</summary>
    public DateTimeOffset? From { get; init; }
    /// <summary>End of the run, exclusive.</summary>
    public DateTimeOffset? To { get; init; }
    /// <summary>From here on the run counts as out of sample: its figures are also given for both parts. It trades as without; null = not divided.</summary>
    public DateTimeOffset? Split { get; init; }
    /// <summary>Bars of the run; null = those of the data. Higher than the data resamples.</summary>
    public Timeframe? Timeframe { get; init; }
    /// <summary>Overrides of node parameters, <c>node.name</c> → value as text.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);
}
