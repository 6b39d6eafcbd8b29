using TradeForge.Core.Indicators;
using TradeForge.Core.Market;

namespace TradeForge.Tests.Indicators;

/// <summary>What holds for every indicator of the catalogue, whatever it computes.</summary>
public sealed class IndicatorContractTests
{
    public static TheoryData<string> Ids { get; } = [.. IndicatorCatalog.All.Select(d => d.Id)];

    [Fact]
    public void Find_UnknownId_IsNull() => Assert.Null(IndicatorCatalog.Find("nothing"));

    [Theory, MemberData(nameof(Ids))]
    public void Definition_Texts_ExistInBothLanguages(string id)
    {
        var definition = IndicatorCatalog.Find(id)!;
        Core.Text[] texts = [definition.Name, definition.Description, .. definition.Parameters.Select(p => p.Label), .. definition.Outputs.Select(o => o.Label)];
        Assert.All(texts, text => Assert.False(string.IsNullOrWhiteSpace(text.En) || string.IsNullOrWhiteSpace(text.Ru)));
        Assert.Contains(definition.Description.Ru, letter => letter is >= 'а' and <= 'я');
        Assert.True(definition.Basis.Length > 20, definition.Basis);
        Assert.Contains(definition.Category, (string[])["trend", "momentum", "volatility", "volume", "level", "pattern", "statistics"]);
    }

    [Theory, MemberData(nameof(Ids))]
    public void Create_ParameterOutsideItsRange_Throws(string id)
    {
        var definition = IndicatorCatalog.Find(id)!;
        Assert.Throws<ArgumentException>(() => definition.Create([.. definition.Defaults, 1]));
        for (var k = 0; k < definition.Parameters.Count; k++)
        {
            var parameter = definition.Parameters[k];
            List<double> wrong = [parameter.Min - 1, parameter.Max + 1, double.NaN];
            if (parameter.IsInteger) wrong.Add(parameter.Default + 0.5);
            foreach (var value in wrong)
            {
                double[] values = [.. definition.Defaults];
                values[k] = value;
                Assert.Throws<ArgumentOutOfRangeException>(() => definition.Create(values));
                Assert.Throws<ArgumentOutOfRangeException>(() => definition.WarmUp(values));
            }

            double[] smallest = [.. definition.Defaults];
            smallest[k] = parameter.Min;
            definition.Create(smallest);
        }
    }

    [Theory, MemberData(nameof(Ids))]
    public void WarmUp_Loaded_FirstBarIsKnownAndFiniteFromThenOn(string id)
    {
        var definition = IndicatorCatalog.Find(id)!;
        var warmUp = definition.WarmUp(definition.Defaults);
        var columns = IndicatorRun.Batch(definition, definition.Defaults, IndicatorRun.Walk(3, warmUp + 500));
        foreach (var (output, column) in definition.Outputs.Zip(columns))
            if (!output.Sparse) Assert.All(column[warmUp..], Finite);
    }

    /// <summary>A line of another size would squeeze the candles flat.</summary>
    [Theory, MemberData(nameof(Ids))]
    public void Outputs_OnThePricePane_LieNearThePrice(string id)
    {
        var definition = IndicatorCatalog.Find(id)!;
        var walk = IndicatorRun.Walk(19, 800);
        var high = CandleSeries.From("HIGH", Timeframe.OneMinute, [.. Enumerable.Range(0, walk.Count).Select(i => walk[i]).Select(c => c with { Open = 1e5 * c.Open, High = 1e5 * c.High, Low = 1e5 * c.Low, Close = 1e5 * c.Close })]);
        foreach (var (output, column) in definition.Outputs.Zip(IndicatorRun.Batch(definition, definition.Defaults, high)))
            if ((output.Pane ?? definition.Pane) == ChartPane.Price && column.Where(double.IsFinite).ToArray() is { Length: > 0 } known)
                Assert.True(known.Min() > 2e6 && known.Max() < 5e7, $"{output.Name} runs from {known.Min()} to {known.Max()} where the price is near 1e7.");
    }

