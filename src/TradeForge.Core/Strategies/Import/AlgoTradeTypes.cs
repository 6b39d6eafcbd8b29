namespace TradeForge.Core.Strategies.Import;

/// <summary>The 27 node types of AlgoTrade, each with its counterpart here.</summary>
internal sealed class AlgoTradeTypes(GraphDraft draft, ImportNotes notes)
{
    private static readonly Dictionary<string, string> Relations = new(StringComparer.Ordinal)
    {
        ["greater_than"] = "gt",
        ["less_than"] = "lt",
        ["equal"] = "eq",
        ["greater_equal"] = "ge",
        ["less_equal"] = "le",
    };

    private double _column, _row;
    private bool _hasSize; // a position-size node has come

    /// <summary>Nodes that are not needed where nothing is wired to them.</summary>
    public HashSet<string> Spare { get; } = new(StringComparer.Ordinal);

    public void Translate(AlgoTradeNode n, int index)
    {
        (_column, _row) = n.Place(index);
        switch (n.Type)
        {
            case "timeNode": Time(n); break;
            case "priceNode": Simple(n, "price", [], ["price-out value"], ("field", n.Word("close", "priceType"))); break;
            case "volumeNode": Simple(n, "price", [], ["volume-out value"], ("field", "volume")); break;
            case "constantNode": Simple(n, "constant", [], ["value-out value"], ("value", n.Number(0, "value"))); break;
            case "spreadNode": Simple(n, "subtract", ["ask-in a", "bid-in b"], ["spread-out value"]); break;
            case "smaNode": Simple(n, "sma", ["price-in source"], ["sma-out value"], ("period", n.Number(20, "period"))); break;
            case "emaNode": Simple(n, "ema", ["price-in source"], ["ema-out value"], ("period", n.Number(20, "period"))); break;
            case "rsiNode": Simple(n, "rsi", ["price-in source"], ["rsi-out value"], ("period", n.Number(14, "period"))); break;
            case "macdNode":
                Simple(n, "macd", ["price-in source"], ["macd-out macd", "signal-out signal", "histogram-out histogram"],
                    ("fast", n.Number(12, "fastPeriod", "fast")), ("slow", n.Number(26, "slowPeriod", "slow")), ("signal", n.Number(9, "signalPeriod", "signal")));
                break;
            case "bollingerBandsNode":
                Simple(n, "bollinger", ["price-in source"], ["upper-out upper", "middle-out middle", "lower-out lower"], ("period", n.Number(20, "period")), ("deviations", n.Number(2, "deviation", "stdDev")));
                break;
            case "atrNode": OnCandles(n, "atr", ["atr-out value"], ("period", n.Number(14, "period"))); break;
            case "williamsRNode": OnCandles(n, "williams-r", ["williams-out value", "williamsr-out value", "williams-r-out value"], ("period", n.Number(14, "period"))); break;
            case "cciNode": OnCandles(n, "cci", ["cci-out value"], ("period", n.Number(20, "period"))); break;
            case "adxNode": OnCandles(n, "adx", ["adx-out adx", "di-plus-out plusDi", "di-minus-out minusDi"], ("period", n.Number(14, "period"))); break;
            case "stochasticNode": OnCandles(n, "stochastic", ["k-out k", "d-out d"], ("k", n.Number(14, "kPeriod")), ("d", n.Number(3, "dPeriod")), ("smooth", 1)); break;
            case "compareNode": Compare(n); break;
            case "andNode": Simple(n, "and", ["input1-in in1", "input2-in in2"], ["result-out result"]); break;
            case "orNode": Simple(n, "or", ["input1-in in1", "input2-in in2"], ["result-out result"]); break;
            case "notNode": Simple(n, "not", ["input-in in"], ["result-out result"]); break;
            case "crossoverNode": Simple(n, "crosses", ["fast-in a", "slow-in b"], ["cross-out result"], ("direction", n.Word("above", "crossType"))); break;
            case "thresholdNode": Threshold(n); break;
            case "divergenceNode": Divergence(n); break;
            case "buyNode": Buy(n); break;
            case "sellNode": Sell(n); break;
            case "stopLossNode": Stop(n); break;
            case "takeProfitNode": Target(n); break;
            case "positionSizeNode": Size(n); break;
            case "labelNode": draft.Node(n.Id, "note", _column, _row, ("text", n.Word("", "text", "label", "content"))); break;
            case "patternNode": Pattern(n); break;
            case "holdNode": Hold(n); break;
            default: Missing(n, $"there is no node type '{n.Type}'"); break;
        }
    }

