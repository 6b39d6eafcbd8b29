using TradeForge.Core.Metrics;
using TradeForge.Core.Strategies;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Simulation;

public enum OrderSide { Buy, Sell }

/// <summary>What a run gave: contract section 4. Money in quote currency, times are bar starts, bars counted from 0 at <c>from</c>.</summary>
public sealed record BacktestResult
{
    public required Manifest Manifest { get; init; }
    /// <summary>Closed round trips, first in first out.</summary>
    public required IReadOnlyList<Trade> Trades { get; init; }
    /// <summary>One for each trade; none in results stored by earlier versions.</summary>
    public IReadOnlyList<TradeMoney> TradeMoney { get; init; } = [];
    /// <summary>What the strategy's series held at the signals of the trades; null where there are none.</summary>
    public TradeValues? TradeValues { get; init; }
    public required IReadOnlyList<OpenPosition> OpenPositions { get; init; }
    public required IReadOnlyList<OrderRow> Orders { get; init; }
    /// <summary>At the close after fills, at the resolution of the manifest.</summary>
    public required IReadOnlyList<EquityPoint> Equity { get; init; }
    public required IReadOnlyList<BlockedRange> Blocked { get; init; }
    /// <summary>Bars on which an entry's <c>when</c> is true, summed over entries and symbols; = entry orders + Σ blocked.bars.</summary>
    public required int Signals { get; init; }
    public required Band Band { get; init; }
    /// <summary>What lower bars decided; null where there were none.</summary>
    public MagnifierReport? Magnifier { get; init; }
    /// <summary>Figures by their contract name; null = not defined on this run.</summary>
    public required IReadOnlyDictionary<string, double?> Metrics { get; init; }
    /// <summary>Trade figures for <c>long</c> and <c>short</c>.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, double?>> BySide { get; init; }
    /// <summary>The daily returns behind the figures; empty in results stored before there were any.</summary>
    public IReadOnlyList<DayRow> Days { get; init; } = [];
    /// <summary>The deepest ten falls of equity at bar closes, deepest first.</summary>
    public IReadOnlyList<DrawdownRow> Drawdowns { get; init; } = [];
    /// <summary>How much money each of several instruments could take, the lowest first; empty for one.</summary>
    public IReadOnlyList<CapacityRow> Capacities { get; init; } = [];
    /// <summary>What each of several instruments had of the equity, day by day; null for one.</summary>
    public Allocation? Allocation { get; init; }
    /// <summary>What holding brought or cost; null in a run without financing, funding, splits, dividends, kept currencies, costly exchanges or dated terms.</summary>
    public HoldingCosts? Holding { get; init; }
    /// <summary>The balances of an account in several currencies; null where everything is exchanged at once and for nothing.</summary>
    public CurrencyReport? Currencies { get; init; }
    /// <summary>Weights after rounding to lots against their targets, by symbol; empty where a strategy does not bring holdings back to weights.</summary>
    public IReadOnlyList<WeightRow> Weights { get; init; } = [];
    /// <summary>Figures before and after the split of the settings; empty without one.</summary>
    public IReadOnlyList<SamplePart> Parts { get; init; } = [];
    /// <summary>The run again under other costs; null where it was not asked for.</summary>
    public CostStrip? CostStrip { get; init; }
    public required IReadOnlyList<Text> Warnings { get; init; }
}

/// <summary>Everything needed to make the run again.</summary>
public sealed record Manifest(
    string EngineVersion, string DefinitionHash, IReadOnlyDictionary<string, string> Parameters, IReadOnlyList<string> Symbols, string Timeframe,
    DateTimeOffset From, DateTimeOffset To, int Bars, string DataHash, BacktestSettings Settings, string Calendar, double PeriodsPerYear, long Seed)
{
    /// <summary>Version of the sessions and holidays that the run used; null where the calendar has none.</summary>
    public string? CalendarVersion { get; init; }
}