    [Theory, MemberData(nameof(Ids))]
    public void WarmUp_Loaded_SeedHasFaded(string id)
    {
        var definition = IndicatorCatalog.Find(id)!;
        if (definition.DependsOnStart) return;
        var warmUp = definition.WarmUp(definition.Defaults);
        var series = IndicatorRun.Walk(5, warmUp + 1_000);
        var full = IndicatorRun.Batch(definition, definition.Defaults, series);
        var late = IndicatorRun.Batch(definition, definition.Defaults, series.Slice(500, warmUp + 500));
        for (var k = 0; k < full.Length; k++)
        {
            var (a, b) = (full[k][(warmUp + 500)..], late[k][warmUp..]);
            var known = a.Where(double.IsFinite).DefaultIfEmpty(0).ToArray();
            var allowed = 1e-3 * (known.Max() - known.Min());
            for (var i = 0; i < a.Length; i++) Assert.True(double.IsNaN(a[i]) && double.IsNaN(b[i]) || Math.Abs(a[i] - b[i]) <= allowed, $"{definition.Outputs[k].Name}, bar {i}: {a[i]} and {b[i]}");
        }
    }

    [Theory, MemberData(nameof(Ids))]
    public void Fold_SourceOrColumnTooShort_Throws(string id)
    {
        var definition = IndicatorCatalog.Find(id)!;
        if (definition.LiveOutputs == 0) return;
        var series = IndicatorRun.Walk(1, 10);
        Assert.Throws<ArgumentException>(() => definition.Create(definition.Defaults).Fold(series, IndicatorRun.A(definition, series), IndicatorRun.B(definition, series), IndicatorRun.Empty(definition, 9), 0));
        Assert.Throws<ArgumentException>(() => definition.Create(definition.Defaults).Fold(series, IndicatorRun.A(definition, series), IndicatorRun.B(definition, series), IndicatorRun.Empty(definition, 10), 1));
        if (definition.Inputs.Count > 0) Assert.Throws<ArgumentException>(() => definition.Create(definition.Defaults).Fold(series, new double[9], IndicatorRun.B(definition, series), IndicatorRun.Empty(definition, 10), 0));
        if (definition.TakesPair) Assert.Throws<ArgumentException>(() => definition.Create(definition.Defaults).Fold(series, series.Close, new double[9], IndicatorRun.Empty(definition, 10), 0));
    }

    [Theory, MemberData(nameof(Ids))]
    public void Create_Twice_StatesAreIndependent(string id)
    {
        var definition = IndicatorCatalog.Find(id)!;
        var series = IndicatorRun.Walk(11, 200);
        var alone = IndicatorRun.Live(definition, definition.Defaults, series);
        var (a, b) = (definition.Create(definition.Defaults), definition.Create(definition.Defaults));
        var (row, other) = (new double[definition.LiveOutputs], new double[definition.LiveOutputs]);
        for (var i = 0; i < series.Count; i++)
        {
            a.Next(series[i], series.Close[i], series.Volume[i], row);
            b.Next(series[series.Count - 1 - i], 1000 - i, i % 3, other); // a neighbour with quite other bars
            for (var k = 0; k < row.Length; k++) Assert.Equal(alone[k][i], row[k]);
        }
    }

