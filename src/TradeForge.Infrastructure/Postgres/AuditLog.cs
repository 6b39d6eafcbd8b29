using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TradeForge.Infrastructure.Postgres.Rows;
using TradeForge.Infrastructure.Postgres.Stores;

namespace TradeForge.Infrastructure.Postgres;

/// <summary>Writes down who did what; entries are never changed nor removed.</summary>
public sealed class AuditLog(IDbContextFactory<TradeForgeDb> databases, TimeProvider clock)
{
    /// <param name="userId">Who, when signed in.</param>
    /// <param name="who">An e-mail address, or <c>command line</c>.</param>
    /// <param name="what">kebab-case, such as <c>strategy-deleted</c>.</param>
    /// <param name="details">What it was before and is after; written as JSON. Never secrets.</param>
    /// <param name="correlationId">Of the request.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task WriteAsync(Guid? userId, string who, string what, object details, string correlationId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        db.Audit.Add(new AuditEntry
        {
            At = Clock.Now(clock),
            UserId = userId,
            Who = who,
            What = what,
            Details = JsonSerializer.Serialize(details, JsonSerializerOptions.Web),
            CorrelationId = correlationId,
        });
        await db.SaveChangesAsync(cancel);
    }
}
