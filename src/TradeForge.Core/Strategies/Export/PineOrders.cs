using System.Text;
using TradeForge.Core.Strategies.Nodes;

namespace TradeForge.Core.Strategies.Export;

/// <summary>Entries, exits and risk rules of a Pine strategy.</summary>
internal sealed class PineOrders(CompiledStrategy strategy, Action<string, string> note, Func<string, string> name, Func<PlanNode, int, string> input)
{
    private readonly StringBuilder _text = new();
    private readonly HashSet<string> _captured = new(StringComparer.Ordinal);

    public string Write()
    {
        foreach (var node in strategy.Plan.Nodes.Values.Where(n => LimitNodes.IsLimit(n.Descriptor) || n.Descriptor.Group == NodeGroup.Portfolio).OrderBy(n => n.Id, StringComparer.Ordinal))
            note($"Block {node.Id} ({node.Descriptor.Type}) acts on the whole account and is left out.", $"Блок {node.Id} ({node.Descriptor.Type}) действует на весь счёт и опущен.");
        foreach (var side in strategy.Entries.Select(e => e.Side).Distinct()) Entries(side);
        foreach (var exit in strategy.Exits.Where(x => x.OrderType == EntryOrderType.MarketOnClose)) NoteClose(exit.NodeId);
        foreach (var exit in strategy.Exits) Line($"if {When(exit.NodeId)}", Exit(exit));
        if (strategy.Risks.Any(r => r.Rule is RiskKind.TrailingStop or RiskKind.BreakEven))
            Line("var float best = na", "best := strategy.position_size == 0 ? na : strategy.position_size > 0 ? math.max(nz(best, close), close) : math.min(nz(best, close), close)");
        foreach (var side in strategy.Entries.Select(e => e.Side).Distinct()) Protect(side);
        foreach (var stop in strategy.Risks.Where(r => r.Rule == RiskKind.TimeStop))
            Line($"if strategy.opentrades > 0 and bar_index - strategy.opentrades.entry_bar_index(0) >= {Number(stop.Value)} - 1", "    strategy.close_all(\"time-stop\")");
        return _text.ToString();
    }

    private void Line(params string[] lines)
    {
        foreach (var line in lines) _text.Append(line).Append('\n');
    }

    private string When(string nodeId) => input(strategy.Plan.Nodes[nodeId], 0);

    private static string Side(PositionSide side) => side == PositionSide.Long ? "Long" : "Short";

    private static string Number(double value) => NodeValues.Canonical(value);

    private void Entries(PositionSide side)
    {
        var against = strategy.Exits.Where(e => e.Side == side).Select(e => e.NodeId).Concat(strategy.Entries.Where(e => e.Side != side).Select(e => e.NodeId)).Select(n => $" and not {When(n)}");
        foreach (var entry in strategy.Entries.Where(e => e.Side == side))
        {
            if (entry.OrderType == EntryOrderType.MarketOnClose) NoteClose(entry.NodeId);
            var flat = entry.OnOpposite == OnOpposite.Block ? $" and strategy.position_size {(side == PositionSide.Long ? ">=" : "<=")} 0" : "";
            Line($"bool {name(entry.NodeId)} = {When(entry.NodeId)}{string.Concat(against)}{flat}", $"if {name(entry.NodeId)}", $"    strategy.entry(\"{Side(side)}\", strategy.{Side(side).ToLowerInvariant()}{Quantity(entry.Size ?? strategy.DefaultSize)}{Prices(entry.NodeId, entry.OrderType)})");
            NoteTime(entry.NodeId, entry.OrderType, entry.TimeInForce, entry.ValidBars);
        }
    }

    private string Exit(ExitRule exit)
    {
        NoteTime(exit.NodeId, exit.OrderType, exit.TimeInForce, exit.ValidBars);
        var part = exit.Part < 100 ? $", qty_percent = {Number(exit.Part)}" : "";
        if (exit.OrderType is EntryOrderType.Market or EntryOrderType.MarketOnClose) return $"    strategy.close(\"{Side(exit.Side)}\"{part})";
        if (exit.OrderType == EntryOrderType.StopLimit) note($"Block {exit.NodeId}: its stop fills at the market there, without the limit.", $"Блок {exit.NodeId}: стоп исполняется там по рынку, без лимита.");
        return $"    strategy.exit(\"{name(exit.NodeId)}\", \"{Side(exit.Side)}\"{part}{Prices(exit.NodeId, exit.OrderType == EntryOrderType.StopLimit ? EntryOrderType.Stop : exit.OrderType)})";
    }

    /// <summary>The levels of a priced order, as its block gives them on the bar of the signal.</summary>
    private string Prices(string nodeId, EntryOrderType type)
    {
        var node = strategy.Plan.Nodes[nodeId];
        var limit = type is EntryOrderType.Limit or EntryOrderType.StopLimit ? $", limit = {input(node, node.Descriptor.IndexOfInput("limit"))}" : "";
        return type is EntryOrderType.Stop or EntryOrderType.StopLimit ? $"{limit}, stop = {input(node, node.Descriptor.IndexOfInput("stop"))}" : limit;
    }

