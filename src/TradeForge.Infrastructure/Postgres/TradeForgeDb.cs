using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using TradeForge.Infrastructure.Postgres.Rows;

namespace TradeForge.Infrastructure.Postgres;

/// <summary>People, strategies, runs and their results. The tables that belong to somebody are internal: pages reach them through <see cref="Stores.UserData"/> only.</summary>
public sealed class TradeForgeDb(DbContextOptions<TradeForgeDb> options) : IdentityDbContext<AppUser, IdentityRole<Guid>, Guid>(options)
{
    internal DbSet<StrategyRecord> Strategies => Set<StrategyRecord>();
    internal DbSet<StrategyVersionRow> Versions => Set<StrategyVersionRow>();
    internal DbSet<StrategyStampRow> Stamps => Set<StrategyStampRow>();
    internal DbSet<PersonalBlockRow> Blocks => Set<PersonalBlockRow>();
    internal DbSet<ShareLinkRow> ShareLinks => Set<ShareLinkRow>();
    internal DbSet<UserChoiceRow> Choices => Set<UserChoiceRow>();
    internal DbSet<BacktestRun> Runs => Set<BacktestRun>();
    internal DbSet<BacktestResultRow> Results => Set<BacktestResultRow>();
    internal DbSet<BacktestTradeRow> Trades => Set<BacktestTradeRow>();
    internal DbSet<RunColumnRow> RunColumns => Set<RunColumnRow>();
    internal DbSet<TradeNoteRow> TradeNotes => Set<TradeNoteRow>();
    internal DbSet<SavedComparisonRow> Comparisons => Set<SavedComparisonRow>();
    internal DbSet<ImportJob> Imports => Set<ImportJob>();
    internal DbSet<InstrumentRow> Instruments => Set<InstrumentRow>();
    internal DbSet<InstrumentTermsRow> InstrumentTerms => Set<InstrumentTermsRow>();
    internal DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();
    internal DbSet<AuditEntry> Audit => Set<AuditEntry>();
    internal DbSet<OneTimeToken> Tokens => Set<OneTimeToken>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        TradeForgeModel.Strategies(builder);
        TradeForgeModel.Runs(builder);
        LibraryModel.Apply(builder);
        TradeForgeModel.Market(builder);
        TradeForgeModel.System(builder);
        SnakeCase.Apply(builder.Model);
    }
}