    /// <param name="n">The node.</param>
    /// <param name="type">Ours.</param>
    /// <param name="inputs">Theirs and ours, <c>price-in source</c>.</param>
    /// <param name="outputs">Likewise.</param>
    /// <param name="data">Our parameters.</param>
    private void Simple(AlgoTradeNode n, string type, string[] inputs, string[] outputs, params (string, object)[] data)
    {
        draft.Node(n.Id, type, _column, _row, data);
        foreach (var pair in inputs.Select(i => i.Split(' '))) n.Inputs[pair[0]] = [(n.Id, pair[1])];
        foreach (var pair in outputs.Select(o => o.Split(' '))) n.Outputs[pair[0]] = (n.Id, pair[1]);
    }

    /// <summary>Indicators that take high, low and close of the bar by themselves: the wires of these are not needed.</summary>
    private void OnCandles(AlgoTradeNode n, string type, string[] outputs, params (string, object)[] data)
    {
        Simple(n, type, [], outputs, data);
        foreach (var input in new[] { "high-in", "low-in", "close-in" }) n.Inputs[input] = [];
    }

    private void Time(AlgoTradeNode n)
    {
        var part = n.Word("hour", "timeType");
        if (part == "unix") Missing(n, "the Unix time has no counterpart");
        else if (part != "day_of_week") Simple(n, "time", [], ["time-out value"], ("part", part));
        else
        {
            draft.Node($"{n.Id}-day", "time", _column - 0.5, _row, ("part", "weekday"));
            Simple(n, "formula", [], ["time-out value"], ("expression", "(in1 + 3) % 7")); // there 0 is Thursday
            draft.Wire(($"{n.Id}-day", "value"), n.Id, "in1");
        }
        Differs(n, "there the clock of the machine is read, here the bar's own time", "там читаются часы машины, здесь — время самого бара");
    }

    private void Compare(AlgoTradeNode n)
    {
        var word = n.Word("greater_than", "operator", "operation", "compareType", "comparison", "condition");
        Simple(n, "compare", ["value1-in a", "value2-in b"], ["result-out result"], ("op", Relations.GetValueOrDefault(word, word)));
    }

    private void Threshold(AlgoTradeNode n)
    {
        var level = n.Number(50, "threshold");
        var (over, under) = (n.Number(level, "overbought", "overboughtLevel", "upperThreshold"), n.Number(level, "oversold", "oversoldLevel", "lowerThreshold"));
        var hysteresis = n.Number(0, "hysteresis");
        draft.Node($"{n.Id}-level", "constant", _column - 0.5, _row, ("value", level)).Node(n.Id, "compare", _column, _row, ("op", "gt")).Node($"{n.Id}-below", "compare", _column, _row + 0.5, ("op", "lt"))
            .Node($"{n.Id}-overbought", "threshold", _column, _row + 1, ("level", over), ("hysteresis", hysteresis))
            .Node($"{n.Id}-minus", "formula", _column - 0.5, _row + 1.5, ("expression", "-in1")).Node($"{n.Id}-oversold", "threshold", _column, _row + 1.5, ("level", -under), ("hysteresis", hysteresis));
        Spare.UnionWith([n.Id, .. new[] { "level", "below", "overbought", "minus", "oversold" }.Select(p => $"{n.Id}-{p}")]);
        foreach (var compare in new[] { n.Id, $"{n.Id}-below" }) draft.Wire(($"{n.Id}-level", "value"), compare, "b");
        draft.Wire(($"{n.Id}-minus", "value"), $"{n.Id}-oversold", "source");
        n.Inputs["value-in"] = [(n.Id, "a"), ($"{n.Id}-below", "a"), ($"{n.Id}-overbought", "source"), ($"{n.Id}-minus", "in1")];
        n.Outputs["above-out"] = (n.Id, "result");
        n.Outputs["below-out"] = ($"{n.Id}-below", "result");
        n.Outputs["overbought-out"] = ($"{n.Id}-overbought", "result");
        n.Outputs["oversold-out"] = ($"{n.Id}-oversold", "result");
        n.Drifted.UnionWith(["overbought-out", "oversold-out"]);
    }