public sealed record Trade(
    string Symbol, PositionSide Side, decimal Quantity,
    int EntryBar, DateTimeOffset EntryTime, decimal EntryPrice, string EntryReason,
    int ExitBar, DateTimeOffset ExitTime, decimal ExitPrice, string ExitReason,
    decimal Fees, decimal Pnl, double PnlPercent, double Mae, double Mfe)
{
    public int Bars => ExitBar - EntryBar;
    /// <summary>From the start of the entry bar to the start of the exit bar.</summary>
    public double Hours => (ExitTime - EntryTime).TotalHours;
    /// <summary>Quantity · entry price, in the currency of the account and before fees.</summary>
    public decimal PositionCost => Quantity * EntryPrice * EntryRate;
    /// <summary>Profit before the fees of both legs.</summary>
    public decimal GrossPnl => Pnl + Fees;
    /// <summary>What one unit of the currency of the prices was worth in that of the account, in which fees and pnl are; 1 where they are the same.</summary>
    public decimal EntryRate { get; init; } = 1;
    /// <inheritdoc cref="EntryRate"/>
    public decimal ExitRate { get; init; } = 1;
    /// <summary>Null where no rule gave a level.</summary>
    public StopsAndTargets? Levels { get; init; }
    /// <summary>Best profit that was open, in money and before fees, 0 or positive.</summary>
    public double RunUp => Mfe / 100 * (double)Quantity * (double)EntryPrice * (double)EntryRate;
    /// <summary>Worst loss that was open, in money and before fees, 0 or negative.</summary>
    public double Drawdown => Mae / 100 * (double)Quantity * (double)EntryPrice * (double)EntryRate;
}

/// <summary>Stop and target that the rules gave at the entry of a trade, and those that stood at its exit, as prices; null = there was none.</summary>
public sealed record StopsAndTargets(decimal? InitialStop, decimal? InitialTarget, decimal? FinalStop, decimal? FinalTarget);

public sealed record OpenPosition(
    string Symbol, PositionSide Side, decimal Quantity,
    int EntryBar, DateTimeOffset EntryTime, decimal EntryPrice, string EntryReason,
    decimal MarkPrice, decimal Fees, decimal Pnl, double PnlPercent, double Mae, double Mfe, int Bars)
{
    /// <inheritdoc cref="Trade.EntryRate"/>
    public decimal EntryRate { get; init; } = 1;
    /// <summary>The rate at the mark.</summary>
    public decimal MarkRate { get; init; } = 1;
    /// <summary>Level that the rules gave at the entry; null = none.</summary>
    public decimal? InitialStop { get; init; }
    /// <inheritdoc cref="InitialStop"/>
    public decimal? InitialTarget { get; init; }
    /// <summary>Stop and target that stand after the last bar; null = there is none.</summary>
    public decimal? Stop { get; init; }
    /// <inheritdoc cref="Stop"/>
    public decimal? Target { get; init; }
}

/// <summary>An order. <paramref name="Node"/> is null for a closing order of a reversal or the end of data.</summary>
public sealed record OrderRow(
    int Id, string? Node, string Symbol, int Bar, OrderSide Side, string Type, decimal Quantity, decimal? LimitPrice, decimal? StopPrice,
    string Status, decimal FilledQuantity, decimal? Price, int? FilledBar, decimal Fees, string Reason);

public readonly record struct EquityPoint(long Time, decimal Equity, decimal Cash, decimal Exposure);

/// <summary>An unbroken range of bars on which an entry's signal did not become an order.</summary>
public sealed record BlockedRange(string Node, string Symbol, PositionSide Side, string Reason, DateTimeOffset From, DateTimeOffset To, int Bars);

/// <summary>The result under the worst and the best same-bar assumption.</summary>
public sealed record Band(decimal PessimisticEquity, decimal PessimisticNetProfit, decimal OptimisticEquity, decimal OptimisticNetProfit, int AmbiguousBars)
{
    /// <summary>Both equities at the last close of each trading day; empty without an ambiguous bar.</summary>
    public IReadOnlyList<BandPoint> Curve { get; init; } = [];

    /// <summary>From the final equity and the last point of each day under both rules.</summary>
    internal static Band Of(BacktestSettings settings, (decimal Final, List<EquityPoint> Days) worst, (decimal Final, List<EquityPoint> Days) best, int ambiguousBars) =>
        new(worst.Final, worst.Final - settings.Cash, best.Final, best.Final - settings.Cash, ambiguousBars)
        {
            Curve = worst.Days.Count == 0 ? [] : [.. worst.Days.Zip(best.Days, (w, b) => new BandPoint(w.Time, w.Equity, b.Equity))],
        };
}

/// <summary>Equity under both assumptions at the close of the bar that starts at <paramref name="Time"/>, in milliseconds.</summary>
public readonly record struct BandPoint(long Time, decimal Pessimistic, decimal Optimistic);
