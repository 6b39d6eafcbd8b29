using System.Globalization;
using TradeForge.Core;
using TradeForge.Infrastructure.ClickHouse;
using TradeForge.Infrastructure.Hosting;
using TradeForge.Infrastructure.Postgres;

namespace TradeForge.Cli.Verbs;

/// <summary><c>migrate up | down N | status</c>: the schemas of both databases.</summary>
internal static class MigrateVerb
{
    private static readonly string[] Stores = ["postgres", "clickhouse"];

    public static Verb Create() => new("migrate", "up | down N | status", new Text("moves the schemas of the databases", "обновляет и откатывает схемы баз данных"),
        [StoreVerb.Data, new Option("store", "NAME", new Text("only this one", "только эта база")) { Choices = Stores }], RunAsync)
    {
        MaxWords = 2,
    };

    private static async Task<int> RunAsync(Arguments arguments, Output output, CancellationToken cancellationToken)
    {
        var action = arguments.Words.Count > 0 ? arguments.Words[0] : "";
        var steps = Steps(arguments, action);
        await using var session = await StoreVerb.OpenAsync("migrate", arguments, output, cancellationToken);
        var chosen = arguments.Get("store")?.ToLowerInvariant();
        if (action == "down" && session.Running is { } running)
            throw new RefusedException("instance-running", "down", $"Stop {running.Describe()} first: it needs the schema.", $"Сначала остановите {running.Describe()}: ему нужна схема.");

        var rows = new List<(string Store, string Name, bool Applied)>();
        if (chosen is null or "postgres") rows.AddRange((await Schema.OnPostgresAsync(session.Postgres, m => PostgresAsync(m, action, steps, cancellationToken))).Select(m => ("postgres", m.Name, m.IsApplied)));
        if (chosen is null or "clickhouse") rows.AddRange((await Schema.OnClickHouseAsync(session.ClickHouse, m => ClickHouseAsync(m, action, steps, cancellationToken))).Select(m => ("clickhouse", Named(m), m.AppliedAt is not null)));
        Print(rows, arguments.Json, output);
        return ExitCode.Ok;
    }

    private static int Steps(Arguments arguments, string action)
    {
        var count = arguments.Words.Count;
        if (action == "down" && count == 2 && int.TryParse(arguments.Words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var steps) && steps > 0) return steps;
        if (action == "down") arguments.Add("missing-count", "down", "How many steps down? Such as: migrate down 1.", "На сколько шагов назад? Например: migrate down 1.");
        else if (action is not ("up" or "status")) arguments.Add("unknown-action", action, "What to do? migrate up, migrate down N, or migrate status.", "Что сделать? migrate up, migrate down N или migrate status.");
        else if (count > 1) arguments.Add("unexpected-word", arguments.Words[1], $"'{arguments.Words[1]}' is not expected here.", $"Лишнее слово «{arguments.Words[1]}».");
        return 0;
    }

    private static async Task<IReadOnlyList<MigrationStep>> PostgresAsync(PostgresMigrator migrator, string action, int steps, CancellationToken cancellationToken)
    {
        if (action == "up") await migrator.UpAsync(cancellationToken);
        if (action == "down") await migrator.DownAsync(steps, cancellationToken);
        return await migrator.StatusAsync(cancellationToken);
    }

    private static async Task<IReadOnlyList<ClickHouseMigration>> ClickHouseAsync(ClickHouseMigrator migrator, string action, int steps, CancellationToken cancellationToken)
    {
        if (action == "up") await migrator.UpAsync(cancellationToken);
        if (action == "down")
        {
            var applied = (await migrator.StatusAsync(cancellationToken)).Where(m => m.AppliedAt is not null).Select(m => m.Number).ToArray();
            await migrator.DownAsync(applied.Length <= steps ? 0 : applied[^(steps + 1)], cancellationToken);
        }

        return await migrator.StatusAsync(cancellationToken);
    }

    private static string Named(ClickHouseMigration migration) => string.Create(CultureInfo.InvariantCulture, $"{migration.Number:0000}_{migration.Name}");

    private static void Print(List<(string Store, string Name, bool Applied)> rows, bool json, Output output)
    {
        if (!json)
        {
            foreach (var row in rows) output.Line($"{row.Store,-10} {(row.Applied ? "applied" : "pending"),-8} {row.Name}");
            return;
        }

        output.Json(null, writer =>
        {
            writer.WriteStartArray();
            foreach (var row in rows)
            {
                writer.WriteStartObject();
                writer.WriteString("store", row.Store);
                writer.WriteString("name", row.Name);
                writer.WriteBoolean("applied", row.Applied);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });
    }
}
