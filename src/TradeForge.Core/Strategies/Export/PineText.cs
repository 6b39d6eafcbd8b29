using System.Globalization;
using TradeForge.Core.Market;
using TradeForge.Core.Strategies.Nodes;

namespace TradeForge.Core.Strategies.Export;

/// <summary>A Pine v5 strategy: variables for the nodes, then orders. What Pine cannot say is na or false, with a note.</summary>
internal sealed class PineText(CompiledStrategy strategy) : StrategyText(strategy)
{
    public ExportedStrategy Write()
    {
        Note("A condition that is not known is false in Pine; here it is not known, and its opposite too.", "Неизвестное условие в Pine ложно; здесь неизвестно и оно, и обратное ему.");
        Note("Pine fills, sizes and rounds orders by its own rules; commissions and slippage are set in its own dialog.", "Pine исполняет, измеряет и округляет заявки по своим правилам; комиссии и проскальзывание задаются в его окне.");
        foreach (var node in Ordered().Where(n => n.Descriptor.Outputs.Any(o => o.Kind != PortKind.Size))) Declare(node);
        var orders = new PineOrders(Strategy, Note, Name, Input).Write();
        return new($"//@version=5\n{Head("//")}strategy(\"{Title(Strategy.Graph.Name)}\", overlay = true, pyramiding = {(Strategy.Entries.Max(e => e.Pyramiding) is > 1 and var most ? most : 0)}, default_qty_type = strategy.percent_of_equity, default_qty_value = 100)\n{Body}{orders}", Notes);
    }

    private void Declare(PlanNode n)
    {
        var (d, name) = (n.Descriptor, Name(n.Id));
        if (IsElsewhere(n))
        {
            if (Elsewhere(n, name) is { } line) Body.Append(line).Append('\n');
            else Unsaid(n, "another symbol or timeframe", "другой инструмент или таймфрейм");
            return;
        }
        if (PineWords.Lines(n, name, i => Input(n, i)) is { } lines)
            foreach (var line in lines) Body.Append(line).Append('\n');
        else Unsaid(n, d.Type, d.Type);
        foreach (var (en, ru) in PineWords.Differences(d.Type)) Note(en, ru);
    }

    /// <summary>One value of another series, where it is computed of nothing but that series; else null.</summary>
    private string? Elsewhere(PlanNode n, string name)
    {
        var start = $"float {name} = ";
        if (n.Sources.Any(s => s is not null) || PineWords.Lines(n, name, i => Input(n, i))?.ToList() is not [var line] || !line.StartsWith(start, StringComparison.Ordinal)) return null;
        var (symbol, timeframe) = SeriesWords.Key(n.Values);
        Note("Values of another timeframe change in Pine while their bar is being made; here a bar counts once it is over.", "Значения другого таймфрейма в Pine меняются, пока их бар строится; здесь бар считается, когда он закончен.");
        return $"{start}request.security({(symbol is null ? "syminfo.tickerid" : $"\"{Title(symbol)}\"")}, {(timeframe is { } t ? $"\"{PineTimeframe(t)}\"" : "timeframe.period")}, {line[start.Length..]})";
    }

    /// <summary>Minutes, or days and weeks by their letter.</summary>
    private static string PineTimeframe(Timeframe timeframe)
    {
        var minutes = timeframe.Milliseconds / 60_000;
        return minutes % 10_080 == 0 ? $"{minutes / 10_080}W" : minutes % 1_440 == 0 ? $"{minutes / 1_440}D" : minutes.ToString(CultureInfo.InvariantCulture);
    }

    private void Unsaid(PlanNode n, string what, string whatRu)
    {
        Note($"Block {n.Id} ({what}) has no counterpart in Pine and is left empty.", $"У блока {n.Id} ({whatRu}) нет соответствия в Pine, он оставлен пустым.");
        foreach (var output in n.Descriptor.Outputs.Where(o => !o.ChartOnly))
            Body.Append(output.Kind == PortKind.Condition ? $"bool {Variable(n.Id, output.Handle)} = false\n" : $"float {Variable(n.Id, output.Handle)} = na\n");
    }

    protected override string Price(PriceField field) => PriceNode.Word(field);

    protected override bool IsReserved(string name) => PineWords.Reserved.Contains(name);
}
