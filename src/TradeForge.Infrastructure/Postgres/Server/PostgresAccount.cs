using System.Globalization;
using TradeForge.Core;

namespace TradeForge.Infrastructure.Postgres.Server;

/// <summary>As whom the server runs. PostgreSQL refuses root, so root hands it to <c>nobody</c>.</summary>
/// <param name="Prefix">Put before every command line of the server's programs.</param>
/// <param name="FileOwner">User id that must own the cluster and the socket folder, as seen from here.</param>
internal sealed record PostgresAccount(IReadOnlyList<string> Prefix, int FileOwner)
{
    private const int Nobody = 65534;
    private static readonly string[] SetPriv = ["setpriv", $"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups", "--"];
    private static readonly string[] UserNamespace = ["unshare", "--user", $"--map-user={Nobody}", $"--map-group={Nobody}", "--"];

    /// <summary>
    /// An ordinary user runs it as himself. Root tries another user id, which needs folders that it may walk through,
    /// then a user namespace, which some containers forbid.
    /// </summary>
    /// <exception cref="StartupException">Root can do neither.</exception>
    public static async Task<PostgresAccount> FindAsync(string binFolder, string dataFolder, CancellationToken cancel)
    {
        if (Shell.UserId != 0) return new PostgresAccount([], Shell.UserId);
        const string Try = "\"$1/postgres\" --version && cd \"$2\"";
        foreach (var account in new[] { new PostgresAccount(SetPriv, Nobody), new PostgresAccount(UserNamespace, 0) })
            if ((await Shell.RunAsync([.. account.Prefix, "/bin/sh", "-c", Try, "sh", binFolder, dataFolder], null, cancel)).ExitCode == 0)
                return account;
        throw new StartupException(new Text(
            $"PostgreSQL does not run as root, and neither setpriv nor unshare can start it as 'nobody' here: make {dataFolder} and {binFolder} reachable for other users, or start TradeForge as an ordinary user.",
            $"PostgreSQL не работает от root, а запустить его от 'nobody' здесь не могут ни setpriv, ни unshare: откройте другим пользователям путь к {dataFolder} и {binFolder} или запустите TradeForge от обычного пользователя."));
    }

    /// <summary>Gives a folder to the account, unless it has it already.</summary>
    /// <exception cref="StartupException">It belongs to somebody else, and we are not root.</exception>
    public async Task OwnAsync(string path, CancellationToken cancel)
    {
        var owner = await OwnerAsync(path, cancel);
        if (owner == FileOwner) return;
        if (Shell.UserId == 0 && (await Shell.RunAsync(["chown", "-R", "--no-dereference", $"{FileOwner}:{FileOwner}", path], null, cancel)).ExitCode == 0) return;
        throw new StartupException(new Text(
            $"{path} belongs to user {owner}, not to the user who starts TradeForge ({Shell.UserId}): start it as that user, or give the folder away with chown -R.",
            $"{path} принадлежит пользователю {owner}, а TradeForge запускает {Shell.UserId}: запустите его от того же пользователя или смените владельца командой chown -R."));
    }

    private static async Task<int> OwnerAsync(string path, CancellationToken cancel)
    {
        var answer = await Shell.RunAsync(["stat", "-c", "%u", path], null, cancel);
        return int.TryParse(answer.Output, NumberStyles.None | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var id) ? id : -1;
    }
}
