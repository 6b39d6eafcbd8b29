using TradeForge.Cli.Verbs;

namespace TradeForge.Cli;

/// <summary>All verbs. A switch rather than a table, so that a start touches only the verb it runs.</summary>
internal static class VerbList
{
    public static IReadOnlyList<string> Names { get; } = ["backtest", "explain", "optimize", "indicator", "strategy", "import", "doctor", "migrate", "admin", "backup", "restore", "version"];

    public static Verb? Find(string name) => name switch
    {
        "backtest" => BacktestVerb.Create(),
        "explain" => ExplainVerb.Create(),
        "optimize" => OptimizeVerb.Create(),
        "indicator" => IndicatorVerb.Create(),
        "strategy" => StrategyVerb.Create(),
        "version" => VersionVerb.Create(),
        "import" => ImportVerb.Create(),
        "doctor" => DoctorVerb.Create(),
        "migrate" => MigrateVerb.Create(),
        "admin" => AdminVerb.Create(),
        "backup" => BackupVerb.CreateBackup(),
        "restore" => BackupVerb.CreateRestore(),
        "replay" => NotYet.Create("replay"),
        "bench" => NotYet.Create("bench"),
        _ => null,
    };
}
