using TradeForge.Core;
using TradeForge.Core.Strategies;

namespace TradeForge.Web.Features.Strategies.Rules;

/// <summary>The graph after a change in the list of rules, and the change in a sentence.</summary>
public sealed record RuleChange(StrategyGraph Graph, string Sentence);

/// <summary>The words of what the list cannot take apart.</summary>
public sealed class RuleWords
{
    private readonly Func<string, string, Text> _say;

    private RuleWords(Func<string, string, Text> say) => _say = say;

    public static RuleWords Of(StrategyGraph graph) => new(StrategyReader.Words(graph));

    public Text Say(string node, string output) => _say(node, output);
}
