using TradeForge.Core;

namespace TradeForge.Infrastructure;

/// <summary>Something that TradeForge needs is missing, broken or taken. The text is one sentence for people; the program ends with exit code 2.</summary>
public sealed class StartupException(Text text, Exception? inner = null) : Exception(text.En, inner)
{
    public Text Text { get; } = text;
}
