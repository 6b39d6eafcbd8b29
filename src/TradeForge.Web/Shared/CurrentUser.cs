using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using TradeForge.Infrastructure.Postgres.Stores;

namespace TradeForge.Web.Shared;

/// <summary>Who looks at the page, and the only way from a page to a user's data.</summary>
public sealed class CurrentUser(AuthenticationStateProvider states, UserDataFactory factory)
{
    /// <exception cref="InvalidOperationException">Nobody is signed in; pages with data demand a user.</exception>
    public async Task<Guid> IdAsync() => IdOf((await states.GetAuthenticationStateAsync()).User)
        ?? throw new InvalidOperationException("A page asked for the data of a user, but nobody is signed in.");

    public async Task<UserData> DataAsync() => factory.For(await IdAsync());

    /// <summary>For endpoints: the data of the user of this request.</summary>
    public static UserData? Of(HttpContext context) =>
        IdOf(context.User) is { } id ? context.RequestServices.GetRequiredService<UserDataFactory>().For(id) : null;

    private static Guid? IdOf(ClaimsPrincipal user) => Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;
}
