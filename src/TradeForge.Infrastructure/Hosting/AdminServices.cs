using Microsoft.Extensions.DependencyInjection;
using TradeForge.Infrastructure.Postgres;
using TradeForge.Infrastructure.Postgres.Identity;

namespace TradeForge.Infrastructure.Hosting;

/// <summary>What an operator at the machine may do with accounts: the same for the terminal of a first start and for the command line.</summary>
public static class AdminServices
{
    /// <summary>Path and query of the one-time link that makes the first administrator; null when there is one.</summary>
    public static Task<string?> FirstAdminLinkAsync(string postgres, DataFolders folders, CancellationToken cancellationToken) =>
        UseAsync(postgres, folders, async services =>
            await services.GetRequiredService<FirstAdmin>().EnsureAsync(cancellationToken) is { } token ? "/account/first-admin?token=" + token : null);

    /// <summary>Path and query of the one-time link that sets a new password; null when nobody has this address.</summary>
    public static Task<string?> ResetPasswordLinkAsync(string postgres, DataFolders folders, string email, CancellationToken cancellationToken) =>
        UseAsync(postgres, folders, services => services.GetRequiredService<PasswordReset>().ResetPasswordAsync(email, "operator", cancellationToken));

    private static async Task<T> UseAsync<T>(string postgres, DataFolders folders, Func<IServiceProvider, Task<T>> work)
    {
        var services = new ServiceCollection().AddLogging().AddTradeForgePostgres(postgres).AddTradeForgeKeys(folders.Keys);
        services.AddTradeForgeIdentity();
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }
}
