using System.Text.Json;
using TradeForge.Core.Indicators;

namespace TradeForge.Tests.Indicators;

/// <summary>Every output against the column it names as its oracle: once from the reference data, once from the piece in tests/data.</summary>
public sealed class IndicatorOracleTests
{
    /// <summary>Reference files by indicator: folder, file, parameter values.</summary>
    public static TheoryData<string, string, string, double[]> Files { get; } = new()
    {
        { "sma", "sp502", "sma_20", [20] }, { "sma", "sp502", "sma_5", [5] },
        { "ema", "sp502", "ema_20", [20] }, { "ema", "sp502", "ema_9", [9] }, { "ema", "btc1246", "ema_200", [200] },
        { "wma", "sp502", "wma_14", [14] },
        { "rsi", "sp502", "rsi_14", [14] }, { "rsi", "sp502", "rsi_2", [2] }, { "rsi", "btc1246", "rsi_14", [14] },
        { "macd", "sp502", "macd_12_26_9", [12, 26, 9] }, { "macd", "btc1246", "macd_12_26_9", [12, 26, 9] },
        { "bollinger", "sp502", "bbands_20_2", [20, 2] }, { "bollinger", "btc1246", "bbands_20_2", [20, 2] },
        { "atr", "sp502", "atr_14", [14] }, { "atr", "btc1246", "atr_14", [14] },
        { "adx", "sp502", "adx_14", [14] }, { "adx", "btc1246", "adx_14", [14] },
        { "stochastic", "sp502", "stoch_14_3_3", [14, 3, 3] }, { "stochastic", "sp502", "stoch_14_3_1", [14, 3, 1] },
        { "supertrend", "sp502", "supertrend_10_3", [10, 3] }, { "supertrend", "sp502", "supertrend_14_3", [14, 3] }, { "supertrend", "btc1246", "supertrend_10_3", [10, 3] },
        { "donchian", "sp502", "donchian_20", [20] },
        { "obv", "sp502", "obv", [] },
        { "mfi", "sp502", "mfi_14", [14] },
        { "vwap", "min1564", "vwap_daily_reset", [] },
    };

    /// <summary>Columns of tests/data/indicators by indicator and output.</summary>
    public static TheoryData<string, string, double[], string, string> OwnColumns { get; } = new()
    {
        { "sma", "value", [20], "sp502", "sma_20:skender.sma" }, { "ema", "value", [20], "sp502", "ema_20:skender.ema" },
        { "wma", "value", [14], "sp502", "wma_14:skender.wma" }, { "rsi", "value", [14], "sp502", "rsi_14:skender.rsi" },
        { "macd", "macd", [12, 26, 9], "sp502", "macd_12_26_9:skender.macd" }, { "macd", "signal", [12, 26, 9], "sp502", "macd_12_26_9:skender.signal" },
        { "macd", "histogram", [12, 26, 9], "sp502", "macd_12_26_9:skender.hist" },
        { "bollinger", "upper", [20, 2], "sp502", "bbands_20_2:skender.upper" }, { "bollinger", "middle", [20, 2], "sp502", "bbands_20_2:skender.middle" },
        { "bollinger", "lower", [20, 2], "sp502", "bbands_20_2:skender.lower" }, { "bollinger", "percentB", [20, 2], "sp502", "bbands_20_2:skender.percent_b" },
        { "atr", "value", [14], "sp502", "atr_14:skender.atr" },
        { "adx", "adx", [14], "sp502", "adx_14:skender.adx" }, { "adx", "plusDi", [14], "sp502", "adx_14:skender.pdi" }, { "adx", "minusDi", [14], "sp502", "adx_14:skender.mdi" },
        { "stochastic", "k", [14, 3, 3], "sp502", "stoch_14_3_3:skender.k" }, { "stochastic", "d", [14, 3, 3], "sp502", "stoch_14_3_3:skender.d" },
        { "supertrend", "value", [10, 3], "sp502", "supertrend_10_3:tsjs.supertrend" },
        { "donchian", "upper", [20], "sp502", "donchian_20:pandasta.upper_incl" }, { "donchian", "middle", [20], "sp502", "donchian_20:pandasta.center_incl" },
        { "donchian", "lower", [20], "sp502", "donchian_20:pandasta.lower_incl" },
        { "obv", "value", [], "sp502", "obv:pandasta.obv_from_first_volume" }, { "mfi", "value", [14], "sp502", "mfi_14:skender.mfi" },
        { "vwap", "value", [], "minutes", "vwap_daily_reset:pandasta.vwap_reset_daily" },
    };

