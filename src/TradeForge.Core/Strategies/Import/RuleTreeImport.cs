using System.Text.Json;

namespace TradeForge.Core.Strategies.Import;

/// <summary>Trade Forge rule trees: conditions of entries and exits, a stop and a target.</summary>
internal sealed class RuleTreeImport(GraphDraft draft, ImportNotes notes)
{
    private static readonly string[] Conditions = ["entry_buy_conditions", "entry_sell_conditions", "exit_conditions", "exit_long_conditions", "exit_short_conditions"];
    private readonly Dictionary<string, (string Node, string Handle)> _known = new(StringComparer.Ordinal); // equal parts are one node

    public static bool Fits(JsonElement root) => root.ValueKind == JsonValueKind.Object && Conditions.Any(c => root.TryGetProperty(c, out _));

    public void Read(JsonElement root)
    {
        foreach (var field in root.EnumerateObject().Where(f => !Conditions.Contains(f.Name) && f.Name is not ("stop_loss" or "take_profit" or "name" or "description")))
            notes.Differs(field.Name, $"The field '{field.Name}' is not known and was left out.", $"Поле «{field.Name}» неизвестно и пропущено.");
        var buy = Part(root, "entry_buy_conditions");
        var sell = Part(root, "entry_sell_conditions");
        if (buy is { } b) Action("buy", "enter-long", b);
        if (sell is { } s) Action("sellShort", "enter-short", s);
        Exit(root, "sell", "exit-long", "exit_long_conditions", buy is not null, isLong: true);
        Exit(root, "cover", "exit-short", "exit_short_conditions", sell is not null, isLong: false);
        Stop(root, buy, sell);
        Target(root);
        notes.Differs("", "There signals fill at the close of their bar; choose the fill 'this-close' for the same.", "Там сигналы исполняются по закрытию своего бара; для того же выберите исполнение «this-close».");
    }

    private void Action(string id, string type, (string Node, string Handle) when)
    {
        draft.Node(id, type, 4, draft.Has("buy") ? 2 : 0);
        draft.Wire(when, id, "when");
    }

    /// <summary>The exit of one side: its own conditions and those of both sides.</summary>
    private void Exit(JsonElement root, string id, string type, string own, bool hasEntry, bool isLong)
    {
        if (!hasEntry) return;
        var parts = new[] { "exit_conditions", own }.Where(f => Given(root, f)).Select(f => Condition(root.GetProperty(f), f, isLong)).OfType<(string, string)>().ToList();
        if (parts.Count > 0) Action(id, type, Join("or", parts));
    }

    private (string Node, string Handle)? Part(JsonElement root, string field) => Given(root, field) ? Condition(root.GetProperty(field), field, null) : null;

    private static bool Given(JsonElement root, string field) => root.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null;

    /// <param name="node">The condition.</param>
    /// <param name="path">Of it in the file.</param>
    /// <param name="isLong">The side that an exit closes; null in an entry.</param>
    private (string Node, string Handle)? Condition(JsonElement node, string path, bool? isLong)
    {
        switch (Word(node, "type"))
        {
            case "AND": return Many("and", node, path, isLong);
            case "OR": return Many("or", node, path, isLong);
            case "GREATER_THAN": return Pair("compare", ("op", "gt"), node, path, "left", "right");
            case "LESS_THAN": return Pair("compare", ("op", "lt"), node, path, "left", "right");
            case "EQUALS":
                notes.Differs(path, "There two numbers are equal within 0.001 %, here within 1e-9.", "Там числа равны с точностью 0,001 %, здесь — 1e-9.");
                return Pair("compare", ("op", "eq"), node, path, "left", "right");
            case "CROSSOVER_UP": return Pair("crosses", ("direction", "above"), node, path, "line1", "line2");
            case "CROSSOVER_DOWN": return Pair("crosses", ("direction", "below"), node, path, "line1", "line2");
            case "SUPER_TREND_FLIP" when isLong is { } side: return TrendFlip(node, path, side);
            case "MACD_CROSSOVER_FLIP" when isLong is { } side: return MacdFlip(node, path, side);
            case var type:
                notes.Missing(path, $"There is no condition '{type}' here.", $"Условия «{type}» здесь нет.");
                return null;
        }
    }

