using TradeForge.Core.Market;
using TradeForge.Core.Strategies;

namespace TradeForge.Core.Simulation;

/// <summary>One instrument of a portfolio run: its bars, the strategy's values on them, and its session on the shared cash.</summary>
internal sealed class PortfolioLine : IDisposable
{
    private readonly int[] _places;
    private Candle _candle;

    /// <param name="index">Among the lines.</param>
    /// <param name="strategy">The same for all lines.</param>
    /// <param name="data">The bars of the instrument.</param>
    /// <param name="places">Where they stand among the moments of the run.</param>
    /// <param name="settings">Of the run.</param>
    /// <param name="money">The cash of all.</param>
    /// <param name="expected">Bars for whose trades to make room at first: one cash does not trade more because it has more instruments.</param>
    /// <param name="keepsAll">Values that nobody reads any more are kept, too.</param>
    /// <param name="cancellationToken">Looked at every 256 bars.</param>
    public PortfolioLine(int index, CompiledStrategy strategy, BacktestData data, int[] places, BacktestSettings settings, SharedCash money, int expected, bool keepsAll, CancellationToken cancellationToken)
    {
        (Index, Data, _places) = (index, data, places);
        Evaluation = data.Evaluate(strategy, keepsAll, cancellationToken);
        Session = new TradingSession(strategy, data.Series.Symbol, settings, !data.VolumeUnknown, new TradingDays(data.Calendar, data.Series.Timeframe), expected, money)
        {
            EvaluationOffset = data.Start,
            FirstDecisionBar = FirstAtOrAfter(places, settings.WarmUp ?? 0),
            Stop = cancellationToken,
        };
        Session.Follow(data);
        for (var i = 0; i < data.Start; i++)
        {
            if (i % Backtest.CheckStep == 0) cancellationToken.ThrowIfCancellationRequested();
            Evaluation.Decide(i, PositionView.Flat);
        }
    }

    /// <summary>Among the lines.</summary>
    public int Index { get; }
    public BacktestData Data { get; }
    public StrategyEvaluation Evaluation { get; }
    public TradingSession Session { get; }
    public ReadOnlySpan<int> Places => _places;

    /// <summary>The bar of the moment, counted from the start of the run; between its bars the last one.</summary>
    public int Bar { get; private set; } = -1;
    public int Row => Data.Start + Bar;

    /// <summary>What it holds at the prices of the moment, shorts negative.</summary>
    public decimal Value { get; private set; }

    /// <summary>The moment at which its next bar stands; past the end none.</summary>
    public int NextPlace => Bar + 1 < _places.Length ? _places[Bar + 1] : int.MaxValue;

    /// <summary>The last moment at which it had a bar.</summary>
    public int Moment { get; private set; } = -1;

    /// <summary>Goes to the next bar.</summary>
    public void Advance(int moment) => (Bar, Moment) = (Bar + 1, moment);

    /// <summary>What falls due at the start of the bar.</summary>
    public void Begin()
    {
        if (Session.KeepsUp) Session.Begin(Bar, Data.Series[Row]);
    }

    /// <summary>What it holds at the last close before the bar of the moment, or before the moment if it has none there.</summary>
    public decimal LastValue(int moment) => Math.Sign(Session.Holding) == 0 ? 0 : Session.Holding * Data.Mark(Moment == moment ? Row - 1 : Row);

    /// <summary>The open of the bar: exits.</summary>
    public void OpenExits()
    {
        _candle = Data.Series[Row];
        Session.OpenExits(Bar, _candle);
    }

    /// <summary>Sets <see cref="Value"/> to what is held at the open or the close of the moment, between bars at the last close.</summary>
    public decimal Mark(bool atOpen)
    {
        var holding = Session.Holding;
        return Value = Math.Sign(holding) == 0 ? 0 : holding * (atOpen ? Data.OpenMark(Row) : Data.Mark(Row));
    }

    public void Dispose()
    {
        Session.Dispose();
        Evaluation.Dispose();
    }

    private static int FirstAtOrAfter(int[] places, int place)
    {
        var index = Array.BinarySearch(places, place);
        return index < 0 ? ~index : index;
    }
}
