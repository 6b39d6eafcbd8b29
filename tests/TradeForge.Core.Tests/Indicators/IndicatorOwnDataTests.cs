using System.Globalization;
using TradeForge.Core.Indicators;

namespace TradeForge.Tests.Indicators;

/// <summary>Says that a test holds cases of an indicator worked out by hand, for outputs that no library computes.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class HandComputedAttribute(string id) : Attribute
{
    public string Id { get; } = id;
}

/// <summary>Every indicator against the piece of the reference in tests/data/indicators, so that a lone clone checks all of them too.</summary>
public sealed class IndicatorOwnDataTests
{
    /// <summary>Libraries whose licence lets their numbers lie in the repository; NOTICE.md names them.</summary>
    private static readonly string[] Free = ["skender", "pandasta", "tsjs"];

    internal static readonly string Folder = Path.Combine(RepositoryFolder(), "tests", "data", "indicators");

    public static TheoryData<string> Ids { get; } = [.. IndicatorCatalog.All.Select(d => d.Id).Where(id => File.Exists(PathOf(id)))];

    /// <summary>A file holds the quotes and parameters in its first line, then columns <c>output:library.column</c> by bar.</summary>
    [Theory, MemberData(nameof(Ids))]
    public void Columns_OwnQuotes_EqualTheOracle(string id)
    {
        var definition = IndicatorCatalog.Find(id)!;
        var lines = File.ReadAllLines(PathOf(id));
        var head = lines[0].Split(',').Select(word => word.Split('=')).ToDictionary(x => x[0], x => x[1]);
        double[] values = [.. definition.Parameters.Select(p => double.Parse(head[p.Name], CultureInfo.InvariantCulture))];
        var table = IndicatorRun.ParseCsv(lines.AsSpan(1));
        var series = IndicatorRun.ReadQuotes(Path.Combine(Folder, "quotes", head["quotes"] + ".csv")).Slice(0, lines.Length - 2);
        var ours = head.TryGetValue("a", out var other)
            ? Core.Indicators.IndicatorRun.Columns(definition, values, series, [IndicatorRun.ReadQuotes(Path.Combine(Folder, "quotes", other + ".csv")).Slice(0, series.Count).Close.ToArray(), series.Close.ToArray()])
            : Core.Indicators.IndicatorRun.Columns(definition, values, series);
        Assert.NotEmpty(table);
        foreach (var (name, oracle) in table)
        {
            Assert.Contains(oracle, double.IsFinite);
            var k = definition.Outputs.ToList().FindIndex(o => o.Name == name.Split(':')[0]);
            var sign = name.Contains(":-", StringComparison.Ordinal) ? -1 : 1;
            IndicatorRun.AssertEqual([.. oracle.Select(x => sign * x)], ours[k], $"{id} {name}");
        }
    }

    [Fact]
    public void All_Indicators_HaveAFileOrCasesByHand()
    {
        var byHand = typeof(IndicatorOwnDataTests).Assembly.GetTypes().SelectMany(t => t.GetMethods())
            .SelectMany(m => m.GetCustomAttributes(typeof(HandComputedAttribute), false)).Select(a => ((HandComputedAttribute)a).Id).ToHashSet();
        foreach (var definition in IndicatorCatalog.All)
        {
            Assert.True(File.Exists(PathOf(definition.Id)) || byHand.Contains(definition.Id), $"{definition.Id} has neither tests/data/indicators/{definition.Id}.csv nor a test marked HandComputed; src/TradeForge.Core/Indicators/README.md says how.");
            if (definition.Outputs.Any(o => definition.OracleOf(o) is null)) Assert.True(byHand.Contains(definition.Id), $"{definition.Id} has outputs without an oracle and no test marked HandComputed.");
        }
    }

    /// <summary>Writes the files that are missing (none for what later bars change), when TRADEFORGE_TAKE_COLUMNS is set; else checks that nothing but indicators lies there.</summary>
    [SharedFact]
    public void Files_InTheFolder_AreIndicators()
    {
        if (Environment.GetEnvironmentVariable("TRADEFORGE_TAKE_COLUMNS") is { Length: > 0 })
            foreach (var definition in IndicatorCatalog.All.Where(d => d.Hindsight is null && !File.Exists(PathOf(d.Id)))) Take(definition);
        Assert.All(Directory.GetFiles(Folder, "*.csv"), path => Assert.NotNull(IndicatorCatalog.Find(Path.GetFileNameWithoutExtension(path))));
    }

    /// <summary>Takes the first file of the reference that has free columns equal to the oracle's; not those that look ahead, which a piece of the bars would change.</summary>
    private static void Take(IndicatorDefinition definition)
    {
        foreach (var file in ReferenceIndex.Files.Where(f => File.Exists(Path.Combine(Folder, "quotes", f.Quotes + ".csv"))))
        {
            if (ReferenceIndex.Followers(file).FirstOrDefault(n => n.Id == definition.Id) is not { } name) continue;
            var table = IndicatorRun.ReadCsv(SharedData.Path("reference", "indicators", file.Path));
            var columns = definition.Outputs.Select(o => (o.Name, Word: !o.ChartOnly && definition.OracleOf(o) is { } word ? FreeColumn(table, word) : null)).Where(x => x.Word is not null).ToList();
            if (columns.Count == 0) continue;
            var latest = columns.Max(c => file.FirstIndex[c.Word!.TrimStart('-')]);
            var rows = Math.Max(100, latest + 60);
            var values = ReferenceIndex.Values(definition, file, name);
            List<string> head = [$"quotes={file.Quotes}", .. file.OtherQuotes is { } other ? [$"a={other}"] : Array.Empty<string>(),
                .. definition.Parameters.Zip(values, (p, v) => string.Create(CultureInfo.InvariantCulture, $"{p.Name}={v}"))];
            var lines = File.ReadAllLines(SharedData.Path("reference", "indicators", file.Path)).Select(l => l.Split(',')).ToArray();
            var at = columns.Select(c => Array.IndexOf(lines[0], c.Word!.TrimStart('-'))).ToArray();
            File.WriteAllLines(PathOf(definition.Id), [string.Join(',', head), string.Join(',', columns.Select(c => $"{c.Name}:{c.Word}")),
                .. lines.Skip(1).Take(rows).Select(cells => string.Join(',', at.Select(k => cells[k])))]);
            return;
        }
    }

    /// <summary>The oracle's column if its library is free, else one of a free library with the same name that is equal to it.</summary>
    private static string? FreeColumn(Dictionary<string, double[]> table, string word)
    {
        var sign = word[0] == '-' ? "-" : "";
        if (!table.TryGetValue(word.TrimStart('-'), out var oracle)) return null;
        return Free.Select(library => library + word[word.IndexOf('.')..]).Prepend(word.TrimStart('-'))
            .Where(c => Free.Contains(c.Split('.')[0]) && table.TryGetValue(c, out var column) && IndicatorRun.AreEqual(oracle, column)).Select(c => sign + c).FirstOrDefault();
    }

    private static string PathOf(string id) => Path.Combine(Folder, id + ".csv");

    private static string RepositoryFolder()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "TradeForge.sln"))) folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("No TradeForge.sln above the tests.");
        return folder;
    }
}
