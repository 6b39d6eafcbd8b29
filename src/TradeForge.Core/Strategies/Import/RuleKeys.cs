using System.Globalization;
using System.Text.RegularExpressions;

namespace TradeForge.Core.Strategies.Import;

/// <summary>The column keys of rule trees: <c>name_params sorted by name_output</c>, such as <c>ema_timeperiod_12_value</c>.</summary>
internal static partial class RuleKeys
{
    /// <param name="Type">Our node type.</param>
    /// <param name="Parameters">Theirs to ours, in any order; several names of theirs stand side by side, one with a question mark may be missing.</param>
    /// <param name="Outputs">Theirs to ours.</param>
    private sealed record Column(string Type, (string Theirs, string Ours)[] Parameters, (string Theirs, string Ours)[] Outputs);

    private static readonly (string, string)[] Period = [("timeperiod", "period")], Value = [("value", "value")];

    private static readonly Dictionary<string, Column> Columns = new(StringComparer.OrdinalIgnoreCase)
    {
        ["sma"] = new("sma", Period, Value),
        ["ema"] = new("ema", Period, Value),
        ["rsi"] = new("rsi", Period, Value),
        ["atr"] = new("atr", Period, Value),
        ["mfi"] = new("mfi", Period, Value),
        ["adx"] = new("adx", Period, [("value", "adx")]),
        ["macd"] = new("macd", [("fastperiod", "fast"), ("signalperiod", "signal"), ("slowperiod", "slow")], [("macd", "macd"), ("signal", "signal"), ("hist", "histogram")]),
        // The line of one side is the line while it stands on that side.
        ["supertrend"] = new("supertrend", [("length", "period"), ("multiplier", "multiplier")], [("trend", "value"), ("direction", "direction"), ("long", Long), ("short", Short)]),
        ["stoch"] = new("stochastic", [("fastk_period", "k"), ("slowd_period", "d"), ("slowk_period", "smooth")], [("k", "k"), ("d", "d")]),
        // One band takes one of the two deviations.
        ["bbands"] = new("bollinger", [("nbdevdn", "down"), ("nbdevup", "up"), ("timeperiod", "period")], [("upper", "upper"), ("middle", "middle"), ("lower", "lower")]),
        ["tsi"] = new("tsi", [("fast|fastperiod", "short"), ("signal|signalperiod", "signal"), ("slow|slowperiod", "long")], [("value", "tsi"), ("signal", "signal")]),
        ["squeeze"] = new("squeeze", [("bb_length", "period"), ("bb_std", "deviations"), ("kc_length", "channelPeriod"), ("kc_scalar", "multiplier")], [("squeeze", "squeeze"), ("on", "on"), ("off", "off"), ("no", "no")]),
        ["vortex"] = new("vortex", [("length|timeperiod", "period")], [("p", "plus"), ("m", "minus")]),
        ["ichimoku"] = new("ichimoku", [("kijun", "kijun"), ("senkou", "senkou"), ("tenkan", "tenkan")], [("span_a", "cloudA"), ("span_b", "cloudB"), ("tenkan", "tenkan"), ("kijun", "kijun")]),
        ["trendstrength"] = new("trend-strength",
            [("period", "period"), ("smoothing?", "smoothing"), ("price_weight?", "priceWeight"), ("volume_weight?", "volumeWeight"), ("volatility_weight?", "volatilityWeight"), ("momentum_weight?", "momentumWeight")],
            [("trend_direction", "direction"), ("strength", "strength"), ("quality", "quality"), ("consistency", "consistency"), ("phase", "phase")]),
    };

    /// <summary>Outputs of the SuperTrend there that are made of two of ours.</summary>
    public const string Long = "long", Short = "short";

    public static string Names { get; } = string.Join(", ", Columns.Keys.Order(StringComparer.Ordinal));

    /// <summary>Node type, parameters and output of a key; null if it is none.</summary>
    public static (string Type, (string Name, double Value)[] Parameters, string Output)? Parse(string key)
    {
        var name = key.Split('_')[0];
        if (!Columns.TryGetValue(name, out var column)) return null;
        var (rest, given) = (key[name.Length..], new Dictionary<string, double>(StringComparer.Ordinal));
        for (var match = Pair().Match(rest); match.Success; match = Pair().Match(rest))
        {
            if (!given.TryAdd(match.Groups[1].Value, double.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture))) return null;
            rest = rest[match.Length..];
        }
        var parameters = new List<(string Name, double Value)>();
        foreach (var (theirs, ours) in column.Parameters)
        {
            if (theirs.TrimEnd('?').Split('|').FirstOrDefault(given.ContainsKey) is { } said && given.Remove(said, out var value)) parameters.Add((ours, value));
            else if (!theirs.EndsWith('?')) return null;
        }
        var output = column.Outputs.FirstOrDefault(o => rest == $"_{o.Theirs}").Ours;
        return output is null || given.Count > 0 ? null : (column.Type, [.. column.Type == "bollinger" ? Band(parameters, output) : parameters], output);
    }

    private static IEnumerable<(string, double)> Band(List<(string Name, double Value)> parameters, string output) =>
        [parameters[2], ("deviations", parameters.First(p => p.Name == (output == "lower" ? "down" : "up")).Value)];

    [GeneratedRegex(@"^_([a-z][a-z_]*?)_(\d+(?:\.\d+)?)(?=_)")]
    private static partial Regex Pair();
}
