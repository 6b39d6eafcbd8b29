using Microsoft.EntityFrameworkCore;

namespace TradeForge.Infrastructure.Postgres.Stores;

/// <summary>What belongs to one user. The only public way to strategies, runs, results and imports, so no page can forget whose they are.</summary>
public sealed class UserData
{
    internal UserData(IDbContextFactory<TradeForgeDb> databases, TimeProvider clock, Guid userId)
    {
        if (userId == Guid.Empty) throw new ArgumentException("The empty id is nobody's.", nameof(userId));
        UserId = userId;
        Strategies = new StrategyStore(databases, clock, userId);
        Runs = new RunStore(databases, clock, userId);
        Imports = new ImportJobStore(databases, clock, userId);
    }

    public Guid UserId { get; }
    public StrategyStore Strategies { get; }
    public RunStore Runs { get; }
    public ImportJobStore Imports { get; }
}

/// <summary>Makes a <see cref="UserData"/>; a singleton.</summary>
public sealed class UserDataFactory(IDbContextFactory<TradeForgeDb> databases, TimeProvider clock)
{
    public UserData For(Guid userId) => new(databases, clock, userId);

    /// <summary>Imports that nobody owns: those of the command line.</summary>
    public ImportJobStore CommandLineImports() => new(databases, clock, null);
}
