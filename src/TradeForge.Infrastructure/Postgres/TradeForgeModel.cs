using Microsoft.EntityFrameworkCore;
using TradeForge.Infrastructure.Postgres.Rows;

namespace TradeForge.Infrastructure.Postgres;

/// <summary>Keys, lengths, relations and indexes of the tables.</summary>
internal static class TradeForgeModel
{
    public static void Strategies(ModelBuilder builder) => builder.Entity<StrategyRecord>(e =>
    {
        e.ToTable("strategies").HasKey(x => x.Id);
        e.Property(x => x.Name).HasMaxLength(200);
        e.Property(x => x.Graph).HasColumnType("json"); // json keeps the letters, jsonb does not
        e.Property(x => x.DefinitionHash).HasMaxLength(128);
        e.Property(x => x.Folder).HasMaxLength(100);
        e.Property(x => x.ForkedFromName).HasMaxLength(200);
        e.HasIndex(x => new { x.OwnerId, x.UpdatedAt });
        e.HasOne<AppUser>().WithMany().HasForeignKey(x => x.OwnerId).OnDelete(DeleteBehavior.Cascade);
    });

    public static void Runs(ModelBuilder builder)
    {
        builder.Entity<BacktestRun>(e =>
        {
            e.ToTable("backtest_runs").HasKey(x => x.Id);
            e.Property(x => x.Status).HasConversion<string>().HasMaxLength(16);
            e.Property(x => x.StrategyName).HasMaxLength(200);
            e.Property(x => x.Graph).HasColumnType("json");
            e.Property(x => x.Settings).HasColumnType("jsonb");
            e.Property(x => x.DefinitionHash).HasMaxLength(128);
            e.Property(x => x.Instrument).HasMaxLength(100);
            e.Property(x => x.Timeframe).HasMaxLength(10);
            e.Property(x => x.CorrelationId).HasMaxLength(100);
            e.Property(x => x.RunKey).HasMaxLength(64);
            e.Property(x => x.ResultHash).HasMaxLength(64);
            e.HasIndex(x => new { x.OwnerId, x.CreatedAt });
            e.HasIndex(x => new { x.OwnerId, x.RunKey });
            e.HasIndex(x => new { x.Status, x.LeaseUntil });
            e.HasIndex(x => x.StrategyId);
            e.HasOne<AppUser>().WithMany().HasForeignKey(x => x.OwnerId).OnDelete(DeleteBehavior.Cascade);
            e.HasOne<StrategyRecord>().WithMany().HasForeignKey(x => x.StrategyId).OnDelete(DeleteBehavior.SetNull);
        });
        builder.Entity<BacktestResultRow>(e =>
        {
            e.ToTable("backtest_results").HasKey(x => x.RunId);
            e.HasOne<BacktestRun>().WithOne().HasForeignKey<BacktestResultRow>(x => x.RunId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<RunColumnRow>(e =>
        {
            e.ToTable("run_columns").HasKey(x => new { x.RunId, x.Name });
            e.Property(x => x.Name).HasMaxLength(100);
            e.HasOne<BacktestRun>().WithMany().HasForeignKey(x => x.RunId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<BacktestTradeRow>(e =>
        {
            e.ToTable("backtest_trades").HasKey(x => new { x.RunId, x.Ordinal });
            e.HasOne<BacktestRun>().WithMany().HasForeignKey(x => x.RunId).OnDelete(DeleteBehavior.Cascade);
        });
    }

    public static void Market(ModelBuilder builder)
    {
        builder.Entity<InstrumentRow>(e =>
        {
            e.ToTable("instruments").HasKey(x => x.Key);
            e.Property(x => x.Key).HasMaxLength(100);
            e.HasMany(x => x.Terms).WithOne().HasForeignKey(x => x.InstrumentKey).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<InstrumentTermsRow>(e =>
        {
            e.ToTable("instrument_terms").HasKey(x => new { x.InstrumentKey, x.ValidFrom });
            e.Property(x => x.Commission).HasColumnType("jsonb");
        });
        builder.Entity<ImportJob>(e =>
        {
            e.ToTable("import_jobs").HasKey(x => x.Id);
            e.Property(x => x.Status).HasConversion<string>().HasMaxLength(16);
            e.HasIndex(x => new { x.OwnerId, x.CreatedAt });
            e.HasIndex(x => new { x.FileHash, x.Instrument });
            e.HasOne<AppUser>().WithMany().HasForeignKey(x => x.OwnerId).OnDelete(DeleteBehavior.Cascade);
        });
    }

    public static void System(ModelBuilder builder)
    {
        builder.Entity<OutboxMessage>(e =>
        {
            e.ToTable("outbox").HasKey(x => x.Id);
            e.Property(x => x.Payload).HasColumnType("jsonb");
            e.HasIndex(x => x.Id).HasDatabaseName("ix_outbox_waiting").HasFilter("published_at is null");
        });
        builder.Entity<AuditEntry>(e =>
        {
            e.ToTable("audit").HasKey(x => x.Id);
            e.Property(x => x.Details).HasColumnType("jsonb");
            e.HasIndex(x => x.At);
        });
        builder.Entity<OneTimeToken>(e =>
        {
            e.ToTable("one_time_tokens").HasKey(x => x.Id);
            e.HasIndex(x => x.Hash).IsUnique();
            e.HasOne<AppUser>().WithMany().HasForeignKey(x => x.UserId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
