namespace TradeForge.Core.Strategies;

/// <summary>What a template lives on.</summary>
public enum TemplateKind { Trend, Reversion, Breakout, Momentum, Intraday, Risk }

/// <summary>A ready strategy to start from.</summary>
/// <param name="Id">kebab-case; also the file name under samples/strategies.</param>
/// <param name="Kind">Where the page lists it.</param>
/// <param name="Name">For people; the graph carries the English one.</param>
/// <param name="Description">Two sentences: what it does and when that tends to fail. It promises no return.</param>
/// <param name="Graph">It compiles without a problem.</param>
public sealed record StrategyTemplate(string Id, TemplateKind Kind, Text Name, Text Description, StrategyGraph Graph)
{
    /// <summary>The bars that its numbers are meant for.</summary>
    public string Timeframe { get; init; } = "1d";

    public static Text KindName(TemplateKind kind) => kind switch
    {
        TemplateKind.Trend => new("Trend following", "Следование тренду"),
        TemplateKind.Reversion => new("Return to the mean", "Возврат к среднему"),
        TemplateKind.Breakout => new("Breakout", "Пробой"),
        TemplateKind.Momentum => new("Momentum", "Импульс"),
        TemplateKind.Intraday => new("Within the day", "Внутри дня"),
        _ => new("Risk first", "Сначала риск"),
    };
}
