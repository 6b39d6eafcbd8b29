using System.Text.Json;
using TradeForge.Core.Indicators;

namespace TradeForge.Tests.Indicators;

/// <summary>Every output against the library column that its definition names, on every file of the reference.</summary>
public sealed class IndicatorOracleTests
{
    /// <summary>Indicators of the reference that are not a column per bar of one of ours, and the test that checks them instead.</summary>
    private static readonly Dictionary<string, string> Elsewhere = new()
    {
        ["doji"] = $"{nameof(CandleShapeTests)}.{nameof(CandleShapeTests.Next_ReferenceQuotes_EqualsTheWorksheet)}", // the file's columns are unreadable, its worksheet is not
        ["marubozu"] = $"{nameof(CandleShapeTests)}.{nameof(CandleShapeTests.Next_ReferenceQuotes_EqualsTheWorksheet)}",
        ["renko"] = "RenkoTests.Of_ReferenceQuotes_EqualsTheOraclesBricks", // rows are bricks
    };

    /// <summary>Columns that their library gets by subtracting large sums: good to 1e-9 of their largest value only. An exact calculation beside them says that we are right.</summary>
    private static readonly Dictionary<string, string> Cancelled = new() { ["skender.cov"] = "WindowPairTests.Add_ReferencePrices_EqualExactMoments" };

    /// <summary>The files that are walked.</summary>
    public static TheoryData<string> Files => [.. ReferenceIndex.Files.Where(f => ReferenceIndex.Followers(f).Any(IsThere)).Select(f => f.Path)];

    [SharedTheory, MemberData(nameof(Files))]
    public void Columns_ReferenceQuotes_EqualTheOracle(string path)
    {
        var file = ReferenceIndex.File(path);
        var oracle = IndicatorRun.ReadCsv(SharedData.Path("reference", "indicators", path));
        foreach (var name in ReferenceIndex.Followers(file).Where(IsThere))
        {
            var definition = IndicatorCatalog.Find(name.Id)!;
            var ours = ReferenceIndex.Compute(file, name, rows: null);
            var compared = 0;
            foreach (var (output, column) in definition.Outputs.Zip(ours))
            {
                if (definition.OracleOf(output) is not { } word || !oracle.TryGetValue(word.TrimStart('-'), out var expected)) continue;
                if (word[0] == '-') expected = [.. expected.Select(x => -x)];
                Assert.Equal(file.FirstIndex[word.TrimStart('-')], Array.FindIndex(column, double.IsFinite));
                IndicatorRun.AssertEqual(expected, column, $"{name.Id} {path} {word}", Cancelled.ContainsKey(word) ? expected.Where(double.IsFinite).Max(Math.Abs) : 0);
                compared++;
            }

            Assert.True(compared > 0, $"{name.Id} names no column of {path}: {string.Join(' ', oracle.Keys)}");
        }
    }

    [SharedFact]
    public void Index_EveryIndicator_IsFollowed()
    {
        var open = ReferenceIndex.Files.Where(f => !Elsewhere.ContainsKey(f.Indicator) && !ReferenceIndex.Followers(f).Any(IsThere)).Select(f => f.Indicator);
        Assert.Empty(open.Distinct());
    }

    [Fact]
    public void Elsewhere_TestsNamed_Exist()
    {
        var tests = typeof(IndicatorOracleTests).Assembly.GetTypes().SelectMany(t => t.GetMethods().Select(m => $"{t.Name}.{m.Name}")).ToHashSet();
        Assert.All(Elsewhere.Values.Concat(Cancelled.Values), test => Assert.Contains(test, tests));
    }

    [SharedFact]
    public void Outputs_WithAnOracle_AreInSomeFile()
    {
        foreach (var definition in IndicatorCatalog.All)
        {
            var columns = ReferenceIndex.Files.Where(f => ReferenceIndex.Followers(f).Any(n => n.Id == definition.Id)).SelectMany(f => f.FirstIndex.Keys).ToHashSet();
            Assert.All(definition.Outputs.Select(definition.OracleOf).OfType<string>(), word => Assert.True(columns.Contains(word.TrimStart('-')), $"{definition.Id}: no file has {word}"));
        }
    }

    [SharedFact]
    public void All_NamesOfTheReference_AreOurs()
    {
        foreach (var name in ReferenceIndex.Published)
        {
            var definition = IndicatorCatalog.Find(name.Id);
            Assert.True(definition is not null, name.Id);
            Assert.Equal(name.Parameters.Keys.Order(), definition.Parameters.Select(p => p.Name).Where(name.Parameters.ContainsKey).Order());
            Assert.Superset(name.Outputs.ToHashSet(), definition.Outputs.Select(o => o.Name).ToHashSet());
        }
    }

    private static bool IsThere(ReferenceName name) => IndicatorCatalog.Find(name.Id) is not null;
}
