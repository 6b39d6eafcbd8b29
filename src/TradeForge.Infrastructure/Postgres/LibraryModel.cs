using Microsoft.EntityFrameworkCore;
using TradeForge.Infrastructure.Postgres.Rows;

namespace TradeForge.Infrastructure.Postgres;

/// <summary>The tables round strategies and runs: versions, blocks, links, notes, comparisons, choices.</summary>
internal static class LibraryModel
{
    public static void Apply(ModelBuilder builder)
    {
        History(builder);
        Owned(builder);
        Notes(builder);
    }

    private static void History(ModelBuilder builder)
    {
        builder.Entity<StrategyVersionRow>(e =>
        {
            e.ToTable("strategy_versions").HasKey(x => new { x.StrategyId, x.Number });
            e.Property(x => x.Reason).HasConversion<string>().HasMaxLength(16);
            e.Property(x => x.Name).HasMaxLength(200);
            e.Property(x => x.Note).HasMaxLength(2000);
            e.Property(x => x.Graph).HasColumnType("json");
            e.Property(x => x.DefinitionHash).HasMaxLength(128);
            e.HasOne<StrategyRecord>().WithMany().HasForeignKey(x => x.StrategyId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<StrategyStampRow>(e =>
        {
            e.ToTable("strategy_stamps").HasKey(x => new { x.StrategyId, x.At });
            e.Property(x => x.DefinitionHash).HasMaxLength(128);
            e.HasOne<StrategyRecord>().WithMany().HasForeignKey(x => x.StrategyId).OnDelete(DeleteBehavior.Cascade);
        });
    }

    private static void Owned(ModelBuilder builder)
    {
        builder.Entity<PersonalBlockRow>(e =>
        {
            e.ToTable("personal_blocks").HasKey(x => x.Id);
            e.Property(x => x.Name).HasMaxLength(200);
            e.Property(x => x.Description).HasMaxLength(2000);
            e.Property(x => x.Block).HasColumnType("json");
            e.HasIndex(x => new { x.OwnerId, x.Name });
            e.HasOne<AppUser>().WithMany().HasForeignKey(x => x.OwnerId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<ShareLinkRow>(e =>
        {
            e.ToTable("share_links", t => t.HasCheckConstraint("ck_share_links_one_thing", "(strategy_id is null) <> (run_id is null)")).HasKey(x => x.Id);
            e.Property(x => x.Name).HasMaxLength(200);
            e.HasIndex(x => x.TokenHash).IsUnique();
            e.HasOne<AppUser>().WithMany().HasForeignKey(x => x.OwnerId).OnDelete(DeleteBehavior.Cascade);
            e.HasOne<StrategyRecord>().WithMany().HasForeignKey(x => x.StrategyId).OnDelete(DeleteBehavior.Cascade);
            e.HasOne<BacktestRun>().WithMany().HasForeignKey(x => x.RunId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<UserChoiceRow>(e =>
        {
            e.ToTable("user_choices").HasKey(x => new { x.OwnerId, x.Key });
            e.Property(x => x.Key).HasMaxLength(50);
            e.Property(x => x.Value).HasColumnType("jsonb");
            e.HasOne<AppUser>().WithMany().HasForeignKey(x => x.OwnerId).OnDelete(DeleteBehavior.Cascade);
        });
    }

    private static void Notes(ModelBuilder builder)
    {
        builder.Entity<TradeNoteRow>(e =>
        {
            e.ToTable("trade_notes").HasKey(x => new { x.RunId, x.Ordinal });
            e.Property(x => x.Note).HasMaxLength(2000);
            e.HasOne<BacktestRun>().WithMany().HasForeignKey(x => x.RunId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<SavedComparisonRow>(e =>
        {
            e.ToTable("saved_comparisons").HasKey(x => x.Id);
            e.Property(x => x.Name).HasMaxLength(200);
            e.Property(x => x.Settings).HasColumnType("jsonb");
            e.HasIndex(x => new { x.OwnerId, x.CreatedAt });
            e.HasOne<AppUser>().WithMany().HasForeignKey(x => x.OwnerId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
