using System.Runtime.CompilerServices;
using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>Something the catalogue lists. Implemented by structs: one state machine each, without allocation per bar.</summary>
public interface IIndicator
{
    static abstract IndicatorDefinition Definition { get; }
}

/// <summary>An indicator of one series. <typeparamref name="TValue"/> is double, or a struct of nothing but doubles in the order of the outputs.</summary>
public interface ISeriesIndicator<TValue> : IIndicator where TValue : unmanaged
{
    /// <param name="value">The next value of the series, NaN = not known, never infinite.</param>
    TValue Next(double value);
}

/// <summary>An indicator of candles. <typeparamref name="TValue"/> as in <see cref="ISeriesIndicator{TValue}"/>.</summary>
public interface ICandleIndicator<TValue> : IIndicator where TValue : unmanaged
{
    TValue Next(in Candle candle);
}

/// <summary>Boxes an indicator struct once per run; batch and live both step that one struct.</summary>
internal sealed class SeriesState<T, TValue>(T indicator) : IIndicatorState
    where T : struct, ISeriesIndicator<TValue>
    where TValue : unmanaged
{
    private T _indicator = indicator;

    public void Next(in Candle candle, double source, Span<double> outputs)
    {
        var value = _indicator.Next(Columns<TValue>.Known(source));
        Columns<TValue>.Write(value, outputs);
    }

    public void Fold(CandleSeries series, ReadOnlySpan<double> source, double[][] outputs, int offset)
    {
        if (source.Length != series.Count) throw new ArgumentException($"{source.Length} source values for {series.Count} bars.", nameof(source));
        var columns = new Columns<TValue>(outputs, offset, series.Count);
        var indicator = _indicator; // a local copy: its fields live in registers
        for (var i = 0; i < source.Length; i++) columns.Write(i, indicator.Next(Columns<TValue>.Known(source[i])));
        _indicator = indicator;
    }
}

/// <inheritdoc cref="SeriesState{T, TValue}"/>
internal sealed class CandleState<T, TValue>(T indicator) : IIndicatorState
    where T : struct, ICandleIndicator<TValue>
    where TValue : unmanaged
{
    private T _indicator = indicator;

    public void Next(in Candle candle, double source, Span<double> outputs)
    {
        var value = _indicator.Next(candle);
        Columns<TValue>.Write(value, outputs);
    }

    public void Fold(CandleSeries series, ReadOnlySpan<double> source, double[][] outputs, int offset)
    {
        var columns = new Columns<TValue>(outputs, offset, series.Count);
        var times = series.Times;
        var open = series.Open;
        var high = series.High;
        var low = series.Low;
        var close = series.Close;
        var volume = series.Volume;
        var indicator = _indicator;
        for (var i = 0; i < times.Length; i++)
            columns.Write(i, indicator.Next(new Candle(times[i], open[i], high[i], low[i], close[i], volume[i])));
        _indicator = indicator;
    }
}

/// <summary>Up to four output columns; their number is the size of <typeparamref name="TValue"/>, so the JIT drops the branches.</summary>
internal readonly ref struct Columns<TValue> where TValue : unmanaged
{
    private readonly Span<double> _a, _b, _c, _d;

    private static int Count => Unsafe.SizeOf<TValue>() / sizeof(double);

    public Columns(double[][] outputs, int offset, int length)
    {
        if (outputs.Length != Count) throw new ArgumentException($"{outputs.Length} columns for {Count} outputs.", nameof(outputs));
        foreach (var column in outputs)
        {
            if (offset < 0 || column.Length - offset < length) throw new ArgumentException($"A column of {column.Length} cannot take {length} bars from {offset}.", nameof(outputs));
        }

        _a = outputs[0].AsSpan(offset, length);
        if (Count > 1) _b = outputs[1].AsSpan(offset, length);
        if (Count > 2) _c = outputs[2].AsSpan(offset, length);
        if (Count > 3) _d = outputs[3].AsSpan(offset, length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(int bar, TValue value)
    {
        ref var first = ref Unsafe.As<TValue, double>(ref value);
        _a[bar] = first;
        if (Count > 1) _b[bar] = Unsafe.Add(ref first, 1);
        if (Count > 2) _c[bar] = Unsafe.Add(ref first, 2);
        if (Count > 3) _d[bar] = Unsafe.Add(ref first, 3);
    }

    public static void Write(TValue value, Span<double> outputs)
    {
        ref var first = ref Unsafe.As<TValue, double>(ref value);
        for (var i = 0; i < Count; i++) outputs[i] = Unsafe.Add(ref first, i);
    }

    /// <summary>An infinite value counts as not known.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Known(double value) => double.IsFinite(value) ? value : double.NaN;
}
