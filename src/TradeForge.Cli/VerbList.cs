using TradeForge.Cli.Verbs;

namespace TradeForge.Cli;

/// <summary>All verbs. A switch rather than a table, so that a start touches only the verb it runs.</summary>
internal static class VerbList
{
    public static IReadOnlyList<string> Names { get; } = ["version"];

    public static Verb? Find(string name) => name switch
    {
        "version" => VersionVerb.Create(),
        "optimize" => NotYet.Create("optimize"),
        "replay" => NotYet.Create("replay"),
        "bench" => NotYet.Create("bench"),
        _ => null,
    };
}
