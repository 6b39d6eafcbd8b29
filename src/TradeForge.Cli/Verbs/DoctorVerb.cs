using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Npgsql;
using TradeForge.Core;
using TradeForge.Infrastructure;
using TradeForge.Infrastructure.ClickHouse;
using TradeForge.Infrastructure.Hosting;

namespace TradeForge.Cli.Verbs;

/// <summary><c>doctor</c>: what is used, its version, and whether it answers.</summary>
internal static class DoctorVerb
{
    private static readonly TimeSpan ProgramLimit = TimeSpan.FromSeconds(5);

    /// <param name="State">ok, absent (optional and not there) or wrong.</param>
    private sealed record Finding(string Name, string State, string Version, string Detail);

    public static Verb Create() => new("doctor", "", new Text("shows what is used, its version, and whether it answers", "показывает, что используется, какой версии и отвечает ли"), [StoreVerb.Data], RunAsync);

    private static async Task<int> RunAsync(Arguments arguments, Output output, CancellationToken cancellationToken)
    {
        arguments.ThrowIfWrong();
        var findings = new List<Finding> { new("tradeforge", "ok", VersionInfo.Product, AppContext.BaseDirectory), new("dotnet", "ok", Environment.Version.ToString(), RuntimeInformation.FrameworkDescription) };
        findings.AddRange(await StoresAsync(HostSettings.Read(arguments.Get("data")), output, cancellationToken));
        findings.Add(await ProgramAsync("node", ["node"], "brings the engines and builds the browser parts", cancellationToken));
        findings.Add(await ProgramAsync("chromium", ["chromium", "chromium-browser", "google-chrome"], "only for the browser tests", cancellationToken));
        findings.Add(await ProgramAsync("podman", ["podman"], "only for the container tests", cancellationToken));
        Print(findings, arguments.Json, output);
        return findings.Any(f => f.State == "wrong") ? ExitCode.MissingDependency : ExitCode.Ok;
    }

    private static async Task<List<Finding>> StoresAsync(HostSettings settings, Output output, CancellationToken cancellationToken)
    {
        var folders = new DataFolders(settings.Data);
        if (settings.IsEmbedded && !Directory.Exists(settings.Data)) return NeverStarted(settings);
        try
        {
            await using var session = await ServerSession.OpenAsync(settings, "doctor", output.Note, cancellationToken);
            var free = string.Create(CultureInfo.InvariantCulture, $"{new DriveInfo(folders.Root).AvailableFreeSpace >> 20} MiB free");
            return
            [
                new("data", "ok", "", $"{folders.Root} ({free})"),
                new("logs", "ok", "", folders.Logs),
                new("mail", "ok", "", $"{folders.Mail} ({Directory.GetFiles(folders.Mail, "*.eml").Length} letters that would have been sent)"),
                session.Running is { } running ? new("instance", "ok", "", running.Describe()) : new("instance", "absent", "", "not running; databases were started for this check where they are embedded"),
                await PostgresAsync(session.Postgres, settings.Postgres is null, cancellationToken),
                await ClickHouseAsync(session.ClickHouse, settings.ClickHouse is null, cancellationToken),
            ];
        }
        catch (StartupException e)
        {
            return [new("data", "ok", "", folders.Root), new("databases", "wrong", "", output.In(e.Text))];
        }
    }

    private static List<Finding> NeverStarted(HostSettings settings)
    {
        var library = ClickHouseServer.LibraryIn(settings.Runtime);
        return
        [
            new("data", "absent", "", $"{settings.Data} (made by the first ./tradeforge run)"),
            new("engines", File.Exists(library) ? "ok" : "absent", "", File.Exists(library) ? settings.Runtime : $"{settings.Runtime} (brought by the first ./tradeforge run)"),
        ];
    }

    private static async Task<Finding> PostgresAsync(string connectionString, bool embedded, CancellationToken cancellationToken)
    {
        var where = embedded ? "embedded" : "server " + new NpgsqlConnectionStringBuilder(connectionString).Host;
        try
        {
            await using var connection = new NpgsqlConnection(connectionString);
            await connection.OpenAsync(cancellationToken);
            await using var command = new NpgsqlCommand("SELECT 1", connection);
            await command.ExecuteScalarAsync(cancellationToken);
            return new("postgresql", "ok", connection.ServerVersion, where + ", answers");
        }
        catch (NpgsqlException e)
        {
            return new("postgresql", "wrong", "", $"{where}, does not answer: {e.Message}");
        }
    }

    private static async Task<Finding> ClickHouseAsync(ClickHouseEndpoint endpoint, bool embedded, CancellationToken cancellationToken)
    {
        var where = embedded ? "embedded" : "server " + endpoint;
        using var client = new ClickHouseClient(endpoint, timeout: ProgramLimit);
        try
        {
            return new("clickhouse", "ok", await client.PingAsync(cancellationToken), where + ", answers");
        }
        catch (ClickHouseException e)
        {
            return new("clickhouse", "wrong", "", $"{where}, does not answer: {e.Message}");
        }
    }

    private static async Task<Finding> ProgramAsync(string name, string[] candidates, string purpose, CancellationToken cancellationToken)
    {
        foreach (var candidate in candidates)
        {
            try
            {
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                limit.CancelAfter(ProgramLimit);
                using var process = Process.Start(new ProcessStartInfo(candidate, "--version") { RedirectStandardOutput = true, RedirectStandardError = true })!;
                var version = (await process.StandardOutput.ReadToEndAsync(limit.Token)).Split('\n')[0].Trim();
                await process.WaitForExitAsync(limit.Token);
                return new(name, "ok", version, purpose);
            }
            catch (Win32Exception)
            {
                // not installed under this name
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return new(name, "ok", "did not tell its version in time", purpose);
            }
        }

        return new(name, "absent", "", purpose);
    }

    private static void Print(List<Finding> findings, bool json, Output output)
    {
        if (!json)
        {
            foreach (var f in findings) output.Line($"{f.State,-7} {f.Name,-11} {f.Version}{(f.Version.Length > 0 ? "  " : "")}{f.Detail}");
            return;
        }

        output.Json(null, writer =>
        {
            writer.WriteStartArray();
            foreach (var f in findings)
            {
                writer.WriteStartObject();
                writer.WriteString("name", f.Name);
                writer.WriteString("state", f.State);
                writer.WriteString("version", f.Version);
                writer.WriteString("detail", f.Detail);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });
    }
}
