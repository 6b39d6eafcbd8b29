using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace TradeForge.Infrastructure.Postgres;

/// <summary>A step of the schema; <paramref name="IsApplied"/>: the database has it.</summary>
public sealed record MigrationStep(string Name, bool IsApplied);

/// <summary>Moves the schema of the database.</summary>
public sealed class PostgresMigrator(string connectionString)
{
    /// <summary>Every step in order. A step that the database has and this program does not know is listed last.</summary>
    public async Task<IReadOnlyList<MigrationStep>> StatusAsync(CancellationToken cancellationToken)
    {
        await using var db = Open();
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).ToList();
        var known = db.Database.GetMigrations().ToList();
        return [.. known.Select(m => new MigrationStep(m, applied.Contains(m))), .. applied.Except(known).Select(m => new MigrationStep(m, true))];
    }

    /// <summary>Applies what is missing, and makes the database if there is none.</summary>
    /// <returns>The steps applied now.</returns>
    /// <exception cref="StartupException">The database is newer than this program.</exception>
    public async Task<IReadOnlyList<string>> UpAsync(CancellationToken cancellationToken)
    {
        await using var db = Open();
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        var missing = await db.Database.CanConnectAsync(cancellationToken) ? await MissingAsync(db, cancellationToken) : [.. db.Database.GetMigrations()];
        if (missing.Count > 0) await db.Database.MigrateAsync(cancellationToken);
        return missing;
    }

    /// <summary>Takes back the last <paramref name="count"/> steps; what they held is lost.</summary>
    /// <returns>The steps taken back, last first.</returns>
    public async Task<IReadOnlyList<string>> DownAsync(int count, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        await using var db = Open();
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).ToList();
        var keep = Math.Max(0, applied.Count - count);
        if (applied.Count > 0) await db.GetService<IMigrator>().MigrateAsync(keep == 0 ? Migration.InitialDatabase : applied[keep - 1], cancellationToken);
        return [.. applied.Skip(keep).Reverse()];
    }

    private static async Task<IReadOnlyList<string>> MissingAsync(TradeForgeDb db, CancellationToken cancel)
    {
        var known = db.Database.GetMigrations().ToList();
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancel)).ToList();
        if (applied.Except(known).ToList() is { Count: > 0 } newer)
            throw new StartupException(new Core.Text(
                $"The database is newer than this TradeForge: it has {string.Join(", ", newer)}. Start the newer version, or take its steps back with it.",
                $"База данных новее этого TradeForge: в ней есть {string.Join(", ", newer)}. Запустите более новую версию или откатите ею эти шаги."));
        return [.. known.Except(applied)];
    }

    private TradeForgeDb Open()
    {
        var options = new DbContextOptionsBuilder<TradeForgeDb>();
        PostgresServices.Configure(options, connectionString);
        return new TradeForgeDb(options.Options);
    }
}
