using TradeForge.Core.Strategies.Reading;

namespace TradeForge.Core.Strategies.Nodes;

/// <summary>position-size: how much an entry buys or sells, always capped by what the cash buys (golden rule G25).</summary>
internal static class PositionSizeNode
{
    private static readonly string[] Modes = ["quantity", "lots", "money", "percent-equity", "percent-cash", "risk-percent", "volatility-target", "kelly", "equal-weight"];

    public static NodeDescriptor Descriptor { get; } = new(
        "position-size", NodeGroup.Sizing, new("Position size", "Размер позиции"),
        new("How much an entry buys or sells; without a wire it serves every entry.", "Сколько покупает или продаёт вход; без провода действует на все входы."),
        "scale", [], [new("size", new("Size", "Объём"), PortKind.Size)],
        [
            NodeParameter.Choice("mode", new("Measured in", "Измерение"), Modes),
            NodeParameter.Number("value", new("Value", "Значение"), double.NaN, 0, 1e15) with { AboveMin = true },
        ])
    {
        Say = p => p.Values.Word("mode") switch
        {
            "quantity" => new(Counted.En(p.Values.Number("value"), "unit"), Counted.Ru(p.Values.Number("value"), "единица", "единицы", "единиц")),
            "lots" => new(Counted.En(p.Values.Number("value"), "lot"), Counted.Ru(p.Values.Number("value"), "лот", "лота", "лотов")),
            "money" => new($"for {p.Number("value")} in money", $"на сумму {p.Number("value")}"),
            "percent-equity" => new($"{p.Number("value")} % of equity", $"{p.Number("value")} % капитала"),
            "percent-cash" => new($"{p.Number("value")} % of cash", $"{p.Number("value")} % свободных денег"),
            "risk-percent" => new($"so that the stop risks {p.Number("value")} % of equity", $"так, чтобы стоп рисковал {p.Number("value")} % капитала"),
            "volatility-target" => new($"so that an average true range (14 bars) moves the equity by {p.Number("value")} %", $"так, чтобы средний истинный диапазон (14 баров) менял капитал на {p.Number("value")} %"),
            "kelly" => new($"{p.Number("value")} % of the Kelly fraction of the trades so far", $"{p.Number("value")} % доли Келли по сделкам до сих пор"),
            "equal-weight" => new($"one of {p.Number("value")} equal parts of equity", $"одна из {p.Number("value")} равных частей капитала"),
            var mode => new($"{mode} {p.Number("value")}", $"{mode} {p.Number("value")}"),
        },
    };

    public static SizeRule Rule(string nodeId, NodeValues v) => new(nodeId, Words.Parse<SizeMode>(v.Word("mode")), v.Number("value"));
}
