using Microsoft.AspNetCore.Identity;

namespace TradeForge.Infrastructure.Postgres;

/// <summary>A person who signs in.</summary>
public sealed class AppUser : IdentityUser<Guid>
{
    /// <summary>Language of the pages: <c>en</c> or <c>ru</c>.</summary>
    public string Culture { get; set; } = "en";
    /// <summary><c>dark</c> or <c>light</c>.</summary>
    public string Theme { get; set; } = "dark";
    public DateTimeOffset CreatedAt { get; set; }
}
