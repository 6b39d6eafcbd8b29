using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>Something the catalogue lists. Implemented by structs: one state machine each, without allocation per bar.</summary>
public interface IIndicator
{
    static abstract IndicatorDefinition Definition { get; }
}

/// <summary>An indicator of one series. <typeparamref name="TValue"/> is double, or a struct of nothing but doubles in the order of the outputs that are not chart-only.</summary>
public interface ISeriesIndicator<TValue> : IIndicator where TValue : unmanaged
{
    /// <param name="value">The next value of the series, NaN = not known, never infinite.</param>
    TValue Next(double value);
}

/// <summary>An indicator of two series. <typeparamref name="TValue"/> as in <see cref="ISeriesIndicator{TValue}"/>.</summary>
public interface IPairIndicator<TValue> : IIndicator where TValue : unmanaged
{
    /// <param name="a">The next value of the first series, NaN = not known, never infinite.</param>
    /// <param name="b">The value of the second series on the same bar, likewise.</param>
    TValue Next(double a, double b);
}

/// <summary>An indicator of candles. <typeparamref name="TValue"/> as in <see cref="ISeriesIndicator{TValue}"/>.</summary>
public interface ICandleIndicator<TValue> : IIndicator where TValue : unmanaged
{
    TValue Next(in Candle candle);
}

/// <summary>An indicator that is fed bar by bar. The very same state serves batch and live.</summary>
public interface IIndicatorState
{
    /// <summary>Takes the next closed candle and writes one number per output (NaN = not known).</summary>
    /// <param name="candle">The closed candle.</param>
    /// <param name="a">This bar's value of the first (or only) series it takes; ignored by indicators that take none.</param>
    /// <param name="b">This bar's value of the second series; ignored by indicators that do not take two.</param>
    /// <param name="outputs">As long as <see cref="IndicatorDefinition.LiveOutputs"/>.</param>
    void Next(in Candle candle, double a, double b, Span<double> outputs);

    /// <summary>Feeds a run of bars: the same as calling <see cref="Next"/> for each, bit for bit, without a virtual call per bar.</summary>
    /// <param name="series">The bars of this run, oldest first.</param>
    /// <param name="a">One value per bar of the first series; empty for indicators that take none.</param>
    /// <param name="b">One value per bar of the second series; empty for indicators that do not take two.</param>
    /// <param name="outputs">One column per output that is not chart-only, each at least <paramref name="offset"/> + series.Count long.</param>
    /// <param name="offset">Where in the columns this run starts.</param>
    /// <exception cref="ArgumentException">A column or an input is too short.</exception>
    void Fold(CandleSeries series, ReadOnlySpan<double> a, ReadOnlySpan<double> b, double[][] outputs, int offset);
}

/// <summary>Boxes an indicator struct once per run; batch and live both step that one struct.</summary>
internal sealed class SeriesState<T, TValue>(T indicator) : IIndicatorState
    where T : struct, ISeriesIndicator<TValue>
    where TValue : unmanaged
{
    private T _indicator = indicator;

    public void Next(in Candle candle, double a, double b, Span<double> outputs)
    {
        var value = _indicator.Next(Columns<TValue>.Known(a));
        Columns<TValue>.Write(value, outputs);
    }

    public void Fold(CandleSeries series, ReadOnlySpan<double> a, ReadOnlySpan<double> b, double[][] outputs, int offset)
    {
        if (a.Length != series.Count) throw new ArgumentException($"{a.Length} source values for {series.Count} bars.", nameof(a));
        var columns = new Columns<TValue>(outputs, offset, series.Count);
        var indicator = _indicator; // a local copy: its fields live in registers
        for (var i = 0; i < a.Length; i++) columns.Write(i, indicator.Next(Columns<TValue>.Known(a[i])));
        _indicator = indicator;
    }
}

/// <inheritdoc cref="SeriesState{T, TValue}"/>
internal sealed class PairState<T, TValue>(T indicator) : IIndicatorState
    where T : struct, IPairIndicator<TValue>
    where TValue : unmanaged
{
    private T _indicator = indicator;

    public void Next(in Candle candle, double a, double b, Span<double> outputs)
    {
        var value = _indicator.Next(Columns<TValue>.Known(a), Columns<TValue>.Known(b));
        Columns<TValue>.Write(value, outputs);
    }

    public void Fold(CandleSeries series, ReadOnlySpan<double> a, ReadOnlySpan<double> b, double[][] outputs, int offset)
    {
        if (a.Length != series.Count || b.Length != series.Count) throw new ArgumentException($"{a.Length} and {b.Length} values for {series.Count} bars.", nameof(a));
        var columns = new Columns<TValue>(outputs, offset, series.Count);
        var indicator = _indicator;
        for (var i = 0; i < a.Length; i++) columns.Write(i, indicator.Next(Columns<TValue>.Known(a[i]), Columns<TValue>.Known(b[i])));
        _indicator = indicator;
    }
}

/// <inheritdoc cref="SeriesState{T, TValue}"/>
internal sealed class CandleState<T, TValue>(T indicator) : IIndicatorState
    where T : struct, ICandleIndicator<TValue>
    where TValue : unmanaged
{
    private T _indicator = indicator;

    public void Next(in Candle candle, double a, double b, Span<double> outputs)
    {
        var value = _indicator.Next(candle);
        Columns<TValue>.Write(value, outputs);
    }

    public void Fold(CandleSeries series, ReadOnlySpan<double> a, ReadOnlySpan<double> b, double[][] outputs, int offset)
    {
        var columns = new Columns<TValue>(outputs, offset, series.Count);
        ref var time = ref MemoryMarshal.GetReference(series.Times); // a series has columns of one length: no check per value
        ref var open = ref MemoryMarshal.GetReference(series.Open);
        ref var high = ref MemoryMarshal.GetReference(series.High);
        ref var low = ref MemoryMarshal.GetReference(series.Low);
        ref var close = ref MemoryMarshal.GetReference(series.Close);
        ref var volume = ref MemoryMarshal.GetReference(series.Volume);
        var indicator = _indicator;
        var count = series.Count;
        for (var i = 0; i < count; i++)
            columns.Write(i, indicator.Next(new Candle(Unsafe.Add(ref time, i), Unsafe.Add(ref open, i), Unsafe.Add(ref high, i), Unsafe.Add(ref low, i), Unsafe.Add(ref close, i), Unsafe.Add(ref volume, i))));
        _indicator = indicator;
    }
}

/// <summary>The state of an indicator whose outputs are all chart-only: nothing is known on the bar itself.</summary>
internal sealed class NoState : IIndicatorState
{
    public static NoState Instance { get; } = new();

    public void Next(in Candle candle, double a, double b, Span<double> outputs)
    {
    }

    public void Fold(CandleSeries series, ReadOnlySpan<double> a, ReadOnlySpan<double> b, double[][] outputs, int offset)
    {
    }
}
