using Microsoft.AspNetCore.Identity;

namespace TradeForge.Infrastructure.Postgres.Identity;

/// <summary>How the first administrator gets in: through a link that works once, never with a fixed password.</summary>
public sealed class FirstAdmin(UserManager<AppUser> users, RoleManager<IdentityRole<Guid>> roles, OneTimeTokens tokens, AuditLog audit, TimeProvider clock)
{
    public const string Role = "admin";
    private const string Purpose = "first-admin";
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>A fresh secret for the link <c>/account/first-admin?token=…</c>, valid for a day; null when there is an administrator.</summary>
    public async Task<string?> EnsureAsync(CancellationToken cancellationToken) =>
        await ExistsAsync() ? null : await tokens.IssueAsync(Purpose, null, Lifetime, cancellationToken);

    public async Task<bool> IsValidAsync(string token, CancellationToken cancellationToken) =>
        !await ExistsAsync() && await tokens.IsValidAsync(Purpose, token, cancellationToken);

    /// <summary>Uses the link: makes the account of the administrator.</summary>
    /// <returns>The administrator, or what is wrong with the input; null and no errors when the link does not work.</returns>
    public async Task<(AppUser? Admin, IReadOnlyList<IdentityError> Errors)> CreateAsync(string token, string email, string password, string culture, CancellationToken cancellationToken)
    {
        if (!await IsValidAsync(token, cancellationToken)) return (null, []);
        var user = new AppUser { Id = Guid.CreateVersion7(clock.GetUtcNow()), UserName = email, Email = email, EmailConfirmed = true, Culture = culture, CreatedAt = clock.GetUtcNow() };
        if (await CheckAsync(user, password) is { Count: > 0 } wrong) return (null, wrong); // before the link is used up
        if (!await tokens.UseAsync(Purpose, token, cancellationToken)) return (null, []);
        var made = await users.CreateAsync(user, password);
        if (!made.Succeeded) return (null, [.. made.Errors]);
        if (!await roles.RoleExistsAsync(Role)) await roles.CreateAsync(new IdentityRole<Guid>(Role) { Id = Guid.CreateVersion7(clock.GetUtcNow()) });
        var raised = await users.AddToRoleAsync(user, Role);
        if (!raised.Succeeded) throw new InvalidOperationException($"User {user.Id} did not become {Role}: {string.Join(", ", raised.Errors.Select(e => e.Code))}.");
        await audit.WriteAsync(user.Id, email, "first-admin-created", new { after = new { email, role = Role } }, Guid.NewGuid().ToString("N"), cancellationToken);
        return (user, []);
    }

    private async Task<List<IdentityError>> CheckAsync(AppUser user, string password)
    {
        var errors = new List<IdentityError>();
        foreach (var validator in users.UserValidators) errors.AddRange((await validator.ValidateAsync(users, user)).Errors);
        foreach (var validator in users.PasswordValidators) errors.AddRange((await validator.ValidateAsync(users, user, password)).Errors);
        return errors;
    }

    private async Task<bool> ExistsAsync() => (await users.GetUsersInRoleAsync(Role)).Count > 0;
}