    private void Divergence(AlgoTradeNode n)
    {
        Simple(n, "divergence", ["price-in a", "indicator-in b"], ["result-out result"], ("bars", n.Number(5, "period")), ("side", n.Word("bullish", "divergenceType", "type") is "bearish" ? "bearish" : "bullish"));
        n.Inputs["series1-in"] = n.Inputs["value1-in"] = n.Inputs["price-in"];
        n.Inputs["series2-in"] = n.Inputs["value2-in"] = n.Inputs["indicator-in"];
        Differs(n, "a divergence is measured between confirmed turning points here", "дивергенция здесь измеряется между подтверждёнными разворотами");
    }

    private void Buy(AlgoTradeNode n)
    {
        OrderType(n);
        Simple(n, "enter-long", ["trigger-in when"], []);
        n.Outputs["signal-out"] = null;
        if (n.Number(0, "quantity") == 0 && _hasSize) return; // the position-size node serves every entry without a size
        var quantity = n.Number(100, "quantity");
        draft.Node($"{n.Id}-size", "position-size", _column - 0.5, _row + 0.5, ("mode", quantity <= 1 ? "percent-cash" : "money"), ("value", quantity <= 1 ? 100 * quantity : quantity));
        draft.Wire(($"{n.Id}-size", "size"), n.Id, "size");
        Differs(n, $"the quantity {NodeValues.Canonical(quantity)} is {(quantity <= 1 ? "a share of the cash" : "money")} there, and so it is here", $"количество {NodeValues.Canonical(quantity)} там — {(quantity <= 1 ? "доля денег" : "сумма")}, так и здесь");
    }

    private void Sell(AlgoTradeNode n)
    {
        OrderType(n);
        Simple(n, "exit-long", ["trigger-in when"], [], ("part", n.Number(100, "sellPercent") is var part and > 0 and < 100 ? part : 100));
        n.Outputs["signal-out"] = null;
        n.Number(100, "quantity");
    }

    private void OrderType(AlgoTradeNode n)
    {
        if (n.Word("market", "orderType") is var type && type != "market") Differs(n, $"the order type '{type}' became a market order", $"вид заявки «{type}» стал рыночным");
    }

    private void Stop(AlgoTradeNode n)
    {
        var (kind, value) = (n.Word("fixed_percent", "stopType", "stopLossType", "type"), n.Number(5, "stopValue", "stopLossValue", "value", "percentage"));
        foreach (var input in new[] { "trigger-in", "price-in" }) n.Inputs[input] = [];
        n.Outputs["stop-triggered"] = null;
        if (kind == "trailing_percent") draft.Node(n.Id, "trailing-stop", _column, _row, ("kind", "percent"), ("value", value));
        else if (kind is "fixed_percent" or "fixed_amount" or "atr_multiple") draft.Node(n.Id, "stop-loss", _column, _row, ("kind", kind switch { "fixed_percent" => "percent", "fixed_amount" => "amount", _ => "atr" }), ("value", value));
        else Missing(n, $"the stop '{kind}' has no counterpart");
        if (kind == "atr_multiple") Differs(n, "the engine there does not know 'atr_multiple'", "движок там не знает «atr_multiple»");
    }

