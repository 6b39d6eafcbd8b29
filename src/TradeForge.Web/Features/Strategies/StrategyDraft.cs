using TradeForge.Core;
using TradeForge.Core.Simulation.Lint;
using TradeForge.Core.Strategies;
using TradeForge.Infrastructure.Postgres.Stores;

namespace TradeForge.Web.Features.Strategies;

/// <summary>
/// A strategy while it is edited: the text, the graph if the text is one, and what the compiler says of it. Canvas, inspector, list of rules
/// and JSON view edit the same draft; each sees what the others do by <see cref="Changed"/>.
/// </summary>
internal sealed class StrategyDraft
{
    private string _savedJson = "", _savedName = "";
    private IReadOnlyList<Problem> _drawn = [], _onBars = [];
    private Func<string, Text?>? _sentences;

    public StrategyDraft(StrategyDetails saved)
    {
        Id = saved.Id;
        Read(saved);
    }

    /// <summary>The graph, the name, or what is stored of them has changed.</summary>
    public event Action? Changed;

    public Guid Id { get; }
    public string Name { get; private set; } = "";
    public string Json { get; private set; } = "";
    public int Revision { get; private set; }
    /// <summary>Null while the text is no strategy JSON.</summary>
    public StrategyGraph? Graph { get; private set; }
    public CompiledStrategy? Compiled { get; private set; }
    /// <summary>Errors, and where there are none also what looks like a mistake, by itself and on the bars of the preview.</summary>
    public IReadOnlyList<Problem> Problems { get; private set; } = [];
    /// <summary>The last change in a sentence.</summary>
    public string Sentence { get; private set; } = "";

    public bool IsDirty => Json != _savedJson || Name != _savedName;
    public bool CanSave => Graph is not null && !string.IsNullOrWhiteSpace(Name);
    public string Hash => Compiled?.DefinitionHash ?? StrategyWriting.Draft;

    public IEnumerable<Problem> ProblemsOf(string nodeId) => Problems.Where(p => p.Path == nodeId || p.Path.StartsWith(nodeId + ".", StringComparison.Ordinal));

    /// <summary>What a block does, in one sentence; null where there is none to say.</summary>
    public Text? SentenceOf(string nodeId) => (_sentences ??= StrategyReader.Sentences(Graph!))(nodeId);

    /// <summary>The one door for changes: what the graph is now, and what was done in a sentence for people. It is saved, drawn, and one step for undo.</summary>
    public void Apply(StrategyGraph graph, string sentence) => Take(StrategyJson.Write(graph), sentence);

    public void Rename(string name, string sentence)
    {
        Name = name.Length > StrategyWriting.LongestName ? name[..StrategyWriting.LongestName] : name;
        if (Graph is not null && Name.Trim().Length > 0) Apply(Graph with { Name = Name.Trim() }, sentence);
        else Changed?.Invoke();
    }

    /// <summary>Takes the text of the JSON view as it is typed; the name follows it.</summary>
    public void Rewrite(string json, string sentence) => Take(json, sentence);

    /// <summary>Shows what the store holds in place of what was here.</summary>
    public void Load(StrategyDetails saved, string sentence)
    {
        Read(saved);
        Sentence = sentence;
        Changed?.Invoke();
    }

    /// <summary>Notes that this state is what the store holds now.</summary>
    public void Saved(StrategyDetails saved)
    {
        Revision = saved.Revision;
        (_savedJson, _savedName) = (saved.GraphJson, saved.Name);
        Changed?.Invoke();
    }

    /// <summary>Goes on from another state of the store: what is saved next replaces that one or none.</summary>
    public void Rebase(int revision) => Revision = revision;

    /// <summary>Takes what looks like a mistake on the bars of the preview. It stands until the next preview, so that the marks of the blocks do not flicker.</summary>
    public void LookedOver(IReadOnlyList<Problem> onBars)
    {
        if (onBars.SequenceEqual(_onBars)) return;
        _onBars = onBars;
        Join();
        Changed?.Invoke();
    }

    private void Take(string json, string sentence)
    {
        Json = json;
        Check();
        Join();
        Sentence = sentence;
        if (Graph is not null && !string.IsNullOrWhiteSpace(Graph.Name)) Name = Graph.Name;
        Changed?.Invoke();
    }

    private void Read(StrategyDetails saved)
    {
        (Json, Name, Revision) = (saved.GraphJson, saved.Name, saved.Revision);
        (_savedJson, _savedName) = (Json, Name);
        Check();
        Join();
    }

    /// <summary>Of the preview only what speaks of blocks that are still drawn and is not said already.</summary>
    private void Join() => Problems = Compiled is null ? _drawn
        : [.. _drawn, .. _onBars.Where(p => p.Path.Length == 0 || Graph!.Nodes.Any(n => p.Path == n.Id || p.Path.StartsWith(n.Id + "/", StringComparison.Ordinal))).Except(_drawn)];

    private void Check()
    {
        (Graph, _drawn) = StrategyJson.Parse(Json);
        (Compiled, _sentences) = (null, null);
        if (Graph is null) return;
        var compilation = StrategyCompiler.Compile(Graph);
        Compiled = compilation.Strategy;
        _drawn = [.. _drawn, .. Compiled is null ? compilation.Problems : StrategyLint.Check(compilation)];
    }
}
