using TradeForge.Core.Strategies.Formulas;
using TradeForge.Core.Strategies.Nodes;

namespace TradeForge.Core.Strategies.Export;

/// <summary>How single nodes are said in Pine v5.</summary>
internal static class PineWords
{
    public static HashSet<string> Reserved { get; } = new(StringComparer.Ordinal)
    {
        "and", "or", "not", "if", "else", "for", "while", "switch", "var", "varip", "import", "export", "method", "type", "true", "false", "na", "open", "high", "low", "close", "volume", "time", "hl2", "hlc3", "ohlc4",
        "hour", "minute", "month", "year", "second", "dayofweek", "dayofmonth", "bar_index", "strategy", "ta", "math", "input", "str", "array", "color", "request", "int", "float", "bool", "string", "series", "const", "simple",
        "indicator", "plot", "line", "label", "box", "table", "nz", "enum", "in", "by", "to", "stopLong", "stopShort", "goalLong", "goalShort", "best",
    };

    /// <summary>Lines that declare the outputs of a node; null where Pine has no counterpart.</summary>
    public static IEnumerable<string>? Lines(PlanNode n, string name, Func<int, string> input)
    {
        var v = n.Values;
        string Number(string parameter) => NodeValues.Canonical(v.Number(parameter));
        string Joined(string word) => string.Join($" {word} ", Enumerable.Range(0, n.Sources.Length).Where(i => n.Sources[i] is not null).Select(input));
        string Bool(string text) => $"bool {name} = {text}";
        string Float(string text) => $"float {name} = {text}";
        return n.Descriptor.Type switch
        {
            "price" => [Float(v.Word("field"))],
            "constant" => [Float(Number("value"))],
            "input" => [Float($"input.float({Number("value")}, \"{name}\")")],
            "time" => [Float(v.Word("part") switch { "weekday" => "(dayofweek == 1 ? 7 : dayofweek - 1)", "day" => "dayofmonth", var part => part })],
            "sma" or "ema" or "wma" or "rsi" or "hma" => [Float($"ta.{n.Descriptor.Type}({input(0)}, {Number("period")})")],
            "atr" => [Float($"ta.atr({Number("period")})")],
            "cci" => [Float($"ta.cci(hlc3, {Number("period")})")],
            "mfi" => [Float($"ta.mfi(hlc3, {Number("period")})")],
            "williams-r" => [Float($"ta.wpr({Number("period")})")],
            "macd" => [$"[{name}_macd, {name}_signal, {name}_histogram] = ta.macd({input(0)}, {Number("fast")}, {Number("slow")}, {Number("signal")})"],
            "bollinger" => [$"[{name}_middle, {name}_upper, {name}_lower] = ta.bb({input(0)}, {Number("period")}, {Number("deviations")})", $"float {name}_percentB = ({input(0)} - {name}_lower) / ({name}_upper - {name}_lower)"],
            "donchian" => [$"float {name}_upper = ta.highest(high, {Number("period")})", $"float {name}_lower = ta.lowest(low, {Number("period")})", $"float {name}_middle = ({name}_upper + {name}_lower) / 2"],
            "adx" => [$"[{name}_plusDi, {name}_minusDi, {name}_adx] = ta.dmi({Number("period")}, {Number("period")})"],
            "stochastic" => [$"float {name}_k = ta.sma(ta.stoch(close, high, low, {Number("k")}), {Number("smooth")})", $"float {name}_d = ta.sma({name}_k, {Number("d")})"],
            "supertrend" => [$"[{name}_value, {name}_turned] = ta.supertrend({Number("multiplier")}, {Number("period")})", $"float {name}_direction = -{name}_turned"],
            "obv" => [Float("ta.obv")],
            "vwap" => [Float("ta.vwap(hlc3)")],
            "dema" => [$"float {name}_1 = ta.ema({input(0)}, {Number("period")})", Float($"2 * {name}_1 - ta.ema({name}_1, {Number("period")})")],
            "tema" => [$"float {name}_1 = ta.ema({input(0)}, {Number("period")})", $"float {name}_2 = ta.ema({name}_1, {Number("period")})", Float($"3 * ({name}_1 - {name}_2) + ta.ema({name}_2, {Number("period")})")],
            "roc" or "cmo" => [Float($"ta.{n.Descriptor.Type}({input(0)}, {Number("period")})")],
            "momentum" => [Float($"ta.mom({input(0)}, {Number("period")})")],
            "vwma" => [Float($"ta.vwma(close, {Number("period")})")],
            "psar" => [Float($"ta.sar({Number("step")}, {Number("step")}, {Number("max")})")],
            "aroon" => [$"float {name}_up = 100 * (ta.highestbars(high, {Number("period")} + 1) + {Number("period")}) / {Number("period")}", $"float {name}_down = 100 * (ta.lowestbars(low, {Number("period")} + 1) + {Number("period")}) / {Number("period")}", $"float {name}_oscillator = {name}_up - {name}_down"],
            "keltner" => [$"float {name}_middle = ta.ema(close, {Number("period")})", $"float {name}_upper = {name}_middle + {Number("multiplier")} * ta.atr({Number("atrPeriod")})", $"float {name}_lower = {name}_middle - {Number("multiplier")} * ta.atr({Number("atrPeriod")})"],
            "add" => [Float($"{input(0)} + {input(1)}")],
            "subtract" => [Float($"{input(0)} - {input(1)}")],
            "multiply" => [Float($"{input(0)} * {input(1)}")],
            "divide" => [Float($"{input(1)} == 0 ? na : {input(0)} / {input(1)}")],
            "abs" or "min" or "max" => [Float($"math.{n.Descriptor.Type}({string.Join(", ", Enumerable.Range(0, n.Sources.Length).Select(input))})")],
            "previous" => [Float($"{input(0)}[{Number("bars")}]")],
            "change" => [Float($"{input(0)} - {input(0)}[{Number("bars")}]")],
            "highest" or "lowest" => [Float($"ta.{n.Descriptor.Type}({input(0)}, {Number("bars")})")],
            "formula" => [Float(PineFormula.Of(Formula.Parse(v.Text("expression")).Formula!, input))],
            "compare" => [Bool(Relation(v.Word("op"), input(0), input(1)))],
            "crosses" => [Bool(v.Word("direction") switch { "above" => $"ta.crossover({input(0)}, {input(1)})", "below" => $"ta.crossunder({input(0)}, {input(1)})", _ => $"ta.cross({input(0)}, {input(1)})" })],
            "between" => [Bool($"{input(0)} >= {Number("low")} and {input(0)} <= {Number("high")}")],
            "threshold" => [$"var bool {name} = false", $"{name} := {input(0)} > {Number("level")} ? true : {input(0)} < {NodeValues.Canonical(v.Number("level") - v.Number("hysteresis"))} ? false : {name}"],
            "rising" => [Bool($"math.sum({input(0)} > {input(0)}[1] ? 1 : 0, {Number("bars")}) == {Number("bars")}")],
            "falling" => [Bool($"math.sum({input(0)} < {input(0)}[1] ? 1 : 0, {Number("bars")}) == {Number("bars")}")],
            "and" or "or" => [Bool(Joined(n.Descriptor.Type))],
            "xor" => [Bool(Enumerable.Range(0, n.Sources.Length).Where(i => n.Sources[i] is not null).Select(input).Aggregate((a, b) => $"({a} != {b})"))],
            "not" => [Bool($"not {input(0)}")],
            "became-true" => [Bool($"{input(0)} and not {input(0)}[1]")],
            "true-for" => [Bool($"math.sum({input(0)} ? 1 : 0, {Number("bars")}) == {Number("bars")}")],
            "counter" => [Float($"math.sum({input(0)} ? 1 : 0, {Number("bars")})")],
            "latch" => [$"var bool {name} = false", $"{name} := {input(1)} ? false : {input(0)} ? true : {name}"],
            "cooldown" => [$"var int {name}_last = na", Bool($"{input(0)} and (na({name}_last) or bar_index - {name}_last > {Number("bars")})"), $"{name}_last := {name} ? bar_index : {name}_last"],
            "in-position" => [Bool($"strategy.position_size {v.Word("side") switch { "long" => "> 0", "short" => "< 0", _ => "!= 0" }}")],
            "bars-since-entry" => [Float("strategy.opentrades > 0 ? bar_index - strategy.opentrades.entry_bar_index(0) : na")],
            "open-profit" => [Float("strategy.position_size == 0 ? na : 100 * math.sign(strategy.position_size) * (close - strategy.position_avg_price) / strategy.position_avg_price")],
            "entry-price" => [Float("strategy.position_size == 0 ? na : strategy.position_avg_price")],
            _ => null,
        };
    }

