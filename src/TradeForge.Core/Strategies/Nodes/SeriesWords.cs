using TradeForge.Core.Market;

namespace TradeForge.Core.Strategies.Nodes;

/// <summary>The parameters by which a node picks another series than the traded one.</summary>
internal static class SeriesWords
{
    private const int MostCharacters = 64;

    /// <summary>symbol, timeframe.</summary>
    public static NodeParameter[] Parameters { get; } =
    [
        NodeParameter.Formed("symbol", new("Symbol", "Инструмент"), new(
            new("a symbol without blanks, at most 64 characters", "символ без пробелов, не длиннее 64 знаков"), text => IsSymbol(text) ? text : null), optional: true),
        NodeParameter.Formed("timeframe", new("Timeframe", "Таймфрейм"), new(
            new("such as 15m, 1h, 4h, 1d or 1w", "вида 15m, 1h, 4h, 1d или 1w"), text => Timeframe.TryParse(text, out var t) ? t.ToString() : null), optional: true),
    ];

    public static SeriesKey Key(NodeValues values) => new(
        values.IsGiven("symbol") ? values.Text("symbol") : null, Timeframe.TryParse(values.Text("timeframe"), out var t) ? t : null);

    /// <summary>Which series, after a comma or a preposition; empty for the traded one.</summary>
    public static Text On(NodeValues values)
    {
        var words = string.Join(' ', new[] { values.Text("symbol"), values.Text("timeframe") }.Where(w => w.Length > 0));
        return words.Length == 0 ? new("", "") : new($" on {words}", $" по {words}");
    }

    public static bool IsSymbol(string text) => text.Length <= MostCharacters && text.All(c => !char.IsWhiteSpace(c) && !char.IsControl(c));
}