    [Theory, MemberData(nameof(Ids))]
    public void Next_AfterCreation_AllocatesNothing(string id)
    {
        var definition = IndicatorCatalog.Find(id)!;
        var series = IndicatorRun.Walk(13, 2_000);
        var candles = Enumerable.Range(0, series.Count).Select(i => series[i]).ToArray();
        var columns = IndicatorRun.Empty(definition, series.Count);
        var row = new double[definition.LiveOutputs];
        var state = definition.Create(definition.Defaults);
        state.Next(candles[0], 1, 1, row); // compiled before it is measured
        state.Fold(series.Slice(0, 1), IndicatorRun.A(definition, series.Slice(0, 1)), IndicatorRun.B(definition, series.Slice(0, 1)), columns, 0);

        var least = long.MaxValue; // of three: a collection that another test causes books the rest of this thread's buffer as allocated
        for (var attempt = 0; attempt < 3 && least > 0; attempt++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            foreach (ref readonly var candle in candles.AsSpan()) state.Next(candle, candle.Close, candle.Volume, row);
            state.Fold(series, IndicatorRun.A(definition, series), IndicatorRun.B(definition, series), columns, 0);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    [Theory, MemberData(nameof(Ids))]
    public void Fold_BrokenBar_IsUnknownAndRecovers(string id)
    {
        var definition = IndicatorCatalog.Find(id)!;
        var warmUp = definition.WarmUp(definition.Defaults);
        var broken = warmUp + 100;
        var series = IndicatorRun.Walk(17, broken + warmUp + 300);
        foreach (var bad in (double[])[double.NaN, double.PositiveInfinity])
        {
            var candles = Enumerable.Range(0, series.Count).Select(i => series[i]).ToArray();
            candles[broken] = candles[broken] with { Open = double.NaN, High = double.NaN, Low = double.NaN, Close = bad, Volume = double.NaN };
            var columns = IndicatorRun.Batch(definition, definition.Defaults, CandleSeries.From("HOLE", Timeframe.OneMinute, candles));
            var recovered = broken + 1 + warmUp;
            Assert.DoesNotContain(columns, column => column.Any(double.IsInfinity));
            foreach (var (output, column) in definition.Outputs.Zip(columns).Where(x => !x.First.Sparse))
            {
                Assert.All(column[(broken - 100)..broken], Finite);
                Assert.Contains(double.NaN, column[broken..recovered]); // later than on the bar itself where the output is shifted
                Assert.All(column[recovered..], Finite);
            }
        }
    }

    [Theory, MemberData(nameof(Ids))]
    public void Outputs_ChartOnly_ComeLastAndHaveAHindsight(string id)
    {
        var definition = IndicatorCatalog.Find(id)!;
        Assert.All(definition.Outputs.Skip(definition.LiveOutputs), output => Assert.True(output.ChartOnly));
        Assert.Equal(definition.LiveOutputs < definition.Outputs.Count, definition.Hindsight is not null);
        Assert.Equal(definition.Outputs.Count, definition.Outputs.Select(o => o.Name).Distinct().Count());
        foreach (var count in (int[])[0, 1, 2, 500]) // few bars are no error
            Assert.All(Core.Indicators.IndicatorRun.Columns(definition, definition.Defaults, IndicatorRun.Walk(19, count)), column => Assert.Equal(count, column.Length));
    }

    [Theory, MemberData(nameof(Ids))]
    public void Parameters_Changed_ChangeAnOutput(string id)
    {
        var definition = IndicatorCatalog.Find(id)!;
        var series = IndicatorRun.Walk(29, 400, step: 6 * 3_600_000); // over days, weeks and months
        var usual = Core.Indicators.IndicatorRun.Columns(definition, definition.Defaults, series);
        for (var k = 0; k < definition.Parameters.Count; k++)
        {
            var p = definition.Parameters[k];
            var others = p.Max > 1e9 ? [series.Times[200] / 1_000] // a moment
                : p.Choices is { } words ? Enumerable.Range(0, words.Count).Select(i => (double)i).Where(i => i != p.Default) : new[] { p.Default + 1, p.Default - 1, p.Default / 2, p.Default * 2 }.Where(p.Allows);
            Assert.Contains(others, value =>
            {
                double[] values = [.. definition.Defaults];
                values[k] = value;
                return Core.Indicators.IndicatorRun.Columns(definition, values, series).Zip(usual).Any(x => !x.First.SequenceEqual(x.Second));
            });
        }
    }

    private static void Finite(double value) => Assert.True(double.IsFinite(value));
}