    private (string, string)? Many(string type, JsonElement node, string path, bool? isLong)
    {
        var items = node.TryGetProperty("conditions", out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().ToList() : [];
        if (items.Count == 0) notes.Missing(path, "The list of conditions is empty.", "Список условий пуст.");
        var parts = items.Select((c, i) => Condition(c, $"{path}.conditions[{i}]", isLong)).OfType<(string, string)>().ToList();
        return parts.Count == 0 ? null : Join(type, parts);
    }

    // A node joins eight; more become a join of joins.
    private (string, string) Join(string type, List<(string Node, string Handle)> parts)
    {
        if (parts.Count == 1) return parts[0];
        while (parts.Count > 8) parts = [.. parts.Chunk(8).Select(c => Join(type, [.. c]))];
        return Make(type, "result", [], [.. parts.Select((p, i) => ($"in{i + 1}", p))]);
    }

    private (string, string)? Pair(string type, (string, object) word, JsonElement node, string path, string first, string second)
    {
        var a = Value(node, first, path);
        var b = Value(node, second, path);
        return a is { } x && b is { } y ? Make(type, "result", [word], [("a", x), ("b", y)]) : null;
    }

    private (string, string)? Value(JsonElement parent, string field, string path)
    {
        path = $"{path}.{field}";
        var node = parent.TryGetProperty(field, out var value) ? value : default;
        var type = Word(node, "type");
        if (type == "VALUE" && node.TryGetProperty("value", out var number) && number.ValueKind == JsonValueKind.Number) return Constant(number.GetDouble());
        if (type is "INDICATOR_VALUE" or "PREV_INDICATOR_VALUE" && Column(Word(node, "key"), path) is { } column)
            return type == "INDICATOR_VALUE" ? column : Make("previous", "value", [("bars", 1)], [("source", column)]);
        if (type is not ("INDICATOR_VALUE" or "PREV_INDICATOR_VALUE")) notes.Missing(path, $"There is no value '{type}' here.", $"Значения «{type}» здесь нет.");
        return null;
    }

    private (string, string) Constant(double number) => Make("constant", "value", [("value", number)], []);

    private (string, string)? Column(string key, string path)
    {
        if (key is "open" or "high" or "low" or "close" or "volume") return Make("price", "value", [("field", key)], []);
        if (RuleKeys.Parse(key) is { } k)
        {
            if (k.Type == "trend-strength") notes.Differs(path, "The strength of a trend has a formula of its own here; its phases are the numbers 0 to 4.", "Сила тренда считается здесь по своей формуле; её фазы — числа от 0 до 4.");
            (string, string) Of(string output) => Make(k.Type, output, [.. k.Parameters.Select(p => (p.Name, (object)p.Value))], []);
            return k.Output is RuleKeys.Long or RuleKeys.Short ? OneSide(Of("value"), Of("direction"), k.Output == RuleKeys.Long) : Of(k.Output);
        }
        notes.Missing(path, $"The column '{key}' is not known; there are open, high, low, close, volume and those of {RuleKeys.Names}.", $"Столбец «{key}» неизвестен; есть open, high, low, close, volume и столбцы {RuleKeys.Names}.");
        return null;
    }

    /// <summary>A line while it stands on one side; not known on the other.</summary>
    private (string, string) OneSide((string, string) line, (string, string) direction, bool isLong) =>
        Make("formula", "value", [("expression", $"if(in2 {(isLong ? '>' : '<')} 0, in1, 1/0)")], [("in1", line), ("in2", direction)]);

    private (string, string)? TrendFlip(JsonElement node, string path, bool isLong) =>
        Column(Word(node, "indicator_key"), path) is { } direction ? Make("compare", "result", [("op", isLong ? "lt" : "gt")], [("a", direction), ("b", Constant(0))]) : null;

    private (string, string)? MacdFlip(JsonElement node, string path, bool isLong)
    {
        var signal = Word(node, "signal_line_key");
        if (signal.Length == 0) notes.Differs(path, "There this exit is never true, for want of signal_line_key; here it is the cross of the MACD and its signal.", "Там этот выход никогда не истинен без signal_line_key; здесь это пересечение MACD и сигнала.");
        var line = Column(Word(node, "macd_line_key"), path);
        var other = Column(signal.Length > 0 ? signal : Word(node, "signal_key"), path);
        return line is { } a && other is { } b ? Make("crosses", "result", [("direction", isLong ? "below" : "above")], [("a", a), ("b", b)]) : null;
    }

    private void Stop(JsonElement root, (string, string)? buy, (string, string)? sell)
    {
        if (!Given(root, "stop_loss")) return;
        var stop = root.GetProperty("stop_loss");
        const string Path = "stop_loss";
        if (Word(stop, "type") == "PERCENTAGE" && Number(stop, "percentage") is { } percent)
        {
            draft.Node("stop", "stop-loss", 5, 0, ("kind", "percent"), ("value", percent)).Node("trail", "trailing-stop", 5, 1, ("kind", "percent"), ("value", percent));
            notes.Differs(Path, "There every stop follows the closes, the bar's own close included; here a stop and a trailing stop of the same distance do it from the next bar on.", "Там каждый стоп следует за закрытиями, включая закрытие самого бара; здесь это делают стоп и скользящий стоп того же размера со следующего бара.");
        }
        else if (Word(stop, "type") == "INDICATOR_BASED")
        {
            var below = buy is null ? null : Column(Word(stop, "buy_value_key"), $"{Path}.buy_value_key");
            var above = sell is null ? null : Column(Word(stop, "sell_value_key"), $"{Path}.sell_value_key");
            if ((below is { } b && above is { } a ? BySide(buy!.Value, b, a) : below ?? above) is not { } level) return;
            draft.Node("stop", "stop-loss", 5, 0, ("kind", "price"));
            draft.Wire(level, "stop", "price");
            notes.Differs(Path, "There the stop follows the column while the position is open; here it stays where the signal bar put it.", "Там стоп следует за столбцом, пока позиция открыта; здесь он остаётся там, где его поставил бар сигнала.");
        }
        else notes.Missing(Path, $"The stop '{Word(stop, "type")}' has no counterpart.", $"У стопа «{Word(stop, "type")}» нет соответствия.");
    }

    /// <summary>The level of the long side on bars of the long signal, else that of the short side.</summary>
    private (string, string) BySide((string, string) buy, (string, string) below, (string, string) above) =>
        Make("formula", "value", [("expression", "if(in1, in2, in3)")], [("in1", Make("counter", "value", [("bars", 1)], [("in", buy)])), ("in2", below), ("in3", above)]);

    private void Target(JsonElement root)
    {
        if (!Given(root, "take_profit")) return;
        var target = root.GetProperty("take_profit");
        if (Word(target, "type") == "PERCENTAGE" && Number(target, "percentage") is { } percent) draft.Node("target", "take-profit", 5, 2, ("kind", "percent"), ("value", percent));
        else if (Word(target, "type") == "RISK_REWARD" && Number(target, "risk_reward_ratio") is { } ratio) draft.Node("target", "take-profit", 5, 2, ("kind", "risk-reward"), ("value", ratio));
        else notes.Missing("take_profit", $"The target '{Word(target, "type")}' has no counterpart.", $"У цели «{Word(target, "type")}» нет соответствия.");
    }

    private (string Node, string Handle) Make(string type, string output, (string Name, object Value)[] data, (string Handle, (string Node, string Handle) Source)[] inputs)
    {
        var key = $"{type}({string.Join(',', data.Select(d => $"{d.Name}={(d.Value is double number ? NodeValues.Canonical(number) : d.Value)}"))})({string.Join(',', inputs.Select(i => $"{i.Handle}={i.Source}"))})";
        if (!_known.TryGetValue(key, out var made))
        {
            var id = $"n{_known.Count + 1}";
            draft.Node(id, type, inputs.Length == 0 ? 0 : type is "and" or "or" ? 3 : 2, _known.Count, data);
            foreach (var (handle, source) in inputs) draft.Wire(source, id, handle);
            made = _known[key] = (id, output);
        }
        return (made.Node, output);
    }

    private static string Word(JsonElement node, string field) =>
        node.ValueKind == JsonValueKind.Object && node.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static double? Number(JsonElement node, string field) =>
        node.ValueKind == JsonValueKind.Object && node.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}