    private static string Relation(string op, string a, string b) => op switch
    {
        "gt" => $"{a} > {b}",
        "ge" => $"{a} >= {b}",
        "lt" => $"{a} < {b}",
        "le" => $"{a} <= {b}",
        _ => $"math.abs({a} - {b}) {(op == "eq" ? "<=" : ">")} 1e-9 * math.max(1, math.max(math.abs({a}), math.abs({b})))",
    };

    /// <summary>What a block of this type does otherwise in Pine.</summary>
    public static IEnumerable<(string En, string Ru)> Differences(string type) => type switch
    {
        "supertrend" => [("The direction of Pine's supertrend has the other sign; it is turned in the text.", "Направление supertrend в Pine имеет другой знак; в тексте оно повёрнуто.")],
        "time" => [("Pine's time is that of the exchange of the chart.", "Время в Pine — время биржи графика.")],
        "obv" => [("Pine's balanced volume counts from the first bar of the chart.", "Балансовый объём в Pine считается с первого бара графика.")],
        "vwap" => [("Pine's vwap begins anew with each session of the exchange, here with each day of UTC.", "vwap в Pine начинается заново с каждой сессией биржи, здесь — с каждым днём UTC.")],
        "psar" => [("Pine's sar starts in another way; the two agree after the first turns.", "sar в Pine начинается иначе; после первых разворотов они совпадают.")],
        "ema" or "dema" or "tema" or "keltner" or "macd" => [("Averages that never forget start at the first bar of the chart there.", "Средние с бесконечной памятью начинаются там с первого бара графика.")],
        "threshold" or "latch" or "cooldown" => [("A bar that is not known leaves memories as they are here; in Pine it is a false one.", "Неизвестный бар здесь не меняет память; в Pine он ложный.")],
        _ => [],
    };
}
