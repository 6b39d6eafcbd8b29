using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace TradeForge.Infrastructure.Postgres.Identity;

public static class IdentityServices
{
    /// <summary>Length is what counts; rules about digits and signs only make passwords harder to remember.</summary>
    public const int ShortestPassword = 10;

    /// <summary>Users, roles and passwords in PostgreSQL; the same for the pages and the command line. Needs AddTradeForgePostgres and AddTradeForgeKeys.</summary>
    public static IdentityBuilder AddTradeForgeIdentity(this IServiceCollection services)
    {
        services.TryAddSingleton<OneTimeTokens>();
        services.AddScoped<FirstAdmin>();
        services.AddScoped<PasswordReset>();
        services.Configure<DataProtectionTokenProviderOptions>(o => o.TokenLifespan = TimeSpan.FromHours(2));
        return services.AddIdentityCore<AppUser>(Configure)
            .AddRoles<IdentityRole<Guid>>()
            .AddEntityFrameworkStores<TradeForgeDb>()
            .AddDefaultTokenProviders();
    }

    /// <summary>Keeps the keys that protect cookies and links in <paramref name="folder"/>, so that they outlive a restart and the command line can make links.</summary>
    public static IServiceCollection AddTradeForgeKeys(this IServiceCollection services, string folder)
    {
        services.AddDataProtection().SetApplicationName("TradeForge").PersistKeysToFileSystem(new DirectoryInfo(folder));
        return services;
    }

    private static void Configure(IdentityOptions options)
    {
        options.User.RequireUniqueEmail = true;
        options.User.AllowedUserNameCharacters = null!; // the user name is the address, checked as such
        options.Password.RequiredLength = ShortestPassword;
        options.Password.RequiredUniqueChars = 5;
        options.Password.RequireDigit = false;
        options.Password.RequireLowercase = false;
        options.Password.RequireUppercase = false;
        options.Password.RequireNonAlphanumeric = false;
        options.Lockout.AllowedForNewUsers = true;
        options.Lockout.MaxFailedAccessAttempts = 5;
        options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
    }
}
