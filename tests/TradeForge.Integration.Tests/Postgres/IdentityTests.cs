using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TradeForge.Infrastructure.Postgres;
using TradeForge.Infrastructure.Postgres.Identity;

namespace TradeForge.Integration.Tests.Postgres;

[Collection(PostgresCollection.Name)]
public sealed class IdentityTests : IAsyncLifetime
{
    private const string Password = "a long sentence";
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TempFolder _keys = new();
    private TestDatabase _database = null!;
    private ServiceProvider _services = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.NewAsync();
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(_database.Clock);
        services.AddTradeForgePostgres(_database.ConnectionString).AddTradeForgeKeys(_keys.Path).AddTradeForgeIdentity();
        _services = services.BuildServiceProvider(validateScopes: true);
    }

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        _keys.Dispose();
    }

    [Fact]
    public async Task FirstAdmin_LinkUsed_MakesOneAdministratorAndWorksOnce()
    {
        await using var scope = _services.CreateAsyncScope();
        var first = scope.ServiceProvider.GetRequiredService<FirstAdmin>();
        var token = (await first.EnsureAsync(None))!;
        Assert.True(await first.IsValidAsync(token, None));
        await using (var db = _database.CreateDbContext()) Assert.DoesNotContain(token, Convert.ToHexString((await db.Tokens.SingleAsync()).Hash), StringComparison.OrdinalIgnoreCase);

        var (none, errors) = await first.CreateAsync(token, "root@example.org", "short", "en", None);
        Assert.Null(none);
        Assert.Contains(errors, e => e.Code == "PasswordTooShort");

        var (admin, _) = await first.CreateAsync(token, "root@example.org", Password, "ru", None); // the link was not used up by the error
        Assert.Equal("ru", admin!.Culture);
        var users = scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>();
        Assert.True(await users.IsInRoleAsync(admin, FirstAdmin.Role));
        Assert.Null((await first.CreateAsync(token, "second@example.org", Password, "en", None)).Admin);
        Assert.Null(await first.EnsureAsync(None)); // there is one
        await using var audit = _database.CreateDbContext();
        Assert.Equal("first-admin-created", (await audit.Audit.SingleAsync()).What);
    }

    [Fact]
    public async Task FirstAdmin_NewLinkOrADayLater_VoidsTheOldOne()
    {
        await using var scope = _services.CreateAsyncScope();
        var first = scope.ServiceProvider.GetRequiredService<FirstAdmin>();
        var (old, fresh) = ((await first.EnsureAsync(None))!, (await first.EnsureAsync(None))!);
        Assert.False(await first.IsValidAsync(old, None));
        Assert.True(await first.IsValidAsync(fresh, None));
        _database.Clock.Advance(TimeSpan.FromHours(24));
        Assert.False(await first.IsValidAsync(fresh, None));
    }

    [Fact]
    public async Task UseAsync_ManyAtOnce_OneGetsIt()
    {
        var tokens = _services.GetRequiredService<OneTimeTokens>();
        var secret = await tokens.IssueAsync("test", null, TimeSpan.FromMinutes(1), None);
        var used = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => tokens.UseAsync("test", secret, None)));
        Assert.Single(used, true);
    }

    [Fact]
    public async Task ResetPasswordAsync_LockedUser_GetsALinkThatWorksOnceAndIsUnlocked()
    {
        await using var scope = _services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>();
        var user = new AppUser { Id = Guid.NewGuid(), UserName = "anna@example.org", Email = "anna@example.org", CreatedAt = _database.Clock.GetUtcNow() };
        Assert.True((await users.CreateAsync(user, Password)).Succeeded);
        for (var i = 0; i < 5; i++) await users.AccessFailedAsync(user);
        Assert.True(await users.IsLockedOutAsync(user));

        var reset = scope.ServiceProvider.GetRequiredService<PasswordReset>();
        Assert.Null(await reset.ResetPasswordAsync("nobody@example.org", "command line", None));
        var link = (await reset.ResetPasswordAsync("anna@example.org", "command line", None))!;
        Assert.False(await users.IsLockedOutAsync(user));
        var token = Uri.UnescapeDataString(link[(link.IndexOf("token=", StringComparison.Ordinal) + 6)..]);
        Assert.StartsWith($"/account/reset-password?user={user.Id}&token=", link, StringComparison.Ordinal);
        Assert.True((await users.ResetPasswordAsync(user, token, "another sentence")).Succeeded);
        Assert.False((await users.ResetPasswordAsync(user, token, "a third sentence")).Succeeded);
        Assert.True(await users.CheckPasswordAsync(user, "another sentence"));
    }
}