    private void NoteTime(string nodeId, EntryOrderType type, TimeInForce time, int validBars)
    {
        if (type is EntryOrderType.Market or EntryOrderType.MarketOnClose || (time == TimeInForce.Gtc && validBars == 0)) return;
        note($"Block {nodeId}: the order works there until it is filled or replaced by a later signal; here it ends as the block says.", $"Блок {nodeId}: заявка действует там до исполнения или замены по новому сигналу; здесь она кончается, как сказано в блоке.");
    }

    private void NoteClose(string node) =>
        note($"Block {node}: the order for the next close fills at the next open there.", $"Блок {node}: заявка на следующее закрытие исполняется там на следующем открытии.");

    private string Quantity(SizeRule? size)
    {
        switch (size?.Mode)
        {
            case null: return "";
            case SizeMode.Quantity: return $", qty = {Number(size.Value)}";
            case SizeMode.Money: return $", qty = {Number(size.Value)} / close";
            case SizeMode.PercentEquity: return $", qty = strategy.equity * {Number(size.Value)} / 100 / close";
            default:
                note($"Block {size.NodeId}: this way of sizing has no counterpart in Pine; all equity is used.", $"Узел {size.NodeId}: такому размеру нет соответствия в Pine; берётся весь капитал.");
                return "";
        }
    }

    /// <summary>The nearest stop and the nearest target of a side as one bracket.</summary>
    private void Protect(PositionSide side)
    {
        var up = side == PositionSide.Long;
        var stops = strategy.Risks.Select(r => Stop(r, side)).OfType<string>().ToList();
        var goals = strategy.Risks.Where(r => r.Rule == RiskKind.TakeProfit).Select(r => Level(r, side, up ? "+" : "-")).OfType<string>().ToList();
        if (stops.Count + goals.Count == 0) return;
        var parts = new List<string>();
        if (stops.Count > 0) parts.Add($"stop = {Nearest(stops, up ? "math.max" : "math.min")}");
        if (goals.Count > 0) parts.Add($"limit = {Nearest(goals, up ? "math.min" : "math.max")}");
        Line($"if strategy.position_size {(up ? ">" : "<")} 0", $"    strategy.exit(\"Protect {Side(side)}\", \"{Side(side)}\", {string.Join(", ", parts)})");
        note("Stops and targets are set at the close of each bar there, from the bar after the entry on; here they act on the entry bar too.", "Стопы и цели ставятся там на закрытии каждого бара, со следующего за входом; здесь они действуют и на баре входа.");
    }

    private static string Nearest(List<string> levels, string function) => levels.Aggregate((a, b) => $"{function}({a}, {b})");

    private string? Stop(RiskRule rule, PositionSide side)
    {
        var (sign, up) = (side == PositionSide.Long ? "-" : "+", side == PositionSide.Long);
        if (rule.Rule == RiskKind.StopLoss) return Level(rule, side, sign);
        if (rule.Rule == RiskKind.BreakEven)
            return $"(100 * {(up ? "" : "-")}(best / strategy.position_avg_price - 1) >= {Number(rule.Value)} ? strategy.position_avg_price * (1 {(up ? "+" : "-")} {Number(rule.Activation)} / 100) : {(up ? "0" : "1e15")})";
        if (rule.Rule != RiskKind.TrailingStop) return null;
        var level = rule.Distance switch
        {
            DistanceKind.Percent => $"best * (1 {sign} {Number(rule.Value)} / 100)",
            DistanceKind.Amount => $"best {sign} {Number(rule.Value)}",
            _ => $"best {sign} {Number(rule.Value)} * {Signal(rule, side, $"ta.atr({Period(rule)})")}",
        };
        return rule.Activation == 0 ? level : $"(100 * {(up ? "" : "-")}(best / strategy.position_avg_price - 1) >= {Number(rule.Activation)} ? {level} : {(up ? "0" : "1e15")})";
    }

    private string? Level(RiskRule rule, PositionSide side, string sign)
    {
        const string Entry = "strategy.position_avg_price";
        switch (rule.Distance)
        {
            case DistanceKind.Percent: return $"{Entry} * (1 {sign} {Number(rule.Value)} / 100)";
            case DistanceKind.Amount: return $"{Entry} {sign} {Number(rule.Value)}";
            case DistanceKind.Atr: return $"{Entry} {sign} {Number(rule.Value)} * {Signal(rule, side, $"ta.atr({Period(rule)})")}";
            case DistanceKind.Price: return Signal(rule, side, input(strategy.Plan.Nodes[rule.NodeId], 0));
            default:
                var stop = strategy.Risks.First(r => r.Rule == RiskKind.StopLoss);
                return $"{Entry} + {Number(rule.Value)} * ({Entry} - ({Level(stop, side, side == PositionSide.Long ? "-" : "+")}))";
        }
    }

    private string Period(RiskRule rule) => Number(strategy.Plan.Nodes[rule.NodeId].Values.Number("period"));

    /// <summary>A value as it was on the last bar that asked for an entry of the side.</summary>
    private string Signal(RiskRule rule, PositionSide side, string value)
    {
        var variable = $"{name(rule.NodeId)}_{Side(side).ToLowerInvariant()}";
        if (!_captured.Add(variable)) return variable;
        var signals = string.Join(" or ", strategy.Entries.Where(e => e.Side == side).Select(e => name(e.NodeId)));
        Line($"float {variable}_now = {value}", $"float {variable} = ta.valuewhen(({signals}) and strategy.position_size == 0, {variable}_now, 0)");
        return variable;
    }
}