    private void Target(AlgoTradeNode n)
    {
        var kind = n.Word("fixed_percent", "profitType");
        foreach (var input in new[] { "trigger-in", "price-in" }) n.Inputs[input] = [];
        n.Outputs["profit-triggered"] = null;
        if (kind is "fixed_percent" or "fixed_amount") draft.Node(n.Id, "take-profit", _column, _row, ("kind", kind == "fixed_percent" ? "percent" : "amount"), ("value", n.Number(10, "profitValue")));
        else Missing(n, $"the target '{kind}' has no counterpart");
    }

    // The engine gives its size to nobody: buyNode has no input for it, and its own quantity counts.
    private void Size(AlgoTradeNode n)
    {
        n.Outputs["size-out"] = null;
        var (kind, value) = (n.Word("fixed", "sizingType", "sizeType", "type"), n.Number(0, "size", "value", "percent", "riskPercent"));
        var mode = kind switch { "fixed" => "quantity", "percent_portfolio" => "percent-equity", "risk_based" => "risk-percent", "kelly" => "kelly", _ => null };
        if (mode is null || value <= 0) Differs(n, $"the size '{kind}' has no counterpart and was left out", $"размер «{kind}» не имеет соответствия и пропущен");
        else if (_hasSize) Differs(n, "a second size was left out", "второй размер пропущен");
        else
        {
            _hasSize = true;
            draft.Node(n.Id, "position-size", _column, _row, ("mode", mode), ("value", value));
            Differs(n, "its size reaches no order in the engine there; here it is that of the entries without a quantity of their own", "её размер там не доходит ни до одной заявки; здесь он действует для входов без собственного количества");
        }
    }

    private void Pattern(AlgoTradeNode n)
    {
        var name = n.Word("double_top", "patternType", "pattern");
        if (NodeCatalog.Find("pattern").Parameters.First(p => p.Name == "name").Choices.FirstOrDefault(c => c == name.Replace('_', '-')) is not { } known)
        {
            Missing(n, $"the pattern '{name}' has no counterpart");
            return;
        }
        if (known is "double-top" or "double-bottom")
        {
            Simple(n, "pattern", [], ["result-out result"], ("name", known), ("within", Math.Clamp(Math.Floor(n.Number(60, "lookback")), 2, 500)));
            Differs(n, "the pattern is a placeholder in the engine there; here its swings are confirmed ones at most the lookback apart", "движок там только обозначает фигуру; здесь её экстремумы подтверждены и отстоят не дальше lookback");
        }
        else Simple(n, "pattern", [], ["result-out result"], ("name", known));
        n.Inputs["price-in"] = [];
    }

    private void Hold(AlgoTradeNode n)
    {
        n.Inputs["trigger-in"] = [];
        n.Outputs["signal-out"] = null;
        var (kind, bars) = (n.Word("indefinite", "holdType"), Math.Floor(n.Number(0, "duration", "holdDuration", "bars", "period")));
        if (kind == "duration" && bars >= 1)
        {
            draft.Node(n.Id, "time-stop", _column, _row, ("bars", bars));
            Differs(n, $"the position is closed after {NodeValues.Canonical(bars)} bars", $"позиция закрывается через {NodeValues.Canonical(bars)} баров");
        }
        else Differs(n, "holding needs no node: a position stays open until an exit", "удержанию узел не нужен: позиция открыта до выхода");
    }

    private void Differs(AlgoTradeNode n, string en, string ru) => notes.Differs(n.Id, $"Node {n.Id}: {en}.", $"Узел {n.Id}: {ru}.");

    private void Missing(AlgoTradeNode n, string en) => notes.Missing(n.Id, $"Node {n.Id}: {en}; it was left out.", $"Узел {n.Id} ({n.Type}) не имеет соответствия и пропущен.");
}
