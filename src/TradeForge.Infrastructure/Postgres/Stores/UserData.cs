using Microsoft.EntityFrameworkCore;
using TradeForge.Core.Tiers;

namespace TradeForge.Infrastructure.Postgres.Stores;

/// <summary>What belongs to one user. The only public way to strategies, runs, results and imports, so no page can forget whose they are.</summary>
public sealed class UserData
{
    internal UserData(IDbContextFactory<TradeForgeDb> databases, TimeProvider clock, Tier tier, Guid userId)
    {
        if (userId == Guid.Empty) throw new ArgumentException("The empty id is nobody's.", nameof(userId));
        UserId = userId;
        Strategies = new StrategyStore(databases, clock, tier, userId);
        Versions = new VersionStore(databases, clock, userId);
        Runs = new RunStore(databases, clock, tier, userId);
        Notes = new NoteStore(databases, clock, userId);
        Blocks = new BlockStore(databases, clock, userId);
        Shares = new ShareStore(databases, clock, userId);
        Choices = new ChoiceStore(databases, clock, userId);
        Comparisons = new ComparisonStore(databases, clock, userId);
        Imports = new ImportJobStore(databases, clock, userId);
    }

    public Guid UserId { get; }
    public StrategyStore Strategies { get; }
    public VersionStore Versions { get; }
    public RunStore Runs { get; }
    public NoteStore Notes { get; }
    public BlockStore Blocks { get; }
    public ShareStore Shares { get; }
    public ChoiceStore Choices { get; }
    public ComparisonStore Comparisons { get; }
    public ImportJobStore Imports { get; }
}

/// <summary>Makes a <see cref="UserData"/>; a singleton.</summary>
public sealed class UserDataFactory(IDbContextFactory<TradeForgeDb> databases, TimeProvider clock, Tier? tier = null)
{
    /// <summary>What each user may have; as long as there is one tier for all, that of the installation.</summary>
    public Tier Tier { get; } = tier ?? Tier.SelfHosted;

    public UserData For(Guid userId) => new(databases, clock, Tier, userId);

    /// <summary>Imports that nobody owns: those of the command line.</summary>
    public ImportJobStore CommandLineImports() => new(databases, clock, null);

    /// <summary>Imports of users that were under way when the process ended, and that nobody goes on with: they failed, with <see cref="ImportJobStore.Interrupted"/>.</summary>
    /// <param name="resumed">Those that are gone on with.</param>
    /// <returns>How many failed.</returns>
    public async Task<int> FailInterruptedImportsAsync(IReadOnlyCollection<Guid> resumed, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var now = Clock.Now(clock);
        return await db.Imports.Where(x => x.OwnerId != null && x.Status == ImportStatus.Running && !resumed.Contains(x.Id)).ExecuteUpdateAsync(set => set
            .SetProperty(x => x.Status, ImportStatus.Failed).SetProperty(x => x.Error, ImportJobStore.Interrupted).SetProperty(x => x.UpdatedAt, now)
            .SetProperty(x => x.FinishedAt, (DateTimeOffset?)now), cancel);
    }
}
