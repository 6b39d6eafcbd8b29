using FsCheck;
using FsCheck.Fluent;
using TradeForge.Core.Indicators;
using TradeForge.Core.Market;

namespace TradeForge.Tests.Indicators;

/// <summary>Laws of every indicator on random bars, parameters and holes.</summary>
public sealed class IndicatorPropertyTests
{
    public static TheoryData<string> Ids { get; } = [.. IndicatorCatalog.All.Select(d => d.Id)];

    /// <summary>One random case: bars, a source with holes, parameter values, and where the run is cut.</summary>
    private sealed record Case(CandleSeries Series, double[] Source, double[] Values, int Cut);

    [Theory, MemberData(nameof(Ids))]
    public void Fold_AnyBars_EqualsNextBitForBit(string id) => Holds(id, (definition, c) =>
        Same(IndicatorRun.Batch(definition, c.Values, c.Series, c.Source), IndicatorRun.Live(definition, c.Values, c.Series, c.Source)));

    [Theory, MemberData(nameof(Ids))]
    public void Fold_InChunks_EqualsFoldAtOnce(string id) => Holds(id, (definition, c) =>
    {
        var chunks = IndicatorRun.Empty(definition, c.Series.Count);
        var state = definition.Create(c.Values);
        foreach (var (start, part) in new[] { (0, c.Series.Slice(0, c.Cut)), (c.Cut, c.Series.Slice(c.Cut, c.Series.Count - c.Cut)) })
            state.Fold(part, definition.Inputs.Count == 0 ? [] : c.Source.AsSpan(start, part.Count), IndicatorRun.B(definition, part), chunks, start);
        return Same(IndicatorRun.Batch(definition, c.Values, c.Series, c.Source), chunks);
    });

    [Theory, MemberData(nameof(Ids))]
    public void Fold_MoreBarsAppended_PastStays(string id) => Holds(id, (definition, c) =>
    {
        var all = IndicatorRun.Batch(definition, c.Values, c.Series, c.Source);
        var head = IndicatorRun.Batch(definition, c.Values, c.Series.Slice(0, c.Cut), c.Source[..c.Cut]);
        return Same([.. all.Select(column => column[..c.Cut])], head);
    });

    private static void Holds(string id, Func<IndicatorDefinition, Case, bool> law)
    {
        var definition = IndicatorCatalog.Find(id)!;
        var cases = Gen.Choose(0, int.MaxValue - 1).Select(seed => Make(definition, seed)).ToArbitrary();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(15), Prop.ForAll(cases, c => law(definition, c)));
    }

    private static Case Make(IndicatorDefinition definition, int seed)
    {
        var random = new Random(seed);
        var series = IndicatorRun.Walk(seed, random.Next(1, 300));
        double[] source = [.. series.Close.ToArray().Select(x => random.Next(0, 30) == 0 ? double.NaN : x)];
        double[] values = [.. definition.Parameters.Select(p => Value(p, random))];
        return new Case(series, source, values, random.Next(0, series.Count + 1));
    }

    private static double Value(IndicatorParameter p, Random random) =>
        p.IsInteger ? random.Next((int)p.Min, (int)Math.Min(p.Max, 60) + 1) : p.Min + (random.NextDouble() * (Math.Min(p.Max, p.Min + 5) - p.Min));

    private static bool Same(double[][] a, double[][] b) =>
        a.Zip(b).All(pair => pair.First.Select(BitConverter.DoubleToInt64Bits).SequenceEqual(pair.Second.Select(BitConverter.DoubleToInt64Bits)));
}
