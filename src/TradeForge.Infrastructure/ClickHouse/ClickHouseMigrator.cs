using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace TradeForge.Infrastructure.ClickHouse;

/// <summary>A numbered step of the ClickHouse schema and whether it is in force.</summary>
public sealed record ClickHouseMigration(int Number, string Name, DateTimeOffset? AppliedAt);

/// <summary>Moves the ClickHouse schema up and down by the numbered files of migrations/clickhouse, which are compiled in.</summary>
/// <remarks>ClickHouse has no transactions over its schema, so every statement can be repeated: a step that broke off is run again as a whole.</remarks>
public sealed partial class ClickHouseMigrator(ClickHouseClient client, TimeProvider clock)
{
    private static readonly Lazy<IReadOnlyList<Step>> _steps = new(ReadSteps);

    private sealed record Step(int Number, string Name, string Up, string Down);

    /// <summary>Applies every step that is not in force, oldest first. Makes the database when it is missing.</summary>
    /// <returns>The steps applied now.</returns>
    public async Task<IReadOnlyList<ClickHouseMigration>> UpAsync(CancellationToken cancellationToken)
    {
        var applied = await AppliedAsync(cancellationToken);
        var done = new List<ClickHouseMigration>();
        foreach (var step in _steps.Value.Where(s => !applied.ContainsKey(s.Number)))
        {
            await RunAsync(step.Up, cancellationToken);
            var now = clock.GetUtcNow();
            await RecordAsync(step, now, inForce: true, cancellationToken);
            done.Add(new ClickHouseMigration(step.Number, step.Name, now));
        }
        return done;
    }

    /// <summary>Takes back the newest steps until only those up to <paramref name="target"/> are in force. Their tables and data are lost.</summary>
    /// <returns>The steps taken back.</returns>
    public async Task<IReadOnlyList<ClickHouseMigration>> DownAsync(int target, CancellationToken cancellationToken)
    {
        var applied = await AppliedAsync(cancellationToken);
        var done = new List<ClickHouseMigration>();
        foreach (var step in _steps.Value.Where(s => s.Number > target && applied.ContainsKey(s.Number)).Reverse())
        {
            await RunAsync(step.Down, cancellationToken);
            await RecordAsync(step, clock.GetUtcNow(), inForce: false, cancellationToken);
            done.Add(new ClickHouseMigration(step.Number, step.Name, null));
        }
        return done;
    }

    /// <summary>Every known step, oldest first.</summary>
    /// <exception cref="InvalidOperationException">A newer TradeForge has migrated this database.</exception>
    public async Task<IReadOnlyList<ClickHouseMigration>> StatusAsync(CancellationToken cancellationToken)
    {
        var applied = await AppliedAsync(cancellationToken);
        return [.. _steps.Value.Select(s => new ClickHouseMigration(s.Number, s.Name, applied.TryGetValue(s.Number, out var at) ? at : null))];
    }

    private async Task<Dictionary<int, DateTimeOffset>> AppliedAsync(CancellationToken cancellationToken)
    {
        if (!Identifier().IsMatch(client.Database)) throw new ArgumentException($"'{client.Database}' cannot be the name of a ClickHouse database: use letters, digits and _.");
        await client.ExecuteInAsync("default", $"CREATE DATABASE IF NOT EXISTS {client.Database}", null, cancellationToken);
        await client.ExecuteAsync(
            """
            CREATE TABLE IF NOT EXISTS schema_version (number UInt32, name String, changed_at DateTime64(6, 'UTC'), in_force UInt8)
            ENGINE = ReplacingMergeTree(changed_at) ORDER BY number
            """, null, cancellationToken);
        var rows = await client.QueryAsync("SELECT number, toUnixTimestamp64Milli(changed_at) AS at FROM schema_version FINAL WHERE in_force = 1 ORDER BY number", null, cancellationToken);
        var applied = new Dictionary<int, DateTimeOffset>();
        for (var i = 0; i < rows.Rows; i++) applied[(int)rows.Column<uint>("number")[i]] = DateTimeOffset.FromUnixTimeMilliseconds(rows.Column<long>("at")[i]);
        if (applied.Keys.Except(_steps.Value.Select(s => s.Number)).ToList() is { Count: > 0 } unknown)
            throw new InvalidOperationException($"The ClickHouse database {client.Database} has migration {unknown.Max()}, which this TradeForge does not know: a newer one made it.");
        return applied;
    }

    private async Task RunAsync(string script, CancellationToken cancellationToken)
    {
        foreach (var statement in Statements(script)) await client.ExecuteAsync(statement, null, cancellationToken);
    }

    private Task RecordAsync(Step step, DateTimeOffset at, bool inForce, CancellationToken cancellationToken) =>
        client.ExecuteAsync(
            "INSERT INTO schema_version SELECT {number:UInt32}, {name:String}, fromUnixTimestamp64Micro({at:Int64}, 'UTC'), {force:UInt8}",
            new QueryParameters().Add("number", step.Number).Add("name", step.Name).Add("at", (at - DateTimeOffset.UnixEpoch).Ticks / 10).Add("force", inForce ? 1 : 0),
            cancellationToken);

    /// <summary>The statements of a script: each ends with a semicolon at the end of a line.</summary>
    internal static IEnumerable<string> Statements(string script) =>
        StatementEnd().Split(script).Select(s => s.Trim()).Where(s => CommentLine().Replace(s, "").Trim().Length > 0);

    private static List<Step> ReadSteps()
    {
        var assembly = Assembly.GetExecutingAssembly();
        string Text(string name)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"Migration file {name} is missing."));
            return reader.ReadToEnd();
        }
        List<Step> steps = [.. assembly.GetManifestResourceNames().Select(n => UpFile().Match(n)).Where(m => m.Success)
            .Select(m => new Step(int.Parse(m.Groups[1].ValueSpan, CultureInfo.InvariantCulture), m.Groups[2].Value, Text(m.Value), Text(m.Value.Replace(".up.", ".down.", StringComparison.Ordinal))))
            .OrderBy(s => s.Number)];
        return steps.GroupBy(s => s.Number).FirstOrDefault(g => g.Count() > 1) is { } twice
            ? throw new InvalidOperationException($"Two ClickHouse migrations have the number {twice.Key}: {string.Join(", ", twice.Select(s => s.Name))}.")
            : steps;
    }

    [GeneratedRegex(@"^clickhouse/(\d{4})_(\w+)\.up\.sql$")]
    private static partial Regex UpFile();

    [GeneratedRegex(@";[ \t]*(?:\r?\n|$)")]
    private static partial Regex StatementEnd();

    [GeneratedRegex(@"^--.*$", RegexOptions.Multiline)]
    private static partial Regex CommentLine();

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$")]
    private static partial Regex Identifier();
}
