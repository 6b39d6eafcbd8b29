using System.Text.Json;

namespace TradeForge.Core.Strategies.Import;

/// <summary>A strategy of another system, translated.</summary>
/// <param name="Graph">What could be translated, for the designer to finish; null if the text is no strategy at all.</param>
/// <param name="Problems">Errors: what has no counterpart here, and what is wrong with the graph without it. Warnings: what is translated, but not exactly. Paths name the place in the file.</param>
public sealed record ImportedStrategy(StrategyGraph? Graph, IReadOnlyList<Problem> Problems);

/// <summary>Reads strategies of two other systems: AlgoTrade graphs and Trade Forge rule trees.</summary>
public static class StrategyImport
{
    /// <summary>Recognises the format by its fields. Never throws on what the text says.</summary>
    /// <param name="text">The file.</param>
    /// <param name="name">Of the new strategy.</param>
    public static ImportedStrategy Read(string text, string name)
    {
        if (text.Length > StrategyJson.MostCharacters) return Refused("too-large", $"The file has {text.Length} characters; at most {StrategyJson.MostCharacters} are allowed.", $"В файле {text.Length} символов; допускается не больше {StrategyJson.MostCharacters}.");
        try
        {
            using var document = JsonDocument.Parse(text); // at most 64 levels: recursion over it is bounded
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("json_tree", out var tree)) root = tree; // a row of the strategies table
            var (draft, notes) = (new GraphDraft(name), new ImportNotes());
            if (AlgoTradeImport.Fits(root)) new AlgoTradeImport(draft, notes).Read(root);
            else if (RuleTreeImport.Fits(root)) new RuleTreeImport(draft, notes).Read(root);
            else return Refused("unknown-format", "The file is neither an AlgoTrade graph (nodes, edges) nor a Trade Forge rule tree (entry_buy_conditions, …).", "Файл не граф AlgoTrade (nodes, edges) и не дерево правил Trade Forge (entry_buy_conditions, …).");
            var graph = draft.Graph();
            return new(graph, [.. notes.Problems, .. StrategyCompiler.Compile(graph).Problems.Where(p => p.Severity == Severity.Error)]);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException) // the latter two: half a surrogate pair
        {
            return Refused("invalid-json", "The text is not valid JSON.", "Текст не является корректным JSON.");
        }
    }

    private static ImportedStrategy Refused(string code, string en, string ru) => new(null, [GraphProblems.Error(code, "", en, ru)]);
}

/// <summary>What the translation could not, or not exactly, carry over.</summary>
internal sealed class ImportNotes
{
    public List<Problem> Problems { get; } = [];

    /// <summary>Translated, but it may act otherwise.</summary>
    public void Differs(string path, string en, string ru) => Problems.Add(new(Severity.Warning, "import-differs", path, new(en, ru)));

    /// <summary>Left out: there is no counterpart.</summary>
    public void Missing(string path, string en, string ru) => Problems.Add(new(Severity.Error, "import-missing", path, new(en, ru)));

    public void Add(Severity severity, string code, string path, string en, string ru) => Problems.Add(new(severity, code, path, new(en, ru)));
}
