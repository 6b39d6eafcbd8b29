using Microsoft.AspNetCore.Identity;

namespace TradeForge.Infrastructure.Postgres.Identity;

/// <summary>Lets an operator at the machine reset a password without ever knowing one.</summary>
public sealed class PasswordReset(UserManager<AppUser> users, AuditLog audit)
{
    /// <summary>The path and query of a page where the user sets a new password; it works once and for two hours. Ends a lockout.</summary>
    /// <returns>Null when nobody has this address.</returns>
    public async Task<string?> ResetPasswordAsync(string email, string who, CancellationToken cancellationToken)
    {
        if (await users.FindByEmailAsync(email) is not { } user) return null;
        await users.SetLockoutEndDateAsync(user, null);
        await users.ResetAccessFailedCountAsync(user);
        var token = await users.GeneratePasswordResetTokenAsync(user); // setting a password changes the security stamp and voids it
        await audit.WriteAsync(user.Id, who, "password-reset-link-made", new { email }, Guid.NewGuid().ToString("N"), cancellationToken);
        return $"/account/reset-password?user={user.Id}&token={Uri.EscapeDataString(token)}";
    }
}
