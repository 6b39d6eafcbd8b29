namespace TradeForge.Core.Strategies.Nodes;

/// <summary>price: a price or the volume of each candle.</summary>
internal static class PriceNode
{
    private static readonly string[] Words = ["close", "open", "high", "low", "volume", "hl2", "hlc3", "ohlc4"]; // the default first
    private static readonly Text[] Names =
    [
        new("close", "закрытие"), new("open", "открытие"), new("high", "максимум бара"), new("low", "минимум бара"),
        new("volume", "объём"), new("(H+L)/2", "(H+L)/2"), new("(H+L+C)/3", "(H+L+C)/3"), new("(O+H+L+C)/4", "(O+H+L+C)/4"),
    ];

    public static NodeDescriptor Descriptor { get; } = new(
        "price", NodeGroup.Data, new("Price", "Цена"),
        new("The open, high, low, close, volume or an average price of each candle.", "Открытие, максимум, минимум, закрытие, объём или средняя цена каждой свечи."),
        "candlestick_chart", [], [Ports.Value],
        [
            NodeParameter.Choice("field", new("Field", "Поле"), Words), .. SeriesWords.Parameters,
        ])
    {
        CreateStep = v => new PriceStep(Field(v.Word("field"))),
        RawField = v => Field(v.Word("field")) is var f && f.IsRaw() ? f : null,
        Say = p =>
        {
            var (name, on) = (Name(Field(p.Values.Word("field"))), SeriesWords.On(p.Values));
            return new(name.En + on.En, name.Ru + on.Ru);
        },
    };

    public static PriceField Field(string word) => Enum.Parse<PriceField>(word, ignoreCase: true);

    public static string Word(PriceField field) => field.ToString().ToLowerInvariant();

    /// <summary>The field of the series that a node stands on.</summary>
    public static Text Name(PriceField field, PlanNode node)
    {
        var (name, on) = (Name(field), node.Descriptor.PicksSeries ? SeriesWords.On(node.Values) : new("", ""));
        return new(name.En + on.En, name.Ru + on.Ru);
    }

    public static Text Name(PriceField field) => Names[Array.IndexOf(Words, Word(field))];
}

internal sealed class PriceStep(PriceField field) : Step
{
    public override int LooksBack => 0;

    public override void Run(StepFrame frame, int from, int to)
    {
        if (!frame.IsInPlace) field.Copy(frame.Chunk, frame.Result[from..to]);
    }
}
