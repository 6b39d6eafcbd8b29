using TradeForge.Core;

namespace TradeForge.Workers.Backtests;

/// <summary>The run cannot be done, and trying again would not help. The text is for the user.</summary>
internal sealed class RunRefusedException(string code, Text why) : Exception(why.En)
{
    public string Code { get; } = code;
    public Text Why { get; } = why;
}