    [SharedTheory, MemberData(nameof(Files))]
    public void Fold_ReferenceQuotes_EqualsOracleColumn(string id, string folder, string file, double[] values)
    {
        var definition = IndicatorCatalog.Find(id)!;
        var names = OracleColumns(definition);
        var oracle = IndicatorRun.ReadCsv(SharedData.Path("reference", "indicators", folder, file + ".csv"));
        var ours = IndicatorRun.Batch(definition, values, IndicatorRun.ReadQuotes(SharedData.Path("reference", "indicators", "quotes", folder + ".csv")));
        for (var k = 0; k < ours.Length; k++)
        {
            if (names[k] == "pine.direction_pine") ours[k] = [.. ours[k].Select(x => -x)]; // there −1 is up
            IndicatorRun.AssertEqual(oracle[names[k]], ours[k], $"{id} {file} {names[k]}");
        }
    }

    [Theory, MemberData(nameof(OwnColumns))]
    public void Fold_OwnQuotes_EqualsOracleColumn(string id, string output, double[] values, string file, string column)
    {
        var path = Path.Combine(RepositoryFolder(), "tests", "data", "indicators", file + ".csv");
        var definition = IndicatorCatalog.Find(id)!;
        var ours = IndicatorRun.Batch(definition, values, IndicatorRun.ReadQuotes(path));
        var k = definition.Outputs.Select(o => o.Name).ToList().IndexOf(output);
        var oracle = IndicatorRun.ReadCsv(path)[column];
        Assert.Contains(oracle, double.IsFinite);
        IndicatorRun.AssertEqual(oracle, ours[k], $"{id} {column}");
    }

    [Fact]
    public void OwnColumns_Catalogue_CoverEveryIndicator() =>
        Assert.Equal(IndicatorCatalog.All.Select(d => d.Id), OwnColumns.Select(row => (string)row[0]).Distinct().Order(StringComparer.Ordinal));

    [SharedFact]
    public void All_ReferenceNames_AreTheSame()
    {
        var names = ReferenceNames();
        foreach (var definition in IndicatorCatalog.All)
        {
            var entry = names[definition.Id];
            Assert.Equal(Keys(entry, "parameters").Order(), definition.Parameters.Select(p => p.Name).Order());
            Assert.Equal(Keys(entry, "outputs"), definition.Outputs.Select(o => o.Name).Where(name => (definition.Id, name) != ("supertrend", "direction")));
        }
    }

    /// <summary>The oracle column of each output: the library of <see cref="IndicatorDefinition.Oracle"/> with the names of names.json.</summary>
    private static string[] OracleColumns(IndicatorDefinition definition)
    {
        var library = definition.Oracle[..definition.Oracle.IndexOf('.')];
        var outputs = ReferenceNames()[definition.Id].GetProperty("outputs");
        return [definition.Oracle, .. definition.Outputs.Skip(1).Select(o => o.Name == "direction" ? "pine.direction_pine" : $"{library}.{outputs.GetProperty(o.Name).GetString()}")];
    }

    private static Dictionary<string, JsonElement> ReferenceNames() =>
        JsonDocument.Parse(File.ReadAllText(SharedData.Path("reference", "indicators", "names.json"))).RootElement.EnumerateArray().ToDictionary(e => e.GetProperty("id").GetString()!);

    private static List<string> Keys(JsonElement entry, string property) => [.. entry.GetProperty(property).EnumerateObject().Select(p => p.Name)];

    private static string RepositoryFolder()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "TradeForge.sln"))) folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("No TradeForge.sln above the tests.");
        return folder;
    }
}
