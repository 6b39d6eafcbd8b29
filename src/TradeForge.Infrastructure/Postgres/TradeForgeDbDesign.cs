using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace TradeForge.Infrastructure.Postgres;

/// <summary>Lets <c>dotnet ef</c> make migrations without a server.</summary>
internal sealed class TradeForgeDbDesign : IDesignTimeDbContextFactory<TradeForgeDb>
{
    public TradeForgeDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<TradeForgeDb>();
        PostgresServices.Configure(options, "Host=localhost;Database=tradeforge");
        return new TradeForgeDb(options.Options);
    }
}
