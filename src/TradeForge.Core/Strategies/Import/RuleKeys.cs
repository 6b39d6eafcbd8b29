using System.Globalization;
using System.Text.RegularExpressions;

namespace TradeForge.Core.Strategies.Import;

/// <summary>The column keys of rule trees: <c>name_params sorted by name_output</c>, such as <c>ema_timeperiod_12_value</c>.</summary>
internal static partial class RuleKeys
{
    /// <param name="Type">Our node type.</param>
    /// <param name="Parameters">Theirs to ours, in the order of the key.</param>
    /// <param name="Outputs">Theirs to ours.</param>
    private sealed record Column(string Type, (string Theirs, string Ours)[] Parameters, (string Theirs, string Ours)[] Outputs);

    private static readonly (string, string)[] Period = [("timeperiod", "period")], Value = [("value", "value")];

    private static readonly Dictionary<string, Column> Columns = new(StringComparer.Ordinal)
    {
        ["sma"] = new("sma", Period, Value),
        ["ema"] = new("ema", Period, Value),
        ["rsi"] = new("rsi", Period, Value),
        ["atr"] = new("atr", Period, Value),
        ["mfi"] = new("mfi", Period, Value),
        ["adx"] = new("adx", Period, [("value", "adx")]),
        ["macd"] = new("macd", [("fastperiod", "fast"), ("signalperiod", "signal"), ("slowperiod", "slow")], [("macd", "macd"), ("signal", "signal"), ("hist", "histogram")]),
        ["supertrend"] = new("supertrend", [("length", "period"), ("multiplier", "multiplier")], [("trend", "value"), ("direction", "direction")]),
        ["stoch"] = new("stochastic", [("fastk_period", "k"), ("slowd_period", "d"), ("slowk_period", "smooth")], [("k", "k"), ("d", "d")]),
        // One band takes one of the two deviations.
        ["bbands"] = new("bollinger", [("nbdevdn", "down"), ("nbdevup", "up"), ("timeperiod", "period")], [("upper", "upper"), ("middle", "middle"), ("lower", "lower")]),
    };

    public static string Names { get; } = string.Join(", ", Columns.Keys.Order(StringComparer.Ordinal));

    /// <summary>Node type, parameters and output of a key; null if it is none.</summary>
    public static (string Type, (string Name, double Value)[] Parameters, string Output)? Parse(string key)
    {
        var name = key.Split('_')[0];
        if (!Columns.TryGetValue(name, out var column)) return null;
        var rest = key[name.Length..];
        var parameters = new List<(string Name, double Value)>();
        foreach (var (theirs, ours) in column.Parameters)
        {
            if (!rest.StartsWith($"_{theirs}_", StringComparison.Ordinal)) return null;
            rest = rest[(theirs.Length + 2)..];
            var length = Number().Match(rest).Length;
            if (length == 0) return null;
            parameters.Add((ours, double.Parse(rest[..length], CultureInfo.InvariantCulture)));
            rest = rest[length..];
        }
        var output = column.Outputs.FirstOrDefault(o => rest == $"_{o.Theirs}").Ours;
        return output is null ? null : (column.Type, [.. column.Type == "bollinger" ? Band(parameters, output) : parameters], output);
    }

    private static IEnumerable<(string, double)> Band(List<(string Name, double Value)> parameters, string output) =>
        [parameters[2], ("deviations", parameters.First(p => p.Name == (output == "lower" ? "down" : "up")).Value)];

    [GeneratedRegex(@"^\d+(\.\d+)?")]
    private static partial Regex Number();
}
